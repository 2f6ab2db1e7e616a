//! Who asks: a visitor, or a person who is signed in. A handler that takes a [`Signed`] cannot run without a session.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use axum::http::request::Parts;
use axum_extra::extract::cookie::CookieJar;
use coursework::Language;
use database::Reader;
use school::access::{self, Access, AccessReviewer, Administration, Privacy, Purpose, Support, Teaching};
use school::assessments::Teacher;
use school::campaigns::Editor;
use school::conversations::{Answerer, Desk};
use school::disclosures::Reviewer;
use school::people::{self, Device, PersonId, Role, Session};
use school::rights::Officer;

use crate::failure::Failure;
use crate::flow;
use crate::{App, Proxy};

/// Whoever asks for a public page.
pub(crate) struct Visitor {
    /// The session, for those who are signed in.
    pub session: Option<Session>,
    /// Their name, which stands above every page; none once its key was destroyed.
    pub name: Option<String>,
    /// The language of the pages.
    pub language: Language,
    /// Empty, `light` or `dark`.
    pub theme: String,
    /// Path and query of the page, to come back to.
    pub path: String,
    /// The code of the sentence to show.
    pub notice: Option<String>,
}

/// A person who is signed in; anyone else is sent to `/connexion` and comes back.
pub(crate) struct Signed {
    /// The session.
    pub session: Session,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl Signed {
    /// The person.
    pub(crate) fn person(&self) -> PersonId {
        self.session.person
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self::with(parts, app, |_, _| Ok(())).await?.0)
    }
}

impl Visitor {
    /// Whoever asks, and what a story reads for them: one transaction for a page that is opened often.
    pub(crate) async fn with<T: Send + 'static>(
        parts: &Parts,
        app: &App,
        story: impl FnOnce(&Reader<'_>, &Session) -> Result<T, school::Error> + Send + 'static,
    ) -> Result<(Self, Option<T>), Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        let known = match flow::session_token(app, &jar) {
            // The name's key may have to be fetched, which only a story may wait for.
            Some(token) => {
                let story = app.school.read(move |reader, vault, moment| {
                    let Some(session) = people::signed_in(reader, moment, &token)? else { return Ok(None) };
                    let told = story(reader, &session)?;
                    Ok(Some((session.name(vault).ok(), session, told)))
                });
                story.await?
            }
            None => None,
        };
        let (session, name, told) =
            known.map_or((None, None, None), |(name, session, told)| (Some(session), name, Some(told)));
        if let Some(session) = session.as_ref().filter(|session| session.stale) {
            let id = session.id;
            app.school.write(move |transaction, _, moment| people::touch(transaction, moment, id)).await?;
        }
        let query = parts.uri.query().unwrap_or_default();
        let notice = flow::query_value(query, "avis");
        let cookie = |name| jar.get(name).map(|cookie| cookie.value().to_owned());
        let language = match &session {
            Some(session) => session.language,
            None => cookie("langue").map_or_else(|| preferred(parts), |code| school::words::language(&code)),
        };
        let theme = match &session {
            Some(session) => session.theme.clone(),
            None => cookie("theme").filter(|theme| theme == "light" || theme == "dark").unwrap_or_default(),
        };
        Ok((Self { session, name, language, theme, path: parts.uri.path().to_owned(), notice }, told))
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self::with(parts, app, |_, _| Ok(())).await?.0)
    }
}

impl Signed {
    /// [`Visitor::with`] for a person who is signed in.
    pub(crate) async fn with<T: Send + 'static>(
        parts: &Parts,
        app: &App,
        story: impl FnOnce(&Reader<'_>, &Session) -> Result<T, school::Error> + Send + 'static,
    ) -> Result<(Self, T), Failure> {
        let (visitor, told) = Visitor::with(parts, app, story).await?;
        match (visitor.session.clone(), told) {
            (Some(session), Some(told)) => Ok((Self { session, visitor }, told)),
            _ => Err(Failure::SignInFirst(parts.uri.to_string())),
        }
    }
}

/// Somebody of the staff with an access for a purpose. To any other role the page does not exist; whoever misses something is
/// sent to do it, and comes back.
pub(crate) struct Staff<P> {
    /// What the work takes.
    pub access: Access<P>,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl<P: Purpose> FromRequestParts<App> for Staff<P> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Signed { session, visitor } = Signed::from_request_parts(parts, app).await?;
        match access::take::<P>(&app.school, &session).await? {
            Ok(access) => Ok(Self { access, visitor }),
            Err(_) => Err(Failure::AccessFirst(parts.uri.path().to_owned())),
        }
    }
}

/// A privacy officer.
pub(crate) struct SignedOfficer {
    /// What only an officer may do takes this.
    pub officer: Officer,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedOfficer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Staff { access, visitor } = Staff::<Privacy>::from_request_parts(parts, app).await?;
        Ok(Self { officer: access.into(), visitor })
    }
}

/// A teacher.
pub(crate) struct SignedTeacher {
    /// What only a teacher may do takes this.
    pub teacher: Teacher,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedTeacher {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Staff { access, visitor } = Staff::<Teaching>::from_request_parts(parts, app).await?;
        Ok(Self { teacher: access.into(), visitor })
    }
}

/// Somebody of a desk; the address says which desk.
pub(crate) struct SignedAnswerer {
    /// What only that desk may do takes this.
    pub answerer: Answerer,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedAnswerer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let desk = Desk::ALL.into_iter().find(|desk| parts.uri.path().starts_with(desk.path()));
        match desk.ok_or(Failure::NotFound)? {
            Desk::Teaching => {
                let Staff { access, visitor } = Staff::<Teaching>::from_request_parts(parts, app).await?;
                Ok(Self { answerer: access.into(), visitor })
            }
            Desk::Support => {
                let Staff { access, visitor } = Staff::<Support>::from_request_parts(parts, app).await?;
                Ok(Self { answerer: access.into(), visitor })
            }
        }
    }
}

/// Somebody who writes campaigns.
pub(crate) struct SignedEditor {
    /// What only an editor may do takes this.
    pub editor: Editor,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedEditor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Staff { access, visitor } = Staff::<Teaching>::from_request_parts(parts, app).await?;
        Ok(Self { editor: access.into(), visitor })
    }
}

/// Somebody who may read the register of disclosures and approve one: an officer or an administrator.
pub(crate) struct SignedReviewer {
    /// What only a reviewer of disclosures may do takes this.
    pub reviewer: Reviewer,
    /// What only an officer may do takes this; an administrator has none.
    pub officer: Option<Officer>,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedReviewer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let signed = Signed::from_request_parts(parts, app).await?;
        if signed.session.role == Role::Admin {
            let Staff { access, visitor } = Staff::<Administration>::from_request_parts(parts, app).await?;
            return Ok(Self { reviewer: access.into(), officer: None, visitor });
        }
        let Staff { access, visitor } = Staff::<Privacy>::from_request_parts(parts, app).await?;
        let officer = Officer::from(access);
        Ok(Self { reviewer: officer.into(), officer: Some(officer), visitor })
    }
}

/// Somebody who reviews accesses; the address says as what.
pub(crate) struct AccessReview {
    /// What only a reviewer of accesses may do takes this.
    pub reviewer: AccessReviewer,
    /// The page's address.
    pub here: &'static str,
    /// Whether they may invite.
    pub invites: bool,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl From<Staff<Administration>> for AccessReview {
    fn from(staff: Staff<Administration>) -> Self {
        let here = "/equipe/administration";
        Self { reviewer: staff.access.into(), here, invites: true, visitor: staff.visitor }
    }
}

impl FromRequestParts<App> for AccessReview {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if parts.uri.path().starts_with("/equipe/administration") {
            return Ok(Staff::<Administration>::from_request_parts(parts, app).await?.into());
        }
        let Staff { access, visitor } = Staff::<Privacy>::from_request_parts(parts, app).await?;
        let here = "/equipe/confidentialite/acces";
        Ok(Self { reviewer: access.into(), here, invites: false, visitor })
    }
}

/// Anybody of the staff, for what they do for their own access.
pub(crate) struct Colleague(pub(crate) Signed);

impl FromRequestParts<App> for Colleague {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let signed = Signed::from_request_parts(parts, app).await?;
        if signed.session.role == Role::Learner { Err(Failure::NotFound) } else { Ok(Self(signed)) }
    }
}

/// French unless English is asked for first.
fn preferred(parts: &Parts) -> Language {
    let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepted.trim_start().starts_with("en") { Language::En } else { Language::Fr }
}

/// What a request tells about the device, for the sign-in record.
pub(crate) struct FromDevice(pub(crate) Device);

impl FromRequestParts<App> for FromDevice {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let direct = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip());
        // Only the last entry was written by the proxy we trust; what stands before it came from the visitor.
        let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let forwarded = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
        let address = match app.hosting.behind_proxy {
            Proxy::Trusted => forwarded.unwrap_or(direct),
            Proxy::None => direct,
        };
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self(people::describe(address.to_string(), agent)))
    }
}
