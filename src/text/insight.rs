//! What the visits say, in the words that an owner reads.

use chrono::NaiveDate;

use super::{Lang, Say, count, distance, say, share};
use crate::domain::filter::{Lacking, Unsaid};
use crate::insight::review::CarePays;
use crate::insight::{Concentration, Gaps, Outlook, Prediction, Segment, Stage, Visits};

/// What an owner calls a segment.
pub fn segment(segment: Segment) -> Say {
    match segment {
        Segment::Champion => Say::InsightSegmentChampion,
        Segment::Loyal => Say::InsightSegmentLoyal,
        Segment::PotentialLoyalist => Say::InsightSegmentPotentialLoyalist,
        Segment::New => Say::InsightSegmentNew,
        Segment::Promising => Say::InsightSegmentPromising,
        Segment::NeedAttention => Say::InsightSegmentNeedAttention,
        Segment::AboutToSleep => Say::InsightSegmentAboutToSleep,
        Segment::AtRisk => Say::InsightSegmentAtRisk,
        Segment::CantLose => Say::InsightSegmentCantLose,
        Segment::Hibernating => Say::InsightSegmentHibernating,
    }
}

/// What is to be expected of a customer, in two or three words.
pub fn outlook(outlook: Outlook) -> Say {
    match outlook {
        Outlook::New => Say::InsightOutlookNew,
        Outlook::OnRhythm => Say::InsightOutlookOnRhythm,
        Outlook::DueThisWeek => Say::InsightOutlookDueThisWeek,
        Outlook::DueNow => Say::InsightOutlookDueNow,
        Outlook::Overdue => Say::InsightOutlookOverdue,
        Outlook::Asleep => Say::InsightOutlookAsleep,
        Outlook::Fine => Say::InsightOutlookFine,
        Outlook::DriftingAway => Say::InsightOutlookDriftingAway,
        Outlook::ProbablyLost => Say::InsightOutlookProbablyLost,
        Outlook::TooEarlyToSay => Say::InsightOutlookTooEarlyToSay,
    }
}

/// How likely it is, by a chance of 0 to 1, that somebody is still a customer.
pub fn chance(alive: f64) -> Say {
    match alive {
        0.95.. => Say::InsightChanceSurely,
        0.8.. => Say::InsightChanceVery,
        0.5.. => Say::InsightChanceProbably,
        0.2.. => Say::InsightChanceRatherNot,
        _ => Say::InsightChanceGone,
    }
}

/// A share of 0 to 1 as so many of ten, or of a hundred where it is a small one.
pub fn few_of_many(lang: Lang, share: f64) -> String {
    let many: u8 = if share < 0.1 { 100 } else { 10 };
    let few = (share * f64::from(many)).round();
    say::insight_few_of_many(lang, format!("{few:.0}"), many)
}

/// How far somebody has come with the shop.
pub fn stage(stage: Stage) -> Say {
    match stage {
        Stage::Suspect => Say::InsightStageSuspect,
        Stage::Prospect => Say::InsightStageProspect,
        Stage::FirstTime => Say::InsightStageFirstTime,
        Stage::Repeat => Say::InsightStageRepeat,
        Stage::Regular => Say::InsightStageRegular,
        Stage::Loyal => Say::InsightStageLoyal,
        Stage::Advocate => Say::InsightStageAdvocate,
    }
}

/// What makes somebody stand on that rung.
pub fn stage_why(stage: Stage) -> Say {
    match stage {
        Stage::Suspect => Say::WhyStageSuspect,
        Stage::Prospect => Say::WhyStageProspect,
        Stage::FirstTime => Say::WhyStageFirst,
        Stage::Repeat => Say::WhyStageRepeat,
        Stage::Regular => Say::WhyStageRegular,
        Stage::Loyal => Say::WhyStageLoyal,
        Stage::Advocate => Say::WhyStageAdvocate,
    }
}

/// How often somebody comes, in the unit a person would choose: `comes every 3 months`; without a
/// rhythm how many times they came.
pub fn rhythm(lang: Lang, visits: &Visits) -> String {
    match visits.gaps {
        Some(gaps) => say::insight_comes(lang, every(lang, gaps)),
        None => say::insight_times(lang, visits.count.into()),
    }
}

/// The same in a column: `every 3 months`.
pub fn beat(lang: Lang, visits: &Visits) -> String {
    match visits.gaps {
        Some(gaps) => every(lang, gaps),
        None => rhythm(lang, visits),
    }
}

/// The usual distance between two visits, in that unit: `every 3 months`.
pub fn every(lang: Lang, gaps: Gaps) -> String {
    match stretch(gaps.usual()) {
        (days, Unit::Days) => say::insight_every_days(lang, days.max(1)),
        (weeks, Unit::Weeks) => say::insight_every_weeks(lang, weeks),
        (months, Unit::Months) => say::insight_every_months(lang, months),
        (years, Unit::Years) => say::insight_every_years(lang, years),
    }
}

/// What a stretch of days is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Up to two weeks.
    Days,
    /// Up to two months.
    Weeks,
    /// Up to two years.
    Months,
    /// Longer.
    Years,
}

/// So many days in the unit that a person would choose, rounded to the nearest.
pub fn stretch(days: u32) -> (u64, Unit) {
    let days = u64::from(days);
    let rounded = |unit: u64| (days * 2 + unit) / (2 * unit);
    match days {
        ..14 => (days, Unit::Days),
        14..60 => (rounded(7), Unit::Weeks),
        60..700 => ((days * 200 + 3044) / 6088, Unit::Months),
        _ => (rounded(365), Unit::Years),
    }
}

/// Rhythm and silence in one line: `comes every 3 months, last seen 5 months ago`.
pub fn manner(lang: Lang, visits: &Visits, as_of: NaiveDate) -> String {
    let since = distance(lang, visits.last, as_of);
    format!(
        "{}, {}",
        rhythm(lang, visits),
        say::insight_last_seen(lang, since)
    )
}

/// Whether care for the best customers pays in this shop.
pub fn care(lang: Lang, concentration: &Concentration) -> String {
    let share = share(lang, concentration.share_of(concentration.top_fifth()));
    match CarePays::of(concentration) {
        CarePays::TooFew => Say::InsightCareTooFewCustomers.in_(lang).to_owned(),
        CarePays::Much => say::insight_care_much(lang, share),
        CarePays::Some => say::insight_care_some(lang, share),
        CarePays::Little => say::insight_care_little(lang, share),
    }
}

/// Why nobody can say who is probably lost; `None` where one can.
pub fn why_nobody_lost(lang: Lang, prediction: &Prediction) -> Option<String> {
    if prediction.churn.is_some() {
        return None;
    }
    let why = why_not_predicted(lang, prediction)?;
    Some(say::review_lost_young(lang, super::heading(&why)))
}

/// Why numbers of the models are not shown; `None` where they are.
pub fn why_not_predicted(lang: Lang, prediction: &Prediction) -> Option<String> {
    prediction.unsaid().map(|why| unsaid(lang, why))
}

/// Why something cannot be said yet, as a part of a sentence.
pub fn unsaid(lang: Lang, why: Unsaid) -> String {
    match why {
        Unsaid::Lacks { what, least, has } => {
            let (least, has) = (count(lang, least), count(lang, has));
            match what {
                Lacking::Scored => say::insight_short_of_scored(lang, least, has),
                Lacking::Customers => say::insight_short_of_customers(lang, least, has),
                Lacking::Returning => say::insight_short_of_returning(lang, least, has),
                Lacking::Repeats => say::insight_short_of_repeats(lang, least, has),
                Lacking::Days => say::insight_short_of_days(lang, least, has),
            }
        }
        Unsaid::Untested => Say::InsightNotTested.in_(lang).to_owned(),
        Unsaid::Mistrusted(predicted, actual) => {
            say::insight_not_trusted(lang, predicted, count(lang, actual))
        }
    }
}

/// The same as a sentence of its own.
pub fn unsaid_whole(lang: Lang, why: Unsaid) -> String {
    format!("{}.", super::heading(&unsaid(lang, why)))
}

/// A number of visits that a model expects, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of visits, never negative"
)]
pub fn whole(visits: f64) -> u64 {
    visits.round().max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn visits(usual: u32) -> Visits {
        let day = |text: &str| text.parse().expect("a day");
        Visits {
            count: 5,
            first: day("2025-01-01"),
            last: day("2026-06-20"),
            money: 0,
            gaps: Some(Gaps {
                median_x2: 2 * usual,
                longest: usual,
            }),
        }
    }

    #[rstest]
    #[case(0, "comes every day")]
    #[case(13, "comes every 13 days")]
    #[case(35, "comes every 5 weeks")]
    #[case(60, "comes every 2 months")]
    #[case(91, "comes every 3 months")]
    #[case(365, "comes every 12 months")]
    #[case(730, "comes every 2 years")]
    fn a_rhythm_reads_in_the_unit_a_person_would_choose(#[case] usual: u32, #[case] reads: &str) {
        assert_eq!(rhythm(Lang::En, &visits(usual)), reads);
    }

    #[test]
    fn rhythm_and_silence_stand_in_one_line() {
        let as_of = "2026-11-22".parse().expect("a day");
        let reads = manner(Lang::En, &visits(91), as_of);
        assert_eq!(reads, "comes every 3 months, last seen 5 months ago");
        let once = Visits {
            count: 1,
            gaps: None,
            ..visits(0)
        };
        assert_eq!(
            manner(Lang::Id, &once, as_of),
            "datang 1 kali, terakhir 5 bulan lalu"
        );
    }
}
