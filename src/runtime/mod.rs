//! Floor 8: threads and the terminal.
//!
//! One inbox takes in everything that happens, in one order: the loop drains it, lets the shell
//! update, performs the effects, and draws once. Beside the loop run `input` (keys), `reader`
//! and `writer` (the book, a connection each), `watch` and `hang-up` (signals, a terminal that
//! goes away). None of them draws, and no lock is shared with drawing.

mod book;
mod clock;
mod inbox;
mod indexing;
mod input;
mod keys;
mod perform;
mod platform;
mod reader;
mod restore;
mod run;
mod shop_book;
mod show;
mod terminal;
mod writer;

pub use book::{Reading, Wanted, Writing};
pub use inbox::Ending;
pub use run::{NoScreen, Start, run};
pub use shop_book::{BookReader, BookWriter};
pub use show::show;
