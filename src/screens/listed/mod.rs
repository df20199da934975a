//! A list with some lines above it: what the screens of campaigns, gatherings and fleets look like.

mod columns;
mod file;
mod view;

pub use columns::wanted;
pub use file::file;
pub use view::{Listed, Words, draw};
