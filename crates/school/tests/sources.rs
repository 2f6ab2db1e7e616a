//! A programme's folder goes in and comes out the same, byte for byte.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use coursework::read_folder_as;
use proptest::prelude::*;
use school::authoring::export_folder;
use school::programmes::{ImportReport, Imported, import_folder, media_type};
use sha2::{Digest, Sha256};

use crate::support::TestSchool;

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in std::fs::read_dir(one).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_owned();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

async fn import(school: &TestSchool, folder: &Path, slug: &str, media: &Path) -> Imported {
    let programme = read_folder_as(folder, slug).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    import_folder(&school.school, programme, folder.to_owned(), media.to_owned()).await.expect("the import")
}

/// Imports, exports, and imports what was exported.
async fn goes_round(school: &TestSchool, folder: &Path, slug: &str) {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let media = elsewhere.path().join("media");
    let first = import(school, folder, slug, &media).await;
    let out = elsewhere.path().join("out");
    let exported = export_folder(&school.school, slug.to_owned(), (out.clone(), media.clone())).await;
    assert_eq!(exported.expect("the export"), first.version);
    assert_eq!(files(&out), files(folder), "the same files with the same bytes");
    let again = import(school, &out, slug, &media).await;
    let count = first.report.added + first.report.updated + first.report.unchanged;
    let all_unchanged = ImportReport { added: 0, updated: 0, unchanged: count, retired: 0 };
    assert_eq!((again.report, again.is_new, again.version), (all_unchanged, false, first.version));
    let once_more = elsewhere.path().join("once-more");
    export_folder(&school.school, slug.to_owned(), (once_more.clone(), media)).await.expect("the export");
    assert_eq!(files(&once_more), files(&out));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_programmes_go_in_and_come_out_the_same() {
    let school = TestSchool::open().await;
    for slug in ["creer-son-entreprise", "piloter-sa-tresorerie"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(slug);
        goes_round(&school, &folder, slug).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_with_something_in_it_is_not_written_into() {
    let school = TestSchool::open().await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/piloter-sa-tresorerie");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let media = elsewhere.path().join("media");
    import(&school, &folder, "tresorerie", &media).await;
    let out = elsewhere.path().join("out");
    std::fs::create_dir(&out).expect("a folder");
    let export = async |slug: &str| export_folder(&school.school, slug.to_owned(), (out.clone(), media.clone())).await;
    assert!(matches!(export("autre").await, Err(school::Error::NotFound)));
    export("tresorerie").await.expect("an empty folder is written into");
    assert!(matches!(export("tresorerie").await, Err(school::Error::Refused(_))), "but not a second time");
    assert_eq!(files(&out), files(&folder));
    let left = std::fs::read_dir(elsewhere.path()).expect("a folder").count();
    assert_eq!(left, 2, "the media and the export: nothing half written is left");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_no_text_shows_is_kept_and_served_to_nobody() {
    let school = TestSchool::open().await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (folder, media) = (elsewhere.path().join("essai"), elsewhere.path().join("media"));
    let one = Generated {
        line_end: "\n",
        mark: "",
        body: "Texte".to_owned(),
        comment: "rien".to_owned(),
        readme: b"README".to_vec(),
        media: b"vue".to_vec(),
        order: 1,
    };
    one.write(&folder);
    std::fs::write(folder.join("01-module/media/dessous/jamais montrée.bin"), "cachée").expect("a file");
    import(&school, &folder, "essai", &media).await;
    for (bytes, is_served) in [("vue", true), ("cachée", false)] {
        let hash = school::hexadecimal(&Sha256::digest(bytes));
        assert!(media.join(&hash).exists(), "{bytes} is kept");
        let served = school.write(move |transaction, _, _| media_type(transaction, &hash)).await;
        assert_eq!(served.is_some(), is_served, "{bytes}");
    }
}

/// A folder that is right, in all the ways of writing that a person may have.
#[derive(Clone, Debug)]
struct Generated {
    line_end: &'static str,
    mark: &'static str,
    body: String,
    comment: String,
    readme: Vec<u8>,
    media: Vec<u8>,
    order: u8,
}

fn generated() -> impl Strategy<Value = Generated> {
    let text = "[a-zA-Zéèà .,;!?«»’—]{1,60}";
    let anything = prop::collection::vec(any::<u8>(), 0..40);
    let ends = prop::sample::select(vec!["\n", "\r\n"]);
    let marks = prop::sample::select(vec!["", "\u{feff}"]);
    (ends, marks, text, text, anything.clone(), anything, 0_u8..98).prop_map(
        |(line_end, mark, body, comment, readme, media, order)| Generated {
            line_end,
            mark,
            body,
            comment,
            readme,
            media,
            order,
        },
    )
}

impl Generated {
    fn write(&self, folder: &Path) {
        let module = folder.join(format!("{:02}-module", self.order));
        std::fs::create_dir_all(module.join("media/dessous")).expect("a folder");
        let text = |path: PathBuf, text: &str| {
            let text = format!("{}{}", self.mark, text.replace('\n', self.line_end));
            std::fs::write(path, text).expect("a file");
        };
        let Self { body, comment, .. } = self;
        text(
            folder.join("programme.toml"),
            &format!(
                "# {comment}\n\n title   = 'Titre'\nsummary = \"S\"   # {comment}\nlanguage = \"fr\"\nprice_cents = 0\nhours = 1\n\
                 updated_on = \"2026-11-02\"\naudience = \"A\"\nprerequisites = \"P\"\nobjectives = [ \"O\" ,\n]\ncompetences = []\n\n"
            ),
        );
        text(module.join("module.toml"), "dimension = \"technical\"\ntitle = \"M\"\nsummary = \"S\"\ncompetences = []");
        text(module.join("01-lecon.md"), &format!("# Titre\n\n{body}\n\n![Image](media/image.png)\n\n\n"));
        std::fs::write(module.join("README.md"), &self.readme).expect("a file");
        std::fs::write(folder.join("LICENSE"), &self.readme).expect("a file");
        std::fs::write(module.join("media/image.png"), &self.media).expect("a file");
        std::fs::write(module.join("media/dessous/jamais montrée.bin"), &self.media).expect("a file");
    }
}

#[test]
fn whatever_a_folder_is_written_like_it_comes_out_the_same() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let school = runtime.block_on(TestSchool::open());
    let number = std::cell::Cell::new(0);
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) }, |(one in generated())| {
        number.set(number.get() + 1);
        let folder = tempfile::tempdir().expect("a folder");
        one.write(folder.path());
        runtime.block_on(goes_round(&school, folder.path(), &format!("essai-{}", number.get())));
    });
}
