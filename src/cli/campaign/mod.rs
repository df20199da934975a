//! `kenal campaign`: the campaigns, the people of one, and a new one.

mod change;
mod keep;

use super::args::Campaign as Args;
use super::begun::{self, Meant, there};
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use super::{columns, json};
use crate::domain::{CampaignId, Day, Money};
use crate::insight::{CampaignPeople, PersonTold};
use crate::look::Role;
use crate::screens::sheet::{Wording, campaign};
use crate::store::{Access, Store};
use crate::text::{Say, count, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    let name = match Meant::by(&args.name) {
        Meant::All => return list(session, args.json),
        Meant::New(name) => return keep::make(session, &name, args),
        Meant::One(name) => name,
    };
    if args.remove {
        keep::remove(session, &name)
    } else if change::says_something(args) {
        change::run(session, &name, args)
    } else {
        people(session, &name, args.json)
    }
}

fn list(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let all = store
        .campaigns(today)
        .map_err(|error| session.failing(&error))?;
    let exit = begun::listed(&all);
    if as_json {
        session.out.json(&json::Campaigns::new(today, &all))?;
        return Ok(exit);
    }
    if all.is_empty() {
        let (text, hint) = (Say::CampaignNoneText, Say::CampaignNoneHint);
        return Err(Failing::said(exit, session.lang(), text, hint));
    }
    let wording = session.wording(&shop, today);
    let rows: Vec<_> = all
        .iter()
        .map(|told| {
            let sent = &told.result.sent;
            let came = format!(
                "{} {}",
                count(wording.lang, sent.came),
                wording.say(Say::CampaignCame)
            );
            vec![
                (told.campaign.facts.name.clone(), Role::Strong),
                (campaign::reach(told, wording), Role::Label),
                (came, Role::Value),
                (campaign::share(sent, wording), Role::Value),
                (wording.money(Money(sent.money)), Role::Value),
            ]
        })
        .collect();
    columns::print(&mut session.out, &[0, 2, 0, 1, 1], &rows)?;
    Ok(Exit::Done)
}

fn people(session: &mut Session, name: &str, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let id = named(session, &store, name)?;
    let (shop, today) = session.shop(&store)?;
    let known = known(session, &store, (id, name), today)?;
    if as_json {
        session.out.json(&json::CampaignShown::new(today, &known))?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    let head = head(&known, wording);
    let rows: Vec<_> = known.people.iter().map(|one| row(one, wording)).collect();
    for line in head {
        session.out.line(&line)?;
    }
    columns::print(&mut session.out, &[0, 0, 0, 0, 2, 1, 1], &rows)?;
    Ok(Exit::Done)
}

fn head(known: &CampaignPeople, wording: Wording<'_>) -> Vec<String> {
    let told = &known.told;
    let mut lines = vec![
        told.campaign.facts.name.clone(),
        campaign::means(told, wording),
    ];
    lines.extend(campaign::told(told, wording));
    lines
}

fn row(one: &PersonTold, wording: Wording<'_>) -> Vec<(String, Role)> {
    let returned = &one.returned;
    let sent = match one.sent {
        Some(day) => wording.date(day),
        None => wording.say(campaign::not_sent(one.gate)).to_owned(),
    };
    let came = returned.came;
    let anyway = if came.is_some() && returned.due_anyway {
        wording.say(Say::CampaignAnyway)
    } else {
        ""
    };
    let money = came.map(|_| wording.money(Money(returned.money)));
    vec![
        (one.person.name.clone(), Role::Strong),
        (sent, Role::Value),
        (
            came.map(|day| wording.date(day)).unwrap_or_default(),
            Role::Value,
        ),
        (money.unwrap_or_default(), Role::Value),
        (anyway.to_owned(), Role::Label),
        (one.person.phone.clone(), Role::Value),
        (one.person.code.clone(), Role::Label),
    ]
}

/// The campaign of a name, or that there is none.
pub(super) fn named(session: &Session, store: &Store, name: &str) -> Ended<CampaignId> {
    there(session, store.campaign_named(name), || {
        nothing(session, name)
    })
}

/// A campaign with everybody whom it means; it was named so.
pub(super) fn known(
    session: &Session,
    store: &Store,
    (id, name): (CampaignId, &str),
    today: Day,
) -> Ended<CampaignPeople> {
    let known = store.campaign_people(id, today);
    there(session, known, || nothing(session, name))
}

fn nothing(session: &Session, name: &str) -> Failing {
    let lang = session.lang();
    let hint = Say::CampaignNoCampaignHint.in_(lang);
    Failing::new(Exit::Partly, say::campaign_no_campaign(lang, name), hint)
}
