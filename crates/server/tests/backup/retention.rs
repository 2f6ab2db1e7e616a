//! Backups are kept for a bounded time, and copies of the keys follow the school wherever they are.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::killed::add_media;
use super::{Engine, Home, Shelf, both_engines, files, name};

/// Makes an archive look as if it had been made so many days ago; gives its new name.
fn age_by(shelf: &Shelf, archive: &Path, days: i64) -> String {
    let now = database::Clock::System.now();
    let at = now - jiff::SignedDuration::from_hours(days * 24);
    let before = name(archive);
    let (mark, _) = before.rsplit_once('-').expect("a name");
    let after = format!("{mark}-{}.000Z.tar.gz.age", at.strftime("%Y%m%dT%H%M%S"));
    std::fs::rename(archive, shelf.path().join(&after)).expect("an older name");
    after
}

both_engines! {
    fn p36_what_was_erased_leaves_the_last_backup_within_the_time_that_backups_are_kept(engine) {
        let shelf = Shelf::new();
        let home = Home::new(engine, &shelf, "backup_keep_days = 7");
        let film = add_media(home.data(), 40_000, 7);
        shelf.back_up(&home);
        let old = age_by(&shelf, &shelf.archives()[0], 8);
        let kept = files(&shelf.path()).into_iter().find(|path| name(path).starts_with(&film)).expect("the film");
            let then = SystemTime::from(database::Clock::System.now()) - Duration::from_hours(8 * 24);
            std::fs::File::open(&kept).and_then(|file| file.set_modified(then)).expect("an older instant");
        for other in ["holidays.tar.gz.age", "miravolunex-ffffffffffff-20200101T000000.000Z.tar.gz.age"] {
            std::fs::write(shelf.path().join(other), "somebody else's").expect("a file");
        }

        // As long as it is the only one, it stays, whatever fails.
        let damaged = home.data().join("media").join("0".repeat(64));
        std::fs::write(&damaged, "not what its name says").expect("a damaged file");
        let failed = home.run(&["backup", &shelf.text()]);
        assert_eq!(failed.status, 2, "{}", failed.out);
        assert!(failed.error.contains("its content is not what its name says"), "{}", failed.error);
        assert!(shelf.path().join(&old).exists(), "the last whole one is not removed");
        assert_eq!(home.count("SELECT COUNT(*) FROM backups WHERE failure LIKE '%its content is not%'"), 1);

        // A younger one takes its place; its file is no longer needed when nothing names it.
        std::fs::remove_file(damaged).expect("it is removed");
        std::fs::remove_file(home.data().join("media").join(&film)).expect("the film is gone");
        assert!(kept.exists(), "the old one needs it");
        let then = SystemTime::from(database::Clock::System.now()) - Duration::from_hours(8 * 24);
        std::fs::File::open(&kept).and_then(|file| file.set_modified(then)).expect("an older instant");
        shelf.back_up(&home);
        assert!(!shelf.path().join(&old).exists() && !kept.exists(), "what is too old is gone, with what only it needed");
        let names: Vec<String> = files(&shelf.path()).iter().map(|path| name(path)).collect();
        assert!(names.iter().any(|one| one == "holidays.tar.gz.age"), "and nobody else's");
        assert!(names.iter().any(|one| one.contains("ffffffffffff")), "{names:?}");
        assert_eq!(home.count("SELECT COUNT(*) FROM backups WHERE failure IS NULL AND gone_at IS NULL"), 1);
    }
}

/// When the copy of the keys in a folder is of.
fn keys_at(home: &Home, folder: &Path) -> i64 {
    let folder = folder.display().to_string();
    home.count(&format!("SELECT keys_at FROM backup_folders WHERE folder = '{folder}' AND gone_at IS NULL"))
}

#[test]
fn b03_a_backup_renews_the_keys_in_every_folder_that_has_some() {
    let shelf = Shelf::new();
    let home = Home::new(Engine::Sqlite, &shelf, "");
    let (first, second, third) = (shelf.path(), shelf.folder.path().join("disk"), shelf.folder.path().join("stick"));
    for folder in [&first, &second, &third] {
        assert_eq!(home.run(&["backup", folder.to_str().expect("a path")]).status, 0);
    }
    let before = [&first, &second, &third].map(|folder| keys_at(&home, folder));
    std::fs::remove_dir_all(&second).expect("the disk's backups are destroyed");
    std::fs::create_dir(&second).expect("and the disk stays");
    std::fs::rename(&third, third.with_extension("away")).expect("the stick is taken away");
    shelf.back_up(&home);
    assert!(keys_at(&home, &first) > before[0]);
    assert_eq!(keys_at(&home, &third), before[2], "what cannot be reached is told to be old");
    assert_eq!(
        home.count("SELECT COUNT(*) FROM backup_folders WHERE gone_at IS NOT NULL"),
        1,
        "what is empty is no more"
    );
    std::fs::rename(third.with_extension("away"), &third).expect("the stick is back");
    shelf.back_up(&home);
    assert!(keys_at(&home, &third) > before[2], "and is renewed when it is");
}
