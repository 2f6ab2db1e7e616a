//! The binary from outside: exit statuses, one line that names what is at fault, and nothing acknowledged lost to a kill.

mod anonymised;
mod attachments;
mod backup;
mod bad_input;
mod campaign;
mod check;
mod commands;
mod kill;
mod restored;
mod secured;
mod security_log;
mod support;
