//! An archive is whole or refused, opens with its own identity alone, and leaves what is not its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use archive::{Contents, Error, Identity, Manifest, Packer, Part, Progress, Recipient, Shelf, Unpacked, unpack};
use jiff::{SignedDuration, Timestamp};

const MARKER: &str = "Joséphine Kestelberger";

struct Kit {
    folder: tempfile::TempDir,
    recipient: Recipient,
    identity: Identity,
}

impl Kit {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (recipient, identity) = keys(&folder.path().join("identity.txt"));
        Self { folder, recipient, identity }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn shelf(&self) -> Shelf {
        Shelf::new(&self.path("shelf"), "0123456789ab")
    }

    /// An archive of one part.
    fn pack(&self, path: &Path, content: &[u8]) {
        std::fs::write(self.path("part"), content).expect("a part");
        let mut packer = Packer::begin(path, &self.recipient, &Progress::default()).expect("begun");
        packer.add("school.sqlite", &self.path("part")).expect("added");
        packer.end(manifest(), |_| [7; 32]).expect("ended").place().expect("placed");
    }

    fn unpack(&self, path: &Path) -> Result<Unpacked, Error> {
        let into = tempfile::tempdir().expect("a folder");
        unpack(path, &self.identity, into.path(), &Progress::default())
    }
}

fn keys(path: &Path) -> (Recipient, Identity) {
    let identity = age::x25519::Identity::generate();
    std::fs::write(path, format!("# a key\n{}\n", identity.to_string().expose_secret())).expect("a file");
    (identity.to_public().to_string().parse().expect("a recipient"), Identity::read(path).expect("an identity"))
}

fn noon() -> Timestamp {
    "2026-11-23T12:00:00.123Z".parse().expect("an instant")
}

fn manifest() -> Manifest {
    let names = ("0198f000-0000-7000-8000-0123456789ab".to_owned(), "sqlite".to_owned(), "0026_backups".to_owned());
    Manifest::new(Contents::Data, names, (noon(), BTreeMap::from([("people".to_owned(), 3)])), Vec::new())
}

/// Bytes that do not get smaller.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 42_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn what_was_packed_comes_out_as_it_was() {
    let kit = Kit::new();
    let (path, content) = (kit.path("a.tar.gz.age"), [MARKER.as_bytes(), &noise(300_000)].concat());
    kit.pack(&path, &content);
    let into = tempfile::tempdir().expect("a folder");
    let unpacked = unpack(&path, &kit.identity, into.path(), &Progress::default()).expect("it opens");
    assert_eq!(std::fs::read(into.path().join("school.sqlite")).expect("the part"), content);
    assert_eq!(unpacked.manifest.parts[0].bytes, content.len() as u64);
    assert_eq!((unpacked.manifest.rows["people"], unpacked.manifest.as_of), (3, noon()));
    assert_eq!(unpacked.seal, "07".repeat(32));
    let bytes = std::fs::read(&path).expect("the archive");
    assert!(!bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes()), "nothing of it is readable");
}

#[test]
fn an_archive_cut_anywhere_is_refused() {
    let kit = Kit::new();
    let path = kit.path("a.tar.gz.age");
    kit.pack(&path, &noise(200_000));
    let whole = std::fs::read(&path).expect("the archive");
    let cuts = (0..whole.len()).step_by(1_999).chain(whole.len() - 60..whole.len());
    for length in cuts {
        std::fs::write(&path, &whole[..length]).expect("it is cut");
        let refused = kit.unpack(&path).expect_err("it is not whole");
        assert!(matches!(refused, Error::NotWhole(..)), "cut at {length}: {refused}");
        assert!(refused.to_string().contains("a.tar.gz.age is not whole"), "{refused}");
    }
    std::fs::write(&path, [whole.as_slice(), b"more"].concat()).expect("it is longer");
    assert!(kit.unpack(&path).is_err(), "nor is one that goes on");
}

#[test]
fn an_archive_altered_anywhere_is_refused() {
    let kit = Kit::new();
    let path = kit.path("a.tar.gz.age");
    kit.pack(&path, &noise(80_000));
    let whole = std::fs::read(&path).expect("the archive");
    for position in (0..whole.len()).step_by(397) {
        let mut altered = whole.clone();
        altered[position] ^= 1;
        std::fs::write(&path, &altered).expect("it is altered");
        assert!(kit.unpack(&path).is_err(), "altered at {position}");
    }
}

#[test]
fn another_identity_is_told_so() {
    let kit = Kit::new();
    let path = kit.path("a.tar.gz.age");
    kit.pack(&path, b"content");
    let (_, stranger) = keys(&kit.path("stranger.txt"));
    let into = tempfile::tempdir().expect("a folder");
    let refused = unpack(&path, &stranger, into.path(), &Progress::default()).expect_err("it is for somebody else");
    assert!(matches!(refused, Error::OtherRecipient(_)), "{refused}");
    std::fs::write(kit.path("broken.txt"), "AGE-SECRET-KEY-1SECRETSECRET").expect("a file");
    let refused = Identity::read(&kit.path("broken.txt")).err().expect("it is none").to_string();
    assert!(refused.contains("broken.txt:1 is no identity") && !refused.contains("SECRETSECRET"), "{refused}");
    assert!("age1nothing".parse::<Recipient>().is_err());
}

/// An archive that somebody else made for the same recipient, with parts of their choice.
fn forge(kit: &Kit, path: &Path, entries: &[(&str, &str)], after: &[u8]) {
    use std::io::Write;
    let file = std::fs::File::create(path).expect("a file");
    let text = std::fs::read_to_string(kit.path("identity.txt")).expect("the identity");
    let identity: age::x25519::Identity = text.lines().last().expect("a line").parse().expect("an identity");
    let recipient = identity.to_public();
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as _)).expect("a recipient");
    let encrypted = encryptor.wrap_output(file).expect("a stream");
    let mut tar = tar::Builder::new(flate2::write::GzEncoder::new(encrypted, flate2::Compression::fast()));
    for (name, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        // The library refuses to write some of these names.
        header.as_gnu_mut().expect("a header").name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, content.as_bytes()).expect("an entry");
    }
    let mut encrypted = tar.into_inner().and_then(flate2::write::GzEncoder::finish).expect("ended");
    encrypted.write_all(after).expect("what follows");
    let mut file = encrypted.finish().expect("ended");
    file.flush().expect("on disk");
}

#[test]
fn parts_that_lead_elsewhere_or_are_not_declared_are_refused() {
    let kit = Kit::new();
    let path = kit.path("a.tar.gz.age");
    let text = serde_json::to_string(&manifest()).expect("a manifest");
    let manifest = ("manifest.json", text.as_str());
    let seal = ("manifest.seal", "00");
    for name in ["../outside", "/tmp/outside", "folder/part", ".hidden"] {
        forge(&kit, &path, &[(name, "content"), manifest, seal], &[]);
        let refused = kit.unpack(&path).expect_err("a strange name").to_string();
        assert!(refused.contains("a part of a strange name"), "{name}: {refused}");
    }
    let refusals: [(&[(&str, &str)], &str); 4] = [
        (&[("school.sqlite", "content"), manifest, seal], "school.sqlite is not in its manifest"),
        (&[manifest], "ends before its manifest"),
        (&[manifest, seal, ("school.sqlite", "content")], "something follows its seal"),
        (&[("manifest.json", "{\"format\": 99}"), seal], "made by a newer version"),
    ];
    for (entries, reason) in refusals {
        forge(&kit, &path, entries, &[]);
        let refused = kit.unpack(&path).expect_err(reason).to_string();
        assert!(refused.contains(reason), "{reason}: {refused}");
    }
    forge(&kit, &path, &[manifest, seal], &noise(200_000));
    assert!(kit.unpack(&path).expect_err("more").to_string().contains("something follows its end"));
}

#[test]
fn a_shelf_knows_its_own_archives_and_leaves_what_is_not_its_own() {
    let kit = Kit::new();
    let (shelf, other) = (kit.shelf(), Shelf::new(&kit.path("shelf"), "ffffffffffff"));
    let lock = shelf.open().expect("the folder is made");
    assert!(matches!(shelf.open(), Err(Error::Busy(_))), "one at a time");
    drop(lock);
    let _lock = shelf.open().expect("and then the next");
    let later = noon() + SignedDuration::from_hours(24);
    for (shelf, at) in [(&shelf, later), (&shelf, noon()), (&other, noon())] {
        kit.pack(&shelf.archive(at), b"content");
    }
    kit.pack(&shelf.keys(), b"content");
    std::fs::write(kit.path("shelf/holidays.tar.gz.age"), "content").expect("somebody else's file");
    std::fs::write(kit.path("shelf/miravolunex-0123456789ab-soon.tar.gz.age"), "content").expect("and another");
    let known: Vec<Timestamp> = shelf.archives().expect("a list").into_iter().map(|one| one.as_of).collect();
    assert_eq!(known, [noon(), later]);
    assert_eq!(Shelf::installations(shelf.folder()).expect("a list"), ["0123456789ab", "ffffffffffff"]);
    for name in ["holidays.tar.gz.age", "miravolunex-0123456789ab-keys.tar.gz.age", "../part"] {
        shelf.remove(name).expect("left alone");
    }
    assert!(kit.path("part").exists() && kit.path("shelf/holidays.tar.gz.age").exists() && shelf.keys().exists());
    shelf.remove(&shelf.archives().expect("a list")[0].name).expect("removed");
    assert_eq!(shelf.archives().expect("a list").len(), 1);
}

#[test]
fn what_a_killed_process_left_is_no_archive_and_is_cleared() {
    let kit = Kit::new();
    let shelf = kit.shelf();
    let _lock = shelf.open().expect("the folder");
    std::fs::write(kit.path("part"), noise(10_000)).expect("a part");
    let mut packer = Packer::begin(&shelf.archive(noon()), &kit.recipient, &Progress::default()).expect("begun");
    packer.add("school.sqlite", &kit.path("part")).expect("added");
    // A process that is killed runs no destructor.
    std::mem::forget(packer);
    assert!(shelf.archives().expect("a list").is_empty());
    let cleared = shelf.clear().expect("cleared");
    assert_eq!(cleared.iter().map(|(_, at)| *at).collect::<Vec<_>>(), [noon()]);
    assert!(shelf.clear().expect("nothing is left").is_empty());
}

#[test]
fn a_file_is_kept_once_checked_when_it_is_taken_and_forgotten_when_nothing_needs_it() {
    let kit = Kit::new();
    let (shelf, progress, film) = (kit.shelf(), Progress::default(), kit.path("film"));
    let _lock = shelf.open().expect("the folder");
    std::fs::write(&film, noise(150_000)).expect("a film");
    let sum = std::process::Command::new("sha256sum").arg(&film).output().expect("sha256sum runs").stdout;
    let sha256 = String::from_utf8_lossy(&sum[..64]).into_owned();
    let way = (&kit.recipient, &progress);
    assert!(shelf.keep((&film, &sha256), noon(), way).expect("kept"));
    assert!(!shelf.keep((&film, &sha256), noon(), way).expect("known"), "once");
    let wrong = shelf.keep((&film, &"0".repeat(64)), noon(), way).expect_err("another content").to_string();
    assert!(wrong.contains("its content is not what its name says"), "{wrong}");
    let part = Part { name: format!("media/{sha256}"), bytes: 150_000, sha256: sha256.clone() };
    shelf.take(&part, &kit.identity, &kit.path("back"), &progress).expect("taken out");
    assert_eq!(std::fs::read(kit.path("back")).expect("the film"), noise(150_000));
    let kept = shelf.files().join(format!("{sha256}.age"));
    let whole = std::fs::read(&kept).expect("the kept file");
    std::fs::write(&kept, &whole[..whole.len() - 20_000]).expect("it is cut");
    assert!(matches!(shelf.take(&part, &kit.identity, &kit.path("back"), &progress), Err(Error::NotWhole(..))));
    shelf.keep((&film, &sha256), noon() + SignedDuration::from_hours(48), way).expect("needed again");
    assert_eq!(shelf.forget_files(noon() + SignedDuration::from_hours(24)).expect("forgotten"), 0);
    assert_eq!(shelf.forget_files(noon() + SignedDuration::from_hours(72)).expect("forgotten"), 1);
    assert!(shelf.take(&part, &kit.identity, &kit.path("back"), &progress).is_err());
}
