//! What the form of a gathering knows.

use super::fields::GatheringField;
use crate::domain::Gathering;
use crate::screens::entry::Form;
use crate::screens::group::Group;

/// A form over a gathering.
#[derive(Debug)]
pub struct GatheringForm {
    /// The one that is changed, as it was seen; `None` for a new one.
    pub(super) base: Option<Gathering>,
    /// The fields.
    pub(super) form: Form<GatheringField>,
    /// Who can be invited.
    pub(super) groups: Vec<Group>,
    /// Whether it is being found out whom the chosen segment holds.
    pub(super) counting: bool,
}

impl GatheringForm {
    /// A form for a new gathering, or over one of the book.
    pub fn new(base: Option<Gathering>) -> Self {
        Self {
            base,
            form: Form::loading(),
            groups: Vec::new(),
            counting: false,
        }
    }
}
