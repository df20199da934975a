use super::ShopForm;
use crate::domain::trade::own;
use crate::domain::{Change, Member, ShopEdit, StaffFacts, StaffId};
use crate::protocol::{Answer, Context, Event, ShopFacts, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{change, context, drawn, press, shop};
use crate::text::Lang;

/// The form of a shop with amounts.
fn opened(facts: ShopFacts, context: &Context) -> ShopForm {
    with_amounts(true, facts, context)
}

fn with_amounts(has_amounts: bool, facts: ShopFacts, context: &Context) -> ShopForm {
    let mut form = ShopForm::new();
    fill(&mut form, has_amounts, facts, context);
    form
}

/// What the book answers to a form that was just shown.
fn fill(form: &mut ShopForm, has_amounts: bool, facts: ShopFacts, context: &Context) {
    let people = Answer::Staff(vec!["Rina".to_owned(), "Joko".to_owned()]);
    form.update(Event::Shown, context);
    form.update(Event::Answer(Slot::Suggest, &people), context);
    let shop = Answer::ShopToEdit { facts, has_amounts };
    form.update(Event::Answer(Slot::Prefill, &shop), context);
}

fn saved(steps: &[Step]) -> Vec<(String, String)> {
    let facts = steps.iter().find_map(|step| match step {
        Step::Write(_, change) => match &**change {
            Change::SetShop { facts, .. } => Some(facts.clone()),
            _ => None,
        },
        _ => None,
    });
    let facts: Vec<ShopEdit> = facts.unwrap_or_default();
    let pairs = facts.into_iter().map(|edit| (edit.key, edit.value));
    pairs.collect()
}

#[test]
fn only_what_was_touched_is_written() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    let steps = press(
        &mut form,
        "Salon Ayu<Tab><Right><Right><Right><Ctrl+S>",
        &at,
    );
    let expected = [("name", "Salon Ayu"), ("trade", "salon")];
    assert_eq!(
        saved(&steps),
        expected.map(|(k, v)| (k.to_owned(), v.to_owned()))
    );
}

#[test]
fn the_currency_stays_once_there_are_amounts() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    let steps = press(&mut form, "<Tab><Tab>USD<Right><Ctrl+S>", &at);
    assert_eq!(saved(&steps), []);
    let mut form = with_amounts(false, shop(), &at);
    let steps = press(&mut form, "<Tab><Tab>usd<Ctrl+S>", &at);
    assert_eq!(saved(&steps), [("currency".to_owned(), "USD".to_owned())]);
    let mut form = with_amounts(false, shop(), &at);
    let steps = press(&mut form, "<Tab><Tab>rupiah<Ctrl+S>", &at);
    assert_eq!(saved(&steps), []);
}

#[test]
fn the_shop_adds_a_field_of_its_own_and_renames_it() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    let steps = press(
        &mut form,
        "<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>Rak<Tab><Right><Ctrl+S>",
        &at,
    );
    let written = saved(&steps);
    assert_eq!(written.len(), 1);
    let own = own::read(&written[0].1);
    assert_eq!(
        (own[0].key.as_str(), own[0].label.as_str()),
        ("custom.rak", "Rak")
    );
    assert_eq!(own[0].kind, crate::domain::trade::FieldKind::Number);
    let with = ShopFacts {
        fields: written[0].1.clone(),
        ..shop()
    };
    let mut form = opened(with, &at);
    let steps = press(
        &mut form,
        "<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>Loker<Ctrl+S>",
        &at,
    );
    let own = own::read(&saved(&steps)[0].1);
    assert_eq!(
        (own[0].key.as_str(), own[0].label.as_str()),
        ("custom.rak", "Loker")
    );
}

#[test]
fn the_three_zones_of_indonesia_stand_beside_each_other() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    let steps = press(&mut form, "<Tab><Tab><Tab><Right><Ctrl+S>", &at);
    let expected = [("utc_offset_minutes".to_owned(), "480".to_owned())];
    assert_eq!(saved(&steps), expected);
}

#[test]
fn a_birthday_on_29_february_is_kept_on_28_february_or_on_1_march() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    let steps = press(&mut form, "<Tab><Tab><Tab><Tab><Tab><Right><Ctrl+S>", &at);
    let expected = [("leap_day".to_owned(), "after".to_owned())];
    assert_eq!(saved(&steps), expected);
}

#[test]
fn the_shop_in_three_windows_and_in_indonesian() {
    let own = r#"[{"key":"custom.seat","label":"Seat","choices":["leather","cloth"]}]"#;
    for size in [(80, 22), (40, 18), (120, 38)] {
        let at = context(size);
        let full = ShopFacts {
            fields: own.to_owned(),
            ..shop()
        };
        let mut form = opened(full, &at);
        press(&mut form, "<Tab><Tab>", &at);
        insta::assert_snapshot!(format!("full_{}x{}", size.0, size.1), drawn(&form, &at));
    }
    let at = Context {
        lang: Lang::Id,
        ..context((80, 22))
    };
    insta::assert_snapshot!(
        "in_indonesian",
        drawn(&with_amounts(false, shop(), &at), &at)
    );
}

#[test]
fn it_says_that_it_is_loading_and_why_it_could_not() {
    let at = context((80, 22));
    let mut form = ShopForm::new();
    form.update(Event::Shown, &at);
    form.update(Event::Slow(Slot::Prefill), &at);
    assert!(drawn(&form, &at).contains("Loading"));
    let busy = crate::protocol::Failure::Busy(None);
    form.update(Event::Failed(Slot::Prefill, &busy), &at);
    assert!(drawn(&form, &at).contains("Another terminal is writing"));
}

fn member(id: i64, name: &str, active: bool, at_desk: bool) -> Member {
    Member {
        id: StaffId(id),
        facts: StaffFacts {
            name: name.to_owned(),
            active,
        },
        at_desk,
    }
}

fn with_people() -> ShopFacts {
    ShopFacts {
        staff: vec![
            member(1, "Joko", true, false),
            member(2, "Rina", true, true),
            member(3, "Sari", false, true),
        ],
        ..shop()
    }
}

#[test]
fn what_stands_on_the_door_is_typed_and_days_are_read() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    let keys = format!(
        "{}Jl. Melati 5<Tab>0215550199<Tab>Sen-Sab 8-17<Tab>8/3/27<Tab>14/3/27<Ctrl+S>",
        "<Tab>".repeat(6)
    );
    let Some(Change::SetShop { facts, .. }) = change(&press(&mut form, &keys, &at)) else {
        panic!("nothing is saved");
    };
    let mut said: Vec<(&str, &str)> = facts
        .iter()
        .map(|fact| (fact.key.as_str(), fact.value.as_str()))
        .collect();
    said.sort_unstable();
    let expected = [
        ("address", "Jl. Melati 5"),
        ("closed_from", "2027-03-08"),
        ("closed_until", "2027-03-14"),
        ("hours", "Mon-Sat 08:00-17:00; Sun closed"),
        ("phone", "0215550199"),
    ];
    assert_eq!(said, expected);
}

#[test]
fn holidays_that_end_before_they_begin_are_not_saved() {
    let at = context((80, 22));
    for days in ["14/3/27<Tab>8/3/27", "<Tab>8/3/27", "soon"] {
        let mut form = opened(shop(), &at);
        let keys = format!("{}{days}<Ctrl+S>", "<Tab>".repeat(9));
        assert_eq!(change(&press(&mut form, &keys, &at)), None, "{days}");
    }
}

#[test]
fn people_and_their_places_in_three_windows_and_in_indonesian() {
    let keys = "<Tab>".repeat(16) + "<Right>";
    for size in [(80, 22), (40, 18), (120, 38)] {
        let at = context(size);
        let mut form = opened(with_people(), &at);
        press(&mut form, &keys, &at);
        insta::assert_snapshot!(format!("people_{}x{}", size.0, size.1), drawn(&form, &at));
    }
    let at = Context {
        lang: Lang::Id,
        ..context((80, 22))
    };
    let mut form = opened(with_people(), &at);
    press(&mut form, &keys, &at);
    insta::assert_snapshot!("people_in_indonesian", drawn(&form, &at));
}

#[test]
fn only_those_who_were_touched_are_written_and_a_field_that_is_added_stands_before_them() {
    let at = context((80, 22));
    let mut form = opened(with_people(), &at);
    let to_people =
        "<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>Rack<Tab><Tab><Tab>";
    let steps = press(
        &mut form,
        &format!("{to_people}<Tab><Tab>Rina W<Tab><Tab><Tab><Left><Ctrl+S>"),
        &at,
    );
    let staff = steps.iter().find_map(|step| match step {
        Step::Write(_, change) => match &**change {
            Change::SetShop { staff, .. } => Some(staff.clone()),
            _ => None,
        },
        _ => None,
    });
    let edits = staff.unwrap();
    let told: Vec<_> = edits
        .iter()
        .map(|edit| (edit.id.0, edit.facts.name.as_str(), edit.facts.active))
        .collect();
    assert_eq!(told, [(2, "Rina W", true), (3, "Sari", true)]);
    assert!(!edits[1].base.active);
}

#[test]
fn empty_loading_and_failed_are_drawn() {
    let at = context((80, 22));
    let mut form = ShopForm::new();
    form.update(Event::Shown, &at);
    form.update(Event::Slow(Slot::Prefill), &at);
    insta::assert_snapshot!("loading", drawn(&form, &at));
    let failure = crate::protocol::Failure::Io("input/output error".to_owned());
    form.update(Event::Failed(Slot::Prefill, &failure), &at);
    insta::assert_snapshot!("failed", drawn(&form, &at));
    let nameless = ShopFacts {
        name: String::new(),
        ..shop()
    };
    let mut form = ShopForm::new();
    form.update(Event::Shown, &at);
    form.update(
        Event::Answer(Slot::Suggest, &Answer::Staff(Vec::new())),
        &at,
    );
    let shop = Answer::ShopToEdit {
        facts: nameless,
        has_amounts: false,
    };
    form.update(Event::Answer(Slot::Prefill, &shop), &at);
    insta::assert_snapshot!("empty", drawn(&form, &at));
    press(&mut form, "<Tab><Tab>rupiah<Ctrl+S>", &at);
    insta::assert_snapshot!("mistake", drawn(&form, &at));
}

#[test]
fn the_shop_comes_back_from_a_draft_with_new_fields_of_its_own() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    assert_eq!(form.unsaved(&at), None);
    let to_own = "<Tab>".repeat(12);
    press(
        &mut form,
        &format!("Bengkel Sinar{to_own}Rak<Tab><Right><Tab>Warna"),
        &at,
    );
    let draft = form.unsaved(&at).expect("something is typed");
    let mut back = ShopForm::resume(&draft);
    fill(&mut back, true, shop(), &at);
    let mine = saved(&press(&mut form, "<Ctrl+S>", &at));
    assert_eq!(mine.len(), 2, "{mine:?}");
    assert_eq!(saved(&press(&mut back, "<Ctrl+S>", &at)), mine);
}

#[test]
fn the_shop_says_in_which_language_it_writes_to_its_customers() {
    let at = context((80, 22));
    let mut form = opened(shop(), &at);
    let keys = format!("{}<Right><Ctrl+S>", "<Tab>".repeat(11));
    let expected = [("message_language".to_owned(), "id".to_owned())];
    assert_eq!(saved(&press(&mut form, &keys, &at)), expected);
}
