//! A backup that is killed is none, and takes nothing from those that are.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Engine, Home, Shelf, both_engines, files, name};
use crate::support::command;

/// Puts a large file among the media, under its SHA-256; bytes that do not get smaller.
pub(super) fn add_media(data: &Path, bytes: usize, seed: u64) -> String {
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let content: Vec<u8> = (0..bytes / 8).flat_map(|_| next()).collect();
    std::fs::create_dir_all(data.join("media")).expect("the folder");
    let draft = data.join("media/.draft");
    std::fs::write(&draft, content).expect("a file");
    let sum = Command::new("sha256sum").arg(&draft).output().expect("sha256sum runs").stdout;
    let sha256 = String::from_utf8_lossy(&sum[..64]).into_owned();
    std::fs::rename(draft, data.join("media").join(&sha256)).expect("its name");
    sha256
}

/// Starts a backup and kills it after a while.
fn kill_after(home: &Home, shelf: &Shelf, pause: Duration) {
    let mut backup = command(home.data(), &["backup", &shelf.text()]);
    let mut child = backup.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    std::thread::sleep(pause);
    child.kill().expect("kill -9");
    child.wait().expect("its end");
}

/// Kills backups as soon as their archive lies there half-made, until one was left so: on a busy machine no clock tells when that is.
fn kill_half_way(home: &Home, shelf: &Shelf) {
    let is_half_made = |path: &PathBuf| name(path).contains("Z.tar.gz.age") && name(path).contains("partial");
    let lies_there = || files(&shelf.path()).iter().any(is_half_made);
    for _ in 0..20 {
        let mut backup = command(home.data(), &["backup", &shelf.text()]);
        let mut child = backup.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        while !lies_there() && child.try_wait().expect("its state").is_none() {}
        // One that ended meanwhile cannot be killed, and is whole.
        let _ = child.kill();
        child.wait().expect("its end");
        if lies_there() {
            return;
        }
    }
    panic!("no backup was left half-way");
}

both_engines! {
    fn p29_a_backup_that_is_killed_anywhere_is_never_taken_for_whole(engine) {
        let shelf = Shelf::new();
        let home = Home::new(engine, &shelf, "");
        home.run(&["person", "add", "--email", "a@exemple.fr", "--name", "Ada", "--role", "learner"]);
        shelf.back_up(&home);
        for seed in 1..=3 {
            add_media(home.data(), 4_000_000, seed);
        }
        // How long a whole one takes, so that the others can be killed at every tenth of it.
        let since = Instant::now();
        shelf.back_up(&home);
        let takes = since.elapsed();
        let mut whole = shelf.archives();
        for tenth in 0..10 {
            // New files, so that there is as much to do each time.
            for seed in 1..=3 {
                add_media(home.data(), 4_000_000, 100 * (tenth + 1) + seed);
            }
            kill_after(&home, &shelf, takes * tenth as u32 / 10);
            let now = shelf.archives();
            // One that was killed in its last instant may have its name: then it is whole.
            assert!(now.starts_with(&whole) && now.len() <= whole.len() + 1, "{now:?}");
            whole = now;
            shelf.opened(&whole[whole.len() - 1]);
        }
        let drilled = shelf.drill(&home, &shelf.path());
        assert_eq!(drilled.status, 0, "{}{}", drilled.out, drilled.error);
        kill_half_way(&home, &shelf);
        shelf.back_up(&home);
        let left: Vec<String> =
            files(&shelf.path()).iter().chain(&files(home.data())).map(|path| name(path)).filter(|one| one.contains("partial")).collect();
        assert_eq!(left, Vec::<String>::new(), "what was left half-way is gone");
        assert!(!home.data().join(".backup").exists());
        assert!(home.count("SELECT COUNT(*) FROM backups WHERE failure = 'interrupted'") > 0, "and is known");
        let whole = home.count("SELECT COUNT(*) FROM backups WHERE failure IS NULL AND gone_at IS NULL");
        assert_eq!(whole, shelf.archives().len() as i64);
    }
}
