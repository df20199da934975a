//! The weekly review, put together.

use std::collections::{HashMap, HashSet};

use chrono::Days;
use rusqlite::OptionalExtension as _;

use super::super::come::part;
use super::super::{Come, Store, StoreResult, rows};
use super::Stretch;
use crate::domain::{Currency, CustomerId, Day};
use crate::insight::model::Backtest;
use crate::insight::review::{
    Backing, Behind, Kind, Listed, Loyalty, Review, Source, USUAL_WEEKS, Week, Weekly, is_gone,
};
use crate::insight::{Appraisal, Appraised, Money, Past, Period, Visits, median};

/// The day of the shop's first visit.
const OPENED: &str = "SELECT day FROM visit WHERE status = 'done' ORDER BY day LIMIT 1";
/// Rows of a list that files name. A shop has fewer; without an end a large chain's file would
/// have none.
const MOST_IN_FILES: usize = 10_000;
/// Weeks that the chart of the year shows.
const YEAR: u32 = 52;
/// Days ahead in which birthdays are told.
const BIRTHDAY_DAYS: u32 = 14;
/// Things that the data quality inbox asks for on a day.
const TEN: usize = 10;
/// Days after which it can be said how long somebody stayed.
const STAYED_DAYS: u32 = 365;

impl Store {
    /// Everybody with visits, judged as of a day, with a back-test: numbers are shown where it came
    /// true.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn appraisal(&self, as_of: Day, come: Come<'_>) -> StoreResult<Appraisal> {
        let _moment = self.moment()?;
        let then = past_day(as_of);
        let [now, known] = self.standings_told([as_of, then], &mut part(come, 0, 80))?;
        let past = past(&now, known, then);
        self.judged(&now, as_of, Some(&past))
    }

    /// These customers, judged as of a day, with whom they brought.
    fn judged(
        &self,
        standing: &[(CustomerId, Visits)],
        as_of: Day,
        past: Option<&Past>,
    ) -> StoreResult<Appraisal> {
        let all = Appraisal::of(standing, as_of, past, self.money(as_of)?);
        Ok(all.with_brought(&self.brought_until(as_of)?))
    }

    /// What the shop knows of its money as of a day.
    pub(in crate::store) fn money(&self, as_of: Day) -> StoreResult<Money> {
        let currency = Currency::of(&self.shop()?.currency);
        let decimals = currency.map_or(2, |currency| currency.decimals);
        Ok(Money {
            margin: self.margin(as_of)?,
            minor_per_major: 10_f64.powi(decimals.into()),
        })
    }

    /// The review that is read on a day: of the week in which `asked` lies, else of the last one
    /// that is over; from its Monday on, or from an earlier day `since`.
    ///
    /// # Errors
    /// As [`Store::appraisal`].
    pub fn review(
        &self,
        today: Day,
        asked: Option<Day>,
        since: Option<Day>,
        come: Come<'_>,
    ) -> StoreResult<Weekly> {
        self.review_of(meant(asked, today), (today, since), Weekly::MOST, come)
    }

    /// The same for files, with all rows of its lists and everybody who moved.
    ///
    /// # Errors
    /// As [`Store::appraisal`].
    pub fn review_for_files(
        &self,
        today: Day,
        asked: Option<Day>,
        since: Option<Day>,
        come: Come<'_>,
    ) -> StoreResult<Weekly> {
        self.review_of(meant(asked, today), (today, since), MOST_IN_FILES, come)
    }

    /// The review of a week as it is read on a day, from the week's Monday on or from an earlier day;
    /// `most` is how many rows a list names.
    fn review_of(
        &self,
        week: Week,
        (today, since): (Day, Option<Day>),
        most: usize,
        come: Come<'_>,
    ) -> StoreResult<Weekly> {
        let _moment = self.moment()?;
        let mut weekly = self.unnamed(week, (today, since), most, come)?;
        let mut named: Vec<CustomerId> = Vec::new();
        let review = &weekly.review;
        let listed = Kind::ALL.iter().filter_map(|kind| review.lists.get(kind));
        named.extend(listed.flat_map(|list| list.first.iter().map(|one| one.customer)));
        let movers = if most > Weekly::MOST { most } else { TEN };
        let moved = |list: &[CustomerId]| list.iter().take(movers).copied().collect::<Vec<_>>();
        named.extend(review.moves.iter().flat_map(|one| moved(&one.customers)));
        named.extend(weekly.birthdays.iter().map(|birthday| birthday.customer));
        named.extend(weekly.thanks.iter().map(|owed| owed.referrer.id));
        named.extend(weekly.lapsing.0.iter().map(|one| one.customer));
        named.extend(weekly.done.0.iter().filter_map(|visit| visit.customer));
        named.extend(&weekly.never_served.first);
        named.extend(weekly.quality.today.iter().map(|item| item.customer));
        named.sort_unstable_by_key(|id| id.0);
        named.dedup();
        let people = self.introduce(&named)?;
        weekly.since = self.seen_since(week.sunday, today, &named)?;
        weekly.people = people.into_iter().map(|one| (one.id, one)).collect();
        Ok(weekly)
    }

    /// The review of the week in which `asked` lies, else of the last one that is over, with all
    /// rows of all lists; who they are is not told.
    ///
    /// # Errors
    /// As [`Store::appraisal`].
    pub fn review_in_full(
        &self,
        today: Day,
        asked: Option<Day>,
        come: Come<'_>,
    ) -> StoreResult<Weekly> {
        let _moment = self.moment()?;
        self.unnamed(meant(asked, today), (today, None), usize::MAX, come)
    }

    /// The review without who the people are.
    fn unnamed(
        &self,
        week: Week,
        (today, since): (Day, Option<Day>),
        most: usize,
        come: Come<'_>,
    ) -> StoreResult<Weekly> {
        let since = since.map_or(week.monday(), |since| since.min(week.sunday));
        let eve = since.pred_opt().unwrap_or(since);
        let then = past_day(week.sunday);
        let [now, before, known] =
            self.standings_told([week.sunday, eve, then], &mut part(come, 0, 50))?;
        let past = past(&now, known, then);
        let now = self.judged(&now, week.sunday, Some(&past))?;
        let before = self.judged(&before, eve, None)?;
        come(80);
        let year = self.flow(self.year_to(week)?, week.sunday, Stretch::Week)?;
        let mut weeks: Vec<_> = year.iter().rev().map(|(_, flow)| *flow).collect();
        weeks.truncate(1 + USUAL_WEEKS);
        if since != week.monday() {
            // Another stretch than a week has no weeks to be compared with.
            weeks = vec![self.flow_of(since, week.sunday)?];
        }
        let review = Review::of((week, since), &now, &before, &weeks, most);
        come(90);
        let birthdays = self.birthdays(today, BIRTHDAY_DAYS, most)?;
        let mut thanks = self.thanks_owed(today)?.owed;
        thanks.truncate(most);
        let never_served = self.never_served(week.sunday, most)?;
        let quality = self.quality(TEN)?;
        let done = self.done(since, week.sunday, most)?;
        let points = Some(self.points_owed(today)?).filter(|owed| owed.points != 0);
        Ok(Weekly {
            review,
            points,
            lapsing: self.points_lapsing(today, most)?,
            campaigns: self.campaigns_in(since, week.sunday)?,
            people: HashMap::new(),
            year,
            birthdays,
            thanks,
            never_served,
            quality,
            done,
            further: HashMap::new(),
            since: HashMap::new(),
        })
    }

    /// The Monday a year before a week, or of the week in which the shop had its first visit.
    fn year_to(&self, week: Week) -> StoreResult<Day> {
        let mut statement = self.conn.prepare_cached(OPENED)?;
        let opened = statement
            .query_row([], |row| rows::day(row, 0))
            .optional()?;
        let opened = opened.map_or(Day::MIN, |day| Week::of(day).monday());
        let ago = week.earlier(YEAR).monday();
        Ok(ago.max(opened.min(week.monday())))
    }

    /// Who stands behind a number of the review of the week that ends on `as_of`, read on a day.
    ///
    /// # Errors
    /// As [`Store::appraisal`].
    pub fn behind(
        &self,
        what: &Behind,
        (as_of, today): (Day, Day),
        come: Come<'_>,
    ) -> StoreResult<Backing> {
        let _moment = self.moment()?;
        let list = self.stand_behind(what, as_of, Weekly::MOST, come)?;
        let named: Vec<CustomerId> = list.first.iter().map(|one| one.customer).collect();
        Ok(Backing {
            people: self.introduce(&named)?,
            since: self.seen_since(as_of, today, &named)?,
            list,
        })
    }

    /// The same without who they are; at most so many of them.
    ///
    /// # Errors
    /// As [`Store::appraisal`].
    pub fn stand_behind(
        &self,
        what: &Behind,
        as_of: Day,
        most: usize,
        come: Come<'_>,
    ) -> StoreResult<Listed> {
        let _moment = self.moment()?;
        let eve = Week::of(as_of).earlier(1).sunday;
        let moved = matches!(what, Behind::Moved(..));
        let come = &mut part(come, 0, 80);
        let (now, before) = if moved {
            let [now, before] = self.standings_told([as_of, eve], come)?;
            let before = self.judged(&before, eve, None)?;
            (now, Some(before))
        } else {
            let [now] = self.standings_told([as_of], come)?;
            (now, None)
        };
        let now = self.judged(&now, as_of, None)?;
        let brought = match what {
            Behind::Source(name) => {
                let sources = self.sources()?.into_iter();
                let here = sources.filter(|(_, source)| **source == **name);
                here.map(|(customer, _)| customer).collect()
            }
            _ => HashSet::new(),
        };
        let brought = |customer| brought.contains(&customer);
        Ok(what.of(&now, before.as_ref(), brought, most))
    }

    /// Who stayed, by when and through whom they came, as of a day.
    ///
    /// # Errors
    /// As [`Store::appraisal`].
    pub fn loyalty(&self, as_of: Day, come: Come<'_>) -> StoreResult<Loyalty> {
        let _moment = self.moment()?;
        let cohorts = self.cohorts(Period::Month, as_of)?;
        come(60);
        let now = self.judged(&self.standing(as_of)?, as_of, None)?;
        come(80);
        let mut by: HashMap<std::sync::Arc<str>, Vec<&Appraised>> = HashMap::new();
        for (customer, source) in self.sources()? {
            if let Some(one) = now.get(customer) {
                by.entry(source).or_default().push(one);
            }
        }
        let mut sources: Vec<Source> = by
            .into_iter()
            .map(|(name, who)| source(&name, &who, &now))
            .collect();
        sources.sort_by(|a, b| (b.customers, &a.name).cmp(&(a.customers, &b.name)));
        Ok(Loyalty { cohorts, sources })
    }
}

/// The week in which that day lies, else the last one that is over.
fn meant(asked: Option<Day>, today: Day) -> Week {
    asked.map_or_else(|| Week::over_on(today), Week::of)
}

/// The day from which a back-test predicts: 90 days earlier.
fn past_day(as_of: Day) -> Day {
    let then = as_of.checked_sub_days(Days::new(Backtest::DAYS.into()));
    then.unwrap_or(Day::MIN)
}

/// Who was known on that day, and what they did since.
fn past(now: &[(CustomerId, Visits)], known: Vec<(CustomerId, Visits)>, then: Day) -> Past {
    let mut before = known.iter().peekable();
    let mut since = 0;
    for (customer, visits) in now {
        if let Some((_, then)) = before.next_if(|(known, _)| known == customer) {
            since += u64::from(visits.count.saturating_sub(then.count));
        }
    }
    Past {
        then,
        known: known.into_iter().map(|(_, visits)| visits).collect(),
        since,
    }
}

fn source(name: &str, who: &[&Appraised], now: &Appraisal) -> Source {
    let gone = |one: &&&Appraised| is_gone(one, now);
    let old = who
        .iter()
        .filter(|one| one.visits.known(now.as_of) >= STAYED_DAYS);
    let stays = median(old.map(|one| one.visits.span().into()));
    Source {
        name: name.to_owned(),
        customers: who.len(),
        returning: who.iter().filter(|one| one.visits.repeats() > 0).count(),
        here: who.len() - who.iter().filter(gone).count(),
        money: who
            .iter()
            .fold(0, |sum: i64, one| sum.saturating_add(one.visits.money)),
        stays: stays.and_then(|days| days.try_into().ok()),
    }
}
