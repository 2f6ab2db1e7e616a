//! Files: media, the folder given back, and who is let in.

use std::io::{Cursor, Read, Write};

use super::*;

const TREASURY: &str = "/equipe/enseignement/programmes/piloter-sa-tresorerie";

/// The smallest image there is, in its own way each time.
fn image(number: u8) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {number} {number}\"/>").into_bytes()
}

story! {
    async fn media_arrive_are_shown_and_go_when_nothing_shows_them(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let (media, module) = (format!("{HOME}/medias"), [("folder", "01-premier-module")]);
        rosa.get(&media).await.assert_says("Aucun média");
        let sent = rosa.upload(&media, &module, ("Ma Courbe.SVG", &image(1))).await;
        sent.assert_leads_to(&format!("{media}?avis=authoring-uploaded"));
        let page = rosa.get(&media).await;
        page.assert_says("media/ma-courbe.svg");
        page.assert_says("nulle part");
        let address = page.attributes("tbody th a", "href").remove(0);
        let served = rosa.get(&address).await;
        assert_eq!((served.status, served.body.clone()), (200, image(1)));
        assert_eq!(served.headers["content-type"], "image/svg+xml");
        // A draft's file is the team's alone: neither a visitor nor a learner is served it, under any address.
        let hash = address.split('/').nth(6).expect("a hash").to_owned();
        school.visitor().get(&format!("/media/{hash}/ma-courbe.svg")).await.assert_status(404);
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.get(&address).await.assert_status(404);
        let lesson = "# Titre\n\n![La courbe monte](media/ma-courbe.svg)\n";
        writes(&mut rosa, HOME, LESSON, lesson).await.assert_says("Gardé");
        let preview = rosa.get(&format!("{HOME}/apercu/{LESSON}")).await;
        assert_eq!(preview.attributes(".prose img", "src"), [address.replace("media/ma-courbe.svg", "ma-courbe.svg")]);
        let remove = [("act", "remove"), ("path", "01-premier-module/media/ma-courbe.svg")];
        presses(&mut rosa, HOME, &remove).await.assert_says("retirez-le d'abord");
        // Another of the same name takes its place; published, learners are served the new one.
        rosa.upload(&media, &module, ("ma-courbe.svg", &image(2))).await.assert_status(303);
        publishes(&mut rosa, HOME, "").await.assert_says("Version 1");
        ada.submit("/programmes/vendre-en-ligne/inscription", &[]).await;
        let page = ada.get("/apprendre/vendre-en-ligne/premier-module/premiere-lecon").await;
        let shown = page.attributes(".prose img", "src").remove(0);
        assert_eq!(school.visitor().get(&shown).await.body, image(2));
        writes(&mut rosa, HOME, LESSON, "# Titre\n\nSans image.\n").await;
        presses(&mut rosa, HOME, &remove).await;
        rosa.get(&media).await.assert_says("Aucun média");
        assert_eq!(school.visitor().get(&shown).await.status, 200, "what is published stays until the next version");
    }
}

story! {
    async fn what_is_no_medium_is_refused_and_leaves_nothing_behind(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let (media, module) = (format!("{HOME}/medias"), [("folder", "01-premier-module")]);
        let captions = vec![b'a'; 1024 * 1024 + 1];
        for (name, bytes, words) in [
            ("page.html", b"<script>".as_slice(), "Ce format n'est pas accepté"),
            ("sans-suffixe", b"x".as_slice(), "Ce format n'est pas accepté"),
            ("vide.png", b"".as_slice(), "Choisissez un fichier"),
            ("", b"".as_slice(), "Choisissez un fichier"),
            ("film.vtt", captions.as_slice(), "trop lourd"),
        ] {
            let page = rosa.upload(&media, &module, (name, bytes)).await;
            let next = page.location.expect("the page again");
            rosa.get(&next).await.assert_says(words);
        }
        let nowhere = rosa.upload(&media, &[("folder", "09-nulle-part")], ("x.svg", &image(1))).await;
        rosa.get(&nowhere.location.expect("the page")).await.assert_says("n'est plus dans le brouillon");
        rosa.get(&media).await.assert_says("Aucun média");
        let left: Vec<_> = std::fs::read_dir(school.folder.path().join("media")).expect("the folder").collect();
        assert_eq!(left.len(), 1, "the image that arrived for a module that does not exist, and no draft");
        rosa.get(&format!("{HOME}/medias/{}/x.svg", "0".repeat(64))).await.assert_status(404);
        rosa.get(&format!("{HOME}/medias/..%2F..%2Fmaster.key/x.svg")).await.assert_status(404);
    }
}

story! {
    async fn the_folder_comes_back_byte_for_byte_as_an_archive(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        let mut rosa = rosa(&school).await;
        let archive = rosa.get(&format!("{TREASURY}/export.zip")).await;
        assert_eq!(archive.headers["content-disposition"], "attachment; filename=\"piloter-sa-tresorerie.zip\"");
        let mut zip = zip::ZipArchive::new(Cursor::new(archive.body)).expect("an archive");
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let mut count = 0;
        for index in 0..zip.len() {
            let mut entry = zip.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("its bytes");
            let name = entry.name().expect("a name").into_owned();
            assert_eq!(bytes, std::fs::read(source.join(&name)).expect("the source"), "{name}");
            count += 1;
        }
        assert_eq!(count, files_below(&source.join("piloter-sa-tresorerie")));
        begins(&mut rosa).await;
        rosa.visit(&format!("{HOME}/export.zip")).await.assert_says("n'a encore jamais été publié");
        assert_eq!(rosa.get(&format!("{HOME}/brouillon.zip")).await.headers["content-type"], "application/zip");
    }
}

/// An archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

story! {
    async fn a_folder_that_was_exported_and_edited_elsewhere_comes_back_as_one_step(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        let mut rosa = rosa(&school).await;
        let archive = rosa.get(&format!("{TREASURY}/export.zip")).await.body;
        let here = format!("{TREASURY}/dossier");
        let same = rosa.upload(&here, &[], ("tresorerie.zip", &archive)).await;
        rosa.visit(same.location.expect("the page").split('#').next().expect("a path")).await.assert_says("Rien n'a changé");
        begins(&mut rosa).await;
        let into_other = rosa.upload(&format!("{HOME}/dossier"), &[], ("tresorerie.zip", &archive)).await;
        let page = rosa.visit(into_other.location.expect("the page").split('#').next().expect("a path")).await;
        page.assert_says("Le dossier est dans le brouillon");
        page.assert_says("Comprendre sa trésorerie");
        let again = rosa.get(&format!("{HOME}/brouillon.zip")).await.body;
        assert_eq!(unzipped(&again, "vendre-en-ligne"), unzipped(&archive, "piloter-sa-tresorerie"), "byte for byte");
        steps(&mut rosa, HOME, "undo").await.assert_says("Premier module");
    }
}

/// The files of an archive below its one folder.
fn unzipped(archive: &[u8], folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive.to_vec())).expect("an archive");
    let count = zip.len();
    let file = |index: usize| {
        let mut entry = zip.by_index(index).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        let name = entry.name().expect("a name").strip_prefix(&format!("{folder}/")).expect("one folder").to_owned();
        (name, bytes)
    };
    (0..count).map(file).collect()
}

story! {
    async fn an_archive_that_is_no_programme_changes_nothing_and_writes_nowhere_else(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let toml: &[u8] = b"title = \"T\"";
        let archives = [
            b"not a zip".to_vec(),
            zipped(&[("a/b.md", b"# T")]),
            zipped(&[("../programme.toml", toml)]),
            zipped(&[("programme.toml", toml), ("01-m/../../../dehors.md", b"x")]),
            zipped(&[("un/programme.toml", toml), ("deux/programme.toml", toml)]),
        ];
        for (number, archive) in archives.iter().enumerate() {
            let sent = rosa.upload(&format!("{HOME}/dossier"), &[], ("x.zip", archive)).await;
            let page = rosa.visit(sent.location.expect("the page").split('#').next().expect("a path")).await;
            let is_refused = page.words().contains("un programme.toml y est attendu");
            assert!(is_refused, "{number}: {}", page.words());
        }
        assert_eq!(school.rows("draft_steps").await, 0);
        let left: Vec<_> = std::fs::read_dir(school.folder.path().join("media")).expect("the folder").collect();
        assert!(left.is_empty(), "{left:?}");
        assert!(!school.folder.path().join("dehors.md").exists());
    }
}

fn files_below(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { files_below(&path) } else { 1 }).sum()
}

story! {
    async fn importing_the_same_folder_again_is_no_new_version(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        school.import_again("piloter-sa-tresorerie").await;
        assert_eq!(school.rows("programme_versions").await, 1);
        let details = school.journal_details("programme.imported").await;
        assert!(details.iter().all(|detail| detail.contains("\"version\":1")), "{details:?}");
        assert_eq!(school.count("SELECT COUNT(*) FROM programme_sources JOIN programmes ON programmes.id = programme_sources.id").await, 1);
    }
}

story! {
    async fn a_programme_whose_files_are_not_kept_says_how_it_can_be_edited(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        school.forget_sources().await;
        let mut rosa = rosa(&school).await;
        rosa.get(LIST).await.assert_says("réimportez son dossier");
        rosa.visit(TREASURY).await.assert_says("réimportez son dossier pour le modifier");
        school.import_again("piloter-sa-tresorerie").await;
        rosa.get(TREASURY).await.assert_status(200);
    }
}

story! {
    async fn texts_come_back_from_the_page_with_their_own_line_ends(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        writes(&mut rosa, HOME, LESSON, "\n\n# Titre\r\n").await;
        let page = rosa.get(&file(HOME, LESSON)).await;
        assert!(page.html().contains(">\n\n\n# Titre\n</textarea>"), "a field drops its first line break");
        let same = sends(&mut rosa, HOME, LESSON, (&opened(&page), "\r\n\r\n# Titre\r\n")).await;
        same.assert_says("Il reste des points à corriger");
        assert_eq!(school.count("SELECT COUNT(*) FROM draft_steps").await, 1, "nothing changed, so no step");
        let long = "a".repeat(1024 * 1024 + 1);
        let refused = sends(&mut rosa, HOME, LESSON, (&opened(&page), &long)).await;
        refused.assert_status(422);
        refused.assert_says("dépasse 1 Mo");
        assert_eq!(refused.texts("textarea#text")[0].len(), long.len(), "what was typed is kept");
    }
}
