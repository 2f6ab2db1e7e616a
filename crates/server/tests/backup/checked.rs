//! `check` and `promises` tell of the last backup and the last drill.

use super::{Engine, Home, Shelf};
use crate::check::{Zone, about, name_server};

#[test]
fn p29_check_and_promises_tell_of_the_last_backup_and_the_last_drill() {
    let shelf = Shelf::new();
    let dns = name_server(Zone::default());
    let more =
        format!("dns_server = {dns:?}\nbackup_to = {:?}\nbackup_drill_identity = {:?}", shelf.text(), shelf.identity());
    let home = Home::new(Engine::Sqlite, &shelf, &more);
    let before = home.run(&["check"]);
    assert!(about(&before.out, "backups").starts_with("ok"), "{}", before.out);
    assert!(about(&before.out, "backup of late").contains("there is none"), "{}", before.out);
    assert!(about(&before.out, "restore drill").contains("there is none: miravolunex drill"), "{}", before.out);
    assert_eq!(home.run(&["backup"]).status, 0);
    assert_eq!(home.run(&["drill"]).status, 0);
    let after = home.run(&["check"]);
    for what in ["backups", "backup of late", "keys in backups", "restore drill"] {
        assert!(about(&after.out, what).starts_with("ok"), "{}", after.out);
    }
    let promises = home.run(&["promises", "--language", "en"]);
    for words in ["Last backup: ", "The keys have one copy, renewed on ", "Last restore drill: "] {
        assert!(promises.out.contains(words), "{words} in {}", promises.out);
    }
}
