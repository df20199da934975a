//! Why a row is in the list of the day.

use super::rows::{Row, Waiting};
use crate::calendar::{FeastRow, Greets, Reason, Today, Why};
use crate::domain::LeapDay;
use crate::screens::listed::{ListScreen, Words};
use crate::screens::sheet::{Wording, today as words};
use crate::screens::why::{self, Lines};
use crate::text::{self, Say, say};

/// What is explained, and its lines.
pub(super) fn explained(
    list: &ListScreen<Waiting>,
    wording: Wording<'_>,
) -> Option<(String, Vec<Words>)> {
    let today = list.value()?;
    let mut lines = Lines::default();
    let about = match list.chosen()? {
        Row::Notes => {
            for note in words::notes(today, wording) {
                lines.say(note);
            }
            wording.say(Say::TodayNotes).to_owned()
        }
        Row::Feast(row) => {
            feast(&mut lines, row, today, wording);
            row.name.in_(wording.lang).to_owned()
        }
        Row::Person(person) => {
            for one in list.meant() {
                reason(&mut lines, one, today, wording);
            }
            words::who(&person.who)
        }
    };
    Some((about, lines.all()))
}

fn feast(lines: &mut Lines, row: &FeastRow, today: &Today, wording: Wording<'_>) {
    let lang = wording.lang;
    lines.strong(words::feast(row, wording));
    if row.expected {
        lines.rule(Say::TodayWhyExpected, lang);
    }
    lines.say(say::today_why_file(lang, &today.place));
    lines.say(words::greeted(row, wording));
    match row.greets {
        Greets::Chosen(_) => lines.rule(Say::TodayWhyChosen, lang),
        Greets::All => lines.rule(Say::TodayWhyAll, lang),
        Greets::Vehicles => lines.rule(Say::TodayWhyVehicles, lang),
        Greets::Nobody => return lines.say(words::nobody(row, wording)),
    }
    lines.say(words::fits(row, wording));
}

fn reason(lines: &mut Lines, one: &Reason, today: &Today, wording: Wording<'_>) {
    let lang = wording.lang;
    lines.strong(words::reason(&one.why, wording));
    match &one.why {
        Why::Birthday(_) => {
            lines.rule(Say::TodayWhyBirthday, lang);
            let leap = match wording.trade.leap_day {
                LeapDay::Before => Say::TodayWhyLeapBefore,
                LeapDay::After => Say::TodayWhyLeapAfter,
            };
            lines.rule(leap, lang);
        }
        Why::Feast { .. } => {
            lines.rule(Say::TodayWhyChosen, lang);
            lines.say(say::today_why_file(lang, &today.place));
        }
        Why::Points { .. } => lines.rule(Say::TodayWhyPoints, lang),
        Why::Thanks { .. } => lines.rule(Say::TodayWhyThanks, lang),
        Why::WinBack {
            usual,
            visits,
            money,
            ..
        } => {
            lines.rule(Say::TodayWhyWinBack, lang);
            if let Some(usual) = usual {
                lines.say(say::today_why_usual(lang, why::span(*usual, lang)));
            }
            let visits = say::word_visits(lang, (*visits).into());
            let money = text::short_money(lang, *money, wording.currency);
            lines.say(say::today_why_brought(lang, money, visits));
        }
    }
    let asked = match one.agreed {
        _ if one.why.purpose().is_none() => return,
        None => Say::TodayWhyNotAsked,
        Some(_) => Say::TodayWhyAgreed,
    };
    lines.rule(asked, lang);
}
