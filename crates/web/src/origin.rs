//! Where a request comes from: its address, its device, and the language it asks for.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use axum::http::request::Parts;
use axum_extra::extract::cookie::CookieJar;
use coursework::Language;
use school::people::{self, Device};

use crate::failure::Failure;
use crate::{App, Proxy};

/// What was chosen; else French, unless English is asked for first.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let jar = CookieJar::from_headers(headers);
    if let Some(chosen) = jar.get("langue") {
        return school::words::language(chosen.value());
    }
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepted.trim_start().starts_with("en") { Language::En } else { Language::Fr }
}

/// What a request tells about the device, for the sign-in record.
pub(crate) struct FromDevice(pub(crate) Device);

impl FromRequestParts<App> for FromDevice {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self(device(parts, app)))
    }
}

pub(crate) fn device(parts: &Parts, app: &App) -> Device {
    let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    people::describe(address(parts, app).to_string(), agent)
}

/// Where a request comes from. A listener of both families writes an address of version 4 in version 6; it is the same address.
pub(crate) fn address(parts: &Parts, app: &App) -> IpAddr {
    let direct = || {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        connected.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip())
    };
    // Only the last entry of the last line was written by the proxy we trust; what stands before it came from the visitor.
    let forwarded = || {
        let list = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        list.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let address = match app.hosting.behind_proxy {
        Proxy::Trusted => forwarded().unwrap_or_else(direct),
        Proxy::None => direct(),
    };
    address.to_canonical()
}
