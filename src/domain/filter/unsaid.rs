//! What cannot be said of a book that is too young or too small, and which filters ask for it.

use super::{Fact, Field, Filter, Test};

/// What there is too little of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// Customers with visits, for places among them to say anything.
    Scored,
    /// Customers with visits, for a prediction.
    Customers,
    /// Customers who came again.
    Returning,
    /// Visits after the first.
    Repeats,
    /// Days since the first visit of all.
    Days,
}

/// Why something cannot be said yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    /// There is too little of something.
    Lacks {
        /// Of what.
        what: Lacking,
        /// How much it takes.
        least: u64,
        /// How much there is.
        has: u64,
    },
    /// No prediction could be made 90 days ago.
    Untested,
    /// That prediction did not come true: so many visits, and so many came.
    Mistrusted(u64, u64),
}

/// What cannot be said of a book, and why; `None` where it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Silence {
    /// Scores, and the segments that they make.
    pub scores: Option<Unsaid>,
    /// Who is lost, or drifts away.
    pub labels: Option<Unsaid>,
    /// How many visits and how much money may come.
    pub numbers: Option<Unsaid>,
}

/// Outlooks that only the model knows.
const OF_THE_MODEL: [&str; 3] = ["fine", "drifting_away", "probably_lost"];

impl Silence {
    /// Why nobody can say whom a filter means; `None` where that can be said.
    pub fn about(&self, filter: &Filter) -> Option<Unsaid> {
        let mut asked = filter.conditions().iter();
        asked.find_map(|condition| match condition.field {
            Field::Fact(Fact::Segment | Fact::Recency | Fact::Frequency | Fact::MoneyScore) => {
                self.scores
            }
            Field::Fact(Fact::Chance) => self.labels,
            Field::Fact(Fact::Outlook) if of_the_model(&condition.test) => self.labels,
            Field::Fact(Fact::ExpectedVisits | Fact::PredictedValue) => self.numbers,
            _ => None,
        })
    }
}

fn of_the_model(test: &Test) -> bool {
    let Test::Is(words) = test else {
        return false;
    };
    let known = |word: &String| {
        OF_THE_MODEL
            .iter()
            .any(|one| word.eq_ignore_ascii_case(one))
    };
    words.iter().any(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::domain::filter::Terms;
    use crate::domain::trade::Trade;

    #[test]
    fn a_filter_is_refused_with_the_reason_of_what_it_asks() {
        let lacks = |what| Unsaid::Lacks {
            what,
            least: 30,
            has: 20,
        };
        let silence = Silence {
            scores: Some(lacks(Lacking::Scored)),
            labels: Some(lacks(Lacking::Customers)),
            numbers: Some(Unsaid::Untested),
        };
        let trade = Trade::default();
        let terms = Terms {
            trade: &trade,
            currency: Currency::IDR,
            today: "2026-11-26".parse().expect("a day"),
        };
        let about = |text: &str| silence.about(&Filter::read(text, terms).expect("a filter"));
        assert_eq!(about("rfm = champion"), silence.scores);
        assert_eq!(about("visits > 3 and frequency_score >= 4"), silence.scores);
        assert_eq!(about("not outlook = probably_lost"), silence.labels);
        assert_eq!(about("chance >= 20"), silence.labels);
        assert_eq!(about("predicted_value > 1000000"), silence.numbers);
        assert_eq!(about("outlook = asleep or stage = loyal"), None);
        assert_eq!(
            Silence::default().about(&Filter::read("rfm = champion", terms).expect("one")),
            None
        );
    }
}
