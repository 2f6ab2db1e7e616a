//! A `clamd` of the tests: a real server that speaks its protocol, and finds a virus where a file says that it holds one.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// What a file that holds a virus says.
pub(crate) const VIRUS: &[u8] = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

/// Runs for as long as the tests do.
#[derive(Clone, Default)]
pub(crate) struct Clamd {
    silent: Arc<AtomicBool>,
    scanned: Arc<AtomicUsize>,
}

impl Clamd {
    /// Listens on a port; gives its address.
    pub(crate) fn listen(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let clamd = self.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (clamd, stream) = (clamd.clone(), stream.expect("a connection"));
                std::thread::spawn(move || clamd.answer(stream));
            }
        });
        address
    }

    /// Listens on a socket.
    pub(crate) fn listen_at(&self, path: &Path) {
        let listener = UnixListener::bind(path).expect("a socket");
        let clamd = self.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (clamd, stream) = (clamd.clone(), stream.expect("a connection"));
                std::thread::spawn(move || clamd.answer(stream));
            }
        });
    }

    /// From here on it takes what it is sent and answers nothing, or answers again.
    pub(crate) fn be_silent(&self, silent: bool) {
        self.silent.store(silent, Ordering::SeqCst);
    }

    /// How many files it has looked at.
    pub(crate) fn scanned(&self) -> usize {
        self.scanned.load(Ordering::SeqCst)
    }

    fn answer(&self, mut stream: impl Read + Write) {
        let mut command = Vec::new();
        while command.last() != Some(&0) {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("a command");
            command.push(byte[0]);
        }
        assert_eq!(command, b"zINSTREAM\0");
        let mut file = Vec::new();
        loop {
            let mut length = [0; 4];
            stream.read_exact(&mut length).expect("a length");
            let mut chunk = vec![0; u32::from_be_bytes(length) as usize];
            if chunk.is_empty() {
                break;
            }
            stream.read_exact(&mut chunk).expect("a chunk");
            file.extend(chunk);
        }
        if self.silent.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_secs(5));
            return;
        }
        self.scanned.fetch_add(1, Ordering::SeqCst);
        let found = file.windows(VIRUS.len()).any(|window| window == VIRUS);
        let said: &[u8] = if found { b"stream: Eicar-Test-Signature FOUND\0" } else { b"stream: OK\0" };
        // Whoever asked may have gone.
        let _ = stream.write_all(said);
    }
}
