//! What the law calls sensitive is not told by the audit where the card would not show it.

use std::collections::HashMap;

use super::exit::Ended;
use super::session::Session;
use crate::domain::trade::Trade;
use crate::domain::{Purpose, Subject};
use crate::store::{AuditField, AuditLine, Store};

/// Stands in place of what is hidden.
const HIDDEN: &str = "***";

/// Hides sensitive values, unless the shop keeps them and the customer agrees today.
///
/// # Errors
/// When the book cannot be read.
pub(super) fn hide(
    session: &Session,
    store: &Store,
    trade: &Trade,
    lines: &mut [AuditLine],
) -> Ended<()> {
    let mut agreed: HashMap<String, bool> = HashMap::new();
    for line in lines {
        if !line
            .fields
            .iter()
            .any(|field| !is_open(field, trade, false))
        {
            continue;
        }
        let code = line.code.clone().unwrap_or_default();
        let agrees = match agreed.get(&code) {
            Some(known) => *known,
            None => agrees(session, store, &code)?,
        };
        for field in &mut line.fields {
            if !is_open(field, trade, agrees) {
                for value in [&mut field.old, &mut field.new] {
                    if !value.is_empty() {
                        HIDDEN.clone_into(value);
                    }
                }
            }
        }
        agreed.insert(code, agrees);
    }
    Ok(())
}

fn is_open(field: &AuditField, trade: &Trade, agrees: bool) -> bool {
    let key = field.name.strip_prefix("field.");
    key.is_none_or(|key| trade.may_show(key, agrees))
}

/// Whether the customer of this ID agrees that such facts are kept.
fn agrees(session: &Session, store: &Store, code: &str) -> Ended<bool> {
    let found = store.who(code).map_err(|error| session.failing(&error))?;
    let Some(subject @ Subject::Customer(..)) = found.first().copied() else {
        return Ok(false);
    };
    let card = store
        .card(subject)
        .map_err(|error| session.failing(&error))?;
    Ok(card.is_some_and(|card| Purpose::Sensitive.agreed(&card.consents)))
}
