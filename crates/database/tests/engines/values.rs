//! Values travel unharmed, and a value in the wrong place is refused rather than taken for another.

use database::{Database, Entropy, Error, FromRow, Statement, Uuid, Value, params, sql};
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::notes::{moment, prepare};
use crate::postgres::on_both_engines;

type Note = (i64, Option<String>, Option<Vec<u8>>, Option<f64>, Option<bool>, Option<Timestamp>);

async fn read<T: FromRow + Send + 'static>(
    database: &Database,
    statement: Statement,
    params: &[Value],
) -> Result<T, Error> {
    let params = params.to_vec();
    database.read(move |reader| reader.one(statement, &params)).await
}

async fn there_and_back(database: &Database, id: Uuid, note: Note) -> Note {
    let (number, text, bytes, share, flag, at) = note;
    let stored = database.write(move |transaction| {
        transaction.execute(
            sql!("INSERT INTO notes (id, number, text, bytes, share, flag, at) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
            params![id, number, text, bytes, share, flag, at],
        )?;
        transaction.one(sql!("SELECT number, text, bytes, share, flag, at FROM notes WHERE id = $1"), params![id])
    });
    stored.await.map_err(|error: Error| error).expect("the note")
}

fn notes() -> impl Strategy<Value = Note> {
    // PostgreSQL's text holds no zero character.
    let text = proptest::option::of("[^\u{0}]{0,40}");
    let bytes = proptest::option::of(proptest::collection::vec(any::<u8>(), 0..40));
    let share = proptest::option::of(any::<f64>().prop_filter("a number", |share| share.is_finite()));
    let at = proptest::option::of((-2_000_000_000_000_i64..4_000_000_000_000).prop_map(instant));
    (any::<i64>(), text, bytes, share, proptest::option::of(any::<bool>()), at)
}

fn instant(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).expect("an instant")
}

on_both_engines! {
    async fn every_kind_of_value_comes_back_as_it_went(database: Database) {
        prepare(&database).await;
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        for _ in 0..60 {
            let note = notes().new_tree(&mut runner).expect("a note").current();
            let id = moment().identifier();
            assert_eq!(there_and_back(&database, id, note.clone()).await, note);
        }
    }
}

on_both_engines! {
    async fn parameters_are_bound_by_their_number(database: Database) {
        let statement = sql!("SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)");
        let row: (String, String, String) = read(&database, statement, params!["one", "two"]).await.expect("a row");
        assert_eq!(row, ("two".to_owned(), "one".to_owned(), "two".to_owned()));
    }
}

on_both_engines! {
    async fn a_parameter_that_was_not_given_is_refused(database: Database) {
        let outcome: Result<String, Error> = read(&database, sql!("SELECT CAST($2 AS TEXT)"), params!["one"]).await;
        assert!(outcome.is_err(), "{outcome:?}");
    }
}

on_both_engines! {
    async fn a_value_that_no_parameter_takes_is_refused(database: Database) {
        let statement = sql!("SELECT CAST($1 AS TEXT)");
        let outcome: Result<String, Error> = read(&database, statement, params!["one", "two"]).await;
        assert!(outcome.is_err(), "{outcome:?}");
    }
}

on_both_engines! {
    async fn a_column_of_another_type_is_named(database: Database) {
        prepare(&database).await;
        let statement = sql!("SELECT CAST('one' AS TEXT), CAST('two' AS TEXT)");
        let outcome: Result<(String, i64), Error> = read(&database, statement, params![]).await;
        assert!(matches!(outcome, Err(Error::Type { column: 1, found: "text", expected: "an integer" })), "{outcome:?}");
    }
}

on_both_engines! {
    async fn what_cannot_be_read_undoes_nothing_that_the_story_goes_on_from(database: Database) {
        prepare(&database).await;
        let number: i64 = database.write(|transaction| {
            crate::notes::write(transaction, 7)?;
            let wrong = transaction.one::<String>(sql!("SELECT number FROM notes"), params![]);
            assert!(matches!(wrong, Err(Error::Type { .. })), "{wrong:?}");
            transaction.one(sql!("SELECT number FROM notes"), params![])
        }).await.map_err(|error: Error| error).expect("a number");
        assert_eq!(number, 7);
        assert_eq!(crate::notes::numbers(&database).await, [7]);
    }
}

on_both_engines! {
    async fn a_whole_number_in_a_real_column_is_that_number(database: Database) {
        prepare(&database).await;
        let id = moment().identifier();
        let share: f64 = database.write(move |transaction| {
            transaction.execute(
                sql!("INSERT INTO notes (id, number, share) VALUES ($1, $2, $3)"),
                params![id, 1_i64, Value::Integer(3)],
            )?;
            transaction.one(sql!("SELECT share FROM notes"), params![])
        }).await.map_err(|error: Error| error).expect("a share");
        assert!((share - 3.0).abs() < f64::EPSILON);
    }
}

on_both_engines! {
    async fn a_value_of_another_type_is_refused_by_the_column(database: Database) {
        prepare(&database).await;
        for wrong in [Value::Text("seven".to_owned()), Value::Bytes(vec![7; 8]), Value::Identifier(Uuid::from_u128(7))] {
            let id = moment().identifier();
            let outcome = database.write(move |transaction| {
                transaction.execute(sql!("INSERT INTO notes (id, number) VALUES ($1, $2)"), params![id, wrong])
            }).await;
            assert!(matches!(outcome, Err(Error::Engine(_) | Error::Unavailable(_))), "{outcome:?}");
        }
    }
}

on_both_engines! {
    async fn a_refusal_never_quotes_a_bound_value(database: Database) {
        prepare(&database).await;
        let secret = "camille.durand@example.org";
        let id = moment().identifier();
        let outcome = database.write(move |transaction| {
            transaction.execute(sql!("INSERT INTO notes (id, number) VALUES ($1, $2)"), params![id, Value::from(secret)])
        }).await;
        let told = format!("{0} {0:?}", outcome.expect_err("a refusal"));
        assert!(!told.contains("camille"), "{told}");
    }
}

#[test]
fn identifiers_sort_by_the_instant_they_begin_at() {
    let entropy = Entropy::system();
    let at = |milliseconds| database::Moment::new(instant(milliseconds), entropy.clone()).identifier();
    let (early, late) = (at(1_700_000_000_000), at(1_700_000_000_001));
    assert!(early < late);
    assert_eq!((early.get_version_num(), late.get_version_num()), (7, 7));
}

#[test]
fn a_seeded_generator_repeats_itself_and_another_seed_does_not() {
    let draw = |seed| [(); 4].map(|()| Entropy::seeded(seed).number());
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
}
