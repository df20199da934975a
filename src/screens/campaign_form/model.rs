//! What the form of a campaign knows.

use super::fields::CampaignField;
use crate::domain::{CampaignFacts, Segment, TemplateFacts};
use crate::protocol::BeginCampaign;
use crate::screens::entry::Form;

/// A form over a campaign.
#[derive(Debug)]
pub struct CampaignForm {
    /// The one that is changed, or the segment of a new one.
    pub(super) begin: BeginCampaign,
    /// The fields.
    pub(super) form: Form<CampaignField>,
    /// The segments that can be meant; `None` until they are there.
    pub(super) segments: Option<Vec<(Segment, Option<u64>)>>,
    /// What the shop wrote for messages; `None` until it is there.
    pub(super) templates: Option<Vec<TemplateFacts>>,
    /// What is written as soon as it is found out whom the segment holds.
    pub(super) counting: Option<CampaignFacts>,
}

impl CampaignForm {
    /// A form that waits for segments and templates.
    pub fn new(begin: BeginCampaign) -> Self {
        Self {
            begin,
            form: Form::loading(),
            segments: None,
            templates: None,
            counting: None,
        }
    }

    /// The chosen segment, with how many it holds.
    pub(super) fn segment(&self) -> Option<&(Segment, Option<u64>)> {
        let chosen = self.form.value(CampaignField::Segment);
        let mut all = self.segments.iter().flatten();
        all.find(|(segment, _)| segment.id.0.to_string() == chosen)
    }
}
