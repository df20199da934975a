//! Floor 5: personal settings, and who was at the desk.
//!
//! Facts of the shop live in the database file; what belongs to a person lives here:
//! language, theme, keys, mouse. Later layers win: built-in values, what the environment
//! says of the terminal (locale, `TERM`), what was remembered, the settings file,
//! `KENAL_…` variables, flags. Every mistake in them is reported at once.

mod environment;
mod file;
mod holidays;
mod memory;
mod mistake;
mod read;
mod rules_file;
mod settings;

pub use environment::{Environment, user_name};
pub use file::{Source, default_folders, documents_folder, home_folder, load};
pub use holidays::Holidays;
pub use memory::Memory;
pub use mistake::{Mistake, Mistakes, Problem};
pub use rules_file::{rules_files, rules_of_file};
pub use settings::{Colour, Layer, Settings};

/// A settings file with every setting in it, commented out: what a new person is given.
pub const EXAMPLE: &str = include_str!("../../assets/settings.toml");
