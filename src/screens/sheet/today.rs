//! What a day asks for, in lines that the screen, the command line and a calendar file share.

use super::{Wording, birthday, wording};
use crate::calendar::{Away, FeastRow, Greets, Item, Person, Today, Why};
use crate::domain::{Greeting, Introduced, Money, OccasionKind};
use crate::insight::Outlook;
use crate::look::Symbols;
use crate::text::{self, Say, count, heading, say};

/// Honorific and name.
pub fn who(who: &Introduced) -> String {
    wording::joined(&[&who.honorific, &who.name], " ")
}

/// Customer ID, plate and phone.
pub fn reached(who: &Introduced, wording: Wording<'_>, dot: &str) -> String {
    let phone = if who.phone.is_empty() {
        wording.say(Say::CardNoPhone)
    } else {
        &who.phone
    };
    wording::joined(&[&who.code, &who.plate, phone], dot)
}

/// A reason in one line: `Birthday in 4 days, 26 Nov (52)`.
pub fn reason(why: &Why, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    match why {
        Why::Birthday(near) => birthday::said(*near, wording),
        Why::Feast { name, day, .. } if *day == wording.today => {
            say::today_feast_wish(lang, name.in_(lang))
        }
        Why::Feast { name, day, .. } => {
            let (away, date) = (wording.distance(*day), wording.date(*day));
            say::today_feast_wish_near(lang, name.in_(lang), away, date)
        }
        Why::Points { points, worth, day } => {
            let (points, worth) = (points.unsigned_abs(), wording.money(Money(*worth)));
            if *day == wording.today {
                return say::today_points_today(lang, points, worth);
            }
            let (date, away) = (wording.date(*day), wording.distance(*day));
            say::today_points_line(lang, points, worth, date, away)
        }
        Why::Thanks {
            friend,
            day,
            points,
        } => {
            let date = wording.date(*day);
            match points {
                0 => say::today_thanks_line(lang, &friend.name, date),
                points => {
                    let points = points.unsigned_abs();
                    say::today_thanks_points_line(lang, &friend.name, date, points)
                }
            }
        }
        Why::WinBack { away, last, .. } => {
            let how = heading(how(*away).in_(lang));
            say::today_win_line(lang, how, wording.seen(*last))
        }
    }
}

/// How near or far it is, where the sign says what it is: `in 4 days`.
pub fn away(why: &Why, wording: Wording<'_>) -> String {
    match why {
        Why::Birthday(near) => wording.distance(near.day),
        Why::Feast { day, .. } | Why::Points { day, .. } => wording.distance(*day),
        Why::WinBack { last, .. } => wording.seen(*last),
        Why::Thanks { day, .. } => wording.seen(*day),
    }
}

/// How far away somebody is.
pub fn how(away: Away) -> Say {
    match away {
        Away::Asleep => text::insight::outlook(Outlook::Asleep),
        Away::DriftingAway => text::insight::outlook(Outlook::DriftingAway),
        Away::ProbablyLost => text::insight::outlook(Outlook::ProbablyLost),
        Away::Silent => Say::TodaySilent,
    }
}

/// The sign of a kind of reason.
pub fn sign(kind: OccasionKind, symbols: &Symbols) -> &'static str {
    match kind {
        OccasionKind::Birthday => symbols.heart,
        OccasionKind::Feast => symbols.star,
        OccasionKind::Points => symbols.bullet,
        OccasionKind::WinBack => symbols.arrow,
        OccasionKind::Thanks => symbols.check,
    }
}

/// A feast in one line: `Christmas (Natal) in 2 days, 25 Dec`.
pub fn feast(row: &FeastRow, wording: Wording<'_>) -> String {
    let (lang, name) = (wording.lang, row.name.in_(wording.lang));
    if row.day != row.until {
        return say::today_feast_stretch(
            lang,
            name,
            wording.date(row.day),
            wording.date(row.until),
        );
    }
    if row.day == wording.today {
        return say::today_feast_today(lang, name);
    }
    let (away, date) = (wording.distance(row.day), wording.date(row.day));
    format!("{name} {away}, {date}")
}

/// How near a feast is: `in 4 weeks`, `until 3 Mar`.
pub fn feast_away(row: &FeastRow, wording: Wording<'_>) -> String {
    if row.day < row.until && row.day <= wording.today {
        return say::today_feast_until(wording.lang, wording.date(row.until));
    }
    wording.distance(row.day)
}

/// How many customers are still to be greeted, or offered a check; nothing where a day is only told.
pub fn greeted(row: &FeastRow, wording: Wording<'_>) -> String {
    let (lang, left, all) = (wording.lang, row.customers, count(wording.lang, row.all()));
    let some_done = row.done > 0;
    let left = match row.greets {
        Greets::Nobody => return String::new(),
        Greets::Vehicles if some_done => say::today_check_left(lang, left, all),
        Greets::Chosen(_) | Greets::All if some_done => say::today_greet_left(lang, left, all),
        Greets::Vehicles => say::today_check(lang, left),
        Greets::Chosen(_) => say::today_greet_chosen(lang, left),
        Greets::All => say::today_greet_all(lang, left),
    };
    if row.not_asked == 0 {
        return left;
    }
    let agreed = row.customers.saturating_sub(row.not_asked);
    let [agreed, not_asked] = [agreed, row.not_asked].map(|many| count(lang, many));
    let asked = say::today_greet_asked(lang, agreed, not_asked);
    if some_done {
        format!("{left}: {asked}")
    } else {
        asked
    }
}

/// That nobody is written to on a day, and where that stands.
pub fn nobody(row: &FeastRow, wording: Wording<'_>) -> String {
    if Greeting::at(&row.key).is_some() {
        say::today_nobody_chosen(wording.lang, &row.key)
    } else {
        say::today_nobody(wording.lang, &row.key)
    }
}

/// From when to when its message fits; of a stretch also which days it is about.
pub fn fits(row: &FeastRow, wording: Wording<'_>) -> String {
    let (from, until) = row.greeting;
    let (from, until) = (wording.date(from), wording.date(until));
    if row.day != row.until {
        let [day, last] = [row.day, row.until].map(|day| wording.date(day));
        return match row.greets {
            Greets::Vehicles => say::today_why_check_stretch(wording.lang, day, last, from),
            _ => say::today_why_greeting_stretch(wording.lang, day, last, from),
        };
    }
    match row.greets {
        Greets::Vehicles => say::today_why_check(wording.lang, from, until),
        _ => say::today_why_greeting(wording.lang, from, until),
    }
}

/// Mistakes in the owner's file of feasts, and years that run out.
pub fn notes(today: &Today, wording: Wording<'_>) -> Vec<String> {
    let lang = wording.lang;
    let mut lines = text::holidays::mistakes(lang, &today.place, &today.mistakes);
    let over = today.over.iter();
    lines.extend(over.map(|over| text::holidays::runs_out(lang, over, &today.place)));
    lines
}

/// The days of a list for a calendar: birthdays, feasts, and the last days of points.
pub fn items(today: &Today, wording: Wording<'_>, dot: &str) -> Vec<Item> {
    let feasts = today.feasts.iter().map(|row| Item {
        id: format!("feast-{}-{}", row.key, row.day),
        day: row.day,
        until: row.until,
        summary: row.name.in_(wording.lang).to_owned(),
        description: greeted(row, wording),
    });
    let of = |person: &Person| {
        let reasons = person.reasons.iter();
        let items = reasons.filter_map(|reason| item(person, &reason.why, wording, dot));
        items.collect::<Vec<_>>()
    };
    feasts.chain(today.people.iter().flat_map(of)).collect()
}

fn item(person: &Person, why: &Why, wording: Wording<'_>, dot: &str) -> Option<Item> {
    let (lang, who) = (wording.lang, who(&person.who));
    let (day, summary) = match why {
        Why::Birthday(near) => {
            let summary = match near.age {
                Some(age) => say::today_ics_birthday_age(lang, who, age),
                None => say::today_ics_birthday(lang, who),
            };
            (near.day, summary)
        }
        Why::Points { points, day, .. } => (
            *day,
            say::today_ics_points(lang, points.unsigned_abs(), who),
        ),
        Why::Feast { .. } | Why::WinBack { .. } | Why::Thanks { .. } => return None,
    };
    let occasion = why.occasion();
    Some(Item {
        id: format!(
            "{}-{}-{}",
            occasion.kind.key(),
            person.who.code,
            occasion.refers
        ),
        day,
        until: day,
        summary,
        description: reached(&person.who, wording, dot),
    })
}
