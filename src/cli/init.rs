//! `kenal init`: a new book.

use std::path::Path;

use super::args::Init;
use super::exit::{Ended, Exit, Failing};
use super::session::{Session, own_offset_minutes};
use crate::domain::Currency;
use crate::domain::hygiene::clean_line;
use crate::store::{NewShop, Store};
use crate::text::say;

pub(super) fn run(session: &mut Session, args: &Init) -> Ended {
    let currency = args.currency.to_uppercase();
    if Currency::of(&currency).is_none() {
        return Err(no_currency(session, &args.currency));
    }
    let shop = NewShop {
        name: clean_line(&args.shop).text,
        currency,
        trade: args.trade.clone(),
        utc_offset_minutes: own_offset_minutes(),
    };
    make(session, &args.path, &shop)?;
    let file = args.path.display().to_string();
    let lang = session.lang();
    session.out.line(&say::cli_created_file(lang, &file))?;
    session.out.finish()?;
    session
        .out
        .note(&say::cli_created_file_next(lang, typed(&file)));
    Ok(Exit::Done)
}

/// A path as it is typed into a shell: in quotes where it would not be one word.
fn typed(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\.:-_~+,@%=".contains(c);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("\"{path}\"")
    }
}

/// Makes a book.
///
/// # Errors
/// What keeps it from being made, as a sentence.
pub(super) fn make(session: &Session, path: &Path, shop: &NewShop) -> Ended<Store> {
    let made = Store::create_on(path, shop, session.today);
    made.map_err(|error| super::wording::failing(&error, path, session.lang()))
}

fn no_currency(session: &Session, code: &str) -> Failing {
    let lang = session.lang();
    Failing::new(
        Exit::Usage,
        say::cli_usage(lang, say::usage_wrong_value(lang, code, "--currency")),
        say::usage_wrong_hint(lang, "kenal init"),
    )
}
