//! What a customer agreed to, purpose by purpose.

use super::{Consent, Day};

/// What a customer can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Reminders of the next service.
    ServiceReminders,
    /// Offers.
    Promotions,
    /// Birthday greetings.
    Birthday,
    /// Keeping what the law calls sensitive.
    Sensitive,
    /// Being contacted at all; a no beats every list.
    Contact,
}

impl Purpose {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Purpose; 5] = [
        Purpose::ServiceReminders,
        Purpose::Promotions,
        Purpose::Birthday,
        Purpose::Sensitive,
        Purpose::Contact,
    ];

    /// The stable key in the book.
    pub const fn key(self) -> &'static str {
        match self {
            Purpose::ServiceReminders => "service_reminders",
            Purpose::Promotions => "promotions",
            Purpose::Birthday => "birthday",
            Purpose::Sensitive => "sensitive",
            Purpose::Contact => "contact",
        }
    }

    /// The newest answer among these; `None` while nobody has asked.
    pub fn answer(self, consents: &[Consent]) -> Option<&Consent> {
        consents.iter().find(|line| line.purpose == self.key())
    }

    /// Whether the newest answer is yes.
    pub fn agreed(self, consents: &[Consent]) -> bool {
        self.answer(consents).is_some_and(|line| line.yes)
    }

    /// Whether the newest answer is no.
    pub fn refused(self, consents: &[Consent]) -> bool {
        self.answer(consents).is_some_and(|line| !line.yes)
    }
}

/// An answer that a file brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// To what.
    pub purpose: Purpose,
    /// Yes or no.
    pub yes: bool,
    /// When, if the file says it.
    pub day: Option<Day>,
    /// How it was said; may be empty.
    pub channel: String,
}

impl Answered {
    /// Whether it says something new beside the answers `(yes, day)` that the book has to the same purpose, the
    /// oldest first. What somebody said later stands; of one day a no stands before a yes.
    pub fn is_news(&self, known: &[(bool, Day)]) -> bool {
        let same = |&(yes, day): &(bool, Day)| {
            yes == self.yes && self.day.is_none_or(|brought| brought == day)
        };
        let Some(&(yes, day)) = known.last() else {
            return true;
        };
        let later = match self.day {
            Some(brought) => day > brought || (day == brought && self.yes),
            // A no takes effect with the file; when a yes was given has to be known.
            None => self.yes,
        };
        yes != self.yes && !later && !known.iter().any(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const MAY: &str = "2026-05-17";
    const JUNE: &str = "2026-06-02";

    #[rstest]
    #[case(false, Some(MAY), &[], true)]
    #[case(true, Some(MAY), &[], true)]
    #[case(false, Some(MAY), &[(true, JUNE)], false)]
    #[case(false, Some(JUNE), &[(true, MAY)], true)]
    #[case(true, Some(JUNE), &[(false, MAY)], true)]
    #[case(true, Some(MAY), &[(false, JUNE)], false)]
    // The same again, said on another day too.
    #[case(false, Some(JUNE), &[(false, MAY)], false)]
    #[case(true, Some(JUNE), &[(true, MAY)], false)]
    // On one day the no stands, unless the book knows it and what came after.
    #[case(false, Some(MAY), &[(true, MAY)], true)]
    #[case(true, Some(MAY), &[(false, MAY)], false)]
    #[case(false, Some(MAY), &[(false, MAY), (true, MAY)], false)]
    // A no without a day is taken once.
    #[case(false, None, &[(true, MAY)], true)]
    #[case(false, None, &[(false, MAY), (true, JUNE)], false)]
    fn an_answer_of_a_file_is_news_unless_the_book_knows_it_or_a_later_one(
        #[case] yes: bool,
        #[case] day: Option<&str>,
        #[case] known: &[(bool, &str)],
        #[case] news: bool,
    ) {
        let answer = Answered {
            purpose: Purpose::Contact,
            yes,
            day: day.map(|day| day.parse().unwrap()),
            channel: String::new(),
        };
        let known: Vec<(bool, Day)> = known
            .iter()
            .map(|(yes, day)| (*yes, day.parse().unwrap()))
            .collect();
        assert_eq!(answer.is_news(&known), news);
    }
}
