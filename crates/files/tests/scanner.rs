//! What is said to `clamd`, and what its answers mean.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use files::{Scanner, Verdict};

const WITHIN: Duration = Duration::from_millis(500);

/// Answers one question with these words, after having read it; gives where, and what was asked.
fn answering(words: Option<&'static [u8]>) -> (Scanner, std::thread::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a question");
        let mut asked = Vec::new();
        let mut piece = vec![0; 64 * 1024];
        // A command alone ends with its zero, a file with an empty chunk.
        while !(asked.ends_with(&[0; 4]) || asked == b"zPING\0") {
            let read = stream.read(&mut piece).expect("bytes");
            asked.extend_from_slice(&piece[..read]);
        }
        match words {
            Some(words) => stream.write_all(words).expect("an answer"),
            None => std::thread::sleep(WITHIN * 3),
        }
        asked
    });
    (Scanner::parse(&address, WITHIN).expect("an address"), asked)
}

#[tokio::test]
async fn a_file_is_sent_in_chunks_and_the_answer_is_read() {
    let file: Vec<u8> = (0..150_000_u32).map(|number| (number % 251) as u8 + 1).collect();
    let (scanner, asked) = answering(Some(b"stream: OK\0"));
    assert_eq!(scanner.scan(&file).await.expect("a verdict"), Verdict::Clean);
    let asked = asked.join().expect("it was asked");
    let mut rest = asked.strip_prefix(b"zINSTREAM\0").expect("the command");
    let mut came = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (chunk, after) = after.split_at(u32::from_be_bytes(*length) as usize);
        came.extend_from_slice(chunk);
        rest = after;
    }
    assert_eq!(came, file);

    let (scanner, _) = answering(Some(b"stream: Win.Test.EICAR_HDB-1 FOUND\0"));
    let found = Verdict::Infected("Win.Test.EICAR_HDB-1".to_owned());
    assert_eq!(scanner.scan(b"x").await.expect("a verdict"), found);
}

#[tokio::test]
async fn anything_but_a_verdict_is_none() {
    for words in
        [b"INSTREAM size limit exceeded. ERROR\0".as_slice(), b"UNKNOWN COMMAND\0", b"stream: ERROR\0", b"", b"OK\0"]
    {
        let (scanner, _) = answering(Some(words));
        assert!(scanner.scan(b"x").await.is_err(), "{words:?}");
    }
    let (scanner, _) = answering(None);
    let since = Instant::now();
    assert!(scanner.scan(b"x").await.is_err());
    assert!(since.elapsed() < WITHIN * 2, "it is not waited for longer than told");
    let nobody = Scanner::parse("127.0.0.1:9", WITHIN).expect("an address");
    assert!(nobody.scan(b"x").await.is_err() && nobody.ping().await.is_err());
    let nowhere = Scanner::parse("/run/personne/clamd.ctl", WITHIN).expect("a path");
    assert!(nowhere.scan(b"x").await.is_err());
}

#[tokio::test]
async fn it_is_there_when_it_says_so() {
    let (scanner, _) = answering(Some(b"PONG\0"));
    assert!(scanner.ping().await.is_ok());
    let (scanner, _) = answering(Some(b"200 OK\0"));
    assert!(scanner.ping().await.is_err());
}

#[test]
fn where_it_is_can_be_read() {
    for text in ["/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310", "clamd.interne:3310"] {
        assert!(Scanner::parse(text, WITHIN).is_some(), "{text}");
    }
    for text in ["", "clamd", "127.0.0.1", ":3310", "127.0.0.1:porte", "clamd.ctl"] {
        assert!(Scanner::parse(text, WITHIN).is_none(), "{text}");
    }
}
