//! Cases that the engine does not pass yet.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::not_yet::NOT_YET;

/// What a check found wrong; nothing when it holds.
pub type Wrong = Vec<String>;

/// A check that can run.
pub type Check = Box<dyn Fn() -> Wrong>;

/// Runs the cases of a suite. Fails when one fails that is not listed in `NOT_YET`, and when one
/// passes that is: the list can only shrink.
pub fn hold(suite: &str, cases: Vec<(String, Check)>) {
    let listed: BTreeMap<&str, &str> = NOT_YET.iter().copied().collect();
    let mut told = Vec::new();
    for (name, check) in cases {
        let name = format!("{suite}/{name}");
        let wrong =
            catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|panic| vec![said(&*panic)]);
        match (wrong.is_empty(), listed.get(name.as_str())) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(_)) => told.push(format!("{name} holds now: take it off NOT_YET")),
            (false, None) => told.push(format!("{name}:\n    {}", shortened(&wrong))),
        }
    }
    assert!(told.is_empty(), "\n{}\n", told.join("\n"));
}

/// A case of its own.
pub fn one(suite: &str, name: &str, check: impl Fn() -> Wrong + 'static) {
    hold(suite, vec![(name.to_owned(), Box::new(check))]);
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
    text.unwrap_or_else(|| "a panic".to_owned())
}

fn shortened(wrong: &Wrong) -> String {
    let mut shown: Vec<String> = wrong.iter().take(8).cloned().collect();
    if wrong.len() > shown.len() {
        shown.push(format!("… and {} more", wrong.len() - shown.len()));
    }
    shown.join("\n    ")
}
