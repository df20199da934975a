//! One row of a filter that is built: field, verb and value, as far as they are there.

use super::verb::Verb;
use crate::domain::Currency;
use crate::domain::filter::{Condition, Field, Filter, Kind, Mistake, Problem, Terms, Test, units};
use crate::domain::name::fold;
use crate::kit::Line;
use crate::screens::sheet::Wording;
use crate::screens::sheet::filter::{choice, label};

/// A row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// What is typed for the field: its name once it is chosen.
    pub(super) typed: Line,
    /// What is asked for.
    pub(super) field: Option<Field>,
    /// How, by its place among the verbs of the field's kind.
    pub(super) verb: usize,
    /// The whole is turned over, as a filter typed elsewhere may be.
    pub(super) not: bool,
    /// With which value.
    pub(super) value: Line,
}

impl Row {
    /// The row of a condition.
    pub(super) fn of(condition: &Condition, wording: Wording<'_>) -> Self {
        let field = &condition.field;
        let (verb, not) = Verb::asking(condition);
        let verbs = Verb::of(kind(field, &condition.test, wording));
        Self {
            typed: Line::new(&label(field, wording)),
            verb: verbs.iter().position(|one| *one == verb).unwrap_or(0),
            not,
            value: Line::new(&value(condition, wording)),
            field: Some(field.clone()),
        }
    }

    /// Whether nothing is asked here, nor begun.
    pub(super) fn is_empty(&self) -> bool {
        self.field.is_none() && self.typed.value().trim().is_empty()
    }

    /// What the field holds.
    pub(super) fn kind(&self, wording: Wording<'_>) -> Kind {
        let field = self.field.as_ref();
        field.map_or(Kind::Text, |field| field.kind(wording.trade))
    }

    /// How it is asked.
    pub(super) fn verb(&self, wording: Wording<'_>) -> Verb {
        let verbs = Verb::of(self.kind(wording));
        verbs.get(self.verb).copied().unwrap_or(verbs[0])
    }

    /// Whether a value is asked for.
    pub(super) fn takes_value(&self, wording: Wording<'_>) -> bool {
        self.field.is_some() && self.verb(wording).takes_value()
    }

    /// Puts a field in; another one than before has its first verb and no value yet.
    pub(super) fn choose(&mut self, field: &Field, wording: Wording<'_>) {
        self.typed.set(&label(field, wording));
        if self.field.as_ref() != Some(field) {
            self.field = Some(field.clone());
            self.verb = 0;
            self.not = false;
            self.value.set("");
        }
    }

    /// The condition that the row asks; `None` for an empty row, and for a value that is not
    /// typed yet.
    pub(super) fn condition(&self, wording: Wording<'_>) -> Option<Result<Condition, Mistake>> {
        let Some(field) = &self.field else {
            let typed = self.typed.value().trim();
            let unknown = || Problem::NoField(typed.to_owned()).into();
            return (!typed.is_empty()).then(|| Err(unknown()));
        };
        let verb = self.verb(wording);
        let typed = self.value.value().trim();
        if verb.takes_value() && typed.is_empty() {
            return None;
        }
        let test = self.test(field, verb, typed, wording);
        Some(test.map(|test| Condition {
            field: field.clone(),
            not: verb.turns_over() != self.not,
            test,
        }))
    }

    fn test(
        &self,
        field: &Field,
        verb: Verb,
        typed: &str,
        wording: Wording<'_>,
    ) -> Result<Test, Mistake> {
        match verb {
            Verb::Known | Verb::Unknown => Ok(Test::Known),
            Verb::Yes | Verb::No => Ok(Test::Yes),
            Verb::Contains | Verb::Lacks => Ok(Test::Contains(typed.to_owned())),
            Verb::Is | Verb::IsNot if self.kind(wording) == Kind::Choice => {
                chosen(field, typed, wording)
            }
            Verb::Is | Verb::IsNot => Ok(Test::Is(parts(typed))),
            _ => bounded(field, verb, typed, wording),
        }
    }
}

/// What a field holds; one that the shop threw away, or changed the kind of, by what is asked.
fn kind(field: &Field, test: &Test, wording: Wording<'_>) -> Kind {
    let kind = field.kind(wording.trade);
    if test.fits(Some(kind)) {
        return kind;
    }
    match test {
        Test::Number(_) => Kind::Number,
        Test::Money(_) => Kind::Money,
        Test::Day(_) => Kind::Day,
        Test::Yes => Kind::YesNo,
        Test::Since { .. } => Kind::Dated,
        Test::Known | Test::Is(_) | Test::Contains(_) => Kind::Text,
    }
}

/// What a condition compares with, as a person types it.
fn value(condition: &Condition, wording: Wording<'_>) -> String {
    use crate::domain::filter::Bound;
    let between = |bound: Bound<String>| match bound {
        Bound::Between(from, until) => format!("{from} .. {until}"),
        Bound::Below(one)
        | Bound::AtMost(one)
        | Bound::Exactly(one)
        | Bound::AtLeast(one)
        | Bound::Above(one) => one,
    };
    match &condition.test {
        Test::Known | Test::Yes => String::new(),
        Test::Contains(part) => part.clone(),
        Test::Since { part, from } => format!("{part} .. {from}"),
        Test::Is(words) => {
            let shown = |word: &String| quoted(&choice(&condition.field, word, wording));
            words.iter().map(shown).collect::<Vec<_>>().join(", ")
        }
        Test::Number(bound) => between(bound.map(|one| one.to_string())),
        Test::Money(bound) => between(bound.map(|minor| units(minor, currency(wording)))),
        Test::Day(bound) => between(bound.map(|one| one.to_string())),
    }
}

pub(super) fn terms(wording: Wording<'_>) -> Terms<'_> {
    Terms {
        trade: wording.trade,
        currency: currency(wording),
        today: wording.today,
    }
}

pub(super) fn currency(wording: Wording<'_>) -> Currency {
    Currency::of(wording.currency).unwrap_or(Currency::IDR)
}

/// A word of several, in quotation marks where it has a comma in it.
fn quoted(word: &str) -> String {
    if word.contains([',', '"']) {
        format!("\"{}\"", word.replace('"', ""))
    } else {
        word.to_owned()
    }
}

/// The words between commas; a comma within quotation marks belongs to its word.
pub(super) fn parts(typed: &str) -> Vec<String> {
    let (mut words, mut within) = (vec![String::new()], false);
    for c in typed.chars() {
        match c {
            '"' => within = !within,
            ',' if !within => words.push(String::new()),
            c => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
        }
    }
    let words = words.iter().map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

/// Words of a field that is one of a few, by what people call them.
fn chosen(field: &Field, typed: &str, wording: Wording<'_>) -> Result<Test, Mistake> {
    let choices = field.choices(wording.trade);
    let mut found = Vec::new();
    for part in parts(typed) {
        let wanted = fold(&part);
        let is_it =
            |word: &&&str| fold(word) == wanted || fold(&choice(field, word, wording)) == wanted;
        let Some(word) = choices.iter().find(is_it) else {
            let called = choices.iter().map(|word| choice(field, word, wording));
            return Err(Problem::NotAChoice {
                word: part,
                choices: called.collect(),
            }
            .into());
        };
        found.push((*word).to_owned());
    }
    Ok(Test::Is(found))
}

/// A number, an amount or a day, read as it is in a typed filter.
fn bounded(field: &Field, verb: Verb, typed: &str, wording: Wording<'_>) -> Result<Test, Mistake> {
    let quoted = |text: &str| format!("\"{}\"", text.trim().replace(['"', '\\'], ""));
    let both = match verb {
        Verb::Since | Verb::LacksSince => typed.rsplit_once(".."),
        _ => typed.split_once(".."),
    };
    let value = match (verb, both) {
        (Verb::Between, Some((from, until))) => format!("{} and {}", quoted(from), quoted(until)),
        (Verb::Since | Verb::LacksSince, Some((part, from))) => {
            format!("{} since {}", quoted(part), quoted(from))
        }
        (Verb::Between | Verb::Since | Verb::LacksSince, None) => {
            return Err(Problem::Unfinished.into());
        }
        _ => quoted(typed),
    };
    let text = format!("{} {} {value}", field.name(), verb.sign());
    let filter =
        Filter::read(&text, terms(wording)).map_err(|mistake| Mistake::from(mistake.problem))?;
    match filter.conditions() {
        [one] => Ok(one.test.clone()),
        _ => Err(Problem::Unfinished.into()),
    }
}
