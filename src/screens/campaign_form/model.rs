//! What the form of a campaign knows.

use super::fields::CampaignField;
use crate::domain::{CampaignFacts, TemplateFacts};
use crate::protocol::BeginCampaign;
use crate::screens::entry::Form;
use crate::screens::group::Group;

/// A form over a campaign.
#[derive(Debug)]
pub struct CampaignForm {
    /// The one that is changed, or whom a new one means.
    pub(super) begin: BeginCampaign,
    /// The fields.
    pub(super) form: Form<CampaignField>,
    /// Whom it can mean; `None` until that is there.
    pub(super) groups: Option<Vec<Group>>,
    /// What the shop wrote for messages; `None` until it is there.
    pub(super) templates: Option<Vec<TemplateFacts>>,
    /// What is written as soon as it is found out whom the segment holds.
    pub(super) counting: Option<CampaignFacts>,
    /// Of which segment it is being counted how many it holds.
    pub(super) asked: Option<String>,
}

impl CampaignForm {
    /// A form that waits for segments and templates.
    pub fn new(begin: BeginCampaign) -> Self {
        Self {
            begin,
            form: Form::loading(),
            groups: None,
            templates: None,
            counting: None,
            asked: None,
        }
    }

    /// The chosen one of those whom it can mean.
    pub(super) fn group(&self) -> Option<&Group> {
        let chosen = self.form.value(CampaignField::Segment);
        let mut all = self.groups.iter().flatten();
        all.find(|group| group.name == chosen)
    }
}
