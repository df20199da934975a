//! `kenal review`: the owner's ten minutes, as text, for programs, or as files.

mod files;
mod print;

use super::args::Review;
use super::exit::{Ended, Exit, Failing};
use super::progress::Progress;
use super::session::Session;
use super::{json, wording};
use crate::domain::Day;
use crate::exchange::report::{Words, report};
use crate::insight::review::{Loyalty, Week, Weekly};
use crate::store::{Access, Store};
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &Review) -> Ended {
    let mut store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let week = Week::over_on(today);
    if let Some(since) = args.since.filter(|since| *since > week.sunday) {
        return Err(too_late(session, since, week));
    }
    let (weekly, loyalty) = asked(session, &mut store, week, (today, args.since))?;
    drop(store);
    let words = Words {
        lang: session.lang(),
        shop: &shop.name,
        currency: &shop.currency,
        today,
    };
    let report = report(&weekly, &loyalty, &words);
    files::write(session, args, &report, &shop.currency)?;
    let is_file = args.csv.is_some() || args.xlsx.is_some() || args.html.is_some();
    if args.json {
        let document = json::Review::new(&weekly, &loyalty, today);
        session.out.json(&document)?;
    } else if !is_file {
        print::print(session, &report, &shop.currency)?;
    }
    Ok(Exit::Done)
}

/// Asks the book, with a bar where it takes long.
fn asked(
    session: &Session,
    store: &mut Store,
    week: Week,
    when: (Day, Option<Day>),
) -> Ended<(Weekly, Loyalty)> {
    let lang = session.lang();
    let mut progress = Progress::start(&session.out, Say::ReportWorking.in_(lang), lang)
        .map_err(|error| wording::internal(&error.to_string(), lang))?;
    store.stop_study_when(Some(progress.stop()));
    let (today, since) = when;
    let weekly = store.review_for_files(today, Some(week.sunday), since, &mut |percent| {
        let _ = progress.step(percent.into(), 150);
    });
    let both = weekly.and_then(|weekly| {
        let loyalty = store.loyalty(week.sunday, &mut |percent| {
            let _ = progress.step(100 + u64::from(percent) / 2, 150);
        })?;
        Ok((weekly, loyalty))
    });
    store.stop_study_when(None);
    both.map_err(|error| progress.by_signal(session.failing(&error)))
}

/// The stretch would begin after the week that is reviewed.
fn too_late(session: &Session, since: Day, week: Week) -> Failing {
    let lang = session.lang();
    let full = |day| crate::text::full_date(lang, day);
    Failing::new(
        Exit::Usage,
        say::report_too_late(lang, full(week.sunday), full(since)),
        Say::ReportTooLateHint.in_(lang),
    )
}
