//! What one day asks for: feasts, and customers with the reasons to be in touch with them.

use chrono::{Datelike, Days};

use super::{Coming, Greets, Mistake, RunsOut};
use crate::domain::trade::Word;
use crate::domain::{
    CustomerId, Day, Introduced, Mark, Named, NearBirthday, Occasion, OccasionKind, Purpose,
};

/// Days ahead of its day on which a message was about an occasion.
const GREETED_AHEAD: u64 = 30;

/// From which day on a message was about what is on this day.
pub(super) fn about_from(day: Day) -> Day {
    day.checked_sub_days(Days::new(GREETED_AHEAD))
        .unwrap_or(Day::MIN)
}

/// The list of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub day: Day,
    /// How many days ahead it looks.
    pub ahead: u16,
    /// Feasts that are near, the next one first.
    pub feasts: Vec<FeastRow>,
    /// Customers, each once with all reasons, the most pressing first.
    pub people: Vec<Person>,
    /// Whether more customers wait than are listed.
    pub more: bool,
    /// Feasts of which no date is known for the year to come.
    pub over: Vec<RunsOut>,
    /// Where the owner's own file of feasts lies.
    pub place: String,
    /// What is wrong in that file.
    pub mistakes: Vec<Mistake>,
}

impl Today {
    /// Only these customers; a feast is nobody's.
    pub fn narrow(&mut self, holds: impl Fn(CustomerId) -> bool) {
        self.feasts.clear();
        self.people.retain(|person| holds(person.who.id));
    }
}

/// A feast that is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeastRow {
    /// Its key in the file.
    pub key: String,
    /// What it is called.
    pub name: Word,
    /// The day, or the first of a stretch.
    pub day: Day,
    /// The last day of a stretch; else the same day.
    pub until: Day,
    /// Whether the date is not decided yet.
    pub expected: bool,
    /// Whom the shop greets.
    pub greets: Greets,
    /// From which day to which its message goes.
    pub greeting: (Day, Day),
    /// How many customers are still to be written to, without those who may not be.
    pub customers: u64,
    /// How many of them nobody has asked yet: without their yes they are sent nothing.
    pub not_asked: u64,
    /// How many were written to about this feast this time, or are marked as done; whoever is put off is not.
    pub done: u64,
}

/// A customer to be in touch with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub who: Introduced,
    /// Why, the most pressing reason first; never empty.
    pub reasons: Vec<Reason>,
}

/// A feast with everybody who is greeted at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeastPeople {
    /// The feast.
    pub row: FeastRow,
    /// Whoever is still to be written to first.
    pub people: Vec<Greeted>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// Whether there is a template of this name.
    pub has_template: bool,
}

/// How many customers a feast does not mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// They do not want to be contacted.
    pub no_contact: u64,
    /// They have no vehicle to check.
    pub no_vehicle: u64,
    /// They have not wished it, or where it means everybody, said no.
    pub others: u64,
}

/// Somebody who is greeted at a feast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeted {
    /// Who.
    pub who: Introduced,
    /// Whether the customer agreed to it; `None` while nobody has asked. Whoever said no is not
    /// here.
    pub agreed: Option<bool>,
    /// When its message was sent; `None` while it was not.
    pub sent: Option<Day>,
    /// How somebody here has marked it; `None` too where it was put off and that is over.
    pub mark: Option<Mark>,
}

impl Greeted {
    /// Whether nothing is left to do about it.
    pub fn is_done(&self) -> bool {
        self.mark == Some(Mark::Done) || self.sent.is_some()
    }
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub why: Why,
    /// Whether the customer agreed to hear about it, or need not be asked; `None` while nobody has.
    /// Whoever said no is not listed.
    pub agreed: Option<bool>,
}

/// What there is to be in touch about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A birthday: today, ahead, or missed.
    Birthday(NearBirthday),
    /// A feast at which this customer wished to be greeted.
    Feast {
        /// Its key in the file.
        key: String,
        /// What it is called.
        name: Word,
        /// When it is.
        day: Day,
        /// The last day on which a greeting fits.
        until: Day,
    },
    /// Points that lapse within thirty days.
    Points {
        /// How many.
        points: i64,
        /// What they are worth, minor units.
        worth: i64,
        /// The last day of the first of them.
        day: Day,
    },
    /// Thanks for bringing somebody who has come and paid since.
    Thanks {
        /// Whom they brought.
        friend: Named,
        /// The day of the first paid visit.
        day: Day,
        /// Points that they got for it; 0 for none.
        points: i64,
    },
    /// Somebody who stays away.
    WinBack {
        /// How far away.
        away: Away,
        /// The last visit.
        last: Day,
        /// The usual days between visits, where there is a rhythm.
        usual: Option<u32>,
        /// Days with a visit.
        visits: u32,
        /// All that they brought, minor units.
        money: i64,
    },
}

/// How far away somebody is, as the weekly review has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// Silent for more than four times the usual.
    Asleep,
    /// No rhythm yet; gone rather than not.
    DriftingAway,
    /// Gone, as far as one can tell.
    ProbablyLost,
    /// Few visits, and silent for over 180 days.
    Silent,
}

impl Away {
    /// Its name in files and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Away::Asleep => "asleep",
            Away::DriftingAway => "drifting_away",
            Away::ProbablyLost => "probably_lost",
            Away::Silent => "silent",
        }
    }
}

impl FeastRow {
    /// Of a feast at which nobody is written to.
    pub fn of(coming: &Coming<'_>) -> Self {
        Self {
            key: coming.feast.key.clone(),
            name: coming.feast.name.clone(),
            day: coming.day,
            until: coming.until,
            expected: coming.expected,
            greets: coming.feast.greets,
            greeting: coming.message_days(),
            customers: 0,
            not_asked: 0,
            done: 0,
        }
    }

    /// The same, with everybody whom it means: of each whether they agreed, and whether it is done.
    #[must_use]
    pub fn with(self, meant: impl Iterator<Item = (Option<bool>, bool)>) -> Self {
        meant.fold(self, |mut row, (agreed, done)| {
            row.done += u64::from(done);
            row.customers += u64::from(!done);
            row.not_asked += u64::from(!done && agreed.is_none());
            row
        })
    }

    /// Everybody whom it means, written to or not.
    pub const fn all(&self) -> u64 {
        self.customers + self.done
    }

    /// What is marked when it is done.
    pub fn occasion(&self) -> Occasion {
        feast(&self.key, self.day)
    }
}

fn feast(key: &str, day: Day) -> Occasion {
    Occasion {
        kind: OccasionKind::Feast,
        refers: format!("{key} {day}"),
    }
}

impl Why {
    /// Of which kind it is.
    pub fn kind(&self) -> OccasionKind {
        match self {
            Why::Birthday(_) => OccasionKind::Birthday,
            Why::Feast { .. } => OccasionKind::Feast,
            Why::Points { .. } => OccasionKind::Points,
            Why::WinBack { .. } => OccasionKind::WinBack,
            Why::Thanks { .. } => OccasionKind::Thanks,
        }
    }

    /// What is marked when it is done.
    pub fn occasion(&self) -> Occasion {
        let refers = match self {
            Why::Birthday(near) => near.day.year().to_string(),
            Why::Feast { key, day, .. } => return feast(key, *day),
            Why::Points { day, .. } => day.format("%Y-%m").to_string(),
            Why::WinBack { last, .. } => last.to_string(),
            Why::Thanks { friend, .. } => friend.code.clone(),
        };
        let kind = self.kind();
        Occasion { kind, refers }
    }

    /// What a customer must not have refused to hear; `None` where only "do not contact" counts:
    /// the wish to be greeted at a feast is the yes to that greeting.
    pub fn purpose(&self) -> Option<Purpose> {
        match self {
            Why::Birthday(_) => Some(Purpose::Birthday),
            Why::Points { .. } | Why::WinBack { .. } => Some(Purpose::Promotions),
            Why::Feast { .. } | Why::Thanks { .. } => None,
        }
    }

    /// The template of the message that fits, as `assets/messages/templates.toml` names it.
    pub fn template(&self) -> &str {
        match self {
            Why::Birthday(_) => "birthday",
            Why::Feast { key, .. } => key,
            Why::Points { .. } => "points",
            Why::WinBack { .. } => "win_back",
            Why::Thanks { .. } => "referral_thanks",
        }
    }

    /// From which day on a message of that template was about this occasion.
    pub fn sent_since(&self) -> Day {
        match self {
            Why::Birthday(near) => about_from(near.day),
            Why::Feast { day, .. } | Why::Points { day, .. } => about_from(*day),
            Why::WinBack { last, .. } => *last,
            Why::Thanks { day, .. } => *day,
        }
    }

    /// How pressing it is on a day, the smallest first: birthdays of today, those that were missed,
    /// feasts, thanks, birthdays ahead, points, and the customers who brought most before others.
    pub fn order(&self, today: Day) -> (u8, i64) {
        let away = |day: Day| (day - today).num_days();
        match self {
            Why::Birthday(near) if near.day == today => (0, 0),
            Why::Birthday(near) if near.day < today => (1, -away(near.day)),
            Why::Feast { day, .. } => (2, away(*day)),
            Why::Thanks { day, .. } => (3, -away(*day)),
            Why::Birthday(near) => (4, away(near.day)),
            Why::Points { day, .. } => (5, away(*day)),
            Why::WinBack { money, .. } => (6, money.saturating_neg()),
        }
    }
}
