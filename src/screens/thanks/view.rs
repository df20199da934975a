//! How the list of thanks looks.

use super::export::FILE;
use super::model::Owed;
use crate::domain::Money;
use crate::look::Role;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, left_alone, referral};
use crate::screens::why::Lines;
use crate::text::{Say, count, say};

impl Looks for Owed {
    fn name(&self) -> &'static str {
        "thanks"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn title(_: &ListScreen<Self>, words: Wording<'_>) -> String {
        words.say(Say::ReferralThanksTitle).to_owned()
    }

    /// What those brought who are shown.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        let many = list.rows().count() as u64;
        let alone = list.value().map_or(0, |known| known.left_alone);
        let alone = left_alone(alone, words);
        if many == 0 {
            return alone.into_iter().collect();
        }
        let paid = list.rows().map(|owed| owed.paid.0);
        let paid = paid.fold(0_i64, i64::saturating_add);
        let sum = say::referral_thanks_sum(words.lang, many, words.money(Money(paid)));
        let lead = words.say(Say::ReferralThanksLead).to_owned();
        let head = [(lead, Role::Label), (sum, Role::Value)];
        head.into_iter().chain(alone).collect()
    }

    fn none(_: &ListScreen<Self>, words: Wording<'_>) -> Words {
        (words.say(Say::ReferralThanksNone).to_owned(), Role::Label)
    }

    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let (owed, wording) = (list.chosen()?, tell.words);
        let mut lines = Lines::default();
        lines.head(Say::WhyRule, wording.lang);
        lines.rule(Say::ReferralThanksWhy, wording.lang);
        lines.head(Say::WhyFacts, wording.lang);
        lines.say(referral::thanks_for(owed, wording));
        Some((owed.referrer.name.clone(), lines.all()))
    }
}

const COLUMNS: &[Column<Owed>] = &[
    Column::headed(
        "name",
        (Say::FormName, Say::FormName),
        Fit::grows(13, 2, 0),
        |owed, _| (owed.referrer.name.clone(), Role::Strong),
    ),
    Column::headed(
        "friend",
        (Say::ReferralColFriend, Say::ReferralColFriend),
        Fit::grows(11, 2, 0),
        |owed, _| (owed.friend.name.clone(), Role::Value),
    ),
    Column::headed(
        "day",
        (Say::ReferralColDay, Say::ReferralColDay),
        Fit::widest(1).right(),
        |owed, tell| (tell.words.date(owed.day), Role::Label),
    ),
    Column::headed(
        "paid",
        (Say::ReferralColPaid, Say::ReferralColPaid),
        Fit::widest(2).right(),
        |owed, tell| (tell.words.money(owed.paid), Role::Value),
    ),
    Column::headed(
        "points",
        (Say::PointsFieldPoints, Say::PointsFieldPoints),
        Fit::widest(3).right(),
        |owed, tell| {
            let points = count(tell.words.lang, owed.points.unsigned_abs());
            (points, Role::Label)
        },
    ),
];
