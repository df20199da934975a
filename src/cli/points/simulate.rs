//! What another rule would have come to.

use std::path::Path;

use super::super::args::Points as Args;
use super::super::exit::{Ended, Exit, Failing};
use super::super::progress::Progress;
use super::super::session::Session;
use super::super::{columns, json};
use super::rule;
use crate::domain::hygiene::visible;
use crate::domain::{Day, Money};
use crate::look::Role;
use crate::points::{Moved, Outcome, Rule, years_to};
use crate::screens::programme::told;
use crate::screens::sheet::Wording;
use crate::store::{Access, Store, StoreError};
use crate::text::{Lang, Say, count, full_date, percent_exact, say};

/// How many are named of those who would get more, and of those who would get less.
const NAMED: usize = 10;
/// The most month ends that are printed.
const ENDS: usize = 13;

pub(super) fn run(session: &mut Session, file: &Path, args: &Args) -> Ended {
    let mut store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let now = rule::in_force(session, &store, today)?;
    let other = rule::read(session, file, &now)?;
    let changed = now.differences(&other);
    let until = args.until.unwrap_or(today);
    let years = years_to(until, args.years.unwrap_or(1));
    let from = args.since.unwrap_or(years.0);
    let lang = session.lang();
    if until < from {
        let [from, until] = [from, until].map(|day| full_date(lang, day));
        let why = say::points_simulated_backwards(lang, from, until);
        let hint = Say::PointsSimulatedBackwardsHint.in_(lang);
        return Err(Failing::new(Exit::Usage, why, hint));
    }
    let rules = [now, other];
    let what = Say::ProgrammePlaying.in_(lang);
    let mut progress = Progress::start(&session.out, what, lang)
        .map_err(|error| session.failing(&StoreError::Io(error.to_string())))?;
    store.stop_study_when(Some(progress.stop()));
    let played = store.play_again(&rules, (from, until), &mut |percent| {
        let _ = progress.step(percent.into(), 100);
    });
    let [was, is] = played.map_err(|error| progress.by_signal(session.failing(&error)))?;
    drop(progress);
    let [more, less] = was.most_moved(&is, NAMED);
    let moved = [named(session, &store, more)?, named(session, &store, less)?];
    let [now, other] = rules;
    let has_begun = rule::has_begun(session, &store, today)?;
    if args.json {
        session.out.json(&json::Simulated::new(
            (from, until),
            (&now, &was),
            (&other, &is),
            &moved,
            &changed,
        ))?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    let both = [(&now, &was), (&other, &is)];
    print(session, wording, (from, until), both)?;
    if !has_begun {
        session.out.note(Say::PointsSimulatedNone.in_(lang));
    }
    curve(session, wording, both)?;
    who(session, wording, &moved)
}

/// Who would get more or less, with the code and the name.
fn named(session: &Session, store: &Store, moved: Vec<Moved>) -> Ended<Vec<json::Moved>> {
    let named = |moved: Moved| {
        let customer = store.customer(moved.customer)?;
        Ok(customer.map(|customer| json::Moved {
            customer_id: customer.code,
            name: customer.facts.name,
            now: moved.now,
            other: moved.other,
        }))
    };
    let all: Result<Vec<_>, StoreError> = moved.into_iter().map(named).collect();
    let all = all.map_err(|error| session.failing(&error))?;
    Ok(all.into_iter().flatten().collect())
}

/// What is owed at the ends of months, of some of them where there are many.
fn curve(session: &mut Session, wording: Wording<'_>, both: [(&Rule, &Outcome); 2]) -> Ended<()> {
    let lang = wording.lang;
    let [now, other] = both.map(|(_, outcome)| &outcome.owed_on);
    let apart = now.len().div_ceil(ENDS).max(1);
    let mut ends: Vec<Day> = now.keys().rev().step_by(apart).copied().collect();
    ends.reverse();
    let mut rows = vec![vec![
        (Say::PointsOwedOn.in_(lang).to_owned(), Role::Strong),
        (Say::PointsNow.in_(lang).to_owned(), Role::Strong),
        (Say::PointsOther.in_(lang).to_owned(), Role::Strong),
    ]];
    for end in ends {
        let told = [now, other].map(|owed| {
            let points = owed.get(&end).copied().unwrap_or(0);
            (count(lang, points.unsigned_abs()), Role::Value)
        });
        let [now, other] = told;
        rows.push(vec![(wording.date(end), Role::Label), now, other]);
    }
    session.out.line("")?;
    columns::print(&mut session.out, &[0, 0, 0], &rows)?;
    Ok(())
}

/// Who would have most more, and who most less.
fn who(session: &mut Session, wording: Wording<'_>, moved: &[Vec<json::Moved>; 2]) -> Ended {
    let lang = wording.lang;
    for (title, some) in [Say::PointsMore, Say::PointsLess].into_iter().zip(moved) {
        if some.is_empty() {
            continue;
        }
        let mut rows = vec![vec![
            (title.in_(lang).to_owned(), Role::Strong),
            (String::new(), Role::Label),
            (Say::PointsNow.in_(lang).to_owned(), Role::Strong),
            (Say::PointsOther.in_(lang).to_owned(), Role::Strong),
        ]];
        rows.extend(some.iter().map(|moved| {
            let money = |figure| (wording.money(Money(figure)), Role::Value);
            vec![
                (moved.customer_id.clone(), Role::Label),
                (visible(&moved.name).into_owned(), Role::Value),
                money(moved.now),
                money(moved.other),
            ]
        }));
        session.out.line("")?;
        columns::print(&mut session.out, &[0, 0, 0, 0], &rows)?;
    }
    Ok(Exit::Done)
}

fn print(
    session: &mut Session,
    wording: Wording<'_>,
    (from, until): (Day, Day),
    both: [(&Rule, &Outcome); 2],
) -> Ended {
    let lang = wording.lang;
    let days = [from, until].map(|day| full_date(lang, day));
    let [from, until] = days;
    session
        .out
        .line(&say::points_simulated(lang, from, until))?;
    match told::changed(Some(both[0].0), Some(both[1].0), wording).as_slice() {
        [] => session.out.line(Say::PointsRuleSame.in_(lang))?,
        changed => rule::differences(session, changed)?,
    }
    session.out.line("")?;
    let number = |points: i64| count(lang, points.unsigned_abs());
    let row = |label: Say, told: &dyn Fn(&Rule, &Outcome) -> String| {
        let told = both.map(|(rule, outcome)| (told(rule, outcome), Role::Value));
        let [now, other] = told;
        vec![(label.in_(lang).to_owned(), Role::Label), now, other]
    };
    let (winners, losers) = both[0].1.moved(both[1].1);
    let rows = vec![
        vec![
            (String::new(), Role::Label),
            (Say::PointsNow.in_(lang).to_owned(), Role::Strong),
            (Say::PointsOther.in_(lang).to_owned(), Role::Strong),
        ],
        row(Say::PointsGiven, &|_, outcome| number(outcome.earned)),
        row(Say::PointsRedeemed, &|_, outcome| number(outcome.redeemed)),
        row(Say::PointsLapsed, &|_, outcome| number(outcome.lapsed)),
        row(Say::PointsOwed, &|_, outcome| number(outcome.owed)),
        row(Say::PointsCost, &|rule, outcome| {
            let cost = outcome.cost(rule);
            let share = share(lang, cost, outcome.money);
            format!("{} ({share})", wording.money(Money(cost)))
        }),
    ];
    columns::print(&mut session.out, &[0, 0, 0], &rows)?;
    let losers = count(lang, losers);
    session
        .out
        .line(&say::points_moved(lang, winners, losers))?;
    Ok(Exit::Done)
}

/// Per cent of the money, one decimal.
fn share(lang: Lang, cost: i64, money: i64) -> String {
    if money <= 0 {
        return "–".to_owned();
    }
    let money = i128::from(money);
    let tenths = (i128::from(cost) * 2000 + money).div_euclid(2 * money);
    let hundredths = i64::try_from(tenths * 10).unwrap_or(i64::MAX);
    percent_exact(lang, hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_written_as_the_language_writes_it() {
        let shares = Lang::ALL.map(|lang| share(lang, 35, 1_000));
        assert_eq!(shares, ["3.5 %", "3,5 %"]);
        assert_eq!(share(Lang::Id, 1, 0), "–");
        let rounded = [1_449, 1_450, 1_463].map(|cost| share(Lang::En, cost, 100_000));
        assert_eq!(rounded, ["1.4 %", "1.5 %", "1.5 %"]);
    }
}
