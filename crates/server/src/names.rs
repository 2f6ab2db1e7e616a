//! What a domain publishes about its letters.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;
use hickory_resolver::{Resolver, TokioResolver};

/// The name server that is asked.
pub struct Names(TokioResolver);

impl Names {
    /// The one at an address, over UDP and TCP, or this machine's.
    pub fn asking(server: Option<SocketAddr>) -> Result<Self> {
        let builder = match server {
            None => TokioResolver::builder_tokio()?,
            Some(server) => {
                let at = |mut connection: ConnectionConfig| {
                    connection.port = server.port();
                    connection
                };
                let connections = vec![at(ConnectionConfig::udp()), at(ConnectionConfig::tcp())];
                let servers = vec![NameServerConfig::new(server.ip(), true, connections)];
                Resolver::builder_with_config(
                    ResolverConfig::from_name_servers(servers),
                    TokioRuntimeProvider::default(),
                )
            }
        };
        Ok(Self(builder.build()?))
    }

    /// The texts that a name holds; none when the name does not exist. An error when nobody answers.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>> {
        match self.0.txt_lookup(format!("{name}.")).await {
            Ok(found) => Ok(found
                .answers()
                .iter()
                .filter_map(|record| match &record.data {
                    // A text longer than 255 bytes stands in pieces (RFC 7208 §3.3).
                    RData::TXT(text) => {
                        Some(text.txt_data.iter().map(|piece| String::from_utf8_lossy(piece)).collect::<String>())
                    }
                    _ => None,
                })
                .collect()),
            Err(error) if error.is_nx_domain() || error.is_no_records_found() => Ok(Vec::new()),
            Err(error) => Err(error).with_context(|| format!("DNS does not answer about {name}")),
        }
    }
}
