//! The process dies at any moment: what was acknowledged is there.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use database::Database;

use crate::notes::{numbers, prepare, write};

/// Set in the process that is killed: the file it writes to.
const FILE: &str = "MIRAVOLUNEX_TEST_CRASH_FILE";
const KILLED_AFTER: usize = 300;

/// This test is also the process that dies: it starts itself again with the file's name in its environment.
#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_row_survives_a_killed_process() {
    if let Ok(path) = std::env::var(FILE) {
        write_until_killed(Path::new(&path)).await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for turn in 0..3 {
        let path = folder.path().join(format!("{turn}.sqlite"));
        let acknowledged = start_and_kill(&path);
        assert!(acknowledged.len() >= KILLED_AFTER);
        let database = Database::sqlite(&path).expect("it opens again");
        let kept: BTreeSet<i64> = numbers(&database).await.into_iter().collect();
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(lost.is_empty(), "{} acknowledged, lost: {lost:?}", acknowledged.len());
    }
}

/// Kills the process with SIGKILL in the middle of its writing, and gives what it had acknowledged until then.
fn start_and_kill(path: &Path) -> BTreeSet<i64> {
    let program = std::env::current_exe().expect("this test");
    let name = "crash::an_acknowledged_row_survives_a_killed_process";
    let mut command = Command::new(program);
    command.args(["--exact", name, "--nocapture"]).env(FILE, path).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the process starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let mut acknowledged = BTreeSet::new();
    while acknowledged.len() < KILLED_AFTER {
        let line = lines.next().expect("the process goes on until it is killed");
        acknowledged.extend(number(&line));
    }
    child.kill().expect("it is killed");
    acknowledged.extend(lines.filter_map(|line| number(&line)));
    child.wait().expect("it is gone");
    acknowledged
}

fn number(line: &str) -> Option<i64> {
    line.strip_prefix("kept ")?.strip_suffix('.')?.parse().ok()
}

async fn write_until_killed(path: &Path) {
    let database = Database::sqlite(path).expect("a database");
    prepare(&database).await;
    let writers: Vec<_> = (0..8_i64).map(|writer| tokio::spawn(acknowledge(database.clone(), writer))).collect();
    for writer in writers {
        writer.await.expect("a writer");
    }
}

async fn acknowledge(database: Database, writer: i64) {
    for number in (writer..).step_by(8) {
        database.write(move |transaction| write(transaction, number)).await.expect("a note");
        // One call of write(2) a line, so that no line is cut.
        std::io::stdout().lock().write_all(format!("kept {number}.\n").as_bytes()).expect("the test listens");
    }
}
