use super::GuestList;
use crate::domain::{
    Change, CustomerId, Gathering, GatheringFacts, GatheringId, Guest, GuestState, Subject,
};
use crate::insight::{GatheringGuests, GatheringResult, GatheringTold};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, ExportRows, Failure, Go, Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, found, hit, press, receipt};
use crate::text::{Lang, Say};

fn guest(id: i64, name: &str, state: GuestState) -> Guest {
    Guest {
        customer: CustomerId(id),
        code: format!("C-{id:05}"),
        name: name.to_owned(),
        phone: format!("0812-3456-78{id:02}"),
        state,
        do_not_contact: false,
        day: day("2026-11-22"),
    }
}

fn known(guests: Vec<Guest>) -> GatheringGuests {
    GatheringGuests {
        told: GatheringTold {
            gathering: Gathering {
                id: GatheringId(2),
                facts: GatheringFacts {
                    name: "Kopdar November".to_owned(),
                    day: day("2026-11-22"),
                    time: String::new(),
                    place: "the workshop".to_owned(),
                    note: String::new(),
                },
            },
            result: GatheringResult::default(),
        },
        guests,
    }
}

fn many() -> Vec<Guest> {
    vec![
        guest(11, "Bu Ani Reksa", GuestState::Coming),
        guest(12, "Pak Budi Santoso", GuestState::Invited),
        guest(13, "Pak Budiman", GuestState::Came),
        guest(14, "Mas Tono", GuestState::Absent),
    ]
}

fn opened(guests: Vec<Guest>, at: &Context) -> GuestList {
    let mut screen = GuestList::new(GatheringId(2));
    screen.update(Event::Shown, at);
    answer(&mut screen, guests, at);
    screen
}

fn answer(screen: &mut GuestList, guests: Vec<Guest>, at: &Context) {
    let answer = Answer::Guests(Some(Box::new(known(guests))));
    screen.update(Event::Answer(Slot::Gatherings, &answer), at);
}

fn marked(steps: &[Step]) -> (i64, Option<GuestState>) {
    match change(steps) {
        Some(Change::MarkGuest {
            customer, state, ..
        }) => (customer.0, state),
        other => panic!("{other:?}"),
    }
}

#[test]
fn letters_find_a_guest_and_enter_marks_that_they_came() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let steps = press(&mut screen, "budi s<Enter>", &at);
    assert_eq!(marked(&steps), (12, Some(GuestState::Came)));
    // The next one is found anew.
    screen.update(Event::Saved(&receipt()), &at);
    answer(&mut screen, many(), &at);
    let steps = press(&mut screen, "tono<Enter>", &at);
    assert_eq!(marked(&steps), (14, Some(GuestState::Came)));
}

#[test]
fn the_footer_says_that_enter_marks() {
    let screen = opened(many(), &context((80, 22)));
    let called = screen.command_is_called(Command::OpenRow);
    assert_eq!(called.map(|(label, _)| label), Some(Say::EventMark));
    let called = screen.command_is_called(Command::AddRow);
    assert_eq!(called.map(|(label, _)| label), Some(Say::EventAdd));
}

#[test]
fn a_part_of_the_phone_finds_too_and_a_mark_is_taken_away_again() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let steps = press(&mut screen, "7813<Enter>", &at);
    assert_eq!(marked(&steps), (13, Some(GuestState::Invited)));
}

#[test]
fn nobody_is_marked_as_there_before_the_day_and_it_is_said_why() {
    let mut at = context((80, 22));
    at.today = day("2026-11-21");
    let mut screen = opened(many(), &at);
    assert!(drawn(&screen, &at).contains("marks who says that they come"));
    let steps = press(&mut screen, "<Enter>", &at);
    let [Step::Say(notice)] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert!(notice.text.contains("still ahead"), "{}", notice.text);
    // Who is coming is next marked as not there; a mark by mistake is taken away.
    assert_eq!(
        marked(&press(&mut screen, "<Ctrl+T>", &at)),
        (11, Some(GuestState::Absent))
    );
    let steps = press(&mut screen, "budiman<Enter>", &at);
    assert_eq!(marked(&steps), (13, Some(GuestState::Invited)));
}

#[test]
fn other_states_and_the_card_are_a_key_away_and_escape_clears_first() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let steps = press(&mut screen, "<Ctrl+T>", &at);
    assert_eq!(marked(&steps), (11, Some(GuestState::Came)));
    assert_eq!(marked(&press(&mut screen, "<Ctrl+D>", &at)), (11, None));
    let steps = press(&mut screen, "<Down><Right>", &at);
    let budi = Subject::Customer(CustomerId(12), None);
    assert!(matches!(&steps[..], [Step::Go(Go::Card(of))] if *of == budi));
    let steps = press(&mut screen, "<F5>", &at);
    assert!(matches!(&steps[..], [Step::Go(Go::Message(to))] if to.to == budi));
    assert!(press(&mut screen, "xyz<Esc>", &at).is_empty());
    let steps = press(&mut screen, "<Esc>", &at);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(None))]));
}

/// The picker with two people found, of whom one is a guest.
fn picking(at: &Context) -> GuestList {
    let mut screen = opened(many(), at);
    press(&mut screen, "<Ctrl+N>bud", at);
    finds(&mut screen, at);
    screen
}

fn finds(screen: &mut GuestList, at: &Context) -> Vec<Step> {
    let mut hits = vec![
        hit(21, "B 4321 KLM", "Pak Budi Hartono"),
        hit(12, "B 7 A", "Pak Budi Santoso"),
    ];
    for (hit, id) in hits.iter_mut().zip([21, 12]) {
        hit.customer = Some(CustomerId(id));
    }
    let answer = Answer::Found(found(hits));
    screen.update(Event::Answer(Slot::NewGuest, &answer), at)
}

fn said(steps: &[Step]) -> &str {
    match steps {
        [Step::Say(notice)] => &notice.text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_is_on_no_list_is_found_and_written_down_and_stands_chosen() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    // What was typed to find a guest is what the book is asked for; Enter waits for its answer.
    let steps = press(&mut screen, "budi h<Ctrl+N>", &at);
    assert!(
        matches!(&steps[..], [Step::Read(Slot::NewGuest, Query::Find { text, .. })] if text == "budi h")
    );
    assert!(press(&mut screen, "<Enter>", &at).is_empty());
    assert_eq!(
        marked(&finds(&mut screen, &at)),
        (21, Some(GuestState::Came))
    );
    let busy = Applies::Blocked(Say::NoticeBlockedBusy);
    assert_eq!(screen.applies(Command::OpenRow), busy);
    screen.update(Event::Saved(&receipt()), &at);
    let mut guests = many();
    guests.insert(1, guest(21, "Pak Budi Hartono", GuestState::Came));
    answer(&mut screen, guests, &at);
    assert_eq!(screen.chosen().map(|guest| guest.customer.0), Some(21));
    assert_eq!(screen.stands().1, "");
}

#[test]
fn who_is_a_guest_already_is_said_and_chosen() {
    let at = context((80, 22));
    let mut screen = picking(&at);
    let steps = press(&mut screen, "<Down><Enter>", &at);
    assert!(said(&steps).contains("guest already: invited"), "{steps:?}");
    assert_eq!(screen.chosen().map(|guest| guest.customer.0), Some(12));
    assert_eq!(marked(&press(&mut screen, "<Enter>", &at)).0, 12);
}

#[test]
fn before_the_day_one_is_invited_or_says_yes_and_who_wants_no_contact_is_not_invited() {
    let mut at = context((80, 22));
    at.today = day("2026-11-21");
    let mut screen = picking(&at);
    let label = |screen: &GuestList, command| screen.command_is_called(command).map(|(say, _)| say);
    assert_eq!(label(&screen, Command::OpenRow), Some(Say::EventAddInvite));
    let steps = press(&mut screen, "<Enter>", &at);
    assert_eq!(marked(&steps), (21, Some(GuestState::Invited)));
    let alone = vec![("event_guest".to_owned(), "do_not_contact".to_owned())];
    let steps = screen.update(Event::NotSaved(&Failure::Refused(alone)), &at);
    assert!(said(&steps).contains("Pak Budi Hartono") && said(&steps).contains("Ctrl+T"));
    let steps = press(&mut screen, "<Ctrl+T>", &at);
    assert_eq!(marked(&steps), (21, Some(GuestState::Coming)));
}

#[test]
fn nobody_found_writes_nobody_and_escape_leaves_the_list_as_it_was() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    press(&mut screen, "tono<Ctrl+N>x", &at);
    let none = Answer::Found(found(Vec::new()));
    screen.update(Event::Answer(Slot::NewGuest, &none), &at);
    let blocked = Applies::Blocked(Say::EventAddNobody);
    assert_eq!(screen.applies(Command::OpenRow), blocked);
    assert_eq!(screen.applies(Command::GuestState), Applies::No);
    assert!(drawn(&screen, &at).contains("No customer is found"));
    assert!(press(&mut screen, "<Esc>", &at).is_empty());
    assert_eq!(screen.stands().1, "tono");
}

#[test]
fn the_picker_in_its_windows() {
    for (size, lang, name) in [
        ((80, 22), Lang::En, "adding_usual"),
        ((40, 18), Lang::Id, "adding_narrow"),
    ] {
        let mut at = context(size);
        at.lang = lang;
        insta::assert_snapshot!(name, drawn(&picking(&at), &at));
    }
}

#[test]
fn the_states_in_their_windows() {
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(many(), &at), &at));
    }
    let mut at = context((80, 22));
    at.lang = Lang::Id;
    let mut screen = opened(many(), &at);
    press(&mut screen, "bud", &at);
    insta::assert_snapshot!("found_indonesian", drawn(&screen, &at));
    let at = context((80, 22));
    insta::assert_snapshot!("empty", drawn(&opened(Vec::new(), &at), &at));
    let mut screen = opened(many(), &at);
    press(&mut screen, "nobody", &at);
    insta::assert_snapshot!("nobody_found", drawn(&screen, &at));
}

#[test]
fn whoever_says_later_that_they_want_no_contact_is_marked_and_their_phone_stays_away() {
    for (lang, marked) in [(Lang::En, "do not contact"), (Lang::Id, "jangan hubungi")] {
        let mut at = context((40, 18));
        at.lang = lang;
        let mut guests = many();
        guests[1].do_not_contact = true;
        let mut screen = opened(guests, &at);
        press(&mut screen, "budi s", &at);
        let shown = drawn(&screen, &at);
        assert!(shown.contains(marked), "{shown}");
        assert!(!shown.contains("0812-3456-7812"), "{shown}");
        let blocked = Applies::Blocked(Say::MessageBlockedContact);
        assert_eq!(screen.applies(Command::CopyPhone), blocked);
    }
}

#[test]
fn the_guests_who_are_shown_go_into_a_file_and_the_numbers_say_why() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    press(&mut screen, "bud", &at);
    let ExportRows::Here(table) = screen.list(&at).expect("a list").rows else {
        panic!("of the screen");
    };
    assert_eq!(table.rows.len(), 2);
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
    press(&mut screen, "?x", &at);
    assert!(drawn(&screen, &at).contains("The rule"));
    assert_eq!(screen.stands().1, "bud", "nothing is typed below");
}
