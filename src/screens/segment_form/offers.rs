//! What is offered below a cell: fields by a few letters of their names, the words of a choice.

use super::SegmentForm;
use super::model::{Cell, Spot};
use super::row::{Row, parts, terms};
use crate::domain::filter::{Field, Filter, Kind};
use crate::domain::name::fold;
use crate::screens::sheet::Wording;
use crate::screens::sheet::filter::{choice, is_kept, label};

/// How many are shown at once.
pub(super) const SHOWN: usize = 5;

/// Something that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Offer {
    /// A field.
    Field(Field),
    /// A word of a choice, as people call it.
    Word(String),
}

impl Offer {
    /// What is shown.
    pub(super) fn text(&self, wording: Wording<'_>) -> String {
        match self {
            Offer::Field(field) => label(field, wording),
            Offer::Word(word) => word.clone(),
        }
    }
}

impl SegmentForm {
    /// What is offered where the keys go, best first.
    pub(super) fn offers(&self, wording: Wording<'_>) -> Vec<Offer> {
        if !self.offering {
            return Vec::new();
        }
        match self.spot {
            Spot::Row(at, Cell::Field) => {
                let typed = self.rows.get(at).map_or("", |row| row.typed.value());
                fields(typed, wording)
            }
            Spot::Row(at, Cell::Value) => self.words(at, wording),
            _ => Vec::new(),
        }
    }

    fn words(&self, at: usize, wording: Wording<'_>) -> Vec<Offer> {
        let Some(row) = self.rows.get(at) else {
            return Vec::new();
        };
        let (Some(field), Kind::Choice) = (&row.field, row.kind(wording)) else {
            return Vec::new();
        };
        let typed = row.value.value();
        let (before, last) = typed.rsplit_once(',').unwrap_or(("", typed));
        let (taken, last) = (parts(before), fold(last.trim()));
        let words = field.choices(wording.trade);
        let words = words.iter().map(|word| choice(field, word, wording));
        let fits = |word: &String| fold(word).contains(&last) && !taken.contains(word);
        let mut found: Vec<String> = words.filter(fits).collect();
        // What begins with it comes before what only has it inside.
        found.sort_by_key(|word| !fold(word).starts_with(&last));
        found.into_iter().map(Offer::Word).collect()
    }

    /// Takes the chosen offer. `false` when there is none.
    pub(super) fn take(&mut self, wording: Wording<'_>) -> bool {
        let Some(offer) = self.offers(wording).into_iter().nth(self.offer) else {
            return self.take_typed(wording);
        };
        let Spot::Row(at, _) = self.spot else {
            return false;
        };
        let Some(row) = self.rows.get_mut(at) else {
            return false;
        };
        match offer {
            Offer::Field(field) => row.choose(&field, wording),
            Offer::Word(word) => {
                let typed = row.value.value();
                let before = typed
                    .rsplit_once(',')
                    .map_or("", |(before, _)| before.trim());
                let all = if before.is_empty() {
                    word
                } else {
                    format!("{before}, {word}")
                };
                row.value.set(&all);
            }
        }
        self.close_offers();
        true
    }

    /// Takes a whole filter that is typed where a field is asked for. `false` where none is, and where it
    /// is joined otherwise than what stands there.
    pub(super) fn take_typed(&mut self, wording: Wording<'_>) -> bool {
        let Spot::Row(at, Cell::Field) = self.spot else {
            return false;
        };
        let typed = self.rows.get(at).and_then(|row| typed_filter(row, wording));
        let Some(filter) = typed else { return false };
        let conditions = filter.conditions();
        let mut others = self.rows.iter().enumerate();
        if others.all(|(other, row)| other == at || row.is_empty()) {
            self.join = filter.join();
        } else if conditions.len() > 1 && filter.join() != self.join {
            return false;
        }
        let rows: Vec<Row> = conditions
            .iter()
            .map(|condition| Row::of(condition, wording))
            .collect();
        let last = at + rows.len() - 1;
        self.rows.splice(at..=at, rows);
        let whole = self.rows[last].takes_value(wording);
        let cell = if whole { Cell::Value } else { Cell::Verb };
        self.spot = Spot::Row(last, cell);
        self.close_offers();
        self.tidy();
        true
    }

    pub(super) fn close_offers(&mut self) {
        (self.offer, self.offering) = (0, false);
    }
}

/// The whole filter that is typed where a field is asked for: `money >= 5jt`, `kota = bogor`.
pub(super) fn typed_filter(row: &Row, wording: Wording<'_>) -> Option<Filter> {
    let read = |text: &str| {
        let filter = Filter::read(text, terms(wording)).ok()?;
        (!filter.conditions().is_empty()).then_some(filter)
    };
    // A field by what people call it.
    let called = |typed: &str| {
        let sign = typed.find(['=', '<', '>', '~', '!'])?;
        let (called, asked) = typed.split_at(sign);
        let field = fields(called, wording).into_iter().next();
        match field.filter(|_| !called.trim().is_empty())? {
            Offer::Field(field) => read(&format!("{} {asked}", field.name())),
            Offer::Word(_) => None,
        }
    };
    let typed = row.typed.value();
    let typed = row.field.is_none().then_some(typed)?;
    read(typed).or_else(|| called(typed))
}

/// Fields whose label or name has what is typed: at the beginning, at the beginning of a word,
/// anywhere.
fn fields(typed: &str, wording: Wording<'_>) -> Vec<Offer> {
    let typed = fold(typed.trim());
    let rank = |field: &Field| {
        let called = fold(&label(field, wording));
        let name = field.name().replace('_', " ");
        if called.starts_with(&typed) || name.starts_with(&typed) {
            return Some(0);
        }
        let begins = |text: &str| {
            text.split([' ', '.', '-', '('])
                .any(|word| word.starts_with(&typed))
        };
        if begins(&called) || begins(&name) {
            return Some(1);
        }
        called.contains(&typed).then_some(2)
    };
    let all = Field::all(wording.trade);
    let kept = all.into_iter().filter(|field| is_kept(field, wording));
    let mut found: Vec<(u8, Field)> = kept
        .filter_map(|field| Some((rank(&field)?, field)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found
        .into_iter()
        .map(|(_, field)| Offer::Field(field))
        .collect()
}
