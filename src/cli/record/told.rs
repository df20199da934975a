//! What `kenal record customer` writes down of somebody beside who they are: the feasts at which
//! they wish to be greeted, and the company whose contact person or driver they are.

use super::mistakes::Mistakes;
use super::recorded;
use crate::cli::args::RecordCustomer;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::hygiene::clean_line;
use crate::domain::{
    Change, CustomerFacts, CustomerKind, FIELD_GREETINGS, FIELD_ROLE, Greetings, Subject,
};
use crate::screens::sheet::wording::person;
use crate::store::{Store, StoreError};
use crate::text::{Say, say};

/// Writes it down of a customer of the book.
pub(super) fn run(session: &mut Session, text: &str, args: &RecordCustomer) -> Ended {
    let lang = session.lang();
    let mut store = session.open_to_write()?;
    let known = who::customer(session, &store, text)?;
    let told = [&args.greetings, &args.company, &args.role];
    if told.into_iter().all(Option::is_none) {
        let (text, hint) = (Say::CliNothingOf, Say::CliRefusedHint);
        return Err(Failing::said(Exit::Usage, lang, text, hint));
    }
    let mut facts = known.facts.clone();
    beside(session, &store, args, &mut facts)?;
    if facts != known.facts {
        let change = Change::EditCustomer {
            id: known.id,
            base: Box::new(known.facts),
            facts: Box::new(facts),
        };
        session.save(&mut store, &change)?;
    }
    if args.json {
        let card = store.card(Subject::Customer(known.id, None));
        let card = card.map_err(|error| session.failing(&error))?;
        let card = card.ok_or_else(|| session.failing(&StoreError::Gone))?;
        let (shop, today) = session.shop(&store)?;
        let shown = json::Shown::new(&card, session.wording(&shop, today));
        session.out.json(&shown)?;
    } else {
        recorded(session, Say::WordCustomer.in_(lang), &known.code)?;
    }
    Ok(Exit::Done)
}

/// Adds it to what is known; an empty text takes away.
///
/// # Errors
/// The data is refused where a word is no feast, where the company is none, and where a role has no
/// company.
pub(super) fn beside(
    session: &Session,
    store: &Store,
    args: &RecordCustomer,
    facts: &mut CustomerFacts,
) -> Ended<()> {
    let lang = session.lang();
    let mut mistakes = Mistakes::default();
    if let Some(text) = &args.greetings {
        match text.parse::<Greetings>() {
            _ if text.trim().is_empty() => drop(facts.fields.remove(FIELD_GREETINGS)),
            Ok(wished) => put(facts, FIELD_GREETINGS, wished.to_string()),
            Err(_) => mistakes.add("--greetings", text, Say::TodayBadGreetings),
        }
    }
    match args.company.as_deref() {
        Some("") => {
            facts.company = None;
            facts.fields.remove(FIELD_ROLE);
        }
        Some(text) => {
            let company = who::customer(session, store, text)?;
            if company.facts.kind != CustomerKind::Company {
                let why = say::cli_no_company_text(lang, person(&company.facts));
                let hint = Say::CliNoCompanyHint.in_(lang);
                return Err(Failing::new(Exit::Refused, why, hint));
            }
            facts.company = Some(company.id);
        }
        None => {}
    }
    if let Some(text) = &args.role {
        match clean_line(text).text {
            role if role.is_empty() => drop(facts.fields.remove(FIELD_ROLE)),
            role if facts.company.is_some() => put(facts, FIELD_ROLE, role),
            _ => mistakes.add("--role", text, Say::CliRoleNeedsCompany),
        }
    }
    mistakes.none(lang)
}

fn put(facts: &mut CustomerFacts, key: &str, value: String) {
    facts.fields.insert(key.to_owned(), value);
}
