//! What the forms have in common: fields, focus, proposals, saving once, two people changing
//! the same, and leaving without losing what was typed. It holds text only; what a form's
//! text means is the form's own business.

pub mod advice;
pub mod draft;
pub mod events;
pub mod field;
pub mod form;
pub mod known;
pub mod parse;
pub mod proposals;

pub mod saved;
#[cfg(test)]
mod tests;
pub mod text_line;
pub mod unsaved;
pub mod view;

pub use advice::Advice;
pub use draft::Over;
pub use field::{Field, Kind, Label};
pub use form::{Act, Form, State};
pub use known::Holder;
pub use proposals::Proposals;

pub use text_line::TextLine;
