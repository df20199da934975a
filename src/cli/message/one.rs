//! The message to one customer: its text, its link, its code; marked as sent where that is asked.

use super::super::args::Message as Args;
use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::{json, who};
use super::letter::{Not, Writing, Written};
use super::whom::invited;
use super::{INVITATION, campaign, gathering, holidays, key, named, templates};
use crate::domain::{Change, CustomerId, Day};
use crate::look::Role;
use crate::message::{Code, Ink, Placeholder, Squares, language, names_a_hole};
use crate::screens::entry::saved;
use crate::screens::sheet::{message as words, referral};
use crate::store::{Access, Store, StoreError};
use crate::text::{Lang, Say, say};

/// The template that thanks for somebody who was brought.
const THANKS: &str = "referral_thanks";

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    let mut given = given(session, &args.given)?;
    let mut store = if args.mark_sent {
        session.open_to_write()?
    } else {
        session.open(Access::Read)?
    };
    let (shop, today) = session.shop(&store)?;
    let text = args.who.join(" ");
    let (_, card) = who::card(session, &store, &text)?;
    let Some(customer) = &card.customer else {
        return Err(who::ownerless(session, &text));
    };
    let templates = templates(session, &store)?;
    let campaign = campaign(session, &store, args, today)?;
    let gathering = gathering(session, &store, args, today)?;
    let name = key(args, campaign.as_ref());
    if name == THANKS {
        // What is said on the command line holds.
        let writes = || language(&customer.facts, &shop.sign, session.lang());
        let tongue = args.language.unwrap_or_else(writes);
        let mut owed = owed(session, &store, (customer.id, tongue), today)?;
        owed.append(&mut given);
        given = owed;
    }
    if let Some(known) = gathering.as_ref().filter(|_| name == INVITATION)
        && !invited(known).contains(&customer.id)
    {
        let lang = session.lang();
        let why = say::message_not_sent(lang, Say::MessageNotInvited.in_(lang));
        let hint = Say::MessageNotInvitedHint.in_(lang);
        return Err(Failing::new(Exit::Refused, why, hint));
    }
    let far = holidays(session).far(today);
    let writing = Writing {
        template: named(session, &templates, name)?,
        templates: &templates,
        given: &given,
        shop: &shop,
        today,
        far: &far,
        said: args.language,
        screen: session.lang(),
        channel: args.channel,
        campaign: campaign.as_ref(),
        gathering: gathering.as_ref().map(|known| &known.told.gathering.facts),
        about: None,
        by_itself: false,
    };
    let lang = session.lang();
    let written = writing.to(&card, customer).map_err(|not| {
        if let (Not::OffList, Some(all)) = (&not, &campaign) {
            let called = &all.told.campaign.facts.name;
            let why = say::campaign_not_on_list(lang, &customer.code, called);
            return Failing::new(Exit::Refused, why, Say::CampaignNotOnListHint.in_(lang));
        }
        let why = say::message_not_sent(lang, not.sentence(lang));
        Failing::new(Exit::Refused, why, not.hint(customer, lang))
    })?;
    if args.mark_sent {
        mark(session, &mut store, &written, args.again)?;
    }
    let code = args.qr.then(|| code(session, &written)).flatten();
    if args.json {
        let rows = code.map(|(code, _)| code.whole(Squares::Halves, Ink::Dark));
        let told = json::Message {
            customer_id: customer.code.clone(),
            name: customer.facts.name.clone(),
            template: written.sent.template.clone(),
            purpose: written.sent.purpose.key(),
            channel: written.sent.channel.key(),
            language: written.sent.language.clone(),
            to: json::some(&written.to),
            text: written.sent.body,
            link: json::some(&written.link),
            qr: rows,
            campaign: campaign.map(|all| all.told.campaign.facts.name),
            marked_sent: args.mark_sent,
        };
        session.out.json(&told)?;
        return Ok(Exit::Done);
    }
    print(session, &written, code)?;
    if args.mark_sent {
        session.out.finish()?;
        session
            .out
            .note(&say::message_marked(lang, who::named(&card)));
    }
    Ok(Exit::Done)
}

/// Marks it as sent; what was sent already only where that is asked.
fn mark(session: &Session, store: &mut Store, written: &Written, again: bool) -> Ended<()> {
    let sent = Box::new(written.sent.clone());
    let change = if again {
        Change::MarkSentAgain(sent)
    } else {
        Change::MarkSent(sent)
    };
    let failing = |error: &StoreError| match error {
        StoreError::Refused(reasons) if saved::is_sent_already(reasons) => {
            let lang = session.lang();
            let why = Say::MessageNotAgain.in_(lang);
            let hint = Say::MessageNotAgainHint.in_(lang);
            let lines = reasons.iter().map(|(_, code)| saved::told(code, lang));
            Failing::new(Exit::Refused, why, hint).with_lines(lines.collect())
        }
        error => session.failing(error),
    };
    session.save_or(store, &change, failing).map(drop)
}

/// What the book knows of all thanks that are owed to a customer: one message says them.
fn owed(
    session: &Session,
    store: &Store,
    (customer, tongue): (CustomerId, Lang),
    today: Day,
) -> Ended<Vec<(Placeholder, String)>> {
    let all = store.thanks_owed_to(customer, today);
    let all = all.map_err(|error| session.failing(&error))?;
    let owed = all.iter().map(|owed| (&owed.friend, owed.points));
    let given = referral::given(owed).into_iter();
    let told = given.map(|(placeholder, given)| (placeholder, given.told(tongue)));
    Ok(told.collect())
}

/// The code of the whole message; where this terminal is too narrow for it, of the bare link.
fn code(session: &Session, written: &Written) -> Option<(Code, bool)> {
    let squares = squares(session);
    let room = usize::from(session.out.style().width);
    let fits = |code: &Code| code.needs(squares).0 + 2 <= room;
    let whole = Code::of(&written.link).filter(|_| !written.link.is_empty());
    match whole {
        Some(code) if fits(&code) => Some((code, true)),
        _ => Some((
            Code::of(&written.bare).filter(|_| !written.bare.is_empty())?,
            false,
        )),
    }
}

fn squares(session: &Session) -> Squares {
    if session.out.style().ascii {
        Squares::Pairs
    } else {
        Squares::Halves
    }
}

fn print(session: &mut Session, written: &Written, code: Option<(Code, bool)>) -> Ended<()> {
    for line in written.sent.body.lines() {
        session.out.line(line)?;
    }
    if !written.link.is_empty() {
        session.out.line("")?;
        session.out.spans(&[(&written.link, Role::Label)])?;
    }
    let Some((code, whole)) = code else {
        return Ok(());
    };
    session.out.line("")?;
    // Without colours the ground of the terminal is taken for dark.
    let ink = if session.out.style().colour {
        Ink::Dark
    } else {
        Ink::Light
    };
    for row in code.whole(squares(session), ink) {
        session.out.spans(&[(&row, Role::Code)])?;
    }
    if !whole {
        session.out.finish()?;
        let (lang, way) = (session.lang(), written.sent.channel);
        let what = words::opened(way).in_(lang);
        session.out.note(&say::message_bare_code(lang, what));
    }
    Ok(())
}

/// What the command line says of placeholders.
pub(super) fn given(session: &Session, words: &[String]) -> Ended<Vec<(Placeholder, String)>> {
    let read = |text: &String| {
        let (name, value) = text.split_once('=')?;
        Some((Placeholder::of(name)?, value.to_owned()))
    };
    let lang = session.lang();
    let given = words.iter().map(|text| {
        read(text).ok_or_else(|| {
            let why = say::message_bad_set(lang, text);
            Failing::new(Exit::Usage, why, Say::MessageBadSetHint.in_(lang))
        })
    });
    let given: Vec<(Placeholder, String)> = given.collect::<Ended<_>>()?;
    if let Some((placeholder, value)) = given.iter().find(|(_, value)| names_a_hole(value)) {
        let why = say::message_unfilled_set(lang, placeholder.name(lang), value);
        let hint = Say::MessageUnfilledSetHint.in_(lang);
        return Err(Failing::new(Exit::Usage, why, hint));
    }
    let known = |(placeholder, _): &&(Placeholder, String)| {
        matches!(placeholder, Placeholder::Name | Placeholder::Shop)
    };
    if let Some((placeholder, _)) = given.iter().find(known) {
        let why = say::message_known_set(lang, placeholder.name(lang));
        return Err(Failing::new(
            Exit::Usage,
            why,
            Say::MessageBadSetHint.in_(lang),
        ));
    }
    Ok(given)
}
