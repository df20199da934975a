//! Tasks at the counter and the keys they may take.

use kenal::domain::{Change, Money, Owner};

use crate::book::{Book, today};
use crate::count;
use crate::stage::Stage;

/// The front desk over the small book.
fn desk(size: (u16, u16)) -> (Stage, Book) {
    let book = Book::new();
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.context.size = size;
    (stage, book)
}

/// Plays a task in at most so many keys and gives what was written.
fn task(keys: &str, budget: usize) -> (Change, Book) {
    let (mut stage, book) = desk((80, 24));
    stage.play(keys);
    assert!(
        count::keys(keys) <= budget,
        "{keys} takes {}",
        count::keys(keys)
    );
    (book.wrote(), book)
}

#[test]
fn a_piece_of_the_plate_says_all_there_is_to_say() {
    for size in [(80, 24), (40, 20), (120, 40)] {
        let keys = "1234";
        let (mut stage, _) = desk(size);
        stage.play(keys);
        let screen = stage.text();
        assert_eq!(count::keys(keys), 0);
        for said in [
            "Pak Budi Santoso",
            "C-00042",
            "! call before touching the AC",
            "12 Aug · 3 months ago",
            "45,210 km · Rp 650.000",
            "ganti oli, filter oli",
            "Shell HX7 10W-40 · Joko",
            "soon: 2 Dec (in 10 days)",
            "0812-3456-7890",
        ] {
            assert!(screen.contains(said), "{said} at {size:?}:\n{screen}");
        }
        insta::assert_snapshot!(format!("counter_{}x{}", size.0, size.1), screen);
    }
}

#[test]
fn same_as_last_time_with_a_new_reading_and_total_takes_two() {
    let (change, book) = task("1234<F2>50100<Tab>700000<Ctrl+S>", 2);
    let Change::AddVisit { facts } = change else {
        panic!("a visit, not {change:?}");
    };
    assert_eq!(
        (facts.odometer, facts.total),
        (Some(50_100), Some(Money(700_000)))
    );
    assert_eq!(facts.lines.len(), 2);
    assert_eq!(facts.oil, "Shell HX7 10W-40");
    let last = book.card("B1234XYZ").last_visit.expect("a visit").facts;
    assert_eq!((last.day, last.odometer), (today(), Some(50_100)));
}

#[test]
fn two_other_lines_and_another_mechanic_take_six() {
    let keys = "1234<F2>50100<Ctrl+N>kampas rem<Tab>300rb<Tab>minyak rem<Tab>80rb\
                <Tab><Tab>Andi<Ctrl+S>";
    let (change, book) = task(keys, 6);
    let Change::AddVisit { facts } = change else {
        panic!("a visit, not {change:?}");
    };
    let texts: Vec<&str> = facts.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["kampas rem", "minyak rem"]);
    assert_eq!(facts.mechanics, ["Andi"]);
    assert_eq!(facts.total, Some(Money(380_000)));
    let last = book.card("B1234XYZ").last_visit.expect("a visit").facts;
    assert_eq!(last.mechanics, ["Andi"]);
}

#[test]
fn two_other_lines_and_another_mechanic_take_six_when_the_offers_are_taken() {
    let (mut stage, book) = desk((80, 24));
    stage.play(
        "1234<F2>50100<Ctrl+N>kampas rem<Tab>300rb<Tab>minyak rem<Tab>80rb<Tab><Tab>Andi<Ctrl+S>",
    );
    let keys = "<F2>50200<Ctrl+N>ga<Tab>460rb<Tab>fi<Tab>210rb<Tab><Tab>jo<Tab><Ctrl+S>";
    stage.play(keys);
    assert!(count::keys(keys) <= 6, "{}", count::keys(keys));
    let written = book.written();
    let Some(Change::AddVisit { facts }) = written.last() else {
        panic!("a visit, not {written:?}");
    };
    let lines = facts.lines.iter();
    let lines: Vec<_> = lines
        .map(|line| (line.text.as_str(), line.amount))
        .collect();
    let money = |amount| Some(Money(amount));
    assert_eq!(
        lines,
        [
            ("ganti oli", money(460_000)),
            ("filter oli", money(210_000))
        ]
    );
    assert_eq!(facts.mechanics, ["Joko"]);
    assert_eq!(facts.total, money(670_000));
}

#[test]
fn a_new_mechanic_whose_name_begins_another_is_typed_and_refused() {
    let (mut stage, book) = desk((80, 24));
    stage.play("1234<F2>50100<Ctrl+N>ganti oli<Tab>450rb<Tab><Tab>Jo");
    assert!(stage.text().contains("Joko ⇥"), "{}", stage.text());
    stage.play("<Backspace><Tab><Ctrl+S>");
    let Change::AddVisit { facts } = book.wrote() else {
        panic!("a visit");
    };
    assert_eq!(facts.mechanics, ["Jo"]);
}

#[test]
fn an_unknown_plate_becomes_a_customer_in_two() {
    let (change, book) = task("f77sd<F3>Bu Sari Dewi<Ctrl+S>", 2);
    let Change::AddCustomer { facts, vehicle, .. } = change else {
        panic!("a customer, not {change:?}");
    };
    assert_eq!(
        (facts.honorific.as_str(), facts.name.as_str()),
        ("Bu", "Sari Dewi")
    );
    let plate = vehicle
        .and_then(|vehicle| vehicle.plate)
        .expect("the plate");
    assert_eq!(plate.display(), "F 77 SD");
    let sari = book.card("F77SD").customer.expect("a customer");
    assert_eq!(sari.code, "C-00001");
}

#[test]
fn a_phone_is_corrected_in_two() {
    let (change, book) = task("1234<F9>081299998888<Ctrl+S>", 2);
    let Change::EditCustomer { facts, .. } = change else {
        panic!("a correction, not {change:?}");
    };
    assert_eq!(
        facts.phones[0].phone.e164.as_deref(),
        Some("+6281299998888")
    );
    assert_eq!(book.card("081299998888").visits, 1);
}

#[test]
fn a_sold_car_gets_its_new_owner_in_three() {
    // The letter chooses in the menu: it is a key although it types elsewhere.
    let chosen = 1;
    let keys = "1234<F8>sBu Sari Dewi<Tab>081299998888<Ctrl+S>";
    assert!(count::keys(keys) + chosen <= 3);
    let (change, book) = task(keys, 3);
    let Change::ChangeOwner {
        owner: Owner::New(facts),
        ..
    } = change
    else {
        panic!("a new owner, not {change:?}");
    };
    assert_eq!(facts.name, "Sari Dewi");
    let now = book.card("B1234XYZ");
    let owner = now.customer.expect("an owner");
    assert_eq!((owner.facts.name.as_str(), now.visits), ("Sari Dewi", 0));
    let before = book.card("C-00042");
    assert_eq!((before.visits, before.former_vehicles.len()), (1, 1));
}

#[test]
fn the_card_of_the_new_owner_tells_what_the_car_has_behind_it() {
    let (mut stage, _book) = desk((80, 24));
    stage.play("1234<F8>sBu Sari Dewi<Tab>081299998888<Ctrl+S>");
    stage.play("<Enter>");
    let screen = stage.text();
    for said in [
        "Bu Sari Dewi",
        "History · B 1234 XYZ",
        "▸ 12 Aug       earlier owner",
        "earlier owner: Pak Budi Santoso, until",
    ] {
        assert!(screen.contains(said), "{said}:\n{screen}");
    }
    insta::assert_snapshot!(screen);
    stage.play("<Alt+H>");
    let screen = stage.text();
    assert!(screen.contains("History · Bu Sari Dewi"), "{screen}");
    assert!(
        screen.contains("No visit has been written down yet"),
        "{screen}"
    );
}

#[test]
fn the_last_thing_done_is_taken_back_with_one() {
    let (mut stage, book) = desk((80, 24));
    stage.play("1234<F9>081299998888<Ctrl+S>");
    assert_eq!(count::keys("<Ctrl+Z>"), 1);
    stage.play("<Ctrl+Z>");
    assert!(matches!(
        book.written().last(),
        Some(Change::Undo { change: None })
    ));
    let phones = book
        .card("B1234XYZ")
        .customer
        .expect("a customer")
        .facts
        .phones;
    assert_eq!(phones[0].phone.raw, "081234567890");
}

#[test]
fn a_hasty_hand_saves_once() {
    let (mut stage, book) = desk((80, 24));
    stage.play("1234<F2>50100<Ctrl+S><Ctrl+S>");
    // The second one lands on the front desk, where there is nothing to save.
    assert_eq!(book.written().len(), 1);
}

#[test]
fn what_was_typed_is_not_thrown_away_by_a_slip() {
    let (mut stage, book) = desk((80, 24));
    stage.play("1234<F2>50100<Esc><Enter>");
    assert!(stage.text().contains("50100"));
    stage.play("<Esc>t");
    assert!(stage.text().contains("Matches"));
    assert!(book.written().is_empty());
}

#[test]
fn what_was_saved_is_seen_on_the_desk_whatever_the_line_held() {
    for size in [(80, 24), (40, 20)] {
        let (mut stage, _book) = desk(size);
        let saved_and_seen = |stage: &mut Stage, keys: &str, said: &[&str]| {
            stage.play(keys);
            let screen = stage.text();
            for said in said {
                assert!(
                    screen.contains(said),
                    "{said} after {keys} at {size:?}:\n{screen}"
                );
            }
        };
        let customer = "<F3>Bu Sari Dewi<Tab>081299998888<Ctrl+S>";
        saved_and_seen(
            &mut stage,
            customer,
            &["Bu Sari Dewi", "C-00001", "0812-9999-8888"],
        );
        let vehicle = "<F8>B 77 SD<Ctrl+S>";
        saved_and_seen(&mut stage, vehicle, &["B 77 SD", "Bu Sari Dewi"]);
        let visit = "<F2>45200<Tab><Tab>tambal ban<Tab>35000<Ctrl+S>";
        saved_and_seen(&mut stage, visit, &["B 77 SD", "tambal ban", "45,200 km"]);
        let sale = "<Alt+Q>wiper<Tab>20000<Ctrl+S>";
        saved_and_seen(&mut stage, sale, &["B 77 SD", "Sale ", "wiper"]);
        stage.play("<Ctrl+Z>");
        // What was taken back is shown no more, and the desk goes on.
        stage.play("<Ctrl+Z>");
        assert!(!stage.text().contains("tambal ban"), "{}", stage.text());
        stage.play("<Ctrl+Z><Ctrl+Z>");
        let screen = stage.text();
        let gone = ["Taken back: a new customer", "Pak Budi Santoso"];
        assert!(gone.iter().all(|said| screen.contains(said)), "{screen}");
        assert!(!screen.contains("0812-9999-8888"), "{screen}");
    }
}

#[test]
fn a_list_is_a_file_for_the_spreadsheet_with_two_keys() {
    let written = |before: &str, keys: &str, name: &str| {
        assert!(count::keys(keys) <= 2, "{keys} takes {}", count::keys(keys));
        let (mut stage, book) = desk((80, 24));
        stage.exporter = Some(book.exporter());
        stage.play(before);
        stage.play(keys);
        let path = stage
            .folder
            .path()
            .join(format!("kenal-{name}-2026-11-22.csv"));
        let text = std::fs::read_to_string(&path).expect("the file");
        let Change::Export { what, rows, place } = book.wrote() else {
            panic!("no line of the audit");
        };
        assert_eq!(place, path.display().to_string());
        assert!(stage.text().contains("1 row is in"), "{}", stage.text());
        (text, what, rows)
    };
    let (text, what, rows) = written("1234", "<Ctrl+E><Enter>", "matches");
    let header = "\u{feff}Customer ID,Name,Plate,Vehicle,Phone,Last visit\r\n";
    assert!(text.starts_with(header), "{text}");
    assert!(
        text.contains("C-00042,Pak Budi Santoso,B 1234 XYZ,"),
        "{text}"
    );
    assert_eq!((what.as_str(), rows), ("matches", 1));
    let (text, what, rows) = written("1234<Enter>", "<Ctrl+E><Enter>", "history");
    assert!(text.contains(",2026-08-12,done,"), "{text}");
    assert_eq!((what.as_str(), rows), ("visits", 1));
}

#[test]
fn a_file_that_is_there_is_not_overwritten_from_the_screens() {
    let (mut stage, book) = desk((80, 24));
    stage.exporter = Some(book.exporter());
    // Twice in two keys: the other kind of file, and then the kind that was taken last.
    stage.play("1234<Ctrl+E><Ctrl+E><Ctrl+E><Enter>");
    for name in [
        "kenal-matches-2026-11-22.xlsx",
        "kenal-matches-2026-11-22-2.xlsx",
    ] {
        let bytes = std::fs::read(stage.folder.path().join(name)).expect("the file");
        assert!(bytes.starts_with(b"PK"), "{name}");
    }
}

#[test]
fn the_review_is_a_saved_report_with_two_keys() {
    let keys = "<F6><Ctrl+S>";
    assert!(count::keys(keys) <= 4, "{keys}");
    let (mut stage, book) = desk((100, 30));
    stage.exporter = Some(book.exporter());
    stage.play(keys);
    let at = |ending: &str| {
        stage
            .folder
            .path()
            .join(format!("review-2026-11-15.{ending}"))
    };
    let page = std::fs::read_to_string(at("html")).expect("the page");
    assert!(
        page.contains("Weekly review of Bengkel Maju Jaya"),
        "{page}"
    );
    assert!(
        std::fs::read(at("xlsx"))
            .expect("the workbook")
            .starts_with(b"PK")
    );
    let Change::Export { what, place, .. } = book.wrote() else {
        panic!("no line of the audit");
    };
    assert_eq!(
        (what.as_str(), place),
        ("review", at("html").display().to_string())
    );
    assert!(
        stage.text().contains("The review is saved"),
        "{}",
        stage.text()
    );
}
