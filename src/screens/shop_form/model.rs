//! What the shop's form knows.

use super::fields::ShopField;
use crate::protocol::ShopFacts;
use crate::screens::entry::Form;

/// A form over the facts of the shop.
#[derive(Debug)]
pub struct ShopForm {
    /// The fields.
    pub(super) form: Form<ShopField>,
    /// The facts as seen when the form opened, or as somebody else left them since.
    pub(super) base: Option<ShopFacts>,
    /// Those at the desk.
    pub(super) people: Vec<String>,
}

impl ShopForm {
    /// A form that waits for the facts.
    pub fn new() -> Self {
        Self {
            form: Form::loading(),
            base: None,
            people: Vec::new(),
        }
    }
}

impl Default for ShopForm {
    fn default() -> Self {
        Self::new()
    }
}
