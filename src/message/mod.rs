//! Floor 3: messages to customers, before anybody sends them.
//!
//! A [`Template`] has a text in each language with placeholders in braces. [`Values`] say what
//! stands for them, from the card of a customer; a [`Letter`] is the text with those values, and
//! with a [`Hole`] where there is none: it is seen, and such a letter is not sent. [`link`] makes
//! what a phone or a mail program opens, [`Code`] the squares that a camera reads.
//!
//! Whether a letter may be sent at all is not decided here: `domain::Gate` does, and the book asks
//! it again when the letter is marked as sent.

mod check;
mod fits;
mod given;
mod letter;
pub mod link;
mod placeholder;
mod qr;
mod template;
mod templates;
mod tongue;
mod values;

pub use check::{Mistake, check};
pub use fits::{Now, To, Unfit, asked_until};
pub use given::Given;
pub use letter::{Hole, Letter, Part, names_a_hole};
pub use placeholder::Placeholder;
pub use qr::{Code, Ink, Squares};
pub use template::{Claim, Filling, Template};
pub use templates::Templates;
pub use tongue::language;
pub use values::{Sender, Values};
