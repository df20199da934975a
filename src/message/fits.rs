//! Whether a message for a day fits today: a birthday greeting needs a birthday that is near, and the
//! message of a feast needs its feast.

use chrono::Days;

use super::Template;
use crate::calendar::FarFeast;
use crate::domain::{BIRTHDAY_AHEAD, CustomerFacts, CustomerKind, Day, LeapDay, Vehicle};
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
}

impl Template {
    /// Why it does not fit today for this customer with this vehicle; `None` where it does, as most
    /// do on any day.
    pub fn unfit(
        &self,
        (to, with): (&CustomerFacts, Option<&Vehicle>),
        now: Now<'_>,
    ) -> Option<Unfit> {
        if self.birthday {
            return birthday(to, now);
        }
        if self.filling.next_service {
            let due = with.and_then(|vehicle| ServiceDue::of(vehicle, now.today))?;
            let later = due.first().is_some() && !due.is_due(now.today);
            return later.then_some(Unfit::NotDue(due));
        }
        let far = now.far.iter().find(|feast| feast.key == self.key);
        far.cloned().map(Unfit::Feast)
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
        };
        let ours = TemplateFacts {
            key: "met_ultah".to_owned(),
            purpose: MessagePurpose::Birthday,
            id: "Met ultah, {nama}!".to_owned(),
            en: String::new(),
        };
        let templates = Templates::of_shop(&[ours]);
        templates.named(key).unwrap().unfit((to, None), now)
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
        assert_eq!(unfit("thank_you", &budi, today), None);
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
