//! What the columns of a table mean: by their names, by what is in them, by where they stand.
//!
//! ```text
//!  sample ── header ── synonyms ── columns ── wide ── kind ── Layout
//!               └──── profile (what is in a column) ────┘
//! ```

mod blocks;
mod columns;
mod field;
mod header;
mod kind;
mod layout;
mod ours;
mod profile;
mod sensitive;
mod sums;
mod synonyms;
mod wide;

pub(crate) use columns::Columns;
pub(crate) use field::Field;
pub(crate) use header::names_columns;
pub(crate) use kind::Content;
pub(crate) use layout::{Layout, recognise};
pub(crate) use profile::looks_like_date;
pub(crate) use synonyms::{knows, normal};
