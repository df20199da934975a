//! What is the same on every screen: undo, who is at the desk, leaving, the language.

use std::sync::{Arc, Mutex};

use kenal::domain::{Author, Change, ChangeId, Found, OpId, Receipt};
use kenal::protocol::{Answer, Failure, Query};
use kenal::runtime::{Reading, Wanted, Writing};
use kenal::text::Lang;

use crate::stage::Stage;

/// A book that knows two people and notes what it is asked to write.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<(String, Change)>>>);

impl Notes {
    fn take(&self) -> Vec<(String, Change)> {
        std::mem::take(&mut *self.0.lock().expect("one thread"))
    }
}

impl Reading for Notes {
    fn answer(&mut self, query: &Query, wanted: &Wanted) -> Result<Answer, Failure> {
        assert!(wanted.still());
        match query {
            Query::Staff => Ok(Answer::Staff(vec!["Rina".to_owned(), "Joko".to_owned()])),
            Query::Find { .. } => Ok(Answer::Found(Found::default())),
            _ => Err(Failure::Cancelled),
        }
    }

    fn changed(&mut self) -> Result<bool, Failure> {
        Ok(true)
    }
}

impl Writing for Notes {
    fn write(&mut self, author: &Author, _: OpId, change: &Change) -> Result<Receipt, Failure> {
        self.0
            .lock()
            .expect("one thread")
            .push((author.name.clone(), change.clone()));
        let change = ChangeId(1);
        Ok(Receipt {
            change,
            customer: None,
            code: None,
            vehicle: None,
            visit: None,
            already: false,
            landed: false,
            left_out: 0,
            undone: None,
            owing: Vec::new(),
        })
    }
}

fn stage() -> (Stage, Notes) {
    let notes = Notes::default();
    let today = "2026-11-22".parse().expect("a day");
    let stage = Stage::new(Box::new(notes.clone()), Box::new(notes.clone()), today);
    (stage, notes)
}

#[test]
fn undo_is_one_key_and_belongs_to_whoever_is_at_the_desk() {
    let (mut stage, notes) = stage();
    stage.play("1234<Ctrl+Z>");
    assert_eq!(stage.keys(), 1);
    assert_eq!(
        notes.take(),
        [("Rina".to_owned(), Change::Undo { change: None })]
    );
    assert!(stage.text().contains("Taken back"), "{}", stage.text());
}

#[test]
fn two_keys_change_who_is_at_the_desk_or_add_somebody() {
    let (mut stage, notes) = stage();
    stage.play("<Ctrl+W><Enter>");
    assert_eq!(
        (stage.keys(), stage.context.desk.staff.as_str()),
        (2, "Joko")
    );
    assert!(notes.take().is_empty(), "Joko is in the book already");
    stage.play("<Ctrl+W>Sari<Enter>");
    assert_eq!(
        (stage.keys(), stage.context.desk.staff.as_str()),
        (2, "Sari")
    );
    assert!(
        matches!(&notes.take()[..], [(_, Change::AddStaff { name, at_desk: true, .. })] if name == "Sari")
    );
    assert!(
        stage
            .text()
            .lines()
            .next()
            .is_some_and(|header| header.contains("Sari"))
    );
}

#[test]
fn leaving_and_switching_the_language_are_one_key_each() {
    let (mut stage, _) = stage();
    stage.play("<Alt+L>");
    assert_eq!((stage.keys(), stage.context.lang), (1, Lang::Id));
    assert!(stage.text().contains("F1 bantu"), "{}", stage.text());
    stage.play("<F10>");
    assert!(stage.ended);
    assert_eq!(stage.keys(), 1);
}

#[test]
fn at_80_columns_the_footer_names_what_is_done_most_in_both_languages() {
    let (mut stage, _) = stage();
    stage.play("1234");
    for lang in Lang::ALL {
        stage.context.lang = lang;
        let shown = stage.text();
        let footer = shown.lines().last().expect("a footer");
        for key in ["Enter", "F2", "F3", "F5", "Esc", "F1", "F10"] {
            let named = footer.split("  ").any(|hint| {
                hint.trim()
                    .strip_prefix(key)
                    .is_some_and(|label| label.len() > 2)
            });
            assert!(named, "{key} in {footer}");
        }
    }
}
