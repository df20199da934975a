//! Whether a message fits today: a birthday greeting needs a birthday that is near, the message of a feast needs its
//! feast, what says that somebody was away for long needs that to be true, and nothing goes out for what is over.

use chrono::Days;

use super::{Claim, Template};
use crate::calendar::FarFeast;
use crate::domain::{
    BIRTHDAY_AHEAD, Card, CustomerFacts, CustomerKind, Day, LeapDay, MessagePurpose, Vehicle,
    VisitStatus,
};
use crate::insight::ServiceDue;

/// What today is to the shop.
#[derive(Debug, Clone, Copy)]
pub struct Now<'a> {
    /// The shop's day.
    pub today: Day,
    /// When a birthday on 29 February is kept in other years.
    pub leap: LeapDay,
    /// The feasts that are not near.
    pub far: &'a [FarFeast],
    /// The last day of the campaign and of what that promises; `None` outside of one.
    pub until: Option<Day>,
    /// The day of the gathering that it is about.
    pub gathering: Option<Day>,
    /// Whether it goes to everybody of a list or a campaign: nobody looks at what each of them was here for.
    pub listed: bool,
}

/// To whom it goes, as far as that decides.
#[derive(Debug, Clone, Copy)]
pub struct To<'a> {
    /// Who.
    pub facts: &'a CustomerFacts,
    /// About which vehicle.
    pub with: Option<&'a Vehicle>,
    /// When a visit was done last.
    pub last: Option<Day>,
}

impl<'a> To<'a> {
    /// From the card; `None` for a vehicle whose owner is not known.
    pub fn of(card: &'a Card, today: Day) -> Option<Self> {
        let mut visits = card.last_visit.iter().chain(&card.earlier_visits);
        let last = visits
            .find(|visit| visit.facts.status == VisitStatus::Done && visit.facts.day <= today);
        Some(Self {
            facts: &card.customer.as_ref()?.facts,
            with: card.vehicle.as_ref(),
            last: last.map(|visit| visit.facts.day),
        })
    }
}

/// Days without a visit before somebody may be told that it has been long; until then they are asked how it
/// goes since.
const LONG_DAYS: i64 = 14;
/// Days without a service before a vehicle of which nothing was promised is overdue.
const OVERDUE_DAYS: i64 = 150;

/// The last day on which somebody is asked how it goes since a visit.
pub fn asked_until(visit: Day) -> Day {
    visit
        .checked_add_days(Days::new(LONG_DAYS.unsigned_abs()))
        .unwrap_or(Day::MAX)
}

/// Why a message does not fit today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It greets at a birthday, and a company has none.
    Company,
    /// It greets at a birthday, and the day is not in the book.
    NoBirthday,
    /// The birthday is kept next on this day, and the greeting fits from that day on.
    Birthday {
        /// When it is kept.
        day: Day,
        /// From when on it is called ahead.
        from: Day,
    },
    /// Its feast is far.
    Feast(FarFeast),
    /// It says that it is time for the next service, and that is later.
    NotDue(ServiceDue),
    /// It says that they were away for long, or never came, and they came on this day.
    Came(Day),
    /// It asks how it goes since the last visit, and that is too long ago.
    Late {
        /// The last visit.
        last: Day,
        /// The last day on which it could be asked.
        until: Day,
    },
    /// It speaks of a visit, and there was none.
    NeverCame,
    /// What it is about was over after this day.
    Over(Day),
}

impl Template {
    /// The last day of what it is about, the campaign or the gathering to which it invites, where that is over
    /// today: it goes to nobody any more.
    pub fn over(&self, now: Now<'_>) -> Option<Day> {
        let invites = self.claims == Some(Claim::Invites);
        let gathering = now.gathering.filter(|_| invites);
        let last = now.until.into_iter().chain(gathering).min();
        last.filter(|last| *last < now.today)
    }

    /// Why it does not fit today for this customer with this vehicle; `None` where it does, as most
    /// do on any day. Of a text of the shop's own it is not known what it says of a visit: on a list it goes to
    /// those who were here lately.
    pub fn unfit(&self, to: To<'_>, now: Now<'_>) -> Option<Unfit> {
        if let Some(last) = self.over(now) {
            return Some(Unfit::Over(last));
        }
        if self.birthday {
            return birthday(to.facts, now);
        }
        if self.filling.next_service {
            return not_due(to, now.today);
        }
        if let Some(claim) = self.claims {
            return claim.is_untrue(to, now);
        }
        if now.listed && !self.ships && self.made_for == MessagePurpose::Transactional {
            return Claim::Lately.is_untrue(to, now);
        }
        let far = now.far.iter().find(|feast| feast.key == self.key);
        far.cloned().map(Unfit::Feast)
    }
}

fn not_due(to: To<'_>, today: Day) -> Option<Unfit> {
    let due = to.with.and_then(|vehicle| ServiceDue::of(vehicle, today))?;
    let later = due.first().is_some() && !due.is_due(today);
    later.then_some(Unfit::NotDue(due))
}

impl Claim {
    fn is_untrue(self, to: To<'_>, now: Now<'_>) -> Option<Unfit> {
        let today = now.today;
        let since = |last: Day| (today - last).num_days();
        let promised = to
            .with
            .and_then(|vehicle| ServiceDue::of(vehicle, today))
            .is_some_and(|due| due.first().is_some());
        match (self, to.last) {
            // Whether it is over is asked of every message.
            (Self::Invites, _) => None,
            (Self::NeverCame, last) => last.map(Unfit::Came),
            (Self::LongAgo | Self::Overdue | Self::Today | Self::Lately, None) => {
                Some(Unfit::NeverCame)
            }
            (Self::Today, Some(last)) => (last != today).then_some(Unfit::Came(last)),
            (Self::Lately, Some(last)) => {
                let until = asked_until(last);
                (until < today).then_some(Unfit::Late { last, until })
            }
            (Self::LongAgo, Some(last)) => (since(last) < LONG_DAYS).then_some(Unfit::Came(last)),
            (Self::Overdue, Some(_)) if promised => not_due(to, today),
            (Self::Overdue, Some(last)) => {
                (since(last) < OVERDUE_DAYS).then_some(Unfit::Came(last))
            }
        }
    }
}

fn birthday(to: &CustomerFacts, now: Now<'_>) -> Option<Unfit> {
    if to.kind == CustomerKind::Company {
        return Some(Unfit::Company);
    }
    let Some((born, day)) = to
        .birthday
        .and_then(|born| Some((born, born.next(now.today, now.leap)?)))
    else {
        return Some(Unfit::NoBirthday);
    };
    let from = day.checked_sub_days(Days::new(BIRTHDAY_AHEAD));
    let far = born.near(now.today, now.leap).is_none();
    far.then_some(Unfit::Birthday {
        day,
        from: from.unwrap_or(day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::domain::{Birthday, MessagePurpose, TemplateFacts};
    use crate::message::Templates;
    use rstest::rstest;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn born(birthday: Option<Birthday>) -> CustomerFacts {
        CustomerFacts {
            birthday,
            ..CustomerFacts::default()
        }
    }

    /// Whether the template of a key fits on a day.
    fn unfit(key: &str, to: &CustomerFacts, today: &str) -> Option<Unfit> {
        let far = Calendar::shipped().far(day(today));
        let now = Now {
            today: day(today),
            leap: LeapDay::Before,
            far: &far,
            until: None,
            gathering: None,
            listed: false,
        };
        let ours = TemplateFacts {
            key: "met_ultah".to_owned(),
            purpose: MessagePurpose::Birthday,
            id: "Met ultah, {nama}!".to_owned(),
            en: String::new(),
        };
        let templates = Templates::of_shop(&[ours]);
        let to = To {
            facts: to,
            with: None,
            last: None,
        };
        templates.named(key).unwrap().unfit(to, now)
    }

    /// The same of somebody who came last on a day, with a vehicle of which nothing is known.
    fn unfit_after(key: &str, last: Option<&str>, until: Option<&str>) -> Option<Unfit> {
        let budi = born(None);
        let to = To {
            facts: &budi,
            with: None,
            last: last.map(day),
        };
        let now = Now {
            today: day("2026-11-26"),
            leap: LeapDay::Before,
            far: &[],
            until: until.map(day),
            gathering: until.map(day),
            listed: false,
        };
        Templates::shipped().named(key).unwrap().unfit(to, now)
    }

    #[test]
    fn what_is_about_a_visit_goes_to_a_list_only_of_those_who_were_here_lately() {
        let budi = born(None);
        let ours = TemplateFacts {
            key: "parts_here".to_owned(),
            purpose: MessagePurpose::Transactional,
            id: "Halo {nama}, suku cadangnya sudah datang.".to_owned(),
            en: String::new(),
        };
        let templates = Templates::of_shop(&[ours]);
        let now = Now {
            today: day("2026-11-26"),
            leap: LeapDay::Before,
            far: &[],
            until: None,
            gathering: None,
            listed: false,
        };
        let on_list = |last: Option<&str>| {
            let to = To {
                facts: &budi,
                with: None,
                last: last.map(day),
            };
            let template = templates.named("parts_here").unwrap();
            assert_eq!(template.unfit(to, now), None);
            template
                .unfit(
                    to,
                    Now {
                        listed: true,
                        ..now
                    },
                )
                .is_none()
        };
        assert!(!on_list(None) && !on_list(Some("2026-11-11")));
        assert!(on_list(Some("2026-11-12")) && on_list(Some("2026-11-26")));
    }

    #[rstest]
    #[case("win_back", Some("2026-11-12"), None)]
    #[case("win_back", Some("2026-11-13"), Some(Unfit::Came(day("2026-11-13"))))]
    #[case("win_back", None, Some(Unfit::NeverCame))]
    #[case("first_visit", None, None)]
    #[case(
        "first_visit",
        Some("2020-01-01"),
        Some(Unfit::Came(day("2020-01-01")))
    )]
    #[case("service_overdue", Some("2026-06-29"), None)]
    #[case(
        "service_overdue",
        Some("2026-06-30"),
        Some(Unfit::Came(day("2026-06-30")))
    )]
    #[case("service_overdue", None, Some(Unfit::NeverCame))]
    #[case("check_after", Some("2026-11-26"), None)]
    #[case("check_after", Some("2026-11-12"), None)]
    #[case(
        "check_after",
        Some("2026-11-11"),
        Some(Unfit::Late { last: day("2026-11-11"), until: day("2026-11-25") })
    )]
    #[case("check_after", None, Some(Unfit::NeverCame))]
    #[case("thank_you", Some("2026-11-26"), None)]
    #[case("thank_you", Some("2026-11-25"), Some(Unfit::Came(day("2026-11-25"))))]
    #[case("ready", None, None)]
    fn what_it_says_of_the_last_visit_must_be_true(
        #[case] key: &str,
        #[case] last: Option<&str>,
        #[case] wanted: Option<Unfit>,
    ) {
        assert_eq!(unfit_after(key, last, None), wanted);
    }

    #[test]
    fn nothing_goes_out_for_what_is_over() {
        for key in ["ready", "invitation"] {
            let of = |until| unfit_after(key, None, Some(until));
            assert_eq!(of("2026-11-26"), None, "{key}");
            let last = day("2026-11-25");
            assert_eq!(of("2026-11-25"), Some(Unfit::Over(last)), "{key}");
        }
    }

    #[rstest]
    #[case("2026-11-18", false)]
    #[case("2026-11-19", true)]
    #[case("2026-11-26", true)]
    #[case("2026-11-29", true)]
    #[case("2026-11-30", false)]
    fn a_birthday_greeting_fits_as_long_as_the_birthday_is_called(
        #[case] today: &str,
        #[case] fits: bool,
    ) {
        let budi = born(Birthday::new(26, 11, None));
        for key in ["birthday", "birthday_gift", "met_ultah"] {
            assert_eq!(unfit(key, &budi, today).is_none(), fits, "{key}");
        }
        assert_eq!(unfit("ready", &budi, today), None);
    }

    #[test]
    fn without_a_birthday_there_is_nothing_to_greet_and_a_company_has_none() {
        let today = "2026-11-26";
        let firm = CustomerFacts {
            kind: CustomerKind::Company,
            ..born(Birthday::new(26, 11, None))
        };
        for key in ["birthday", "birthday_gift", "met_ultah"] {
            assert_eq!(unfit(key, &firm, today), Some(Unfit::Company), "{key}");
            for unknown in [None, Some(Birthday::of_year(1990))] {
                let told = unfit(key, &born(unknown), today);
                assert_eq!(told, Some(Unfit::NoBirthday), "{key}");
            }
        }
        let far = unfit("birthday", &born(Birthday::new(5, 3, None)), today);
        let (kept, from) = (day("2027-03-05"), day("2027-02-26"));
        assert_eq!(far, Some(Unfit::Birthday { day: kept, from }));
    }

    #[test]
    fn the_message_of_a_feast_fits_near_its_feast() {
        let budi = born(None);
        for (key, near, far) in [
            ("lebaran", "2026-03-28", "2026-03-29"),
            ("natal", "2026-12-18", "2026-12-17"),
            ("mudik", "2026-03-01", "2026-03-20"),
            ("kemerdekaan", "2026-08-17", "2026-11-26"),
        ] {
            assert_eq!(unfit(key, &budi, near), None, "{key}");
            let told = unfit(key, &budi, far);
            assert!(matches!(told, Some(Unfit::Feast(feast)) if feast.key == key));
        }
    }
}
