//! Numbers as people write them.

use coursework::Language;
use coursework::number::{Decimal, parse};
use proptest::prelude::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Whether the text is accepted for exactly this number.
fn reads(text: &str, unit: &str, expected: &str) -> bool {
    parse(text, unit).is_some_and(|reading| reading.is_within(decimal(expected), Decimal::ZERO))
}

#[test]
fn french_and_english_notations_are_one_number() {
    for text in [
        "1 250,50 €",
        "1,250.50",
        "1.250,50",
        "1250.5",
        "1250,5",
        "1\u{202f}250,50\u{a0}€",
        "1\u{a0}250.50€",
        "€ 1,250.50",
        "1'250.50",
        "1’250,5 euros",
        "+1250,5",
        " 1250,500 EUR ",
        "1250,50 Euro",
    ] {
        assert!(reads(text, "€", "1250.5"), "{text}");
    }
}

#[test]
fn a_single_separator_before_three_digits_has_both_meanings() {
    assert!(reads("1,250", "", "1250") && reads("1,250", "", "1.25"));
    assert!(reads("1.250", "", "1250") && reads("1.250", "", "1.25"));
    assert!(reads("0,125", "", "0.125") && !reads("0,125", "", "125"));
    assert!(reads("1 250,500", "", "1250.5") && !reads("1 250,500", "", "1250500"));
    assert!(reads("1250,500", "", "1250.5") && !reads("1250,500", "", "1250500"));
    assert_eq!(parse("1,250", "").unwrap().likely, decimal("1.25"));
    assert_eq!(parse("1.250", "").unwrap().likely, decimal("1250"));
}

#[test]
fn several_separators_of_one_kind_are_thousands() {
    assert!(
        reads("1.250.000", "", "1250000") && reads("1,250,000", "", "1250000") && reads("1 250 000", "", "1250000")
    );
}

#[test]
fn signs_of_every_shape_are_read() {
    for text in ["-12", "−12", "–12", "- 12", "-€12", "€ −12", "−12 €"] {
        assert!(reads(text, "€", "-12"), "{text}");
    }
}

#[test]
fn a_separator_may_lead_or_trail() {
    assert!(
        reads(",5", "", "0.5")
            && reads("-.5", "", "-0.5")
            && reads("12.", "", "12")
            && reads("12, jours", "jours", "12")
    );
}

#[test]
fn a_unit_is_optional_and_must_be_the_right_one() {
    assert!(
        reads("40", "%", "40")
            && reads("40 %", "%", "40")
            && reads("40%", "%", "40")
            && reads("40 pour cent", "%", "40")
    );
    assert!(
        reads("3 JOURS", "jours", "3")
            && reads("3 jour", "jours", "3")
            && reads("12 m2", "m2", "12")
            && reads("5 unités", "unite(s)", "5")
    );
    assert!(reads("40 €", "€ HT", "40") && reads("40 € HT", "€ ht", "40") && reads("40 euros", "€/mois", "40"));
    assert!(!reads("40 HT", "€ HT", "40") && !reads("40 j", "jours", "40") && !reads("40 € HT", "€", "40"));
    assert!(!reads("40 €", "%", "40") && !reads("3 mois", "jours", "3") && !reads("€ 3 €", "€", "3"));
    assert!(!reads("40 %", "", "40"), "no unit is expected, and 40 % is another number");
}

#[test]
fn nonsense_is_no_number() {
    for text in [
        "",
        " ",
        "abc",
        "€",
        "-",
        "1 2",
        "12 50",
        "1,2,3",
        "1.2.3",
        "1,25.000.0",
        "--5",
        "1-2",
        "1 25 000",
        "1,250.5.5",
        "٣",
        "1e5",
    ] {
        assert_eq!(parse(text, "€"), None, "{text}");
    }
    assert_eq!(parse(&"9".repeat(19), ""), None);
}

#[test]
fn the_edge_of_the_tolerance_is_inside() {
    assert!(decimal("0.3").is_within(decimal("0.2"), decimal("0.1")));
    assert!(decimal("0.1").is_within(decimal("0.3"), decimal("0.2")));
    assert!(!decimal("0.300000000001").is_within(decimal("0.2"), decimal("0.1")));
}

#[test]
fn decimals_are_read_shown_and_compared_exactly() {
    assert_eq!(decimal("1e3"), decimal("1000.00"));
    assert_eq!(decimal("-12.5e-1").to_string(), "-1.25");
    assert_eq!(decimal("0.0000000000005").to_string(), "0.000000000001");
    assert!(decimal("-2") < decimal("1.5"));
    assert_eq!(decimal("1234567.5").display(Language::Fr), "1\u{202f}234\u{202f}567,5");
    assert_eq!(decimal("-1234.5").display(Language::En), "−1,234.5");
    for text in ["", ".", "-", "inf", "nan", "1e99", "0x10", "1.2.3"] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(scaled in -999_999_999_999_i64..999_999_999_999, places in 0_u32..6) {
        let value = decimal(&format!("{scaled}e-{places}"));
        for language in [Language::Fr, Language::En] {
            let shown = value.display(language);
            prop_assert!(reads(&shown, "", &value.to_string()), "{}", shown);
            let shown_unit = format!("{shown} €");
            prop_assert!(reads(&shown_unit, "€", &value.to_string()));
        }
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), value);
    }

    #[test]
    fn any_text_is_read_or_refused_without_panic(text in any::<String>(), unit in any::<String>()) {
        let _ = parse(&text, &unit);
        let _ = text.parse::<Decimal>();
    }

    #[test]
    fn any_sequence_of_marks_is_read_or_refused_without_panic(text in "[0-9 .,'€%−+-]{0,30}") {
        let _ = parse(&text, "€");
        let _ = text.parse::<Decimal>();
    }
}
