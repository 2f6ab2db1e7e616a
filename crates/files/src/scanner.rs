//! `clamd`, the daemon of ClamAV: what it finds in a file (its INSTREAM command, `clamd(8)`).

use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// What is sent at a time.
const CHUNK_BYTES: usize = 64 * 1024;
/// The longest answer: a signature's name and a few words.
const MOST_ANSWER_BYTES: u64 = 4 * 1024;
/// The longest name of a signature that is kept.
const MOST_SIGNATURE: usize = 100;

/// Where `clamd` is, and how long it may take over one file.
#[derive(Clone, Debug)]
pub struct Scanner {
    place: Place,
    limit: Duration,
}

#[derive(Clone, Debug)]
enum Place {
    Socket(PathBuf),
    Address(String),
}

/// What it says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It found nothing.
    Clean,
    /// It found this, by the name of its signature.
    Infected(String),
}

/// It did not answer in time, or not with a verdict.
#[derive(Debug, thiserror::Error)]
#[error("clamd gave no verdict: {0}")]
pub struct NoAnswer(String);

impl From<std::io::Error> for NoAnswer {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl Scanner {
    /// Reads the path of a socket or `ADDRESS:PORT`; none for anything else.
    pub fn parse(text: &str, limit: Duration) -> Option<Self> {
        let is_address = |(host, port): (&str, &str)| !host.is_empty() && port.parse::<u16>().is_ok();
        let place = if text.starts_with('/') {
            Place::Socket(text.into())
        } else {
            text.rsplit_once(':').filter(|parts| is_address(*parts))?;
            Place::Address(text.to_owned())
        };
        Some(Self { place, limit })
    }

    /// Has a file looked at.
    pub async fn scan(&self, bytes: &[u8]) -> Result<Verdict, NoAnswer> {
        verdict(&self.within(bytes, "INSTREAM").await?)
    }

    /// Whether it is there.
    pub async fn ping(&self) -> Result<(), NoAnswer> {
        let answer = self.within(&[], "PING").await?;
        if answer == "PONG" { Ok(()) } else { Err(NoAnswer(format!("it answers {answer}"))) }
    }

    async fn within(&self, bytes: &[u8], command: &str) -> Result<String, NoAnswer> {
        let asked = tokio::time::timeout(self.limit, self.ask(bytes, command)).await;
        asked.unwrap_or_else(|_| Err(NoAnswer(format!("nothing within {} s", self.limit.as_secs_f32()))))
    }

    async fn ask(&self, bytes: &[u8], command: &str) -> Result<String, NoAnswer> {
        match &self.place {
            Place::Socket(path) => talk(UnixStream::connect(path).await?, bytes, command).await,
            Place::Address(address) => talk(TcpStream::connect(address).await?, bytes, command).await,
        }
    }
}

/// Sends a command ended by a zero, then the file in chunks each preceded by its length, the last one empty.
async fn talk(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    bytes: &[u8],
    command: &str,
) -> Result<String, NoAnswer> {
    stream.write_all(format!("z{command}\0").as_bytes()).await?;
    if command == "INSTREAM" {
        for chunk in bytes.chunks(CHUNK_BYTES) {
            stream.write_all(&u32::try_from(chunk.len()).unwrap_or_default().to_be_bytes()).await?;
            stream.write_all(chunk).await?;
        }
        stream.write_all(&0_u32.to_be_bytes()).await?;
    }
    stream.flush().await?;
    let mut answer = Vec::new();
    stream.take(MOST_ANSWER_BYTES).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned())
}

/// Reads `stream: OK` or `stream: NAME FOUND`.
fn verdict(answer: &str) -> Result<Verdict, NoAnswer> {
    let said = answer.strip_prefix("stream: ").ok_or_else(|| NoAnswer(answer.to_owned()))?;
    match said.strip_suffix(" FOUND") {
        Some(name) => {
            let plain = name.chars().filter(char::is_ascii_graphic).take(MOST_SIGNATURE);
            Ok(Verdict::Infected(plain.collect()))
        }
        None if said == "OK" => Ok(Verdict::Clean),
        None => Err(NoAnswer(said.to_owned())),
    }
}
