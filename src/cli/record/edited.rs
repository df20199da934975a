//! `kenal record customer --of`: a customer of the book who is put right. What the words do not say stays.

use super::mistakes::Mistakes;
use super::{changed, customer, shown, told};
use crate::cli::args::RecordCustomer;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::who;
use crate::domain::hygiene::{clean_line, clean_note};
use crate::domain::name::WrittenName;
use crate::domain::{Change, CustomerFacts, Day, PhoneEntry};
use crate::screens::entry::parse;
use crate::text::Say;

pub(super) fn run(session: &mut Session, text: &str, args: &RecordCustomer) -> Ended {
    let lang = session.lang();
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let known = who::customer(session, &store, text)?;
    if says_nothing(args) {
        let (text, hint) = (Say::CliNothingOf, Say::CliRefusedHint);
        return Err(Failing::said(Exit::Usage, lang, text, hint));
    }
    let mut mistakes = Mistakes::default();
    let mut facts = known.facts.clone();
    over(&mut facts, args, today, &mut mistakes);
    mistakes.none(lang)?;
    match args.referred_by.as_deref() {
        Some("") => facts.referred_by = None,
        Some(text) => facts.referred_by = Some(who::customer(session, &store, text)?.id),
        None => {}
    }
    told::beside(session, &store, args, &mut facts)?;
    if facts == known.facts {
        if args.json {
            return shown(session, &store, known.id);
        }
        session.out.note(Say::NoticeUnchanged.in_(lang));
        return Ok(Exit::Done);
    }
    let new = facts.phones.iter();
    let new = new.filter(|entry| !known.facts.phones.contains(entry));
    customer::tell_holders(session, &store, new)?;
    let change = Change::EditCustomer {
        id: known.id,
        base: Box::new(known.facts),
        facts: Box::new(facts),
    };
    session.save(&mut store, &change)?;
    changed(session, &store, known.id, args.json)
}

/// Whether no word says what is new.
fn says_nothing(args: &RecordCustomer) -> bool {
    let texts = [
        &args.name,
        &args.honorific,
        &args.email,
        &args.birthday,
        &args.note,
        &args.greetings,
        &args.company,
        &args.role,
        &args.referred_by,
    ];
    args.phone.is_empty() && texts.into_iter().all(Option::is_none)
}

/// Puts what the words say over what is known. An empty text takes away; a phone comes beside those that are
/// there.
pub(super) fn over(
    facts: &mut CustomerFacts,
    args: &RecordCustomer,
    today: Day,
    mistakes: &mut Mistakes,
) {
    if let Some(typed) = &args.name {
        let name = clean_line(typed).text;
        if name.is_empty() {
            mistakes.add("--name", typed, Say::CliNameNeeded);
        }
        // An honorific that is given apart leaves the name as it is.
        let written = WrittenName::parse(&name);
        if args
            .honorific
            .as_deref()
            .is_some_and(|text| !text.is_empty())
        {
            facts.name = name;
        } else {
            facts.name = written.name;
            if !written.honorific.is_empty() {
                facts.honorific = written.honorific;
            }
        }
    }
    if let Some(text) = &args.honorific {
        let honorific = clean_line(text).text;
        if args.name.is_none() || !honorific.is_empty() {
            facts.honorific = honorific;
        }
    }
    if let Some(text) = &args.email {
        facts.email = clean_line(text).text;
        if !facts.email.is_empty() && !facts.email.contains('@') {
            mistakes.add("--email", text, Say::FormBadEmail);
        }
    }
    for text in &args.phone {
        let phone = mistakes.read("--phone", text, parse::phone);
        let same = |known: &PhoneEntry, new: &PhoneEntry| known.phone.e164 == new.phone.e164;
        let phone = phone.filter(|new| !facts.phones.iter().any(|known| same(known, new)));
        facts.phones.extend(phone);
    }
    if let Some(text) = &args.birthday {
        facts.birthday = mistakes.read("--birthday", text, |text| parse::birthday(text, today));
    }
    if let Some(text) = &args.note {
        facts.note = clean_note(text).text;
    }
}
