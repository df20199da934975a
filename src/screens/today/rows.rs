//! The rows of the list of a day: what is to be told about the file of feasts, feasts, customers.

use crate::calendar::{FeastRow, Greets, Person, Reason, Today};
use crate::domain::name::fold;
use crate::domain::{CustomerId, Day, Occasion};
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source};
use crate::screens::narrow;
use crate::screens::sheet::today as words;
use crate::screens::within::Within;
use crate::text::{Lang, Say};

/// Days ahead for which birthdays and feasts are told.
const AHEAD: u16 = 7;

/// What a day asks for.
#[derive(Debug, Default)]
pub struct Waiting {
    /// To whom it is narrowed.
    pub(super) within: Within,
    /// Which of the chosen customer's reasons; `None` for all of them together.
    pub(super) picked: Option<Occasion>,
    /// Whether letters find rows: only then, because they are commands there.
    pub(super) finding: bool,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row<'a> {
    /// Mistakes in the file of feasts, and years that run out.
    Notes,
    /// A feast.
    Feast(&'a FeastRow),
    /// A customer.
    Person(&'a Person),
}

/// What tells a row from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// The notes.
    Notes,
    /// A feast.
    Feast(Occasion),
    /// A customer.
    Person(CustomerId),
}

impl Source for Waiting {
    type Known = Today;
    type Row<'a> = Row<'a>;
    type Id = RowKey;

    const SLOT: Slot = Slot::Today;

    fn query(&self, today: Day) -> Query {
        Query::Today {
            today,
            ahead: AHEAD,
        }
    }

    fn heard(&self, answer: &Answer) -> Heard<Today> {
        match answer {
            Answer::Today(today) => Heard::Known((**today).clone()),
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &Today) -> usize {
        notes(known) + known.feasts.len() + known.people.len()
    }

    fn row<'a>(&self, known: &'a Today, at: usize) -> Row<'a> {
        let Some(at) = at.checked_sub(notes(known)) else {
            return Row::Notes;
        };
        match at.checked_sub(known.feasts.len()) {
            None => Row::Feast(&known.feasts[at]),
            Some(at) => Row::Person(&known.people[at]),
        }
    }

    fn id(row: Row<'_>) -> RowKey {
        match row {
            Row::Notes => RowKey::Notes,
            Row::Feast(row) => RowKey::Feast(row.occasion()),
            Row::Person(person) => RowKey::Person(person.who.id),
        }
    }

    fn called(row: Row<'_>) -> String {
        match row {
            Row::Person(person) => words::who(&person.who),
            other => Self::sought(other).into_iter().next().unwrap_or_default(),
        }
    }

    fn sought(row: Row<'_>) -> Vec<String> {
        match row {
            Row::Notes => Vec::new(),
            Row::Feast(row) => Lang::ALL.map(|lang| row.name.in_(lang).to_owned()).into(),
            Row::Person(person) => narrow::sought(&person.who),
        }
    }

    /// A segment is of customers.
    fn is_meant(&self, row: Row<'_>) -> bool {
        match row {
            Row::Person(person) => self.within.has(person.who.id),
            Row::Notes | Row::Feast(_) => self.within.called().is_none(),
        }
    }

    fn only(&self) -> Option<(&str, bool)> {
        self.within.called()
    }

    fn widen(&mut self) {
        self.within.widen();
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<Waiting>] = &[
    Order::as_it_came(Say::TodayByNear),
    // Customers by name, below what the day itself brings.
    Order::new(Say::RowsByName, |row| match row {
        Row::Notes => (0, 0, String::new()),
        Row::Feast(_) => (1, 0, String::new()),
        Row::Person(person) => (2, 0, fold(&person.who.name)),
    }),
];

/// Rows that tell about the file of feasts.
fn notes(today: &Today) -> usize {
    usize::from(!today.mistakes.is_empty() || !today.over.is_empty())
}

impl ListScreen<Waiting> {
    /// The chosen customer.
    pub(super) fn person(&self) -> Option<&Person> {
        match self.chosen()? {
            Row::Person(person) => Some(person),
            Row::Notes | Row::Feast(_) => None,
        }
    }

    /// Whether the chosen row is a day on which nobody is written to.
    pub(super) fn is_nobodys(&self) -> bool {
        matches!(self.chosen(), Some(Row::Feast(row)) if row.greets == Greets::Nobody)
    }

    /// The chosen feast, where somebody is greeted at it.
    pub(super) fn feast(&self) -> Option<&FeastRow> {
        match self.chosen()? {
            Row::Feast(row) => (row.greets != Greets::Nobody).then_some(row),
            Row::Notes | Row::Person(_) => None,
        }
    }

    /// The place of the reason that is picked among those of the chosen customer.
    pub(super) fn picked(&self) -> Option<usize> {
        let picked = self.of.picked.as_ref()?;
        let is_it = |reason: &Reason| reason.why.occasion() == *picked;
        self.person()?.reasons.iter().position(is_it)
    }

    /// The reasons that a key means: the one that is picked, or all of the chosen customer.
    pub(super) fn meant(&self) -> &[Reason] {
        let Some(person) = self.person() else {
            return &[];
        };
        match self.picked().and_then(|at| person.reasons.get(at..=at)) {
            Some(one) => one,
            None => &person.reasons,
        }
    }

    /// After the reason that was picked is done the one at its place is picked: a key never means
    /// more of them than before.
    pub(super) fn pick_from(&mut self, at: Option<usize>) {
        let Some(at) = at.filter(|_| self.picked().is_none()) else {
            return;
        };
        let reasons = self.person().map_or(&[][..], |person| &person.reasons);
        let next = reasons.get(at).or(reasons.last());
        self.of.picked = next.map(|reason| reason.why.occasion());
    }

    /// All reasons together, then one after the other.
    pub(super) fn pick(&mut self, on: bool) {
        let reasons = self.person().map_or(&[][..], |person| &person.reasons);
        if reasons.len() < 2 {
            return;
        }
        let last = reasons.len() - 1;
        let at = match (self.picked(), on) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(at), true) if at < last => Some(at + 1),
            (Some(at), false) if at > 0 => Some(at - 1),
            (Some(_), _) => None,
        };
        self.of.picked = at.map(|at| reasons[at].why.occasion());
    }
}
