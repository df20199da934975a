//! What is the same of all lists, over one of names.

use super::{
    Acts, Column, FileColumn, Fit, Heard, ListScreen, Looks, Order, Phone, Source, Tell, Words,
};
use crate::domain::export::Value;
use crate::domain::{CampaignId, Change, Day};
use crate::look::Role;
use crate::protocol::{
    Answer, Applies, Choice, Command, Context, Event, ExportRows, Go, HiddenColumns, Query,
    Question, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, drawn, press, receipt};
use crate::screens::sheet::Wording;
use crate::text::Say;

/// Names; one with an exclamation mark is done.
#[derive(Debug)]
struct Names;

impl Source for Names {
    type Known = Vec<String>;
    type Row<'a> = &'a str;
    type Id = String;

    const SLOT: Slot = Slot::Staff;

    fn query(&self, _: Day) -> Query {
        Query::Staff
    }

    fn heard(&self, answer: &Answer) -> Heard<Vec<String>> {
        match answer {
            Answer::Staff(names) if names.is_empty() => Heard::Gone,
            Answer::Staff(names) => Heard::Known(names.clone()),
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &Vec<String>) -> usize {
        known.len()
    }

    fn row<'a>(&self, known: &'a Vec<String>, at: usize) -> &'a str {
        &known[at]
    }

    fn id(name: &str) -> String {
        name.trim_end_matches('!').to_owned()
    }

    fn is_done(name: &str) -> bool {
        name.ends_with('!')
    }

    fn sought(name: &str) -> Vec<String> {
        vec![name.to_owned()]
    }

    fn orders(&self) -> &'static [Order<Self>] {
        const ORDERS: &[Order<Names>] = &[
            Order::new(Say::RowsByNewest, |name| {
                (i64::from(name.ends_with('!')), 0, String::new())
            }),
            Order::new(Say::RowsByName, |name| (0, 0, name.to_owned())),
        ];
        ORDERS
    }
}

impl Looks for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        const COLUMNS: &[Column<Names>] = &[
            Column::new("name", Say::FormName, Fit::grows(10, 1, 0), |name, _| {
                (name.to_owned(), Role::Strong)
            }),
            Column::headed(
                "letters",
                (Say::FormPhone, Say::FormPhone),
                Fit::widest(1).right(),
                |name, _| (format!("({})", name.len()), Role::Value),
            ),
        ];
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        const FILE: &[FileColumn<Names>] = &[FileColumn::new("name", Say::FormName, |name, _| {
            Value::text(name)
        })];
        FILE
    }

    fn title(_: &ListScreen<Self>, _: Wording<'_>) -> String {
        "All names".to_owned()
    }

    fn head(list: &ListScreen<Self>, _: Wording<'_>) -> Vec<Words> {
        vec![(format!("{} here", list.list.len()), Role::Label)]
    }

    fn none(_: &ListScreen<Self>, _: Wording<'_>) -> Words {
        ("nobody".to_owned(), Role::Label)
    }

    fn explained(list: &ListScreen<Self>, _: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let why = vec![("because".to_owned(), Role::Value)];
        Some((list.chosen()?.to_owned(), why))
    }
}

impl Acts for Names {
    const EXPLAINS: Say = Say::FleetExplain;
    const PHONE: Option<Phone<Self>> = Some(|name| match name {
        "Sari" => String::new(),
        name => format!("0812 {name}"),
    });

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::RemoveRow => list.with_row(),
            _ => Applies::No,
        }
    }

    fn does(list: &mut ListScreen<Self>, command: Command, _: &Context) -> Vec<Step> {
        match (command, list.chosen().map(str::to_owned)) {
            (Command::OpenRow, Some(_)) => vec![Step::Go(Go::Today)],
            (Command::RemoveRow, Some(name)) => {
                let question = Question {
                    title: name,
                    body: Vec::new(),
                    choices: vec![Question::choice("keep"), Question::choice("remove")],
                };
                let id = CampaignId(1);
                list.ask_first(question, Change::RemoveCampaign { id })
            }
            _ => Vec::new(),
        }
    }
}

fn answer(screen: &mut ListScreen<Names>, names: &[&str], at: &Context) -> Vec<Step> {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    screen.update(Event::Answer(Slot::Staff, &Answer::Staff(names)), at)
}

fn opened(names: &[&str], at: &Context) -> ListScreen<Names> {
    let mut screen = ListScreen::of(Names);
    assert!(asks(&screen.update(Event::Shown, at)));
    assert!(answer(&mut screen, names, at).is_empty());
    screen
}

fn asks(steps: &[Step]) -> bool {
    matches!(steps, [.., Step::Read(Slot::Staff, Query::Staff)])
}

fn rows(screen: &ListScreen<Names>) -> Vec<&str> {
    screen.rows().collect()
}

const THREE: &[&str] = &["Wati", "Budi", "Sari"];

#[test]
fn what_came_quickly_is_read_anew_at_once_and_what_took_long_when_somebody_does_something() {
    let at = context((80, 22));
    let mut screen = opened(THREE, &at);
    assert!(asks(&screen.update(Event::Stale, &at)));
    // What changes meanwhile may not be in the answer.
    assert!(screen.update(Event::Stale, &at).is_empty());
    assert!(asks(&answer(&mut screen, THREE, &at)));
    screen.update(Event::Slow(Slot::Staff), &at);
    assert!(answer(&mut screen, THREE, &at).is_empty());
    assert!(screen.update(Event::Stale, &at).is_empty());
    assert!(asks(&press(&mut screen, "<Down>", &at)));
    answer(&mut screen, THREE, &at);
    // That one came quickly again.
    assert!(asks(&screen.update(Event::Stale, &at)));
    assert!(asks(&screen.update(Event::Undone, &at)));
    assert!(asks(&screen.update(Event::Saved(&receipt()), &at)));
    let gone = answer(&mut screen, &[], &at);
    assert!(matches!(&gone[..], [Step::Go(Go::Back(None))]));
}

#[test]
fn letters_find_a_key_sorts_and_the_chosen_one_stays() {
    let at = context((80, 22));
    let mut screen = opened(THREE, &at);
    press(&mut screen, "<Down><Ctrl+O>", &at);
    assert_eq!(
        (rows(&screen), screen.chosen()),
        (vec!["Budi", "Sari", "Wati"], Some("Budi"))
    );
    press(&mut screen, "/A", &at);
    assert_eq!(
        (rows(&screen), screen.chosen()),
        (vec!["Sari", "Wati"], Some("Sari"))
    );
    let told = drawn(&screen, &at);
    assert!(
        told.contains("Only: A · 2 of 3") && told.contains("by name"),
        "{told}"
    );
    press(&mut screen, "xx", &at);
    assert!(drawn(&screen, &at).contains("Esc shows all again"));
    press(&mut screen, "<Backspace><Backspace>", &at);
    assert_eq!(screen.list.len(), 2);
    press(&mut screen, "<Down>", &at);
    assert!(press(&mut screen, "<Esc>", &at).is_empty());
    // What was found stays chosen.
    assert_eq!((rows(&screen).len(), screen.chosen()), (3, Some("Wati")));
    let back = press(&mut screen, "<Esc>", &at);
    assert!(matches!(&back[..], [Step::Go(Go::Back(None))]));
}

#[test]
fn the_first_one_found_is_chosen_and_who_finds_nobody_comes_back_to_the_one_before() {
    let at = context((80, 22));
    let mut screen = opened(&["Wati", "Budi", "Sari", "Tari"], &at);
    press(&mut screen, "<End>a", &at);
    assert_eq!((rows(&screen).len(), screen.chosen()), (3, Some("Wati")));
    press(&mut screen, "<Down>r", &at);
    assert_eq!(screen.chosen(), Some("Sari"));
    press(&mut screen, "<Backspace><Backspace>", &at);
    assert_eq!(screen.chosen(), Some("Tari"));
    press(&mut screen, "zz", &at);
    assert_eq!(screen.chosen(), None);
    press(&mut screen, "<Esc>", &at);
    assert_eq!(screen.chosen(), Some("Tari"));
}

#[test]
fn when_nothing_is_left_to_do_about_the_chosen_one_the_next_one_is_chosen() {
    let at = context((80, 22));
    let mut screen = opened(THREE, &at);
    // By somebody else: the chosen one stays chosen.
    answer(&mut screen, &["Wati!", "Budi", "Sari"], &at);
    assert_eq!(
        (rows(&screen), screen.chosen()),
        (vec!["Budi", "Sari", "Wati!"], Some("Wati!"))
    );
    // By what was done here.
    press(&mut screen, "<Home><Enter>", &at);
    screen.update(Event::Shown, &at);
    answer(&mut screen, &["Wati!", "Budi!", "Sari"], &at);
    assert_eq!(screen.chosen(), Some("Sari"));
    // In an order in which nobody moves it is the next that waits, and behind the last the first.
    answer(&mut screen, &["Ani", "Budi", "Citra!", "Dewi"], &at);
    press(&mut screen, "<Ctrl+O><Home><Down>", &at);
    for (known, next) in [
        (["Ani", "Budi!", "Citra!", "Dewi"], "Dewi"),
        (["Ani", "Budi!", "Citra!", "Dewi!"], "Ani"),
        (["Ani!", "Budi!", "Citra!", "Dewi!"], "Ani!"),
    ] {
        press(&mut screen, "<Enter>", &at);
        screen.update(Event::Shown, &at);
        answer(&mut screen, &known, &at);
        assert_eq!(screen.chosen(), Some(next));
    }
}

#[test]
fn a_row_that_was_begun_here_is_chosen_once_it_is_there() {
    let at = context((80, 22));
    let mut screen = opened(THREE, &at);
    let chosen = screen.chosen().map(str::to_owned);
    answer(&mut screen, &["Agus", "Wati", "Budi", "Sari"], &at);
    assert_eq!(screen.chosen().map(str::to_owned), chosen);
    screen.update(Event::Command(Command::AddRow), &at);
    answer(&mut screen, &["Agus", "Wati", "Budi", "Dewi", "Sari"], &at);
    assert_eq!(screen.chosen(), Some("Dewi"));
    // And only then.
    answer(
        &mut screen,
        &["Agus", "Wati", "Budi", "Dewi", "Sari", "Tono"],
        &at,
    );
    assert_eq!(screen.chosen(), Some("Dewi"));
}

#[test]
fn what_is_typed_gives_way_to_a_row_that_was_begun_here() {
    let at = context((80, 22));
    for typed in ["Wati", "zz"] {
        let mut screen = opened(THREE, &at);
        press(&mut screen, typed, &at);
        screen.update(Event::Command(Command::AddRow), &at);
        answer(&mut screen, &["Wati", "Budi", "Sari", "Tono"], &at);
        assert_eq!((rows(&screen).len(), screen.chosen()), (4, Some("Tono")));
    }
}

#[test]
fn a_key_for_a_row_that_somebody_else_took_away_says_so_and_does_nothing() {
    let at = context((80, 22));
    for key in ["<Enter>", "<Ctrl+D>", "<Ctrl+C>"] {
        let mut screen = opened(THREE, &at);
        screen.update(Event::Stale, &at);
        answer(&mut screen, &["Budi", "Sari"], &at);
        let said = press(&mut screen, key, &at);
        assert!(
            matches!(&said[..], [Step::Say(notice)] if notice.text.starts_with("Wati is no longer")),
            "{said:?}"
        );
        assert!(!press(&mut screen, "<Enter>", &at).is_empty());
    }
    // Also when none is left to do anything about.
    let mut screen = opened(&["Wati"], &at);
    press(&mut screen, "w", &at);
    answer(&mut screen, &["Budi"], &at);
    assert_eq!(screen.applies(Command::RemoveRow), Applies::Yes);
    assert!(matches!(
        &press(&mut screen, "<Ctrl+D>", &at)[..],
        [Step::Say(_)]
    ));
    assert!(matches!(
        screen.applies(Command::RemoveRow),
        Applies::Blocked(_)
    ));
}

#[test]
fn whoever_moves_or_finds_rows_has_seen_which_one_is_chosen() {
    let at = context((80, 22));
    for keys in ["<Down>", "a", "<Ctrl+O>"] {
        let mut screen = opened(THREE, &at);
        answer(&mut screen, &["Budi", "Sari"], &at);
        press(&mut screen, keys, &at);
        let steps = press(&mut screen, "<Enter>", &at);
        assert!(
            matches!(&steps[..], [Step::Go(Go::Today)]),
            "{keys}: {steps:?}"
        );
    }
}

#[test]
fn the_file_has_the_rows_that_are_shown_in_their_order() {
    let at = context((80, 22));
    let mut screen = opened(THREE, &at);
    press(&mut screen, "<Ctrl+O>a", &at);
    let list = screen.list(&at).expect("a list");
    assert_eq!((list.what, list.name.as_str()), ("names", "all-names"));
    let ExportRows::Here(table) = list.rows else {
        panic!("of the screen");
    };
    let names: Vec<&Value> = table.rows.iter().map(|row| &row[0]).collect();
    assert_eq!(names, [&Value::text("Sari"), &Value::text("Wati")]);
    press(&mut screen, "zz", &at);
    assert!(screen.list(&at).is_none());
    assert!(matches!(
        screen.applies(Command::ExportList),
        Applies::Blocked(_)
    ));
}

#[test]
fn a_column_is_put_away_and_why_is_over_the_list() {
    let mut at = context((80, 22));
    let mut screen = opened(THREE, &at);
    assert!(drawn(&screen, &at).contains("(4)"));
    at.columns = std::sync::Arc::new(HiddenColumns::read("names=letters,name"));
    let told = drawn(&screen, &at);
    assert!(!told.contains("(4)") && told.contains("Wati"), "{told}");
    press(&mut screen, "?", &at);
    assert!(drawn(&screen, &at).contains("because"));
    assert_eq!(screen.applies(Command::SortRows), Applies::No);
    press(&mut screen, "budi", &at);
    assert!(!screen.is_narrowed(), "nothing is typed below");
    press(&mut screen, "<Esc>", &at);
    assert_eq!(screen.applies(Command::SortRows), Applies::Yes);
}

#[test]
fn a_row_is_taken_away_only_after_the_second_choice_and_a_phone_is_copied_where_there_is_one() {
    let at = context((80, 22));
    let mut screen = opened(THREE, &at);
    assert!(matches!(
        &press(&mut screen, "<Ctrl+D>", &at)[..],
        [Step::Go(Go::Ask(_))]
    ));
    assert!(
        screen
            .update(Event::Chosen(&Choice::Nth(0)), &at)
            .is_empty()
    );
    assert!(
        screen
            .update(Event::Chosen(&Choice::Nth(1)), &at)
            .is_empty()
    );
    press(&mut screen, "<Ctrl+D>", &at);
    assert!(change(&screen.update(Event::Chosen(&Choice::Nth(1)), &at)).is_some());
    let copied = press(&mut screen, "<Ctrl+C>", &at);
    assert!(matches!(&copied[..], [Step::Copy(phone)] if phone == "0812 Wati"));
    press(&mut screen, "<End>", &at);
    assert!(matches!(
        screen.applies(Command::CopyPhone),
        Applies::Blocked(_)
    ));
}
