//! Floor 2: every sentence the program says, by id, in English and Indonesian.
//!
//! The sentences lie in `assets/text/{en,id}/*.toml`; the build script refuses a missing
//! id or a differing placeholder and generates [`Say`] and the functions of [`say`]. So a
//! sentence that does not exist, or is called with the wrong arguments, does not compile:
//!
//! ```
//! use kenal::text::{Lang, Say, say};
//! assert_eq!(Say::WordYes.in_(Lang::Id), "Ya");
//! assert_eq!(say::when_days_ago(Lang::En, 2), "2 days ago");
//! ```
//!
//! Dates, numbers and money are formatted here too; nothing here reads a clock or the
//! environment.

mod date;
pub mod doubt;
pub mod filter;
pub mod holidays;
mod hours;
pub mod insight;
mod key;
mod kind;
mod lang;
mod number;
pub mod review;
mod rules;
mod short;
#[cfg(test)]
mod tests;
mod word;

pub use date::{distance, full_date, header_date, month_name, short_date};
pub use hours::{clock, opening_hours};
pub use key::key;
pub use kind::{change_kind, field_name, import_reason};
pub use lang::Lang;
pub use number::{count, half, kilometres, money, percent_exact, signed};
pub use rules::{rules_mistake, younger_rules};
pub use short::{percent, share, short_amount, short_count, short_money};
pub use word::{heading, inside, other_writer};

mod generated {
    use super::{Lang, count};
    include!(concat!(env!("OUT_DIR"), "/say.rs"));
}
pub use generated::{Say, say};
