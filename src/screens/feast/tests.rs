use super::FeastScreen;
use crate::calendar::{FeastPeople, FeastRow, Greeted, Greets};
use crate::domain::trade::Word;
use crate::domain::{CustomerId, Greeting, Introduced, Mark, Subject};
use crate::protocol::{Answer, Context, Event, ExportRows, Go, Query, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{context, day, drawn, press};
use crate::text::Lang;

fn one(id: i64, name: &str, sent: Option<&str>) -> Greeted {
    Greeted {
        who: Introduced {
            id: CustomerId(id),
            code: format!("C-{id:05}"),
            honorific: "Bu".to_owned(),
            name: name.to_owned(),
            is_company: false,
            plate: "B 1234 XYZ".to_owned(),
            phone: format!("0812-3456-78{id:02}"),
            no_contact: false,
            alert: String::new(),
        },
        agreed: Some(true),
        sent: sent.map(day),
        mark: None,
    }
}

fn known(people: Vec<Greeted>) -> FeastPeople {
    FeastPeople {
        row: FeastRow {
            key: "natal".to_owned(),
            name: Word {
                en: "Christmas (Natal)".to_owned(),
                id: "Natal".to_owned(),
            },
            day: day("2026-12-25"),
            until: day("2026-12-25"),
            expected: false,
            greets: Greets::Chosen(Greeting::Natal),
            greeting: (day("2026-12-18"), day("2026-12-28")),
            customers: people.iter().filter(|one| !one.is_done()).count() as u64,
            not_asked: 0,
            done: people.iter().filter(|one| one.is_done()).count() as u64,
        },
        people,
        more: false,
        has_template: true,
    }
}

fn three() -> Vec<Greeted> {
    let not_asked = Greeted {
        agreed: None,
        ..one(13, "Sari Dewi Kusumawardhani", None)
    };
    vec![one(11, "Ani Reksa", None), one(12, "Rina", None), not_asked]
}

fn answer(screen: &mut FeastScreen, people: FeastPeople, at: &Context) {
    let answer = Answer::Feast(Some(Box::new(people)));
    screen.update(Event::Answer(Slot::Feast, &answer), at);
}

fn opened(people: FeastPeople, at: &Context) -> FeastScreen {
    let mut screen = FeastScreen::new("natal".to_owned());
    let asked = screen.update(Event::Shown, at);
    let today = at.today;
    let query = Query::Feast {
        key: "natal".to_owned(),
        today,
    };
    assert!(matches!(&asked[..], [Step::Read(Slot::Feast, one)] if *one == query));
    answer(&mut screen, people, at);
    screen
}

#[test]
fn a_row_leads_to_the_card_and_to_the_message_of_the_feast() {
    let at = context((80, 22));
    let mut screen = opened(known(three()), &at);
    let ani = Subject::Customer(CustomerId(11), None);
    let steps = press(&mut screen, "<Enter>", &at);
    assert!(matches!(&steps[..], [Step::Go(Go::Card(of))] if *of == ani));
    match &press(&mut screen, "<F5>", &at)[..] {
        [Step::Go(Go::Message(addressed))] => {
            assert_eq!(addressed.to, ani);
            assert_eq!(addressed.template.as_deref(), Some("natal"));
            let about = addressed.about.as_ref().map(|about| about.refers.as_str());
            assert_eq!(about, Some("natal 2026-12-25"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn when_a_greeting_is_sent_the_next_one_is_chosen_and_else_the_chosen_one_stays() {
    let at = context((80, 22));
    let mut screen = opened(known(three()), &at);
    let chosen = |screen: &FeastScreen| screen.chosen().map(|one| one.who.id.0);
    assert_eq!(chosen(&screen), Some(11));
    let mut sent = three();
    sent.rotate_left(1);
    sent[2].sent = Some(day("2026-12-24"));
    press(&mut screen, "<F5>", &at);
    screen.update(Event::Shown, &at);
    answer(&mut screen, known(sent), &at);
    assert_eq!(chosen(&screen), Some(12));
    let mut more = three();
    more.insert(0, one(9, "Agus", None));
    answer(&mut screen, known(more), &at);
    assert_eq!(chosen(&screen), Some(12));
    answer(&mut screen, known(Vec::new()), &at);
    assert_eq!(chosen(&screen), None);
}

#[test]
fn a_feast_that_is_no_longer_in_the_file_is_left_and_all_go_into_a_file() {
    let at = context((80, 22));
    let mut screen = opened(known(three()), &at);
    let ExportRows::Here(table) = screen.list(&at).unwrap().rows else {
        panic!("not here");
    };
    assert_eq!(
        (table.rows.len(), table.columns.len()),
        (3, table.rows[0].len())
    );
    let steps = screen.update(Event::Answer(Slot::Feast, &Answer::Feast(None)), &at);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(None))]));
}

#[test]
fn the_states_in_their_windows() {
    let people = || {
        let mut people = three();
        people.push(one(14, "Tono", Some("2026-11-22")));
        known(people)
    };
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(people(), &at), &at));
    }
    let at = context((80, 22));
    let own = FeastPeople {
        has_template: false,
        more: true,
        ..people()
    };
    insta::assert_snapshot!("without_template", drawn(&opened(own, &at), &at));
    insta::assert_snapshot!("nobody", drawn(&opened(known(Vec::new()), &at), &at));
    for (size, name) in [((80, 22), "indonesian"), ((40, 18), "indonesian_narrow")] {
        let mut at = context(size);
        at.lang = Lang::Id;
        insta::assert_snapshot!(name, drawn(&opened(people(), &at), &at));
    }
}

#[test]
fn who_is_put_off_is_still_to_be_greeted_and_told_when() {
    let at = context((40, 20));
    let mut people = three();
    people[0].mark = Some(Mark::Until(day("2026-12-26")));
    people[1].mark = Some(Mark::Done);
    let screen = opened(known(people), &at);
    let drawn = drawn(&screen, &at);
    assert!(drawn.contains("put off until 26 Dec"), "{drawn}");
    assert!(drawn.contains("1 of 3 greeted"), "{drawn}");
}
