//! How the machine is set up and what it has room for, as an administrator reads it (P30).

use school::people::Role;

use crate::support::{Engine, TestSchool, story};

const SETTINGS: &str = "/equipe/administration/reglages";
const STORAGE: &str = "/equipe/administration/stockage";

story! {
    async fn an_administrator_reads_each_setting_its_origin_and_no_secret(school: TestSchool) {
        let mut paul = school.staff("Paul Schmitt", "paul@ecole.example", Role::Admin).await;
        let page = paul.get(SETTINGS).await;
        page.assert_status(200);
        let row = |key: &str| page.text(&format!("#{key}")).expect("the setting");
        assert!(row("backup_keep_days").contains("31 au plus") && row("backup_keep_days").contains("30"));
        assert!(row("backup_keep_days").contains("d’origine"), "{}", row("backup_keep_days"));
        assert!(row("mail_inbox").contains("ligne de commande"), "{}", row("mail_inbox"));
        let said = if school.is_on_postgres() { "secret, jamais montré" } else { "vide" };
        assert!(row("database").contains(said), "{}", row("database"));
        assert!(!page.html().contains("postgres://postgres"), "no password is shown");
        assert!(page.texts("tbody tr").len() >= 40, "every setting is there");
        assert!(!page.words().contains("Le fichier a changé"));
        std::fs::write(school.folder.path().join("miravolunex.toml"), "school_name = \"Autre\"\n").expect("the file");
        paul.get(SETTINGS).await.assert_says("Le fichier a changé depuis le démarrage");
    }
}

story! {
    async fn an_administrator_reads_what_is_taken_up_and_what_is_missing(school: TestSchool) {
        let mut paul = school.staff("Paul Schmitt", "paul@ecole.example", Role::Admin).await;
        let page = paul.get(STORAGE).await;
        page.assert_status(200);
        page.assert_says("aucun fichier");
        page.assert_says(if school.is_on_postgres() { "PostgreSQL" } else { "SQLite, dans le dossier des données" });
        school.import("piloter-sa-tresorerie").await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let question = [("desk", "teaching"), ("subject", "Une question"), ("text", "Comment faire ?")];
        ada.submit_files("/messages", &question, &[("budget.csv", b"mois;montant\n")]).await.assert_status(200);
        let page = paul.get(STORAGE).await;
        let rows = page.texts("tbody tr");
        assert!(rows[0].contains(" Mo") || rows[0].contains(" ko"), "the database: {}", rows[0]);
        assert!(rows[1].contains("1 fichier"), "the files of conversations: {}", rows[1]);
        let media = school.count("SELECT COUNT(DISTINCT hash) FROM media").await;
        assert!(rows[2].contains(&format!("{media} fichier")), "the media: {}", rows[2]);
        assert!(!page.words().contains("Il manque"));
        let folder = school.folder.path().join("media");
        let file = std::fs::read_dir(&folder).expect("the media").next().expect("a file").expect("its entry").path();
        std::fs::remove_file(file).expect("the file");
        paul.get(STORAGE).await.assert_says("Il manque 1 fichier de média sur cette machine");
    }
}
