//! Customers who stay away, as the weekly review judges them.

use super::super::come::part;
use super::super::{Come, Store, StoreResult};
use super::Found;
use crate::calendar::{Away, Why};
use crate::domain::Day;
use crate::insight::review::is_gone;
use crate::insight::{Appraisal, Appraised, Gaps, Outlook};

impl Store {
    /// Who is asleep, drifting away, probably lost, or came a few times and went silent; whoever
    /// brought most first.
    pub(super) fn away(&self, today: Day, come: Come<'_>) -> StoreResult<Vec<Found>> {
        let [standing] = self.standings_told([today], &mut part(come, 0, 80))?;
        let now = Appraisal::of(&standing, today, None, self.money(today)?);
        come(90);
        let here = self.in_the_shop(today)?;
        let is_away = |one: &&Appraised| is_gone(one, &now) && !here.contains(&one.customer);
        let mut gone: Vec<&Appraised> = now.rows.iter().filter(is_away).collect();
        let by_money = |one: &&Appraised| std::cmp::Reverse(one.visits.money);
        gone.sort_unstable_by_key(|one| (by_money(one), one.customer.0));
        let found = gone.into_iter().map(|one| (one.customer, why(one)));
        Ok(found.collect())
    }
}

fn why(one: &Appraised) -> Why {
    let away = match one.outlook {
        Outlook::Asleep => Away::Asleep,
        Outlook::DriftingAway => Away::DriftingAway,
        Outlook::ProbablyLost => Away::ProbablyLost,
        _ => Away::Silent,
    };
    Why::WinBack {
        away,
        last: one.visits.last,
        usual: one.visits.gaps.map(Gaps::usual),
        visits: one.visits.count,
        money: one.visits.money,
    }
}
