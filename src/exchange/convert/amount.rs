//! Amounts of money.

use super::{Reader, cell_of};
use crate::domain::{Amount, Money};
use crate::exchange::plan::Reason;
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::recognise::Field;

impl Reader<'_> {
    /// The amount in the best column of a field, minor units.
    pub(super) fn money(&mut self, record: &Record, field: Field) -> Option<i64> {
        let column = self.column(field)?;
        self.money_in(record, column)
    }

    /// The amount in a column, minor units.
    pub(super) fn money_in(&mut self, record: &Record, column: usize) -> Option<i64> {
        let cell = cell_of(record, column);
        if cell.is_blank() {
            return None;
        }
        let money = match cell {
            Cell::Number(number) => Money::from_number(*number, self.shop.currency),
            Cell::Text(text) => Amount::parse(text, self.shop.currency, self.survey.mark(column))
                .ok()
                .flatten()
                .map(|amount| amount.money),
            _ => None,
        };
        if money.is_none() {
            self.unread(column, cell, Reason::BadMoney);
        } else if let Cell::Text(text) = cell
            && self.shop.currency.decimals == 0
            && !self.survey.groups_as(column, text, self.shop.currency)
        {
            self.unread(column, cell, Reason::MoneyUndecided);
            return None;
        }
        money.map(|money| money.0)
    }
}
