//! What the lists of those to win back are of.

use crate::domain::name::fold;
use crate::domain::{CustomerId, Day, Introduced};
use crate::insight::{Asked, Need, Needing, Recovering, Recovery, WonBack};
use crate::protocol::{Answer, Query, Recovered, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source, earliest, latest, most};
use crate::screens::narrow;
use crate::screens::sheet::recovery;
use crate::screens::within::Within;
use crate::text::Say;

/// The reasons, and what came of messages.
pub(super) const LISTS: usize = Need::ALL.len() + 1;

/// Whom to win back.
pub type WinBack = ListScreen<Lists>;

/// The lists of those to win back, one of which is looked at.
#[derive(Debug, Default)]
pub struct Lists {
    /// Which, by its place in [`Need::ALL`]; behind the last what came of messages.
    pub(super) at: usize,
    /// To whom they are narrowed.
    pub(super) within: Within,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub enum Row<'a> {
    /// Somebody to win back, and how they were asked already.
    Needs(&'a Recovering, Option<&'a Introduced>, Option<Asked>),
    /// A message that asked somebody to come back.
    Sent(&'a WonBack),
}

impl<'a> Row<'a> {
    /// That they were asked already.
    pub(super) fn asked(self) -> Option<Asked> {
        match self {
            Self::Needs(_, _, asked) => asked,
            Self::Sent(_) => None,
        }
    }

    /// Whose it is.
    pub(super) fn customer(self) -> CustomerId {
        match self {
            Self::Needs(one, ..) => one.one.customer,
            Self::Sent(one) => one.who.id,
        }
    }

    /// Somebody to win back, where it is one.
    pub(super) fn needing(self) -> Option<&'a Recovering> {
        match self {
            Self::Needs(one, ..) => Some(one),
            Self::Sent(_) => None,
        }
    }

    /// The message, where it is one.
    pub(super) fn sent(self) -> Option<&'a WonBack> {
        match self {
            Self::Needs(..) => None,
            Self::Sent(one) => Some(one),
        }
    }

    /// Somebody's plate or phone; empty where it is not known.
    pub(super) fn fact(self, fact: fn(&Introduced) -> &String) -> &'a str {
        match self {
            Self::Needs(_, Some(who), _) => fact(who),
            Self::Needs(_, None, _) | Self::Sent(_) => "",
        }
    }

    /// What they are called.
    pub(super) fn name(self) -> String {
        match self {
            Self::Needs(_, who, _) => who.map_or_else(String::new, recovery::name),
            Self::Sent(one) => one.who.name.clone(),
        }
    }

    /// Their customer ID.
    pub(super) fn code(self) -> &'a str {
        match self {
            Self::Needs(_, who, _) => who.map_or("", |who| &who.code),
            Self::Sent(one) => &one.who.code,
        }
    }

    /// What they brought, or paid when they came back.
    pub(super) fn money(self) -> i64 {
        match self {
            Self::Needs(one, ..) => one.one.visits.money,
            Self::Sent(one) => one.came.map_or(0, |came| came.money),
        }
    }
}

impl ListScreen<Lists> {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of one reason as a screen shows them, where all are known.
    pub(super) fn asked(found: Recovery, asked: &Recovered) -> Self {
        let at = Need::ALL.iter().position(|one| *one == asked.need);
        let list = Self::of(Lists {
            at: at.unwrap_or(0),
            within: Within::of(asked.within.clone()),
        });
        list.standing_so(asked.order, &asked.words).knowing(found)
    }

    /// Those of the reason that is looked at.
    pub(super) fn needing(&self) -> Option<&Needing> {
        self.value()?.lists.get(&self.of.need()?)
    }

    /// Whether the screen has only the first of them.
    pub(super) fn is_cut(&self) -> bool {
        self.needing()
            .is_some_and(|list| list.first.len() < list.total)
    }
}

impl Lists {
    /// The reason that is looked at; `None` where it is what came of messages.
    pub(super) fn need(&self) -> Option<Need> {
        Need::ALL.get(self.at).copied()
    }
}

impl Source for Lists {
    type Known = Recovery;
    type Row<'a> = Row<'a>;
    type Id = (CustomerId, Option<Day>);

    const SLOT: Slot = Slot::Recovery;

    fn query(&self, today: Day) -> Query {
        Query::Recovery(today)
    }

    fn heard(&self, answer: &Answer) -> Heard<Recovery> {
        match answer {
            Answer::Recovery(found) => Heard::Known((**found).clone()),
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &Recovery) -> usize {
        match self.need() {
            Some(need) => known.lists.get(&need).map_or(0, |list| list.first.len()),
            None => known.won_back.len(),
        }
    }

    fn row<'a>(&self, known: &'a Recovery, at: usize) -> Row<'a> {
        match self.need() {
            Some(need) => {
                let one = &known.lists[&need].first[at];
                let asked = known.asked(one);
                Row::Needs(one, known.people.get(&one.one.customer), asked)
            }
            None => Row::Sent(&known.won_back[at]),
        }
    }

    fn id(row: Row<'_>) -> Self::Id {
        (row.customer(), row.sent().map(|one| one.sent))
    }

    fn is_done(row: Row<'_>) -> bool {
        row.asked().is_some_and(|asked| asked.is_waited_for)
    }

    fn sought(row: Row<'_>) -> Vec<String> {
        match row {
            Row::Needs(_, who, _) => who.map_or_else(Vec::new, narrow::sought),
            Row::Sent(one) => vec![one.who.name.clone(), one.who.code.clone()],
        }
    }

    fn is_meant(&self, row: Row<'_>) -> bool {
        self.within.has(row.customer())
    }

    fn only(&self) -> Option<(&str, bool)> {
        self.within.called()
    }

    fn widen(&mut self) {
        self.within.widen();
    }

    fn orders(&self) -> &'static [Order<Self>] {
        match self.need() {
            Some(_) => NEEDING,
            None => SENT,
        }
    }
}

const NEEDING: &[Order<Lists>] = &[
    Order::as_it_came(Say::RowsByMoney),
    Order::new(Say::RecoveryByLongest, |row| {
        let last = row.needing().map(|one| one.one.visits.last);
        (0, earliest(last), String::new())
    }),
    Order::new(Say::RowsByVisits, |row| {
        let visits = row.needing().map_or(0, |one| one.one.visits.count);
        (0, most(visits.into()), String::new())
    }),
    BY_NAME,
];

const SENT: &[Order<Lists>] = &[
    Order::as_it_came(Say::RowsByNewest),
    Order::new(Say::CampaignByCame, |row| {
        let came = row.sent().and_then(|one| one.came);
        (0, latest(came.map(|came| came.day)), String::new())
    }),
    Order::new(Say::RowsByMoney, |row| {
        (0, most(row.money()), String::new())
    }),
    BY_NAME,
];

const BY_NAME: Order<Lists> = Order::new(Say::RowsByName, |row| {
    let name = match row {
        Row::Needs(_, who, _) => who.map_or("", |who| &who.name),
        Row::Sent(one) => &one.who.name,
    };
    (0, 0, fold(name))
});
