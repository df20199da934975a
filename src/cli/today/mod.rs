//! `kenal today`: what a day asks for, as text, for programs, or for a calendar.

mod file;
mod mark;
mod print;

use super::args::Today as Args;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{json, segment};
use crate::calendar::Today;
use crate::config::Holidays;
use crate::domain::Day;
use crate::screens::sheet;
use crate::store::{Access, Store};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    if args.done.is_some() || args.later.is_some() {
        return mark::run(session, args);
    }
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let mut list = asked(session, &store, (today, args.days))?;
    if let Some(name) = &args.segment {
        let held = segment::held(session, &store, name, today)?;
        list.narrow(|customer| held.contains(&customer));
    }
    let wording = session.wording(&shop, today);
    let notes = sheet::today::notes(&list, wording);
    if let Some(path) = &args.ics {
        file::write(session, &store, (path, args.overwrite), (&list, &shop))?;
    }
    if args.json {
        session.out.json(&json::TodayList::new(&list))?;
    } else if args.ics.is_none() {
        print::print(session, &list, wording)?;
    }
    for note in notes {
        session.out.warn(&note);
    }
    Ok(Exit::Done)
}

/// Asks the book, with the owner's own feasts.
fn asked(session: &Session, store: &Store, when: (Day, u16)) -> Ended<Today> {
    let path = Holidays::beside(session.settings_file.as_deref());
    let holidays = Holidays::read(path);
    let list = store.today_list(&holidays.calendar, when, &mut |_| ());
    let list = list.map_err(|error| session.failing(&error))?;
    Ok(Today {
        place: holidays.place(),
        mistakes: holidays.mistakes,
        ..list
    })
}
