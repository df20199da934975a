//! Birthdays of a row.

use super::day::{Found, day_of, order_of, plain_number};
use super::{Reader, Weight, cell_of};
use crate::domain::date::Written;
use crate::domain::{Birthday, BirthdayError};
use crate::exchange::plan::{PlannedBirthday, Reason};
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::recognise::Field;

impl Reader<'_> {
    /// The birthday, as far as the file tells it. Doubtful ones stay out: a greeting on the wrong
    /// day is worse than none.
    pub(super) fn birthday(&mut self, record: &Record) -> Option<PlannedBirthday> {
        let column = self.column(Field::Birthday)?;
        let cell = cell_of(record, column);
        let text = cell.text();
        let text = self.bare(&text);
        let without_year = is_without_year(text);
        if (self.layout.ours || without_year)
            && let Ok(born) = text.parse()
        {
            return self.planned(born, column, cell);
        }
        if without_year {
            self.unread(column, cell, Reason::BadDate);
            return None;
        }
        let born = match (cell, plain_number(text)) {
            (Cell::Text(_), None) => self.written_birthday(text, column),
            _ => match day_of(cell, column, self.shop, self.survey) {
                Found::Blank => return None,
                Found::Zero => Ok(None),
                Found::Bad(reason) => Err(reason),
                Found::Day(day, _) if day > self.shop.today => Err(Reason::FutureDate),
                Found::Day(day, doubt) => {
                    if let Some((reason, weight)) = doubt {
                        self.remark(column, cell, reason, weight);
                    }
                    Ok(Some(Birthday::from(day)))
                }
            },
        };
        match born {
            Ok(Some(born)) => self.planned(born, column, cell),
            Ok(None) if cell.is_blank() => None,
            Ok(None) => {
                self.remark(column, cell, Reason::ZeroDateBlank, Weight::Note);
                None
            }
            Err(reason) => {
                self.unread(column, cell, reason);
                None
            }
        }
    }

    fn written_birthday(&mut self, text: &str, column: usize) -> Result<Option<Birthday>, Reason> {
        let after_place = text.rsplit_once(',').map_or(text, |(_, date)| date);
        let whole = Written::parse(text).is_some();
        let date = if whole { text } else { after_place };
        let mut order = self.shop.order;
        if let Some(written) = Written::parse(date) {
            let (decided, doubt) = order_of(&written, column, self.shop, self.survey)?;
            match doubt {
                // Read the other way than its column, it is no date for a greeting.
                Some((Reason::DateOrderMixed, Weight::Unreadable)) => return Err(Reason::BadDate),
                Some((reason, weight)) => {
                    self.remark(column, &Cell::Text(text.to_owned()), reason, weight);
                }
                None => {}
            }
            order = decided;
            if written.has_short_year() {
                self.remark(
                    column,
                    &Cell::Text(text.to_owned()),
                    Reason::TwoDigitYear,
                    Weight::Note,
                );
            }
        }
        Birthday::parse(date, order, self.shop.today).map_err(|error| match error {
            BirthdayError::NotADate => Reason::BadDate,
            BirthdayError::Future => Reason::FutureDate,
            BirthdayError::Zoned => Reason::DateWithTimezone,
        })
    }

    /// The plan holds birthdays with their day; a year alone is told and not kept.
    fn planned(&mut self, born: Birthday, column: usize, cell: &Cell) -> Option<PlannedBirthday> {
        if let (Some(day), Some(month)) = (born.day, born.month) {
            let year = born.year;
            return Some(PlannedBirthday { day, month, year });
        }
        self.unread(column, cell, Reason::BadDate);
        None
    }
}

/// Whether it is `--11-09`, as this program and others write a birthday without its year: the month always comes first.
pub(crate) fn is_without_year(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix("--");
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}
