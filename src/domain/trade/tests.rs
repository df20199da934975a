use super::own::{OwnField, read, written};
use super::*;
use crate::domain::{Day, FIELD_CHANNEL, FIELD_LANGUAGE, FIELD_MECHANIC};
use rstest::rstest;
use std::collections::BTreeSet;

fn all() -> impl Iterator<Item = (&'static str, Trade)> {
    Trade::names().map(|name| (name, Trade::named(name).unwrap()))
}

fn words(trade: &Trade) -> Vec<Word> {
    let mut words = vec![trade.name.clone(), trade.workers.clone()];
    if let Some(asset) = &trade.asset {
        let kept = [&asset.year, &asset.color, &asset.vin];
        let more = [&asset.engine_no, &asset.engine_cc];
        words.extend([&asset.one, &asset.many, &asset.plate, &asset.make].map(Word::clone));
        words.extend(kept.into_iter().chain(more).flatten().cloned());
    }
    for field in &trade.fields {
        words.push(field.label.clone());
        words.extend(field.choices.iter().map(FieldChoice::word));
        words.extend(
            field
                .choices
                .iter()
                .filter_map(|choice| choice.hint.clone()),
        );
    }
    words
}

#[test]
fn every_profile_reads_names_no_field_twice_and_speaks_both_languages() {
    for (name, trade) in all() {
        let keys: BTreeSet<_> = trade.fields.iter().map(|field| &field.key).collect();
        assert_eq!(keys.len(), trade.fields.len(), "{name}");
        for word in words(&trade) {
            assert!(
                !word.en.is_empty() && !word.id.is_empty(),
                "{name}: {word:?}"
            );
        }
        for field in &trade.fields {
            let values: BTreeSet<_> = field.choices.iter().map(|choice| &choice.value).collect();
            assert_eq!(values.len(), field.choices.len(), "{name}: {}", field.key);
        }
    }
}

#[test]
fn every_trade_keeps_who_serves_and_how_a_customer_is_reached() {
    for (name, trade) in all() {
        for key in [
            FIELD_MECHANIC,
            FIELD_CHANNEL,
            FIELD_LANGUAGE,
            "buying",
            "likes",
        ] {
            assert!(trade.field(key).is_some(), "{name}: {key}");
        }
        let buying = trade.field("buying").unwrap();
        assert_eq!(buying.choices.len(), 4);
        assert!(buying.choices.iter().all(|choice| choice.hint.is_some()));
    }
}

#[test]
fn some_trades_have_nothing_that_a_customer_brings() {
    let without: Vec<&str> = all()
        .filter(|(_, trade)| trade.asset.is_none())
        .map(|(name, _)| name)
        .collect();
    assert_eq!(without, ["salon", "laundry", "retail"]);
    let reading: Vec<&str> = all()
        .filter(|(_, trade)| trade.has_odometer())
        .map(|(name, _)| name)
        .collect();
    assert_eq!(reading, ["garage", "motorcycle", "tyres"]);
}

#[test]
fn what_the_law_calls_sensitive_is_shown_only_with_the_owners_and_the_customers_yes() {
    for (on, agreed) in [(false, false), (false, true), (true, false), (true, true)] {
        let trade = Trade::of_shop(DEFAULT_TRADE, "", on);
        let sensitive = trade.fields.iter().filter(|field| field.sensitive);
        let shown: Vec<bool> = sensitive
            .map(|field| trade.may_show(&field.key, agreed))
            .collect();
        assert!(!shown.is_empty());
        assert!(
            shown.iter().all(|shown| *shown == (on && agreed)),
            "{on} {agreed}"
        );
        assert!(
            trade.may_show("likes", agreed),
            "nothing sensitive about it"
        );
    }
}

#[test]
fn what_the_law_calls_sensitive_is_kept_only_where_the_owner_turned_it_on() {
    for sensitive in [false, true] {
        let trade = Trade::of_shop(DEFAULT_TRADE, "", sensitive);
        for key in ["religion", "health", "politics"] {
            assert!(trade.field(key).unwrap().sensitive, "{key}");
            assert_eq!(trade.kept().any(|field| field.key == key), sensitive);
        }
        assert!(trade.kept().any(|field| field.key == "oil"));
    }
}

#[test]
fn an_unknown_trade_is_an_error_and_in_a_book_it_is_the_default() {
    let unknown = Trade::named("bakery");
    assert!(matches!(unknown, Err(TradeError::Unknown(_))));
    let shown = Trade::of_shop("bakery", "", false);
    assert_eq!(shown, Trade::named(DEFAULT_TRADE).unwrap());
}

#[test]
fn own_fields_stand_behind_those_of_the_trade() {
    let own = OwnField::parse("Ukuran helm (M, L)", FieldKind::Number, None).unwrap();
    assert_eq!(
        (own.key.as_str(), own.kind),
        ("custom.ukuran_helm", FieldKind::Text)
    );
    let fact = written(std::slice::from_ref(&own));
    assert_eq!(read(&fact), [own]);
    let trade = Trade::of_shop("salon", &fact, false);
    let last = trade.fields.last().unwrap();
    assert_eq!(
        (last.label.en.as_str(), last.choices.len()),
        ("Ukuran helm", 2)
    );
    assert_eq!(
        Trade::of_shop("salon", "no JSON", false).fields.len() + 1,
        trade.fields.len()
    );
}

#[test]
fn a_renamed_field_keeps_what_is_written_under_it() {
    let old = OwnField::parse("Rack", FieldKind::Text, None).unwrap();
    let new = OwnField::parse("Shelf", FieldKind::Text, Some(&old)).unwrap();
    assert_eq!(
        (new.key.as_str(), new.label.as_str()),
        ("custom.rack", "Shelf")
    );
    assert_eq!(OwnField::parse(" ( ", FieldKind::Text, None), None);
    assert_eq!(written(&[]), "");
}

#[rstest]
#[case(FieldKind::Number, "12,5", Some("12.5"))]
#[case(FieldKind::Number, "-3", Some("-3"))]
#[case(FieldKind::Number, "1.2.3", None)]
#[case(FieldKind::Number, "many", None)]
#[case(FieldKind::Date, "22/11/2026", Some("2026-11-22"))]
#[case(FieldKind::Date, "someday", None)]
#[case(FieldKind::Text, " as it is ", Some("as it is"))]
fn a_text_is_read_as_its_field_wants_it(
    #[case] kind: FieldKind,
    #[case] text: &str,
    #[case] kept: Option<&str>,
) {
    let today = Day::from_ymd_opt(2026, 11, 25).unwrap();
    assert_eq!(kind.read(text, today).as_deref(), kept);
}
