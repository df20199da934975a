//! What can be asked of customers, and what is wrong with a question, in words.

use super::{Lang, Say, say};
use crate::domain::filter::{Fact, Mistake, Problem, Shipped};
use crate::domain::hygiene::clean_line;
use crate::domain::name::fold;
use crate::insight::{Outlook, Segment, Stage};

/// What a fact is called. Some trades have words of their own for what a customer brings.
pub fn fact(fact: Fact) -> Say {
    match fact {
        Fact::Visits => Say::FilterFactVisits,
        Fact::Money => Say::FilterFactMoney,
        Fact::MoneyPerVisit => Say::FilterFactMoneyPerVisit,
        Fact::FirstVisit => Say::FilterFactFirstVisit,
        Fact::LastVisit => Say::FilterFactLastVisit,
        Fact::DaysSilent => Say::FilterFactDaysSilent,
        Fact::UsualGap => Say::FilterFactUsualGap,
        Fact::LongestGap => Say::FilterFactLongestGap,
        Fact::DueDay => Say::FilterFactDueDay,
        Fact::Outlook => Say::FilterFactOutlook,
        Fact::Stage => Say::FilterFactStage,
        Fact::Segment => Say::FilterFactRfm,
        Fact::Recency => Say::FilterFactRecencyScore,
        Fact::Frequency => Say::FilterFactFrequencyScore,
        Fact::MoneyScore => Say::FilterFactMoneyScore,
        Fact::Chance => Say::FilterFactChance,
        Fact::ExpectedVisits => Say::FilterFactExpectedVisits,
        Fact::PredictedValue => Say::FilterFactPredictedValue,
        Fact::VisitsYear => Say::FilterFactVisitsYear,
        Fact::VisitsQuarter => Say::FilterFactVisitsQuarter,
        Fact::MoneyYear => Say::FilterFactMoneyYear,
        Fact::MoneyQuarter => Say::FilterFactMoneyQuarter,
        Fact::Taken => Say::FilterFactTaken,
        Fact::LastOil => Say::FilterFactLastOil,
        Fact::LastMechanic => Say::FilterFactLastMechanic,
        Fact::Points => Say::FilterFactPoints,
        Fact::PointsLapsing => Say::FilterFactPointsLapsing,
        Fact::Tier => Say::FilterFactTier,
        Fact::BroughtBy => Say::FilterFactBroughtBy,
        Fact::Brought => Say::FilterFactBrought,
        Fact::Name => Say::FormName,
        Fact::Code => Say::FormCustomerId,
        Fact::OtherCode => Say::FilterFactOtherId,
        Fact::CustomerKind => Say::FormKind,
        Fact::Honorific => Say::FormHonorific,
        Fact::Phone => Say::FilterFactPhone,
        Fact::HasPhone => Say::FilterFactHasPhone,
        Fact::HasEmail => Say::FilterFactHasEmail,
        Fact::Email => Say::FormEmail,
        Fact::Address => Say::FormAddress,
        Fact::City => Say::FormCity,
        Fact::Source => Say::FormSource,
        Fact::Alert => Say::FormAlert,
        Fact::Note => Say::FormNote,
        Fact::BirthdayIn => Say::FilterFactBirthdayIn,
        Fact::BirthdayMonth => Say::FilterFactBirthdayMonth,
        Fact::BirthYear => Say::FilterFactBirthYear,
        Fact::MemberSince => Say::FormMemberSince,
        Fact::Household => Say::FormHousehold,
        Fact::Company => Say::FormCompany,
        Fact::Vehicles => Say::FilterFactVehicles,
        Fact::Plate => Say::FormPlate,
        Fact::EarlierPlate => Say::FilterFactEarlierPlate,
        Fact::Make => Say::FormMake,
        Fact::Model => Say::FormModel,
        Fact::Year => Say::FormYear,
        Fact::Color => Say::FormColor,
        Fact::Odometer => Say::FilterFactOdometer,
        Fact::NextServiceDay => Say::FormNextDate,
        Fact::NextServiceOdometer => Say::FilterFactNextServiceOdometer,
        Fact::UsualOil => Say::FilterFactUsualOil,
        Fact::UsualMechanic => Say::FilterFactUsualMechanic,
    }
}

/// What one of a few words of a fact is called; `None` for a fact that is not one of a few.
pub fn choice(fact: Fact, word: &str) -> Option<Say> {
    match fact {
        Fact::CustomerKind if word == "company" => Some(Say::WordCompany),
        Fact::CustomerKind => Some(Say::WordPerson),
        Fact::Segment => {
            let mut all = Segment::ALL.into_iter();
            all.find(|one| one.name() == word)
                .map(super::insight::segment)
        }
        Fact::Outlook => {
            let mut all = Outlook::ALL.into_iter();
            all.find(|one| one.name() == word)
                .map(super::insight::outlook)
        }
        Fact::Stage => {
            let mut all = Stage::ALL.into_iter();
            all.find(|one| one.name() == word)
                .map(super::insight::stage)
        }
        _ => None,
    }
}

/// What a segment is called that a shop may begin with.
pub fn shipped(shipped: Shipped) -> Say {
    match shipped {
        Shipped::ChampionsAsleep => Say::FilterOfferChampionsAsleep,
        Shipped::LoyalAndLate => Say::FilterOfferLoyalAndLate,
        Shipped::BirthdaySoon => Say::FilterOfferBirthdaySoon,
        Shipped::OneVisitOnly => Say::FilterOfferOneVisitOnly,
        Shipped::BigSpenders => Say::FilterOfferBigSpenders,
        Shipped::ServiceSoon => Say::FilterOfferServiceSoon,
        Shipped::NeverServed => Say::FilterOfferNeverServed,
        Shipped::WantsOffers => Say::FilterOfferWantsOffers,
    }
}

/// The segment of a name in either language, case and accents aside, that a shop may begin with.
pub fn shipped_named(name: &str) -> Option<Shipped> {
    let name = fold(&clean_line(name).text);
    let mut all = Shipped::ALL.into_iter();
    all.find(|one| names(*one).contains(&name))
}

/// What one is called in each language, without case and accents.
fn names(one: Shipped) -> [String; Lang::ALL.len()] {
    Lang::ALL.map(|lang| fold(shipped(one).in_(lang)))
}

/// The segments that are offered beside those that are kept under these names: without those that
/// are kept under their own name in either language.
pub fn offered<'a>(kept: impl Iterator<Item = &'a str>) -> Vec<Shipped> {
    let kept: Vec<String> = kept.map(fold).collect();
    let is_kept = |one: Shipped| names(one).iter().any(|name| kept.contains(name));
    let all = Shipped::ALL.into_iter();
    all.filter(|one| !is_kept(*one)).collect()
}

/// What is wrong with a filter, as a sentence.
pub fn mistake(lang: Lang, mistake: &Mistake) -> String {
    let plain = |say: Say| say.in_(lang).to_owned();
    match &mistake.problem {
        Problem::NoField(name) => say::filter_wrong_no_field(lang, name),
        Problem::CannotAsk { field, asked } => say::filter_wrong_cannot_ask(lang, field, asked),
        Problem::NotANumber(value) => say::filter_wrong_number(lang, value),
        Problem::NotAnAmount(value) => say::filter_wrong_amount(lang, value),
        Problem::NotADay(value) => say::filter_wrong_day(lang, value),
        Problem::NotAChoice { word, choices } => {
            say::filter_wrong_choice(lang, word, choices.join(", "))
        }
        Problem::Mixed => plain(Say::FilterWrongMixed),
        Problem::Unfinished => plain(Say::FilterWrongUnfinished),
        Problem::Unexpected(what) => say::filter_wrong_unexpected(lang, what),
        Problem::OpenQuote => plain(Say::FilterWrongOpenQuote),
        Problem::Empty => plain(Say::FilterWrongEmpty),
        Problem::TooLong => plain(Say::FilterWrongTooLong),
        // What the reader said is English, and of no use to who reads the screen.
        Problem::NotOurs(_) => plain(Say::FilterWrongNotOurs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_is_known_by_its_name_in_either_language() {
        for one in Shipped::ALL {
            for lang in Lang::ALL {
                let name = format!(" {} ", shipped(one).in_(lang).to_uppercase());
                assert_eq!(shipped_named(&name), Some(one), "{name}");
                let own = [name.trim()];
                assert!(!offered(own.into_iter()).contains(&one), "{name}");
            }
        }
        assert_eq!(shipped_named("Taxi"), None);
    }
}
