//! Who gets no message of a list, and why.

use std::collections::BTreeMap;

use super::letter::Not;
use crate::calendar::{self, FeastPeople, Greets};
use crate::domain::{CustomerId, Gate};
use crate::message::{Hole, Unfit};
use crate::text::{Lang, say};

/// Why somebody is left out, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LeftOut {
    NotMeant,
    Sent,
    Marked,
    Contact,
    Refused,
    NotAsked,
    NotWished,
    NoVehicle,
    NoBirthday,
    NotNear,
    NotDue,
    Came,
    Holes,
    Address,
}

impl LeftOut {
    fn of(not: &Not) -> Self {
        match not {
            Not::Forbidden(gate) | Not::Offers(_, gate) => match gate {
                Gate::DoNotContact => Self::Contact,
                Gate::NotAsked(_) => Self::NotAsked,
                Gate::NotWished(_) => Self::NotWished,
                Gate::Refused(_) | Gate::Open => Self::Refused,
            },
            Not::Unfit(Unfit::Company | Unfit::NoBirthday) => Self::NoBirthday,
            Not::Unfit(Unfit::NotDue(_)) => Self::NotDue,
            Not::Unfit(Unfit::Came(_) | Unfit::Late { .. } | Unfit::NeverCame) => Self::Came,
            Not::Unfit(_) => Self::NotNear,
            Not::Holes(_) => Self::Holes,
            Not::Address(_) => Self::Address,
            Not::OffList => Self::NotMeant,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NotMeant => "not_on_list",
            Self::Sent => "sent_already",
            Self::Marked => "marked",
            Self::Contact => "do_not_contact",
            Self::Refused => "refused",
            Self::NotAsked => "not_asked",
            Self::NotWished => "not_wished",
            Self::NoVehicle => "no_vehicle",
            Self::NoBirthday => "no_birthday",
            Self::NotNear => "not_near",
            Self::NotDue => "not_due",
            Self::Came => "came",
            Self::Holes => "something_missing",
            Self::Address => "no_address",
        }
    }

    pub(super) fn told(self, lang: Lang, count: u64) -> String {
        match self {
            Self::NotMeant => say::message_left_out_not_on_list(lang, count),
            Self::Sent => say::message_left_out_sent(lang, count),
            Self::Marked => say::message_left_out_marked(lang, count),
            Self::Contact => say::message_left_out_contact(lang, count),
            Self::Refused => say::message_left_out_refused(lang, count),
            Self::NotAsked => say::message_left_out_not_asked(lang, count),
            Self::NotWished => say::message_left_out_not_wished(lang, count),
            Self::NoVehicle => say::message_left_out_no_vehicle(lang, count),
            Self::NoBirthday => say::message_left_out_no_birthday(lang, count),
            Self::NotNear => say::message_left_out_not_near(lang, count),
            Self::NotDue => say::message_left_out_not_due(lang, count),
            Self::Came => say::message_left_out_came(lang, count),
            Self::Holes => say::message_left_out_holes(lang, count),
            Self::Address => say::message_left_out_address(lang, count),
        }
    }
}

/// Who is left out, by why, and for how many something is missing, by what.
#[derive(Debug, Default)]
pub(super) struct AllLeftOut {
    /// The words that made a promotion of what is no promotion by its template.
    pub(super) offers: Option<String>,
    pub(super) why: BTreeMap<LeftOut, u64>,
    pub(super) missing: BTreeMap<Hole, u64>,
}

impl AllLeftOut {
    pub(super) fn because(&mut self, why: LeftOut) {
        self.all(why, 1);
    }

    fn all(&mut self, why: LeftOut, count: u64) {
        if count > 0 {
            *self.why.entry(why).or_default() += count;
        }
    }

    /// Who is still to be greeted at a feast; everybody else in the book is left out.
    pub(super) fn of_feast(
        &mut self,
        all: FeastPeople,
        left: calendar::LeftOut,
    ) -> Vec<CustomerId> {
        self.all(LeftOut::Contact, left.no_contact);
        self.all(LeftOut::NoVehicle, left.no_vehicle);
        let others = match all.row.greets {
            Greets::Chosen(_) => LeftOut::NotWished,
            Greets::All | Greets::Vehicles | Greets::Nobody => LeftOut::Refused,
        };
        self.all(others, left.others);
        let mut open = Vec::new();
        for one in all.people {
            match (one.sent, one.mark) {
                (Some(_), _) => self.because(LeftOut::Sent),
                (None, Some(_)) => self.because(LeftOut::Marked),
                (None, None) => open.push(one.who.id),
            }
        }
        open
    }

    pub(super) fn add(&mut self, not: &Not) {
        self.because(LeftOut::of(not));
        if let Not::Offers(words, _) = not {
            self.offers.get_or_insert_with(|| words.clone());
        }
        if let Not::Holes(holes) = not {
            for hole in holes {
                *self.missing.entry(hole.clone()).or_default() += 1;
            }
        }
    }
}
