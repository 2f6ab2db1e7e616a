//! The two schemas agree, and every statement is understood by both engines.

use crate::support::{Engine, TestSchool, story};

async fn columns(engine: Engine) -> Vec<database::Column> {
    let school = TestSchool::open(engine).await;
    let columns = school.opened.school.read(|reader, _, _| Ok(reader.columns()?)).await;
    columns.expect("the schema")
}

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables_and_columns() {
    assert_eq!(columns(Engine::Sqlite).await, columns(Engine::Postgres).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_is_understood_by_both_engines() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let school = TestSchool::open(engine).await;
        let own_store = ["data_keys", "destroyed_keys", "vault_check"];
        let engine = school.opened.school.privacy.clone();
        let refused: Vec<String> = school
            .opened
            .school
            .database
            .read(move |reader| {
                let statements =
                    database::registered().filter(|one| !own_store.iter().any(|table| one.text.contains(table)));
                let refused = statements.filter_map(|one| {
                    let refusal = reader.prepare(one.text).err()?;
                    Some(format!("{}:{}: {refusal}", one.file, one.line))
                });
                let from_the_map = engine.statements().filter_map(|text| {
                    let refusal = reader.prepare(text).err()?;
                    Some(format!("{text}: {refusal}"))
                });
                Ok::<_, database::Error>(refused.chain(from_the_map).collect())
            })
            .await
            .expect("the statements");
        assert_eq!(refused, Vec::<String>::new());
        assert!(database::registered().count() > 80, "the statements are registered");
    }
}

/// The columns of both databases of a school: the data, and the keys.
async fn all_columns(school: &TestSchool) -> Vec<database::Column> {
    let mut columns = school.opened.school.read(|reader, _, _| Ok(reader.columns()?)).await.expect("the schema");
    columns.extend(school.key_columns().await);
    columns
}

story! {
    async fn p01_every_column_is_declared_and_every_declaration_is_a_column(school: TestSchool) {
        let map = privacy::DataMap::load().expect("the declarations");
        assert_eq!(map.differences(&all_columns(&school).await), Vec::new());
        let mut more = all_columns(&school).await;
        more.push(database::Column { table: "people".to_owned(), name: "birth_date".to_owned(), nullable: true });
        let found = map.differences(&more);
        let silent = privacy::Difference::UndeclaredColumn("people".to_owned(), "birth_date".to_owned());
        assert_eq!(found, [silent], "a column added in silence is seen");
    }
}
