//! Feasts, and when they are.

use std::collections::BTreeMap;

use chrono::{Datelike, Days};

use crate::domain::trade::Word;
use crate::domain::{Day, Greeting, MessagePurpose, NearFeast};

/// Days within which the next date of a feast should be known.
const KNOWN_FOR: u64 = 365;

/// Days ahead in which a card tells of a feast.
pub(super) const A_WEEK: u16 = 7;

/// The longest way to the next date of a feast that is known.
const A_YEAR: u16 = 366;

/// Whom a shop greets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greets {
    /// Whoever wished it.
    Chosen(Greeting),
    /// Everybody who may be contacted.
    All,
    /// Nobody: whoever has a vehicle and may be reminded is offered a check of it.
    Vehicles,
    /// Nobody: the day is only told.
    Nobody,
}

/// When a feast is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Every year on this day of this month.
    Yearly {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// On these days; `true` where the date is expected and not decided yet.
    Days(BTreeMap<Day, bool>),
    /// A stretch before another feast.
    Before {
        /// Its key.
        feast: String,
        /// The stretch begins so many days before it.
        first: u16,
        /// And ends so many days before it; no more than `first`.
        last: u16,
    },
}

/// A feast, or a day of the shop's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feast {
    /// Its section in the file: `lebaran`.
    pub key: String,
    /// What it is called.
    pub name: Word,
    /// Whom the shop greets.
    pub greets: Greets,
    /// Days before it on which it is told.
    pub ahead: u16,
    /// Days after it on which a greeting still fits.
    pub after: u16,
    /// When it is.
    pub when: When,
}

/// A feast that is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming<'a> {
    /// Which.
    pub feast: &'a Feast,
    /// The day, or the first of a stretch.
    pub day: Day,
    /// The last day of a stretch; else the same day.
    pub until: Day,
    /// Whether the date is not decided yet.
    pub expected: bool,
}

/// A feast of which no date is known for the time to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunsOut {
    /// What it is called.
    pub name: Word,
    /// The last date that is known.
    pub last: Option<Day>,
}

impl Coming<'_> {
    /// From which day to which the shop may greet: from the eve on, or within the stretch.
    pub fn greeting_days(&self) -> (Day, Day) {
        if self.is_stretch() {
            return (self.day, self.until);
        }
        let eve = self.day.pred_opt().unwrap_or(self.day);
        (eve, plus(self.until, self.feast.after))
    }

    /// From which day to which its message goes: a week ahead, or as early as it is told, as long as a
    /// greeting fits. The list of the day names whom to greet from the eve on.
    pub fn message_days(&self) -> (Day, Day) {
        let (_, until) = self.greeting_days();
        (minus(self.day, self.feast.ahead.max(A_WEEK)), until)
    }

    /// Whether the shop may greet on a day.
    pub fn greets_on(&self, day: Day) -> bool {
        let (from, until) = self.greeting_days();
        (from..=until).contains(&day)
    }

    /// What its message is for: a stretch before a feast and a check of vehicles offer work, any other greets.
    pub fn purpose(&self) -> MessagePurpose {
        if self.is_stretch() || self.feast.greets == Greets::Vehicles {
            MessagePurpose::ServiceReminder
        } else {
            MessagePurpose::Greeting
        }
    }

    /// From which day on its message was about this time and not the one before.
    pub fn sent_since(&self) -> Day {
        super::today::about_from(self.day)
    }

    /// Whether it is a stretch before another feast.
    pub fn is_stretch(&self) -> bool {
        matches!(self.feast.when, When::Before { .. })
    }
}

/// All feasts, by their keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    pub(super) feasts: BTreeMap<String, Feast>,
}

impl Calendar {
    /// The feasts, in the order of their keys.
    pub fn feasts(&self) -> impl Iterator<Item = &Feast> {
        self.feasts.values()
    }

    /// Those that are to be told on a day: so many days ahead or as many as the feast says, and for
    /// as long as a greeting fits. The next one first.
    pub fn near(&self, today: Day, ahead: u16) -> Vec<Coming<'_>> {
        let mut near: Vec<Coming<'_>> = Vec::new();
        for feast in self.feasts.values() {
            let last = plus(today, ahead.max(feast.ahead));
            let told = self.dates(feast, today, last).into_iter();
            near.extend(told.filter(|coming| {
                let (_, until) = coming.greeting_days();
                coming.day <= last && until >= today
            }));
        }
        near.sort_by(|a, b| (a.day, &a.feast.key).cmp(&(b.day, &b.feast.key)));
        near
    }

    /// Those within a week, or at which a greeting still fits, at which only those are greeted who wish
    /// it; the next one first.
    pub fn wished_near(&self, today: Day) -> Vec<NearFeast> {
        let near = self.near(today, A_WEEK).into_iter();
        let near = near.filter(|one| one.day <= plus(today, A_WEEK) && !one.is_stretch());
        near.filter_map(|one| match one.feast.greets {
            Greets::Chosen(greeting) => Some(NearFeast {
                greeting,
                name: one.feast.name.clone(),
                day: one.day,
            }),
            Greets::All | Greets::Vehicles | Greets::Nobody => None,
        })
        .collect()
    }

    /// The date of a feast at which a greeting fits next, within a year; `None` for a feast that
    /// is not here, or of which no date is known.
    pub fn next(&self, key: &str, today: Day) -> Option<Coming<'_>> {
        let feast = self.feasts.get(key)?;
        let dates = self.dates(feast, today, plus(today, A_YEAR)).into_iter();
        let open = dates.filter(|coming| coming.greeting_days().1 >= today);
        open.min_by_key(|coming| coming.day)
    }

    /// Those at which anybody is greeted and of which a date within a year is known; the next one first.
    pub fn greeting(&self, today: Day) -> Vec<Coming<'_>> {
        let greets = self.feasts().filter(|feast| feast.greets != Greets::Nobody);
        let mut all: Vec<_> = greets
            .filter_map(|feast| self.next(&feast.key, today))
            .collect();
        all.sort_by(|a, b| (a.day, &a.feast.key).cmp(&(b.day, &b.feast.key)));
        all
    }

    /// The dates of a feast that may touch the days from one to another.
    fn dates<'a>(&'a self, feast: &'a Feast, from: Day, until: Day) -> Vec<Coming<'a>> {
        let on = |day: Day, expected: bool| Coming {
            feast,
            day,
            until: day,
            expected,
        };
        match &feast.when {
            When::Yearly { month, day } => (from.year() - 1..=until.year())
                .filter_map(|year| Day::from_ymd_opt(year, *month, *day))
                .map(|day| on(day, false))
                .collect(),
            When::Days(days) => days
                .iter()
                .map(|(day, expected)| on(*day, *expected))
                .collect(),
            When::Before {
                feast: target,
                first,
                last,
            } => {
                // A stretch before a stretch would go round in circles.
                let target = self.feasts.get(target);
                let target = target.filter(|feast| !matches!(feast.when, When::Before { .. }));
                let targets = target.map(|feast| self.dates(feast, from, plus(until, *first)));
                let stretch = |of: Coming<'a>| {
                    let day = of.day.checked_sub_days(Days::new((*first).into()))?;
                    let until = of.day.checked_sub_days(Days::new((*last).into()))?;
                    let expected = of.expected;
                    Some(Coming {
                        feast,
                        day,
                        until,
                        expected,
                    })
                };
                targets.into_iter().flatten().filter_map(stretch).collect()
            }
        }
    }

    /// Feasts of which no date is known for the year to come. A day of one year only, such as a
    /// jubilee, is not awaited again.
    pub fn runs_out(&self, today: Day) -> Vec<RunsOut> {
        let wanted = today.checked_add_days(Days::new(KNOWN_FOR));
        let wanted = wanted.unwrap_or(Day::MAX);
        let of_days = self.feasts.values().filter_map(|feast| match &feast.when {
            When::Days(days) => {
                let (first, last) = (days.keys().next(), days.keys().next_back().copied());
                let once = first.map(Datelike::year) == last.map(|day| day.year());
                (last.is_none() || !once).then_some((feast, last))
            }
            _ => None,
        });
        let over = of_days.filter(|(_, last)| last.is_none_or(|last| last < wanted));
        over.map(|(feast, last)| RunsOut {
            name: feast.name.clone(),
            last,
        })
        .collect()
    }
}

pub(super) fn minus(day: Day, days: u16) -> Day {
    day.checked_sub_days(Days::new(days.into()))
        .unwrap_or(Day::MIN)
}

fn plus(day: Day, days: u16) -> Day {
    day.checked_add_days(Days::new(days.into()))
        .unwrap_or(Day::MAX)
}
