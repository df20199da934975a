//! A gathering and its guests in words.

use super::Wording;
use crate::domain::{Guest, GuestState, Money};
use crate::insight::{AROUND, GatheringTold, Guests, Stretch};
use crate::look::Role;
use crate::screens::why::Lines;
use crate::text::{Lang, Say, count, say};

/// How a guest stands to it. Who will not come was not absent while it is still ahead.
pub fn state(state: GuestState, is_ahead: bool) -> Say {
    match state {
        GuestState::Absent if is_ahead => Say::EventNotComing,
        GuestState::Invited => Say::EventInvited,
        GuestState::Coming => Say::EventComing,
        GuestState::Came => Say::EventCame,
        GuestState::Absent => Say::EventAbsent,
    }
}

/// The phone of a guest; that they are left alone where they said so.
pub fn reached_by(guest: &Guest, lang: Lang) -> (String, Role) {
    super::reached_by(guest.do_not_contact, guest.phone.clone(), lang)
}

/// How many of the guests came: `12 of 30 came`; how many there are, while it is ahead.
pub fn attendance(told: &GatheringTold, wording: Wording<'_>) -> String {
    let (came, others) = (told.result.came.people, told.result.others.people);
    if came == 0 && told.gathering.facts.day >= wording.today {
        return say::event_guests(wording.lang, came + others);
    }
    let all = count(wording.lang, came + others);
    say::event_guests_of(wording.lang, count(wording.lang, came), all)
}

/// The same where there is hardly any room: `12/30`.
pub fn attendance_in_brief(told: &GatheringTold, wording: Wording<'_>) -> String {
    let (came, others) = (told.result.came.people, told.result.others.people);
    if came == 0 && told.gathering.facts.day >= wording.today {
        return attendance(told, wording);
    }
    let [came, all] = [came, came + others].map(|many| count(wording.lang, many));
    format!("{came}/{all}")
}

/// What it did: of which days, then those who came, then those who did not. Nothing while it is
/// ahead.
pub fn effect(told: &GatheringTold, wording: Wording<'_>) -> Vec<String> {
    let lang = wording.lang;
    if told.gathering.facts.day >= wording.today {
        return vec![Say::EventAhead.in_(lang).to_owned()];
    }
    let days = told.result.days_after;
    let around = if days < AROUND {
        say::event_around_part(lang, say::event_days(lang, days))
    } else {
        Say::EventAround.in_(lang).to_owned()
    };
    let sides = |guests: &Guests| {
        let [before, after] = [guests.before, guests.after].map(|side| stretch(side, wording));
        (guests.people > 0).then(|| (count(lang, guests.people), before, after))
    };
    let came = sides(&told.result.came)
        .map(|(people, before, after)| say::event_came_row(lang, people, before, after));
    let others = sides(&told.result.others)
        .map(|(people, before, after)| say::event_others_row(lang, people, before, after));
    std::iter::once(around).chain(came).chain(others).collect()
}

/// What counts before and after, and what it did.
pub fn explained(told: &GatheringTold, wording: Wording<'_>) -> (String, Vec<(String, Role)>) {
    let mut lines = Lines::default();
    lines.head(Say::WhyRule, wording.lang);
    lines.rule(Say::EventWhyRule, wording.lang);
    lines.head(Say::WhyFacts, wording.lang);
    lines.say(attendance(told, wording));
    for line in effect(told, wording) {
        lines.say(line);
    }
    (told.gathering.facts.name.clone(), lines.all())
}

/// Visits and money: `12 visits, Rp 4.800.000`.
fn stretch(stretch: Stretch, wording: Wording<'_>) -> String {
    let visits = say::word_visits(wording.lang, stretch.visits);
    format!("{visits}, {}", wording.money(Money(stretch.money)))
}
