//! The words and signs of the form for people, and which tests a kind of field takes.

use super::{Bound, Field, Figure, Kind, Mistake, Problem, Test};
use crate::domain::Money;

/// Words that mean something of themselves; as values they stand in quotation marks.
pub(super) const KEYWORDS: &[&str] = &[
    "and",
    "or",
    "not",
    "is",
    "in",
    "between",
    "contains",
    "known",
    "unknown",
    "everybody",
];

/// Longest text to compare with, in characters.
const LONGEST: usize = 200;

/// What may stand in a word without quotation marks.
pub(super) fn is_bare(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"<>=!~(),\"\\".contains(c)
}

/// What a test is called where it cannot be asked.
pub(super) fn of(test: &Test) -> &'static str {
    match test {
        Test::Known => "is known",
        Test::Yes => "yes",
        Test::Is(_) => "=",
        Test::Contains(_) => "contains",
        Test::Since { .. } => "since",
        Test::Number(bound) => sign(bound),
        Test::Money(bound) => sign(bound),
        Test::Day(bound) => sign(bound),
    }
}

/// The sign of a bound.
pub(super) fn sign<T>(bound: &Bound<T>) -> &'static str {
    match bound {
        Bound::Below(_) => "<",
        Bound::AtMost(_) => "<=",
        Bound::Exactly(_) => "=",
        Bound::AtLeast(_) => ">=",
        Bound::Above(_) => ">",
        Bound::Between(..) => "between",
    }
}

impl Test {
    /// Whether a field of this kind can be asked that; `None` is a field of a shop's own, of which
    /// the kind may have changed.
    pub fn fits(&self, kind: Option<Kind>) -> bool {
        let Some(kind) = kind else {
            return !matches!(self, Test::Yes | Test::Money(_) | Test::Since { .. });
        };
        match self {
            Test::Known => kind != Kind::YesNo,
            Test::Yes => kind == Kind::YesNo,
            Test::Is(_) => kind.is_worded(),
            Test::Contains(_) => kind.is_text(),
            Test::Since { .. } => kind == Kind::Dated,
            Test::Number(_) => matches!(kind, Kind::Number | Kind::Days),
            Test::Money(_) => kind == Kind::Money,
            Test::Day(_) => kind == Kind::Day,
        }
    }

    /// Refuses what can never have been meant: nothing to compare with, a word that is none of
    /// the `choices` where there are any, a number out of range.
    pub(super) fn is_sound(&self, choices: &[&str]) -> Result<(), Mistake> {
        let texts: &[String] = match self {
            Test::Is(words) => words,
            Test::Contains(part) | Test::Since { part, .. } => std::slice::from_ref(part),
            Test::Money(bound) => {
                let in_range = |minor: i64| Money::new(minor).is_some();
                return all(*bound, in_range)
                    .map_err(Problem::NotAnAmount)
                    .map_err(Mistake::from);
            }
            Test::Number(bound) => {
                let in_range = |figure: Figure| figure.0.abs() <= Figure::MAX.0;
                return all(*bound, in_range)
                    .map_err(Problem::NotANumber)
                    .map_err(Mistake::from);
            }
            Test::Known | Test::Yes | Test::Day(_) => return Ok(()),
        };
        if texts.is_empty() || texts.iter().any(|text| text.trim().is_empty()) {
            return Err(Problem::Empty.into());
        }
        if texts.len() > super::Filter::MOST || texts.iter().any(|t| t.chars().count() > LONGEST) {
            return Err(Problem::TooLong.into());
        }
        let known = |word: &&String| !choices.is_empty() && !choices.contains(&word.as_str());
        match texts.iter().find(known) {
            None => Ok(()),
            Some(word) => Err(not_a_choice(word, choices).into()),
        }
    }
}

/// The values of a bound that are not in range, as text.
fn all<T: Copy + std::fmt::Display>(
    bound: Bound<T>,
    in_range: impl Fn(T) -> bool,
) -> Result<(), String> {
    let mut wrong = None;
    let _ = bound.map(|value| {
        if !in_range(value) {
            wrong = Some(value.to_string());
        }
    });
    wrong.map_or(Ok(()), Err)
}

/// A word that is none of a few.
pub(super) fn not_a_choice(word: &str, choices: &[&str]) -> Problem {
    Problem::NotAChoice {
        word: word.to_owned(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    }
}

impl Field {
    /// The words that it may be in every trade: none of a shop's own field are known.
    pub(super) fn choices_of_all_trades(&self) -> Vec<&'static str> {
        match self {
            Field::Fact(fact) => fact.choices().to_vec(),
            Field::Consent(_) => super::field::ANSWERS.to_vec(),
            Field::Own(_) => Vec::new(),
        }
    }
}
