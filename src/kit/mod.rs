//! Floor 5: reusable pieces of screen.
//!
//! A piece is a small plain value in a screen's model with two sides: `press`, `click` and
//! the like change it and answer with an intent (`ListIntent::Chosen(3)`), and `view`
//! draws it. Pieces know keys, words and styles, and nothing of customers, messages or
//! commands. `view` takes `&self`: all that it changes is scroll memory, kept in a `Cell`,
//! which is also what the mouse is compared with.

pub mod canvas;
pub mod chart;
pub mod dialog;
pub mod draw;
pub mod facts;
pub mod footer;
pub mod help;
pub mod line;
pub mod list;
pub mod notice;
pub mod palette;
pub mod place;
#[cfg(test)]
pub mod probe;
pub mod qr;
pub mod scroll;
pub mod search;
pub mod small;
pub mod table;
pub mod titled;
pub mod width;

pub use canvas::Canvas;
pub use dialog::{Dialog, DialogIntent};
pub use facts::Fact;
pub use footer::Hint;
pub use line::{Edited, Line};
pub use list::{List, ListIntent};
pub use palette::{Palette, PaletteIntent};
pub use place::Place;
pub use scroll::ScrollText;
pub use search::SearchBox;
