//! Campaigns: begun with those whom they mean, edited, taken away.

use rusqlite::OptionalExtension;

use super::clean::Remarks;
use super::{merge, refused};
use crate::domain::filter::Filter;
use crate::domain::hygiene::{FIELD_CHARS, NAME_CHARS};
use crate::domain::name::fold;
use crate::domain::{
    CampaignFacts, CampaignId, CampaignOffer, CustomerId, FieldConflict, MessagePurpose,
};
use crate::store::campaign;
use crate::store::door::Done;
use crate::store::table::{CAMPAIGN, CAMPAIGN_TARGET, CUSTOMER};
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult};

/// The most customers whom a campaign may mean: somebody sends to each of them by hand.
pub(super) const MOST: usize = 10_000;
/// The longest key of a template, in characters.
const TEMPLATE_CHARS: usize = 60;
const TARGETS: &str = "SELECT customer_id FROM campaign_target WHERE campaign_id = ?1";

/// Begins one.
pub(super) fn add(
    writer: &mut Writer<'_>,
    facts: &CampaignFacts,
    targets: &[CustomerId],
) -> StoreResult<Done> {
    let wanted = clean(facts)?;
    free(writer, &wanted.name, None)?;
    let mut targets = targets.to_vec();
    targets.sort_unstable();
    targets.dedup();
    if targets.is_empty() {
        return Err(refused("segment", "nobody"));
    }
    if targets.len() > MOST {
        return Err(refused("segment", "too_many"));
    }
    let mut set = columns(&wanted);
    set.push(("created_at", writer.at.clone().into()));
    let id = writer.insert(&CAMPAIGN, set)?;
    for target in targets {
        if writer.row(&CUSTOMER, &[target.0.into()])?.is_none() {
            return Err(StoreError::Gone);
        }
        let set = vec![("campaign_id", id.into()), ("customer_id", target.0.into())];
        writer.insert(&CAMPAIGN_TARGET, set)?;
    }
    Ok(done("add_campaign"))
}

/// Makes one what was wanted of it, if nobody touched it meanwhile. Whom it means stays.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    id: CampaignId,
    base: &CampaignFacts,
    facts: &CampaignFacts,
) -> StoreResult<Done> {
    let theirs = campaign::facts(writer.conn, id)?.ok_or(StoreError::Gone)?;
    let mine = clean(facts)?;
    if theirs != *base && theirs != mine {
        return Err(StoreError::Conflict(conflicts([base, &theirs, &mine])));
    }
    free(writer, &mine.name, Some(id))?;
    let mut set = columns(&mine);
    if mine.name != theirs.name {
        set.push(("earlier_names", renamed(writer, id, &theirs.name)?.into()));
    }
    writer.update(&CAMPAIGN, &[id.0.into()], set)?;
    Ok(done("edit_campaign"))
}

/// What it was called before, with the name that it loses now.
fn renamed(writer: &Writer<'_>, id: CampaignId, name: &str) -> StoreResult<String> {
    let sql = "SELECT earlier_names FROM campaign WHERE id = ?1";
    let kept: String = writer.conn.query_row(sql, [id.0], |row| row.get(0))?;
    let mut names: Vec<String> = serde_json::from_str(&kept).unwrap_or_default();
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
    Ok(serde_json::json!(names).to_string())
}

/// Takes one away, with whom it meant.
pub(super) fn remove(writer: &mut Writer<'_>, id: CampaignId) -> StoreResult<Done> {
    if writer.row(&CAMPAIGN, &[id.0.into()])?.is_none() {
        return Err(StoreError::Gone);
    }
    let targets: Vec<i64> = {
        let mut statement = writer.conn.prepare_cached(TARGETS)?;
        let rows = statement.query_map([id.0], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    for target in targets {
        writer.delete(&CAMPAIGN_TARGET, &[id.0.into(), target.into()])?;
    }
    writer.delete(&CAMPAIGN, &[id.0.into()])?;
    Ok(done("remove_campaign"))
}

fn done(kind: &'static str) -> Done {
    Done {
        kind,
        ..Done::default()
    }
}

fn clean(facts: &CampaignFacts) -> StoreResult<CampaignFacts> {
    let mut remarks = Remarks::default();
    let name = remarks.line("campaign", &facts.name, NAME_CHARS);
    let template = remarks.line("template", &facts.template, TEMPLATE_CHARS);
    for (field, text) in [("campaign", &name), ("template", &template)] {
        if text.is_empty() {
            remarks.say(field, "required");
        }
    }
    let purpose = MessagePurpose::of(&facts.purpose);
    if purpose.is_none() {
        remarks.say("template", "unknown");
    }
    let offer = facts.offer.as_ref().map(|offer| CampaignOffer {
        text: remarks.line("offer", &offer.text, NAME_CHARS),
        until: offer.until,
    });
    let offer = offer.filter(|offer| !offer.text.is_empty());
    if let (Some(offer), Some(purpose)) = (&offer, purpose) {
        if purpose.greets() {
            remarks.say("offer", "greets");
        } else if !purpose.may_offer() {
            remarks.say("offer", "no_promotion");
        }
        remarks.day("offer_until", offer.until);
        if offer.until.is_some_and(|until| until < facts.since) {
            remarks.say("offer_until", "before_since");
        }
    }
    remarks.day("since", Some(facts.since));
    remarks.day("until", Some(facts.until));
    if facts.until < facts.since {
        remarks.say("until", "before_since");
    }
    if !(1..=365).contains(&facts.within) {
        remarks.say("within_days", "too_large");
    }
    if Filter::from_json(&facts.filter).is_err() {
        remarks.say("segment", "bad_filter");
    }
    let clean = CampaignFacts {
        name,
        template,
        offer,
        segment: remarks.line("segment", &facts.segment, NAME_CHARS),
        note: remarks.note("note", &facts.note, FIELD_CHARS),
        ..facts.clone()
    };
    remarks.none()?;
    Ok(clean)
}

/// Refuses a name that another one has.
fn free(writer: &Writer<'_>, name: &str, own: Option<CampaignId>) -> StoreResult<()> {
    let sql = "SELECT id FROM campaign WHERE name_key = ?1";
    let mut statement = writer.conn.prepare_cached(sql)?;
    let holder: Option<i64> = statement
        .query_row([fold(name)], |row| row.get(0))
        .optional()?;
    if holder.is_some() && holder != own.map(|id| id.0) {
        return Err(refused("campaign", "name_taken"));
    }
    Ok(())
}

fn columns(facts: &CampaignFacts) -> Vec<Set> {
    vec![
        ("name", facts.name.clone().into()),
        ("name_key", fold(&facts.name).into()),
        ("segment", facts.segment.clone().into()),
        ("filter", facts.filter.clone().into()),
        ("template", facts.template.clone().into()),
        ("purpose", facts.purpose.clone().into()),
        ("offer", offer(facts).into()),
        ("offer_until", offer_until(facts).into()),
        ("since", facts.since.to_string().into()),
        ("until", facts.until.to_string().into()),
        ("within_days", facts.within.into()),
        ("note", facts.note.clone().into()),
    ]
}

fn offer(facts: &CampaignFacts) -> String {
    let offer = facts.offer.as_ref();
    offer.map(|offer| offer.text.clone()).unwrap_or_default()
}

fn offer_until(facts: &CampaignFacts) -> Option<String> {
    let until = facts.offer.as_ref()?.until?;
    Some(until.to_string())
}

/// The fields that somebody else changed meanwhile.
fn conflicts(three: [&CampaignFacts; 3]) -> Vec<FieldConflict> {
    let texts = |facts: &CampaignFacts| {
        [
            ("campaign", facts.name.clone()),
            ("template", facts.template.clone()),
            ("offer", offer(facts)),
            ("offer_until", offer_until(facts).unwrap_or_default()),
            ("since", facts.since.to_string()),
            ("until", facts.until.to_string()),
            ("within_days", facts.within.to_string()),
            ("note", facts.note.clone()),
        ]
    };
    merge::met(three.map(texts))
}
