use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::domain::trade::Trade;
use crate::domain::{Currency, Day, Purpose};

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn read_in(text: &str, currency: Currency) -> Result<Filter, Mistake> {
    let trade = Trade::default();
    let terms = Terms {
        trade: &trade,
        currency,
        today: today(),
    };
    Filter::read(text, terms)
}

fn read(text: &str) -> Result<Filter, Mistake> {
    read_in(text, Currency::IDR)
}

#[rstest]
#[case("days_silent > 90 and money >= 5000000", None)]
#[case("money >= 5jt", Some("money >= 5000000"))]
#[case(
    "money between 1.000.000 and 2000000",
    Some("money between 1000000 and 2000000")
)]
#[case(
    "CITY = bogor OR City = \"Jakarta Selatan\"",
    Some("city = bogor or city = \"Jakarta Selatan\"")
)]
#[case("city is not Bogor", Some("city != Bogor"))]
#[case("not city != Bogor", Some("city = Bogor"))]
#[case("name contains \"san\"", Some("name ~ san"))]
#[case("name !~ \"a \\\"b\\\" \\\\\"", None)]
#[case("rfm in (champion, Loyal)", Some("rfm in (champion, loyal)"))]
#[case("not rfm in (champion, loyal)", None)]
#[case("has_phone = no", Some("not has_phone"))]
#[case("has_phone and not has_email", None)]
#[case("birthday_month=5", Some("birthday_month = 5"))]
#[case("chance < 20%", Some("chance < 20"))]
#[case("expected_visits >= \"0,25\"", Some("expected_visits >= 0.25"))]
#[case("next_service_day between today and today+14", None)]
#[case("last_visit < TODAY-90", Some("last_visit < today-90"))]
#[case("member_since = 17/8/2020", Some("member_since = 2020-08-17"))]
#[case("consent.promotions = yes and consent.contact is unknown", None)]
#[case("taken ~ oli", None)]
#[case(
    "taken !~ \"kampas rem\" since 1/9/2026",
    Some("taken !~ \"kampas rem\" since 2026-09-01")
)]
#[case("taken ~ since since today-90 and points > 100", None)]
#[case("tier in (gold, Silver) and brought_by is known", None)]
#[case("phone ~ 0812", None)]
#[case("likes ~ kopi", Some("field.likes ~ kopi"))]
#[case("field.channel = whatsapp", None)]
#[case("source = everybody", Some("source = \"everybody\""))]
#[case(" everybody ", Some("everybody"))]
fn what_is_typed_reads_and_is_written_the_same_way_ever_after(
    #[case] typed: &str,
    #[case] written: Option<&str>,
) {
    let filter = read(typed).unwrap();
    let text = filter.text(Currency::IDR);
    assert_eq!(text, written.unwrap_or(typed));
    assert_eq!(read(&text).unwrap(), filter);
}

#[rstest]
#[case("", 0, "something is missing")]
#[case("colour = red", 0, "no field \"colour\"")]
#[case("visits >", 8, "something is missing")]
#[case("visits > many", 9, "\"many\" is not a number")]
#[case("visits > 1.2345", 9, "is not a number")]
#[case("visits ~ 3", 7, "\"visits\" cannot be asked \"~\"")]
#[case("city < Bogor", 5, "cannot be asked \"<\"")]
#[case("money = lots", 8, "\"lots\" is not an amount")]
#[case("last_visit = soon", 13, "\"soon\" is not a day")]
#[case("last_visit > today-99999999", 13, "is not a day")]
#[case("stage = king", 8, "\"king\" is none of suspect, prospect")]
#[case("stage in (loyal, king)", 17, "\"king\" is none of")]
#[case("has_phone = maybe", 12, "none of yes, no")]
#[case(
    "visits > 1 and money > 2 or city = Bogor",
    25,
    "either all conditions"
)]
#[case("city = Jakarta Selatan", 15, "\"Selatan\" does not belong")]
#[case("name ~ \"a", 7, "not closed")]
#[case("name = \"  \"", 7, "nothing to compare")]
#[case("taken ~ oli since soon", 18, "\"soon\" is not a day")]
#[case("city ~ bogor since today", 13, "\"since\" does not belong")]
#[case("rfm in champion", 7, "\"champion\" does not belong")]
#[case("rfm in (champion loyal)", 17, "\"loyal\" does not belong")]
#[case("visits between 1 or 2", 17, "\"or\" does not belong")]
#[case("(visits > 1)", 0, "\"(\" does not belong")]
#[case("field.unheard_of = 1", 0, "no field")]
#[case("everybody and visits > 1", 10, "does not belong")]
#[case("Büro = 1", 0, "no field \"Büro\"")]
#[case("city = Büro x", 12, "\"x\" does not belong")]
fn a_mistake_says_what_and_where(#[case] text: &str, #[case] at: usize, #[case] what: &str) {
    let mistake = read(text).unwrap_err();
    assert_eq!(mistake.at, Some(at), "{mistake}");
    assert!(mistake.to_string().contains(what), "{mistake}");
}

#[test]
fn amounts_are_typed_in_the_units_of_the_currency_and_kept_in_its_minor_ones() {
    let usd = Currency::of("USD").unwrap();
    let filter = read_in("money > 12.5", usd).unwrap();
    assert_eq!(filter.conditions()[0].test, Test::Money(Bound::Above(1250)));
    assert_eq!(filter.text(usd), "money > 12.50");
}

#[test]
fn the_form_in_the_book_stays_as_it_is() {
    let typed = "not city = Bogor or money >= 5000000 or chance < 12.5 or last_visit < today-90 or \
                 due_day between 2026-01-01 and today or has_phone or rfm is known or name ~ san or \
                 taken !~ oli since today-90";
    let json = concat!(
        r#"{"join":"any","conditions":["#,
        r#"{"field":"city","not":true,"test":{"is":["Bogor"]}},"#,
        r#"{"field":"money","test":{"money":{"at_least":5000000}}},"#,
        r#"{"field":"chance","test":{"number":{"below":12.5}}},"#,
        r#"{"field":"last_visit","test":{"day":{"below":"today-90"}}},"#,
        r#"{"field":"due_day","test":{"day":{"between":["2026-01-01","today"]}}},"#,
        r#"{"field":"has_phone","test":"yes"},"#,
        r#"{"field":"rfm","test":"known"},"#,
        r#"{"field":"name","test":{"contains":"san"}},"#,
        r#"{"field":"taken","not":true,"test":{"since":{"part":"oli","from":"today-90"}}}]}"#
    );
    let filter = read(typed).unwrap();
    assert_eq!(filter.to_json(), json);
    assert_eq!(Filter::from_json(json).unwrap(), filter);
    let everybody = r#"{"join":"all","conditions":[]}"#;
    assert_eq!(Filter::default().to_json(), everybody);
    assert_eq!(Filter::from_json(everybody).unwrap(), Filter::default());
}

#[rstest]
#[case("", "EOF")]
#[case("[]", "not a filter")]
#[case(r#"{"join":"all","conditions":[],"limit":3}"#, "unknown field `limit`")]
#[case(r#"{"join":"none","conditions":[]}"#, "unknown variant `none`")]
#[case(
    r#"{"join":"all","conditions":[{"field":"luck","test":"known"}]}"#,
    "no field \"luck\""
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"city","test":{"sounds_like":"x"}}]}"#,
    "unknown variant `sounds_like`"
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"city","test":{"number":{"below":1}}}]}"#,
    "\"city\" cannot be asked \"<\""
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"city","test":{"since":{"part":"x","from":"today"}}}]}"#,
    "\"city\" cannot be asked \"since\""
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"stage","test":{"is":["king"]}}]}"#,
    "\"king\" is none of"
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"city","test":{"is":[]}}]}"#,
    "nothing to compare"
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"city","test":{"contains":" "}}]}"#,
    "nothing to compare"
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"visits","test":{"number":{"below":1.2345}}}]}"#,
    "is not a number"
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"visits","test":{"number":{"below":1e300}}}]}"#,
    "is not a number"
)]
#[case(r#"{"join":"all","conditions":[{"field":"money","test":{"money":{"below":9007199254740992}}}]}"#, "is not an amount")]
#[case(
    r#"{"join":"all","conditions":[{"field":"last_visit","test":{"day":{"below":"soon"}}}]}"#,
    "is not a day"
)]
#[case(
    r#"{"join":"all","conditions":[{"field":"has_phone","test":"known"}]}"#,
    "cannot be asked"
)]
fn a_form_that_is_not_ours_is_refused_with_the_reason(#[case] json: &str, #[case] why: &str) {
    let mistake = Filter::from_json(json).unwrap_err();
    assert!(mistake.to_string().contains(why), "{mistake}");
}

#[test]
fn a_field_that_the_shop_threw_away_may_still_be_asked_for_in_the_book() {
    let json = r#"{"join":"all","conditions":[{"field":"field.custom.rack","test":{"is":["7"]}}]}"#;
    let filter = Filter::from_json(json).unwrap();
    assert_eq!(filter.text(Currency::IDR), "field.custom.rack = 7");
}

#[test]
fn names_are_distinct_and_find_their_fields() {
    let all = Field::all(&Trade::default());
    let mut names: Vec<_> = all.iter().map(Field::name).collect();
    for (field, name) in all.iter().zip(&names) {
        assert_eq!(Field::named(name).as_ref(), Some(field));
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all.len());
    assert!(Fact::PredictedValue.is_computed() && !Fact::Name.is_computed());
}

#[test]
fn every_segment_that_is_offered_keeps_and_reads() {
    for shipped in Shipped::ALL {
        let filter = shipped.filter();
        assert_eq!(read(&filter.text(Currency::IDR)).unwrap(), filter);
        assert_eq!(Filter::from_json(&filter.to_json()).unwrap(), filter);
    }
}

#[test]
fn all_needs_each_condition_and_any_needs_one() {
    let two = |join| {
        let one = Condition::of(Fact::HasPhone, Test::Yes);
        Filter::new(join, vec![one.clone(), one.negated()])
    };
    let only_second = |at| at == 1;
    assert!(!two(Join::All).means(only_second) && two(Join::Any).means(only_second));
    assert!(Filter::default().means(|_| false), "everybody");
}

#[rstest]
#[case("name = ZOË", Known::Text("zoe"), true)]
#[case("name ~ \"o b\"", Known::Text("Zoë Budi"), false)]
#[case("name ~ \"E B\"", Known::Text("Zoë Budi"), true)]
#[case("name is known", Known::Text(""), false)]
#[case("visits > 2.5", Known::Whole(3), true)]
#[case("visits between 3 and 4", Known::Whole(5), false)]
#[case("chance = 12.5", Known::Decimal(12.500_4), true)]
#[case("chance < 12.5", Known::Decimal(12.499), true)]
#[case("money <= 5", Known::Whole(5), true)]
#[case("money < 5", Known::Whole(5), false)]
#[case("last_visit >= today-30", Known::Day(Day::from_ymd_opt(2026, 10, 23).unwrap()), true)]
#[case("last_visit > today-30", Known::Day(Day::from_ymd_opt(2026, 10, 23).unwrap()), false)]
#[case("has_phone", Known::Yes, true)]
#[case("name = Budi", Known::Whole(3), false)]
fn a_test_holds_for_what_is_known(
    #[case] text: &str,
    #[case] known: Known<'_>,
    #[case] holds: bool,
) {
    let filter = read(text).unwrap();
    assert_eq!(
        filter.conditions()[0].test.ready(today()).holds(known),
        holds
    );
}

#[test]
fn an_own_field_of_numbers_or_days_is_asked_as_such() {
    let number = Test::Number(Bound::AtLeast(Figure(2_500))).ready(today());
    assert!(number.holds(Known::Text("12.5")) && !number.holds(Known::Text("2")));
    assert!(!number.holds(Known::Text("many")));
    let day = Test::Day(Bound::Below(When::Today(0))).ready(today());
    assert!(day.holds(Known::Text("2026-11-21")) && !day.holds(Known::Text("2026-11-22")));
}

fn bound<T: std::fmt::Debug + Clone + 'static>(
    value: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = Bound<T>> {
    prop_oneof![
        value.clone().prop_map(Bound::Below),
        value.clone().prop_map(Bound::AtMost),
        value.clone().prop_map(Bound::Exactly),
        value.clone().prop_map(Bound::AtLeast),
        value.clone().prop_map(Bound::Above),
        (value.clone(), value).prop_map(|(from, until)| Bound::Between(from, until)),
    ]
}

fn when() -> impl Strategy<Value = When> + Clone {
    let days = -When::MOST..=When::MOST;
    let on = (0_i64..200_000).prop_map(|days| {
        When::On("1900-01-01".parse::<Day>().unwrap() + chrono::TimeDelta::days(days))
    });
    prop_oneof![days.prop_map(When::Today), on]
}

fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        "[A-Za-z0-9._+%/@:-]{1,12}",
        "(and|or|not|is|in|known|everybody)",
        any::<String>().prop_filter("said", |t| !t.trim().is_empty() && t.chars().count() <= 200),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let trade = Trade::default();
    let fields: Vec<(Field, Kind, Vec<String>)> = Field::all(&trade)
        .into_iter()
        .map(|field| {
            let choices = field
                .choices(&trade)
                .into_iter()
                .map(str::to_owned)
                .collect();
            (field.clone(), field.kind(&trade), choices)
        })
        .collect();
    let test = |(field, kind, choices): (Field, Kind, Vec<String>)| {
        let most = Figure::MAX.0;
        let of_kind = match kind {
            Kind::Text => prop_oneof![
                prop::collection::vec(text(), 1..4).prop_map(Test::Is),
                text().prop_map(Test::Contains),
            ]
            .boxed(),
            Kind::Dated => prop_oneof![
                text().prop_map(Test::Contains),
                (text(), when()).prop_map(|(part, from)| Test::Since { part, from }),
            ]
            .boxed(),
            Kind::Choice => prop::sample::subsequence(choices.clone(), 1..=choices.len())
                .prop_map(Test::Is)
                .boxed(),
            Kind::Number | Kind::Days => bound((-most..=most).prop_map(Figure))
                .prop_map(Test::Number)
                .boxed(),
            Kind::Money => {
                let most = crate::domain::Money::MAX.0;
                bound(-most..=most).prop_map(Test::Money).boxed()
            }
            Kind::Day => bound(when()).prop_map(Test::Day).boxed(),
            Kind::YesNo => Just(Test::Yes).boxed(),
        };
        let known = if kind == Kind::YesNo {
            Test::Yes
        } else {
            Test::Known
        };
        (
            Just(field),
            prop_oneof![9 => of_kind, 1 => Just(known)],
            any::<bool>(),
        )
    };
    let field = prop::sample::select(fields).prop_flat_map(test);
    field.prop_map(|(field, test, not)| Condition { field, not, test })
}

fn filter() -> impl Strategy<Value = Filter> {
    let join = prop_oneof![Just(Join::All), Just(Join::Any)];
    let conditions = prop::collection::vec(condition(), 0..5);
    (join, conditions).prop_map(|(join, conditions)| Filter::new(join, conditions))
}

proptest! {
    #[test]
    fn every_filter_reads_back_from_both_of_its_forms(filter in filter(), code in "IDR|USD|KWD") {
        prop_assert_eq!(Filter::from_json(&filter.to_json()), Ok(filter.clone()));
        let currency = Currency::of(&code).unwrap();
        let text = filter.text(currency);
        prop_assert_eq!(read_in(&text, currency), Ok(filter), "{}", text);
    }

    #[test]
    fn no_text_breaks_the_readers(text in any::<String>(), words in "([a-z_]{1,8}|[<>=!~(),\" ]|[0-9.]){0,20}") {
        let _ = (read(&text), read(&words), Filter::from_json(&text));
    }

    #[test]
    fn a_consent_is_a_field_by_its_key(at in 0..5_usize) {
        let field = Field::Consent(Purpose::ALL[at]);
        prop_assert_eq!(Field::named(&field.name()), Some(field));
    }
}
