//! The demonstration programmes, put into a test school.

use std::path::{Path, PathBuf};

use coursework::Programme;
use school::programmes::{ImportReport, import_folder};

use super::TestSchool;

impl TestSchool {
    /// Imports one of the demonstration programmes from its folder.
    pub(crate) async fn import(&self, slug: &str) -> Programme {
        let folder = content_folder().join(slug);
        let programme = coursework::read_folder(&folder).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let media = self.folder.path().join("media");
        import_folder(&self.opened.school, programme.clone(), folder, media).await.expect("the import");
        programme
    }

    /// Imports it again.
    pub(crate) async fn import_again(&self, slug: &str) -> ImportReport {
        let folder = content_folder().join(slug);
        let programme = coursework::read_folder(&folder).expect("a right folder");
        import_folder(&self.opened.school, programme, folder, self.folder.path().join("media"))
            .await
            .expect("the import")
            .report
    }

    /// Imports it again with one more lesson in its first module, and what was added before.
    pub(crate) async fn import_with(&self, slug: &str, lesson: &str) {
        let folder = self.folder.path().join("authored").join(slug);
        if !folder.exists() {
            copy_folder(&content_folder().join(slug), &folder);
        }
        let words = lesson.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
        let title = words.trim_end_matches(".md").replace('-', " ").replace("releve", "relevé");
        let title = title[..1].to_uppercase() + &title[1..];
        let text = format!("# {title}\n\nLa banque écrit ce qu'elle a vu passer.\n");
        std::fs::write(folder.join("01-comprendre-sa-tresorerie").join(lesson), text).expect("a lesson");
        let programme = coursework::read_folder(&folder).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let media = self.folder.path().join("media");
        import_folder(&self.opened.school, programme, folder, media).await.expect("the import");
    }
}

fn content_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../content")
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}
