//! The rows of the screen: what is played, the rules one after the other, or what is said of one
//! tier, one kind of work or some days.

use super::choice::Choice;
use super::number::Number;
use super::part::{Field, Kind, Part};
use crate::points::Rule;

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Rules out of a file.
    File,
    /// How many years are played.
    Years,
    /// From when on the rules hold when they are saved.
    Since,
    Number(Number),
    Choice(Choice),
    /// Words of work that brings nothing.
    Excluded,
    /// One of several, which opens.
    Part(Part),
    New(Kind),
    Field(Part, Field),
    Remove(Part),
}

impl Row {
    /// Where the pointer stands at first: at the first number.
    pub(super) const FIRST: usize = 3;

    /// The rows of the rules; those of a part where one is open.
    pub(super) fn all(rule: &Rule, open: Option<Part>) -> Vec<Row> {
        if let Some(part) = open {
            let fields = part.kind.fields().iter();
            let fields = fields.map(|field| Row::Field(part, *field));
            return fields.chain([Row::Remove(part)]).collect();
        }
        let mut rows = vec![Row::File, Row::Years, Row::Since];
        for number in Number::ALL {
            rows.push(Row::Number(number));
            if number == Number::Referral {
                rows.push(Row::Choice(Choice::ReferralTo));
            }
        }
        for kind in Kind::ALL {
            let parts = (0..kind.count(rule)).map(|at| Row::Part(Part { kind, at }));
            rows.extend(parts);
            rows.push(Row::New(kind));
            match kind {
                Kind::Tier => rows.push(Row::Choice(Choice::Basis)),
                Kind::Category => rows.push(Row::Excluded),
                Kind::Period => {}
            }
        }
        rows.extend([Choice::Overdraft, Choice::On].map(Row::Choice));
        rows
    }

    /// Whether a digit begins to type into it.
    pub(super) fn takes_digits(self) -> bool {
        match self {
            Row::Years | Row::Since | Row::Number(_) => true,
            Row::Field(_, field) => !field.is_text(),
            _ => false,
        }
    }

    /// Whether what is typed needs the whole row.
    pub(super) fn is_long(self) -> bool {
        match self {
            Row::File | Row::Excluded => true,
            Row::Field(_, field) => field.is_text(),
            _ => false,
        }
    }

    /// Whether it says something of the rules, that may differ from those of today.
    pub(super) fn is_rule(self) -> bool {
        let of_the_screen = matches!(self, Row::File | Row::Years | Row::Since);
        !of_the_screen && !self.is_done()
    }

    /// Whether Enter does something at once.
    pub(super) fn is_done(self) -> bool {
        matches!(self, Row::New(_) | Row::Remove(_))
    }
}
