//! Files of messages (P07): taken for what they are, rid of what they tell, given to their person and their desk, gone with their
//! conversation.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use school::people::Role;
use vault::{Access, Category};

use crate::copy::{copy, files};
use crate::support::actor::PASSWORD;
use crate::support::photograph::{MAKER, TALES, photograph};
use crate::support::{Actor, Engine, Page, TestSchool, story};

pub(crate) const ADA: &str = "ada@exemple.fr";
pub(crate) const NEW: [(&str, &str); 3] =
    [("desk", "support"), ("subject", "Mon écran"), ("text", "Voici ce que je vois.")];

/// Ada writes to support with these files, and sees her conversation.
pub(crate) async fn sends(ada: &mut Actor, files: &[(&str, &[u8])]) -> Page {
    let page = ada.submit_files("/messages", &NEW, files).await;
    page.assert_status(200);
    page
}

/// Where the files of a page are.
pub(crate) fn links(page: &Page) -> Vec<String> {
    page.attributes("main .attachments a", "href")
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn is_placed(bytes: &[u8]) -> bool {
    let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).expect("EXIF");
    read.get_field(exif::Tag::GPSLatitude, exif::In::PRIMARY).is_some()
}

story! {
    async fn p07_a_photograph_comes_back_without_the_place_where_it_was_taken(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        let taken = photograph();
        assert!(is_placed(&taken) && holds(&taken, MAKER), "the test sends what it says");
        let thread = sends(&mut ada, &[("été à \"Colmar\".jpg".replace('"', "%22").as_str(), &taken)]).await;
        thread.assert_says("image JPEG");
        let given = ada.get(&links(&thread)[0]).await;
        given.assert_status(200);
        assert!(!is_placed(&given.body) && !holds(&given.body, MAKER));
        for tale in TALES {
            assert!(holds(&taken, tale.as_bytes()) && !holds(&given.body, tale.as_bytes()), "{tale}");
        }
        let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&given.body)).expect("EXIF");
        assert_eq!(read.fields().count(), 1, "it says how to hold it, and nothing else");
        let turn = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY).expect("how it was held");
        assert_eq!(turn.value.get_uint(0), Some(6));
        assert!(holds(&given.body, &[0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]), "the image is whole");
        let header = |name: &str| given.headers[name].to_str().expect("ASCII").to_owned();
        let name = "attachment; filename=\"_t_ _ _22Colmar_22.jpg\"; filename*=UTF-8''%C3%A9t%C3%A9%20%C3%A0%20%2522Colmar%2522.jpg";
        assert_eq!(header("content-disposition"), name);
        assert_eq!(header("content-type"), "image/jpeg");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        assert_eq!(header("cache-control"), "no-store");
        let stored = school.stored_bytes();
        for part in [MAKER, "Colmar".as_bytes(), &given.body] {
            assert!(!holds(&stored, part), "nothing of it lies readable");
        }

        let before = school.journal_details("record.opened").await.len();
        let case = karim.get("/equipe/assistance").await.attributes("main table a", "href").remove(0);
        let seen = karim.get(&case).await;
        assert_eq!(karim.get(&links(&seen)[0]).await.body, given.body, "the desk has the same");
        let looks = school.journal_details("record.opened").await;
        assert_eq!(looks.len(), before + 2, "the conversation, then the file");
        assert!(looks.iter().any(|look| look.contains("attachment")), "{looks:?}");
        ada.get("/mes-donnees/categorie/exchanges").await.assert_says("Pour lire un fichier que vous avez joint");
    }
}

story! {
    async fn p07_a_file_answers_to_its_person_and_its_desk_and_to_nobody_else(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut bob = school.learner("Bob Weber", "bob@exemple.fr").await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        let mut helene = school.staff("Hélène Muller", "helene@exemple.fr", Role::Teacher).await;
        let thread = sends(&mut ada, &[("budget.csv", b"mois;montant\n")]).await;
        let own = links(&thread).remove(0);
        let file = own.strip_prefix("/messages/").expect("an address").to_owned();
        let desk = format!("/equipe/assistance/messages/{file}");
        for actor in [&mut bob, &mut helene] {
            actor.get(&own).await.assert_status(404);
            actor.get(&desk).await.assert_status(404);
        }
        helene.get(&format!("/equipe/enseignement/messages/{file}")).await.assert_status(404);
        school.visitor().get(&own).await.assert_leads_to(&format!("/connexion?retour={own}"));
        let other = sends(&mut bob, &[("plan.txt", b"Mon plan.")]).await;
        let (theirs, mine) = (links(&other).remove(0), own.rsplit_once("/pieces/").expect("a file").1.to_owned());
        let borrowed = format!("{}/pieces/{mine}", theirs.rsplit_once("/pieces/").expect("a file").0);
        bob.get(&borrowed).await.assert_status(404);

        let case = desk.rsplit_once("/pieces/").expect("a file").0.to_owned();
        school.pass(SignedDuration::from_secs(1));
        let note = [("act", "note"), ("text", "À relire ensemble.")];
        let noted = karim.submit_files(&case, &note, &[("note.txt", "Pour nous.".as_bytes())]).await;
        let hidden = links(&noted).pop().expect("the note's file");
        karim.get(&hidden).await.assert_status(200);
        ada.get(&hidden.replace("/equipe/assistance", "")).await.assert_status(404);
        assert_eq!(links(&ada.get(&format!("/messages/{}", file.split('/').next().expect("an identifier"))).await).len(), 1);
        school.pass(SignedDuration::from_secs(1));
        let answer = [("act", "answer"), ("text", "")];
        let answered = karim.submit_files(&case, &answer, &[("modèle.csv", b"mois;montant;note\n")]).await;
        answered.assert_says("Répondu");
        let given = links(&ada.get(own.rsplit_once("/pieces/").expect("a file").0).await).pop().expect("two files");
        assert_eq!(ada.get(&given).await.body, b"mois;montant;note\n", "files alone are an answer");
        assert!(copy(&mut ada).await.keys().any(|name| name.ends_with("-note.txt")), "what is held is in the copy");

        let freeze = [("category", "exchanges"), ("ground", "a"), ("text", "Je vérifie.")];
        ada.submit("/mes-donnees/geler", &freeze).await.assert_status(200);
        karim.visit(&desk).await.assert_says("La personne a gelé ses échanges");
        ada.get(&own).await.assert_status(200);
    }
}

/// A package with these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut writer, content.as_bytes()).expect("its content");
    }
    writer.finish().expect("a package").into_inner()
}

fn with_macros() -> Vec<u8> {
    let types = "<Types><Override PartName=\"/word/document.xml\" \
                 ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    package(&[("[Content_Types].xml", types), ("word/document.xml", "<document/>")])
}

story! {
    async fn p07_what_cannot_be_taken_is_named_and_what_was_typed_is_kept(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let (macros, photograph, large) = (with_macros(), photograph(), vec![b'a'; 10 * 1024 * 1024 + 1]);
        let (half, six) = (vec![b'a'; 9 * 1024 * 1024], [("plan.txt", b"Un plan.".as_slice()); 6]);
        let three = [("un.txt", half.as_slice()), ("deux.txt", &half), ("trois.txt", &half)];
        let cases: [(&[(&str, &[u8])], &str); 10] = [
            (&[("outil.exe", b"MZ\x90\x00\x03\0\0\0")], "« outil.exe » n'est pas d'un type que nous acceptons"),
            (&[("page.html", b"<script>alert(1)</script>")], "« page.html » n'est pas d'un type que nous acceptons"),
            (&[("facture.pdf", b"MZ\x90\x00\x03\0\0\0")], "« facture.pdf » n'est pas d'un type que nous acceptons"),
            (&[("photo.png", &photograph)], "son contenu est du type « image JPEG »"),
            (&[("contrat.docx", &macros)], "« contrat.docx » contient des macros"),
            (&[("rien.txt", b"")], "« rien.txt » est vide"),
            (&[("abime.pdf", b"%PDF-1.7\nrien de plus")], "« abime.pdf » ne s'ouvre pas comme il devrait"),
            (&[("gros.txt", &large)], "« gros.txt » dépasse 10 Mo"),
            (&three, "Avec « trois.txt », votre envoi dépasse 25 Mo"),
            (&six, "cinq fichiers par message"),
        ];
        for (sent, words) in cases {
            let page = ada.post_files("/messages", &NEW, sent).await;
            page.assert_status(422);
            page.assert_says(words);
            page.assert_says("Choisissez de nouveau tous vos fichiers");
            assert_eq!(page.text("textarea[name=text]").as_deref(), Some("Voici ce que je vois."), "{words}");
            assert_eq!(page.attributes("input[name=subject]", "value"), ["Mon écran"], "{words}");
        }
        let mistakes = [("outil.exe", b"MZ\0\0".as_slice()), ("rien.txt", b""), ("plan.txt", b"Un plan.")];
        let page = ada.post_files("/messages", &[("desk", "support"), ("text", "Bonjour")], &mistakes).await;
        assert_eq!(page.texts(".error-summary li").len(), 3, "all at once: two files, and no subject");
        assert_eq!(school.rows("conversations").await + school.rows("attachments").await, 0, "nothing is kept of any");

        let thread = sends(&mut ada, &[("plan.txt", b"Un plan.")]).await;
        let path = links(&thread)[0].rsplit_once("/pieces/").expect("a file").0.to_owned();
        let page = ada.post_files(&path, &[("act", "write"), ("text", "Encore.")], &[("outil.exe", b"MZ\0\0")]).await;
        page.assert_status(422);
        assert_eq!(page.text("textarea[name=text]").as_deref(), Some("Encore."));
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        let case = format!("/equipe/assistance{path}");
        let page = karim.post_files(&case, &[("act", "answer"), ("text", "Voilà.")], &[("outil.exe", b"MZ\0\0")]).await;
        page.assert_status(422);
        assert_eq!(page.text("textarea[name=text]").as_deref(), Some("Voilà."));
        ada.post_files(&path, &[("act", "write"), ("text", "")], &[("", b"")]).await.assert_says("Écrivez");
        assert_eq!(school.rows("messages").await, 1);
    }
}

story! {
    async fn p07_fifty_megabytes_are_refused_with_words_and_nothing_typed_is_lost(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        for megabytes in [50, 200] {
            let page = ada.post_huge("/messages", &NEW, megabytes).await;
            page.assert_status(422);
            page.assert_says("« roman.txt » dépasse 10 Mo");
            assert_eq!(page.text("textarea[name=text]").as_deref(), Some("Voici ce que je vois."));
        }
        let long = "a".repeat(300_000);
        ada.post_files("/messages", &[("text", &long)], &[]).await.assert_status(400);
        assert_eq!(school.rows("attachments").await, 0);
    }
}

story! {
    async fn p07_a_persons_files_of_a_day_have_a_measure(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        sends(&mut ada, &[("plan.txt", b"Un plan.")]).await;
        // A hundred megabytes, less what two such files weigh.
        school.weigh_files(100 * 1024 * 1024 - 16).await;
        let page = ada.post_files("/messages", &NEW, &[("plan.txt", b"Un plan."), ("suite.txt", b"Sa suite.")]).await;
        page.assert_status(422);
        page.assert_says("Vous avez joint 100 Mo en un jour");
        assert_eq!(page.text("textarea[name=text]").as_deref(), Some("Voici ce que je vois."));
        sends(&mut ada, &[("plan.txt", b"Un plan."), ("suite.txt", b"Un plan.")]).await;
        let more = [("plan.txt", b"Un plan.".as_slice())];
        ada.post_files("/messages", &NEW, &more).await.assert_status(422);
        school.pass(SignedDuration::from_hours(25));
        sends(&mut ada, &more).await;
    }
}

story! {
    async fn p07_files_are_in_the_copy_and_go_with_their_conversation(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let csv = "mois;montant\njanvier;=1+1\n".as_bytes();
        sends(&mut ada, &[("budget.csv", csv), ("photo.jpg", &photograph())]).await;
        let copied = copy(&mut ada).await;
        let path = copied.keys().find(|name| name.starts_with("fichiers/") && name.ends_with("-budget.csv"));
        let path = path.expect("the file, under its name");
        assert_eq!(copied[path], csv);
        let text = |name: &str| String::from_utf8(copied[name].clone()).expect("UTF-8");
        assert!(text("mes-donnees.html").contains(path) && text("mes-donnees.json").contains(path), "and where it is");
        assert!(!copied.values().any(|file| holds(file, MAKER)));
        ada.get("/mes-donnees/categorie/exchanges").await.assert_says("dans votre copie");
        let taken = ada.post("/mes-donnees/emporter", &[("format", "json")]).await;
        assert!(taken.html().contains(&format!("data:application/octet-stream;base64,{}", STANDARD.encode(csv))));
        let tables = files(&ada.post("/mes-donnees/emporter", &[("format", "csv")]).await);
        assert_eq!(tables[path], csv, "and in what is taken elsewhere");

        let vault = school.opened.school.vault.clone();
        let (conversation, sealed) = school.sealed_files().await.remove(0);
        let opens = || {
            let pair = (conversation, conversation);
            let opened = vault.open_file_of(pair, Category::Exchanges, "attachments.file_sealed", &sealed);
            opened.ok().and_then(|file| file.reveal(Access::own(conversation)).ok().cloned())
        };
        assert_eq!(tokio::task::block_in_place(opens).as_deref(), Some(csv), "a backup holds it");
        let erasure = [("scope", "whole"), ("ground", "a"), ("current", PASSWORD)];
        ada.post("/mes-donnees/effacer", &erasure).await.assert_status(200);
        assert_eq!(school.rows("attachments").await, 0);
        assert_eq!(tokio::task::block_in_place(opens), None, "and opens it no more");

        let mut eva = school.learner("Eva Roth", "eva@exemple.fr").await;
        sends(&mut eva, &[("budget.csv", csv)]).await;
        school.pass(SignedDuration::from_hours(24 * 729));
        school.sweep().await;
        assert_eq!(school.rows("attachments").await, 1, "a day before the term");
        school.pass(SignedDuration::from_hours(24 * 3));
        school.sweep().await;
        assert_eq!(school.rows("attachments").await, 0);
    }
}

/// A part of a message with a file.
fn part(name: &str, content: &[u8]) -> String {
    format!(
        "--limite\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        STANDARD.encode(content)
    )
}

/// What Ada's mail program sends with files.
fn mailed(to: &str, text: &str, parts: &[String]) -> String {
    format!(
        "From: Ada <{ADA}>\r\nTo: <{to}>\r\nSubject: Re\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=limite\r\n\r\n--limite\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         {text}\r\n{}--limite--\r\n",
        parts.concat()
    )
}

story! {
    async fn p07_files_answered_by_mail_are_held_to_the_same_rules(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        sends(&mut ada, &[]).await;
        let case = karim.get("/equipe/assistance").await.attributes("main table a", "href").remove(0);
        karim.submit(&case, &[("act", "answer"), ("text", "Montrez-moi.")]).await.assert_status(200);
        school.work().await;
        let letter = school.letter_to(ADA);
        let to = letter.header.lines().find_map(|line| line.strip_prefix("Reply-To: ")).expect("an address").to_owned();
        let path = ada.get("/messages").await.attributes("main .rows a", "href").remove(0);

        let photograph = photograph();
        let parts = [part("photo.jpg", &photograph), part("outil.exe", b"MZ\0\0"), part("vide.txt", b"")];
        school.comes_back(&mailed(&to, "Voici.", &parts)).await;
        let thread = ada.get(&path).await;
        thread.assert_says("Voici.");
        assert_eq!(links(&thread).len(), 1);
        assert!(!is_placed(&ada.get(&links(&thread)[0]).await.body));
        school.work().await;
        let told = || school.letters().into_iter().filter(|letter| letter.subject.contains("n’ont pas été joints")).collect::<Vec<_>>();
        assert_eq!(told().len(), 1, "once");
        let text = told()[0].text.replace('\u{202f}', " ").replace('’', "'");
        for words in ["- Un fichier n'est pas d'un type que nous acceptons.", "- Un fichier est vide."] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        assert!(!text.contains("outil") && !text.contains("Voici"), "nothing of what was sent");
        assert!(told()[0].header.contains(&format!("Reply-To: {to}")), "it can be answered with the right file");

        school.comes_back(&mailed(&to, "", &[part("plan.txt", b"Un plan.")])).await;
        assert_eq!(links(&ada.get(&path).await).len(), 2, "a file alone is an answer");
        let many: Vec<String> = (0..7).map(|number| part(&format!("plan{number}.txt"), b"Un plan.")).collect();
        school.comes_back(&mailed(&to, "Tout.", &many)).await;
        assert_eq!(links(&ada.get(&path).await).len(), 7, "five of seven");
        let huge = mailed(&to, "Mon film.", &[part("film.txt", &vec![b'a'; 45 * 1024 * 1024])]);
        school.comes_back(&huge).await;
        let thread = ada.get(&path).await;
        thread.assert_says("Mon film.");
        assert_eq!(links(&thread).len(), 7);
        school.comes_back(&mailed(&to, "", &[part("outil.exe", b"MZ\0\0")])).await;
        assert_eq!(school.rows("messages").await, 6, "a message of which nothing can be taken is told about");
        school.work().await;
        assert_eq!(told().len(), 4);
        assert_eq!(school.left_to_people(), 0);

        let forged = mailed(&to.replacen(['0', '1', '2', '3'], "f", 1), "Voici.", &[part("plan.txt", b"Un plan.")]);
        school.comes_back(&forged).await;
        assert_eq!(school.left_to_people(), 1);
        assert_eq!(links(&ada.get(&path).await).len(), 7);
    }
}
