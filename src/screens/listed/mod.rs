//! A list with some lines above it: what the screens of campaigns, gatherings and fleets look like.

mod view;

pub use view::{Listed, Words, draw};
