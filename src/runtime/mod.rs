//! Floor 9: threads and the terminal.
//!
//! One inbox takes in everything that happens, in one order: the loop drains it, lets the shell
//! update, performs the effects, and draws once. Beside the loop run `input` (keys), `reader`,
//! `analyst`, `writer` and now and then `check` (the book, a connection each), `watch` and `hang-up` (signals, a terminal that
//! goes away). None of them draws, and no lock is shared with drawing.

mod analyst;
mod book;
mod checker;
mod clock;
mod exporter;
mod feasts;
mod inbox;
mod indexing;
mod input;
mod keys;
mod narrowing;
mod perform;
mod platform;
mod reader;
mod restore;
mod reviewed;
mod run;
mod segments;
mod shop_book;
mod show;
mod studies;
mod terminal;
mod writer;

pub use analyst::BookAnalyst;
pub use book::{Checking, Reading, Wanted, Writing};
pub use checker::Stop;
pub use exporter::{BookExporter, ExportWords, Exporting, Watch};
pub use inbox::Ending;
pub use run::{NoScreen, Start, run};
pub use shop_book::{BookChecker, BookReader, BookWriter};
pub use show::show;
