//! What the review says, in plain words.

use crate::chart;
use crate::domain::{CustomerId, Day, Introduced, Money};
use crate::insight::review::{Lapsing, Loyalty, Week, Weekly};
use crate::insight::{Appraised, CampaignTold, Segment};
use crate::protocol::Context;
use crate::screens::sheet::wording::joined;
use crate::screens::sheet::{Wording, campaign, message};
use crate::text::{self, Lang, Say, say};

pub(super) use crate::text::review::{dates, slip};

/// The review and the person's language and currency: everything that a row is told with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tell<'a> {
    /// What is told.
    pub(super) weekly: &'a Weekly,
    /// Who stayed, once that is known.
    pub(super) loyalty: Option<&'a Loyalty>,
    /// Language, day, currency and trade.
    pub(super) words: Wording<'a>,
}

impl<'a> Tell<'a> {
    /// Of a moment.
    pub(super) fn new(
        weekly: &'a Weekly,
        loyalty: Option<&'a Loyalty>,
        context: &'a Context,
    ) -> Self {
        Self {
            weekly,
            loyalty,
            words: Wording::of(context),
        }
    }

    /// The language.
    pub(super) fn lang(self) -> Lang {
        self.words.lang
    }

    /// The day as of which everything is.
    pub(super) fn sunday(self) -> Day {
        self.weekly.review.week.sunday
    }

    /// Whether an earlier week is reviewed than the last one that is over.
    pub(super) fn is_earlier(self) -> bool {
        Week::over_on(self.words.today) != self.weekly.review.week
    }

    /// Somebody who is named.
    pub(super) fn who(self, who: CustomerId) -> Option<&'a Introduced> {
        self.weekly.people.get(&who)
    }

    /// Honorific and name; the ID of somebody whose name nobody wrote down.
    pub(super) fn name(self, who: CustomerId) -> String {
        self.who(who).map_or_else(String::new, |who| {
            let name = joined(&[&who.honorific, &who.name], " ");
            if name.is_empty() {
                who.code.clone()
            } else {
                name
            }
        })
    }

    /// An amount in few letters: `Rp 41,2 jt`.
    pub(super) fn short(self, money: i64) -> String {
        text::short_money(self.lang(), money, self.words.currency)
    }

    /// The same of a sum.
    pub(super) fn short_sum(self, money: i128) -> String {
        self.short(i64::try_from(money).unwrap_or(i64::MAX))
    }

    /// An amount in full: `Rp 650.000`.
    pub(super) fn money(self, money: i64) -> String {
        self.words.money(Money(money))
    }

    /// What came of a campaign, line by line: its period, who came, what it cost.
    pub(super) fn campaign(self, told: &CampaignTold) -> Vec<String> {
        let template = message::called(&told.campaign.facts.template, self.lang());
        let mut lines = vec![campaign::period(told, &template, self.words)];
        lines.extend(campaign::result(told, self.words));
        lines
    }

    /// What is owed in points, in a sentence; `None` where nobody has any.
    pub(super) fn owed(self) -> Option<String> {
        let owed = self.weekly.points.as_ref()?;
        let points = text::count(self.lang(), owed.points.unsigned_abs());
        let worth = self.money(owed.worth);
        Some(say::review_points_owed(
            self.lang(),
            points,
            worth,
            owed.percent_lapsing(),
        ))
    }

    /// How many points of somebody lapse when, and what they are worth.
    pub(super) fn lapses(self, lapsing: Lapsing) -> String {
        let points = lapsing.points.unsigned_abs();
        let (worth, day) = (self.money(lapsing.worth), self.words.date(lapsing.day));
        say::review_lapses(self.lang(), points, worth, day)
    }

    /// A count.
    pub(super) fn count(self, n: usize) -> String {
        text::count(self.lang(), n as u64)
    }

    /// How long ago somebody was here, counted to today; that they came again after the week, or that
    /// an order of theirs has been open since before.
    pub(super) fn ago(self, one: &Appraised) -> String {
        text::review::ago(self.lang(), self.weekly, one, self.words.today)
    }

    /// Whether somebody has been here after the week, or is still: nobody need call them.
    pub(super) fn came_again(self, one: &Appraised) -> bool {
        self.weekly.since.contains_key(&one.customer)
    }

    /// A share of 0 to 1.
    pub(super) fn share(self, share: f64) -> String {
        text::share(self.lang(), share)
    }

    /// How many of all, in whole per cent.
    pub(super) fn part(self, of: usize, all: usize) -> String {
        let whole = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
        text::percent(self.lang(), chart::share(whole(of), whole(all)))
    }
}

/// A segment; who was no customer yet comes from nowhere.
pub(super) fn segment(lang: Lang, segment: Option<Segment>) -> &'static str {
    segment.map_or(Say::ReviewNowhere.in_(lang), |segment| {
        text::insight::segment(segment).in_(lang)
    })
}

/// The month with this number, as [`Period::Month`](crate::insight::Period) counts: `Nov 2026`.
pub(super) fn month(lang: Lang, number: i32) -> String {
    let (year, month) = (number.div_euclid(12), number.rem_euclid(12));
    let first = u32::try_from(month + 1)
        .ok()
        .and_then(|month| Day::from_ymd_opt(year, month, 1));
    first.map_or_else(String::new, |day| {
        format!("{} {year}", text::month_name(lang, day))
    })
}

/// What brought customers, as the shop wrote it; that nobody did, where it is empty.
pub(super) fn source_name(name: &str, lang: Lang) -> &str {
    if name.is_empty() {
        Say::ReviewNoSource.in_(lang)
    } else {
        name
    }
}
