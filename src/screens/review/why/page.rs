//! Why the numbers of the one page are what they are: the rule of each of its parts.

use super::super::words::Tell;
use super::shop;
use crate::screens::why::Lines;
use crate::text::Say;

/// Its parts, in the order in which they are read.
const PARTS: [(Say, &[Say]); 12] = [
    (
        Say::ReviewWeekTitle,
        &[
            Say::WhyVisits,
            Say::WhyMoney,
            Say::WhyNew,
            Say::WhyReturning,
            Say::WhyBack,
            Say::WhyUsual,
        ],
    ),
    (Say::ReviewCampaignsTitle, &[Say::CampaignExplain]),
    (Say::ReviewSlippingTitle, &[Say::WhySlipping]),
    (Say::ReviewAsleepTitle, &[Say::WhyAsleep]),
    (Say::ReviewLostTitle, &[Say::WhyLost]),
    (Say::ReviewNeverTitle, &[Say::WhyNever]),
    (Say::ReviewBirthdaysTitle, &[Say::WhyBirthdays]),
    (Say::ReferralThanksTitle, &[Say::ReferralThanksWhy]),
    (Say::ReviewPointsLabel, &[Say::WhyLapsing]),
    (Say::ReviewDataTitle, &[Say::WhyData]),
    (Say::ReviewSegmentsTitle, &[Say::WhySegments]),
    (Say::ReviewBestTitle, &[Say::WhyBest]),
];

/// Title and lines.
pub(super) fn page(lines: &mut Lines, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    lines.rule(Say::WhyPageRows, lang);
    for (title, rules) in PARTS {
        lines.head(title, lang);
        for rule in rules {
            lines.rule(*rule, lang);
        }
    }
    shop::concentration(lines, tell);
    Say::ReportPageTitle.in_(lang).to_owned()
}
