//! What keys and the mouse do to the rows.

use super::Programme;
use super::part::{day, words};
use super::row::Row;
use super::update::said;
use crate::kit::{Line, ListIntent};
use crate::points::{MOST_YEARS, Rule};
use crate::protocol::{Code, Context, Key, Level, Mouse, MouseKind, Query, Slot, Step};
use crate::screens::entry::parse;
use crate::text::Say;

impl Programme {
    pub(super) fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if self.typing.is_some() {
            return self.type_key(key, context);
        }
        let takes_digits = self.row().is_some_and(Row::takes_digits);
        match key.typed() {
            Some(digit) if digit.is_ascii_digit() && takes_digits => {
                self.in_front = false;
                self.typing = Some(Line::new(&digit.to_string()));
            }
            _ if key.code == Code::Enter => return self.enter(context),
            _ => {
                self.rows.press(key);
            }
        }
        Vec::new()
    }

    fn type_key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if key.code == Code::Enter {
            return self.typed(context);
        }
        let offer = self.offer().map(str::to_owned);
        let Some(line) = &mut self.typing else {
            return Vec::new();
        };
        match offer {
            Some(rest) if key.code == Code::Tab => {
                let whole = format!("{}{rest}", line.value());
                line.set(&whole);
            }
            _ => {
                line.press(key);
            }
        }
        self.ask_files()
    }

    /// Which files may be meant, while a path is typed.
    pub(super) fn ask_files(&self) -> Vec<Step> {
        let line = self.typing.as_ref();
        match line.filter(|_| self.row() == Some(Row::File)) {
            Some(line) => {
                let query = Query::RulesFiles(line.value().to_owned());
                vec![Step::Read(Slot::RulesFiles, query)]
            }
            None => Vec::new(),
        }
    }

    /// Changes the chosen row, or begins to.
    fn enter(&mut self, context: &Context) -> Vec<Step> {
        if self.covers(context) {
            self.in_front = false;
            return Vec::new();
        }
        let (Some(row), Some(rule)) = (self.row(), self.shown()) else {
            return Vec::new();
        };
        let currency = &context.currency;
        let text = match row {
            Row::Choice(choice) => {
                self.try_out(choice.next(&rule));
                return Vec::new();
            }
            Row::Part(part) => {
                self.open(Some(part));
                return Vec::new();
            }
            Row::New(kind) => {
                let (rule, part) = kind.added(&rule, context);
                self.try_out(rule);
                self.open(Some(part));
                return Vec::new();
            }
            Row::Remove(part) => {
                self.try_out(part.removed(&rule));
                self.open(None);
                return Vec::new();
            }
            Row::File => String::new(),
            Row::Years => self.years.to_string(),
            Row::Since => parse::shown_day(self.since),
            Row::Number(number) => number.typed(&rule, currency),
            Row::Excluded => rule.exclude.join(", "),
            Row::Field(part, field) => field.typed(part, &rule, currency),
        };
        self.typing = Some(Line::new(&text));
        self.ask_files()
    }

    fn try_out(&mut self, rule: Rule) {
        self.other = Some(rule);
        self.show(self.rows.selected().unwrap_or(0));
    }

    fn typed(&mut self, context: &Context) -> Vec<Step> {
        let (Some(line), Some(row), Some(rule)) = (&self.typing, self.row(), self.shown()) else {
            return Vec::new();
        };
        let text = line.value().trim().to_owned();
        if row == Row::File && !text.is_empty() {
            return vec![Step::Read(Slot::RulesFiles, Query::RulesFile(text))];
        }
        match self.keep(row, &text, &rule, context) {
            Ok(()) => {
                self.typing = None;
                // Other rules may be in force on another day.
                let asks = (row == Row::Since).then(|| self.ask(context));
                asks.into_iter().collect()
            }
            Err(why) => vec![said(Level::Attention, why.in_(context.lang).to_owned())],
        }
    }

    /// Keeps what was typed into a row, or says why it cannot be.
    fn keep(&mut self, row: Row, text: &str, rule: &Rule, context: &Context) -> Result<(), Say> {
        match row {
            Row::Years => {
                let years = text.parse().ok();
                let years = years.filter(|years| (1..=MOST_YEARS).contains(years));
                self.years = years.ok_or(Say::ProgrammeBadYears)?;
            }
            Row::Since if text.is_empty() => self.since = None,
            Row::Since => self.since = Some(day(text, context)?),
            Row::Number(number) => {
                let read = number.read(text, rule, &context.currency);
                self.try_out(read.ok_or(Say::ProgrammeBadNumber)?);
            }
            Row::Excluded => self.try_out(Rule {
                exclude: words(text),
                ..rule.clone()
            }),
            Row::Field(part, field) => {
                let (rule, part) = field.read(part, text, rule, context)?;
                self.open = Some(part);
                self.try_out(rule);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn mouse(&mut self, mouse: Mouse, context: &Context) {
        if self.typing.is_some() || self.covers(context) {
            return;
        }
        let intent = self.rows.mouse(mouse);
        if let (ListIntent::Chosen(_), MouseKind::Double) = (intent, mouse.kind) {
            drop(self.enter(context));
        }
    }
}
