//! What `kenal record customer` writes down of somebody beside who they are: the feasts at which
//! they wish to be greeted, and the company whose contact person or driver they are.

use super::mistakes::Mistakes;
use crate::cli::args::RecordCustomer;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::who;
use crate::domain::hygiene::clean_line;
use crate::domain::{CustomerFacts, CustomerKind, FIELD_GREETINGS, FIELD_ROLE, Greetings};
use crate::screens::sheet::wording::person;
use crate::store::Store;
use crate::text::{Say, say};

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
