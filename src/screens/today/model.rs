//! What the list of a day knows.

use crate::calendar::{FeastRow, Greets, Person, Reason, Today};
use crate::domain::{CustomerId, Occasion, Purpose};
use crate::kit::{Line, List};
use crate::screens::narrow;
use crate::screens::shown::Shown;
use crate::screens::why::Why;
use crate::screens::within::Within;

/// Days ahead for which birthdays and feasts are told.
pub(super) const AHEAD: u16 = 7;

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Row<'a> {
    /// Mistakes in the file of feasts, and years that run out.
    Notes,
    /// A feast.
    Feast(&'a FeastRow),
    /// A customer.
    Person(&'a Person),
}

/// What tells a row from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKey {
    /// The notes.
    Notes,
    /// A feast.
    Feast(Occasion),
    /// A customer.
    Person(CustomerId),
}

impl Row<'_> {
    pub(super) fn key(&self) -> RowKey {
        match self {
            Self::Notes => RowKey::Notes,
            Self::Feast(row) => RowKey::Feast(row.occasion()),
            Self::Person(person) => RowKey::Person(person.who.id),
        }
    }
}

/// What stays chosen when another list comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stays {
    /// Whoever is chosen, wherever they stand now.
    #[default]
    Row,
    /// The place: something was done about the row, and whoever works through the list goes on with
    /// the next one.
    Place,
}

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marking {
    /// The row.
    pub(super) row: RowKey,
    /// Which of its occasions.
    pub(super) occasions: Vec<Occasion>,
    /// What to say when it is written.
    pub(super) said: String,
}

/// The list of a day.
#[derive(Debug, Default)]
pub struct TodayList {
    /// The newest list.
    pub(super) list: Shown<Today>,
    /// Whether the book has changed since: read anew when something is done here.
    pub(super) stale: bool,
    /// Whether the last list took long: then it is not read anew at every save of the shop.
    pub(super) costly: bool,
    /// Which row is chosen.
    pub(super) rows: List,
    /// Which of the chosen customer's reasons; `None` for all of them together.
    pub(super) picked: Option<usize>,
    /// Why the chosen row is there, while that is explained.
    pub(super) why: Option<Why>,
    /// For how many days it is put off, while that is typed.
    pub(super) typing: Option<Line>,
    /// What is being written.
    pub(super) marking: Option<Marking>,
    /// The customers by name, and not by how near their occasions are.
    pub(super) by_name: bool,
    /// Only customers with these words.
    pub(super) filter: String,
    /// Only customers of this segment.
    pub(super) within: Within,
    /// The line that those are typed into.
    pub(super) finding: Option<Line>,
    /// What stays chosen when the next list comes.
    pub(super) stays: Stays,
    /// Whose answer to which purpose is being written, and whether it is a yes.
    pub(super) answering: Option<(CustomerId, Purpose, bool)>,
}

impl TodayList {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The rows: what is to be told about the file, feasts, customers.
    pub(super) fn all_rows(&self) -> Vec<Row<'_>> {
        let Some(today) = &self.list.value else {
            return Vec::new();
        };
        let people = self.people().into_iter().map(Row::Person);
        if self.is_narrowed() {
            return people.collect();
        }
        let notes = (!today.mistakes.is_empty() || !today.over.is_empty()).then_some(Row::Notes);
        let feasts = today.feasts.iter().map(Row::Feast);
        notes.into_iter().chain(feasts).chain(people).collect()
    }

    /// Whether only customers with some words, or of a segment, are shown.
    pub(super) fn is_narrowed(&self) -> bool {
        self.is_filtered() || self.within.called().is_some()
    }

    /// Whether only customers with some words are shown.
    pub(super) fn is_filtered(&self) -> bool {
        !self.filter.trim().is_empty()
    }

    /// The customers who are shown, in their order.
    pub(super) fn people(&self) -> Vec<&Person> {
        let wanted = narrow::wanted(&self.filter);
        let all = self.list.value.iter().flat_map(|today| &today.people);
        let mut people: Vec<&Person> = all
            .filter(|person| self.within.has(person.who.id))
            .filter(|person| narrow::fits(&person.who, &wanted))
            .collect();
        if self.by_name {
            people.sort_by_cached_key(|person| person.who.name.to_lowercase());
        }
        people
    }

    /// Changes what is shown, or in which order; the chosen row stays chosen.
    pub(super) fn show(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.chosen().map(|row| row.key());
        change(self);
        self.choose(before.as_ref());
    }

    /// The chosen row.
    pub(super) fn chosen(&self) -> Option<Row<'_>> {
        self.all_rows().get(self.rows.selected()?).copied()
    }

    /// The chosen customer.
    pub(super) fn person(&self) -> Option<&Person> {
        match self.chosen()? {
            Row::Person(person) => Some(person),
            Row::Notes | Row::Feast(_) => None,
        }
    }

    /// The chosen feast, where somebody is greeted at it.
    pub(super) fn feast(&self) -> Option<&FeastRow> {
        match self.chosen()? {
            Row::Feast(row) => (row.greets != Greets::Nobody).then_some(row),
            Row::Notes | Row::Person(_) => None,
        }
    }

    /// The reasons that a key means: the one that is picked, or all of the chosen customer.
    pub(super) fn meant(&self) -> &[Reason] {
        let Some(person) = self.person() else {
            return &[];
        };
        match self.picked.and_then(|at| person.reasons.get(at..=at)) {
            Some(one) => one,
            None => &person.reasons,
        }
    }

    /// The first of them about which nobody has asked the customer yet.
    pub(super) fn unasked(&self) -> Option<&Reason> {
        let mut meant = self.meant().iter();
        meant.find(|reason| reason.agreed.is_none())
    }

    /// Puts another list in the place of this one; the chosen row stays chosen.
    pub(super) fn put(&mut self, today: Today) {
        let before = self.chosen().map(|row| row.key());
        self.list.put(Some(today));
        if std::mem::take(&mut self.stays) == Stays::Place {
            let now = self.all_rows();
            let (len, at) = (now.len(), self.rows.selected());
            let stays = at.and_then(|at| now.get(at)).map(Row::key) == before;
            if !stays {
                self.picked = None;
                self.rows
                    .replace(len, at.map(|at| at.min(len.saturating_sub(1))));
                return;
            }
        }
        self.choose(before.as_ref());
    }

    /// Chooses a row again after the rows have changed.
    pub(super) fn choose(&mut self, before: Option<&RowKey>) {
        let rows = self.all_rows();
        let is_it = |row: &Row<'_>| Some(&row.key()) == before;
        let (len, at) = (rows.len(), rows.iter().position(is_it));
        if at.is_none() {
            self.picked = None;
        }
        self.rows.replace(len, at);
        let reasons = self.person().map_or(0, |person| person.reasons.len());
        self.picked = self.picked.filter(|at| *at < reasons);
    }
}
