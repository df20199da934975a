//! What the form of a company's terms knows.

use super::fields::TermsField;
use crate::domain::{CustomerId, Terms};
use crate::screens::entry::Form;

/// A form over the terms of a company.
#[derive(Debug)]
pub struct TermsForm {
    /// Which company.
    pub(super) company: CustomerId,
    /// What it is called.
    pub(super) name: String,
    /// The fields.
    pub(super) form: Form<TermsField>,
    /// The terms as seen when the form opened, or as somebody else left them since.
    pub(super) base: Option<Terms>,
    /// Whether the book has answered what it knows.
    pub(super) is_read: bool,
}

impl TermsForm {
    /// A form that waits for the terms.
    pub fn new(company: CustomerId) -> Self {
        Self {
            company,
            name: String::new(),
            form: Form::loading(),
            base: None,
            is_read: false,
        }
    }
}
