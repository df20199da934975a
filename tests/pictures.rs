//! The pictures of the README are what the program draws on a sample garage.
//! `KENAL_BLESS=1 cargo test --test pictures` draws them again.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test may say what it expects"
)]

use std::ops::ControlFlow;
use std::path::Path;
use std::{env, fs};

use kenal::runtime::{BookReader, BookWriter, Reading};
use kenal::store::{Access, Store};
use kenal::text::Lang;

#[path = "support/picture.rs"]
mod picture;
#[allow(dead_code, reason = "not every test asks everything of the stage")]
#[path = "support/stage.rs"]
mod stage;

use stage::Stage;

/// What is drawn: the file's name, the language, the window, and the keys that lead there.
const PICTURES: &[(&str, Lang, (u16, u16), &str)] = &[
    ("counter.svg", Lang::En, (100, 26), "{digits}"),
    ("card.svg", Lang::En, (100, 30), "{digits}<Enter>"),
    ("visit.svg", Lang::En, (100, 26), "{digits}<F2>"),
    ("narrow-id.svg", Lang::Id, (40, 20), "{digits}"),
    ("today.svg", Lang::En, (100, 26), "<F7>"),
    (
        "message.svg",
        Lang::En,
        (100, 26),
        "{digits}<F5>y<Enter>nitrogen gratis<Enter><Enter>",
    ),
    ("review.svg", Lang::En, (100, 30), "<F6>"),
];

#[test]
fn the_pictures_are_what_the_program_draws() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    let today = "2026-11-22".parse().expect("a day");
    let go_on = |_, _| ControlFlow::Continue(());
    let writer = Store::create_sample(&path, 7, 400, today, go_on).expect("the sample");
    drop(writer);
    let digits = loyal_plate(&path);
    for (name, lang, size, keys) in PICTURES {
        let store = |access| {
            let mut store = Store::open(&path, access).expect("the sample opens");
            store.today_is(today);
            store
        };
        let mut reader = BookReader::new(store(Access::Read));
        while reader.tend().is_some_and(|percent| percent < 100) {
            std::thread::yield_now();
        }
        let writer = BookWriter::new(store(Access::Write));
        let mut stage = Stage::new(Box::new(reader), Box::new(writer), today);
        stage.context.size = *size;
        stage.context.lang = *lang;
        stage.play(&keys.replace("{digits}", &digits));
        assert_current(name, &picture::svg(&stage.frame()));
    }
}

/// The digits of the plate of the first customer with a pinned alert who came often.
fn loyal_plate(path: &Path) -> String {
    let store = Store::open(path, Access::Read).expect("the sample opens");
    for number in 1..=400 {
        let subject = kenal::domain::Subject::Customer(kenal::domain::CustomerId(number), None);
        let Some(card) = store.card(subject).expect("a card") else {
            continue;
        };
        let plate = card.vehicle.and_then(|vehicle| vehicle.facts.plate);
        let customer = card.customer.expect("a customer");
        let telling = !customer.facts.alert.is_empty() && customer.facts.birthday.is_some();
        if let Some(plate) = plate
            && card.visits > 8
            && telling
        {
            return plate.digits;
        }
    }
    panic!("nobody with a pinned alert came often");
}

fn assert_current(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/pictures")
        .join(name);
    if env::var_os("KENAL_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(&path, drawn).expect("the picture is written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == drawn,
        "{name} is not what the program draws: KENAL_BLESS=1 cargo test --test pictures"
    );
}
