//! Whom the sample garage keeps as segments, what it wrote to its customers and whom it invited.

use super::super::StoreResult;
use super::super::table::{CAMPAIGN, CAMPAIGN_TARGET, EVENT, EVENT_GUEST, MESSAGE, SEGMENT};
use super::super::writer::Writer;
use super::Load;
use crate::domain::name::fold;
use crate::domain::{MessageChannel, StaffId};
use crate::sample::{Care, SampleCampaign, SampleGathering};

impl Load<'_> {
    /// The segments, the campaigns and the gatherings of a garage, with an image of each row: taking the garage back takes them.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub(super) fn care(&mut self, care: &Care, by: Option<StaffId>) -> StoreResult<()> {
        let mut writer = Writer::new(&self.tx, self.at.clone());
        for segment in care.segments() {
            let set = vec![
                ("name_key", fold(&segment.name).into()),
                ("name", segment.name.into()),
                ("filter", segment.filter.to_json().into()),
                ("created_at", writer.at.clone().into()),
            ];
            writer.insert(&SEGMENT, set)?;
        }
        for campaign in care.campaigns() {
            write_to(&mut writer, campaign, by)?;
        }
        for gathering in care.gatherings() {
            invite(&mut writer, gathering)?;
        }
        self.rewritten.images.append(&mut writer.images);
        Ok(())
    }
}

fn write_to(
    writer: &mut Writer<'_>,
    campaign: &SampleCampaign,
    by: Option<StaffId>,
) -> StoreResult<()> {
    let facts = &campaign.facts;
    let at = writer.at.clone();
    let offer = facts.offer.as_ref();
    let until = offer
        .and_then(|offer| offer.until)
        .map(|day| day.to_string());
    let set = vec![
        ("name", facts.name.clone().into()),
        ("name_key", fold(&facts.name).into()),
        ("segment", facts.segment.clone().into()),
        ("filter", facts.filter.clone().into()),
        ("template", facts.template.clone().into()),
        ("purpose", facts.purpose.clone().into()),
        (
            "offer",
            offer
                .map(|offer| offer.text.clone())
                .unwrap_or_default()
                .into(),
        ),
        ("offer_until", until.into()),
        ("since", facts.since.to_string().into()),
        ("until", facts.until.to_string().into()),
        ("within_days", facts.within.into()),
        ("created_at", at.clone().into()),
    ];
    let id = writer.insert(&CAMPAIGN, set)?;
    for (who, sent) in &campaign.meant {
        let set = vec![("campaign_id", id.into()), ("customer_id", who.0.into())];
        writer.insert(&CAMPAIGN_TARGET, set)?;
        let Some((day, body)) = sent else { continue };
        let set = vec![
            ("customer_id", who.0.into()),
            ("day", day.to_string().into()),
            ("at", at.clone().into()),
            ("template", facts.template.clone().into()),
            ("purpose", facts.purpose.clone().into()),
            ("channel", MessageChannel::WhatsApp.key().to_owned().into()),
            ("language", "id".to_owned().into()),
            ("body", body.clone().into()),
            ("campaign_id", id.into()),
            ("staff_id", by.map(|by| by.0).into()),
        ];
        writer.insert(&MESSAGE, set)?;
    }
    Ok(())
}

fn invite(writer: &mut Writer<'_>, gathering: &SampleGathering) -> StoreResult<()> {
    let facts = &gathering.facts;
    let set = vec![
        ("name", facts.name.clone().into()),
        ("name_key", fold(&facts.name).into()),
        ("day", facts.day.to_string().into()),
        ("time", facts.time.clone().into()),
        ("place", facts.place.clone().into()),
        ("created_at", writer.at.clone().into()),
    ];
    let id = writer.insert(&EVENT, set)?;
    for (who, state) in &gathering.guests {
        let set = vec![
            ("event_id", id.into()),
            ("customer_id", who.0.into()),
            ("state", state.word().to_owned().into()),
        ];
        writer.insert(&EVENT_GUEST, set)?;
    }
    Ok(())
}
