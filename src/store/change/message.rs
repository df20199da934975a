//! Messages that were sent, and the texts that the shop wrote for them.

use rusqlite::types::Value;

use super::clean::Remarks;
use super::{customer, occasion, refused, staff};
use crate::domain::{
    Author, FieldConflict, Gate, MESSAGE_CHARS, Meant, MessagePurpose, STOP_FOOTER, SentMessage,
    TEMPLATE_KEY_CHARS, TemplateFacts, is_template_key, offer, tells_how_to_stop,
};
use crate::store::door::Done;
use crate::store::table::{MESSAGE, SHOP, TEMPLATE};
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult, campaign, customer as read, message};

/// Writes down that a message was sent; one that was sent already only where that is known.
pub(super) fn mark_sent(
    writer: &mut Writer<'_>,
    author: &Author,
    sent: &SentMessage,
    again: bool,
) -> StoreResult<Done> {
    keep(writer, author, sent, again)?;
    Ok(Done {
        kind: "mark_sent",
        customer: Some(sent.customer),
        ..Done::default()
    })
}

/// Writes down that all messages of a list were sent, or that of none if one may not be, or was
/// already and that is not known.
pub(super) fn mark_list_sent(
    writer: &mut Writer<'_>,
    author: &Author,
    list: &[SentMessage],
    again: bool,
) -> StoreResult<Done> {
    for sent in list {
        keep(writer, author, sent, again)?;
    }
    Ok(Done {
        kind: "mark_list_sent",
        counts: vec![("messages", list.len().into())],
        ..Done::default()
    })
}

/// Keeps one message. What the customer agreed to is looked at here, in the same transaction: no list
/// and no script comes past it. What was sent already is kept only where it may be sent `again`.
fn keep(
    writer: &mut Writer<'_>,
    author: &Author,
    sent: &SentMessage,
    again: bool,
) -> StoreResult<()> {
    customer::must_exist(writer, sent.customer)?;
    let purpose = message::purpose_now(writer.conn, &sent.template, sent.purpose)?;
    let meant = meant(writer, sent, purpose)?;
    let consents = read::consents(writer.conn, sent.customer)?;
    let wishes = read::wishes(writer.conn, sent.customer)?;
    let asked = Gate::of(purpose.asks(&sent.template), &consents, &wishes);
    match meant.gate(&sent.template, &consents, &wishes) {
        Gate::Open => {}
        Gate::DoNotContact => return Err(refused("consent", "do_not_contact")),
        // What offers something is a promotion too, however its text came to be.
        _ if asked.is_open() => return Err(refused("consent", "tempts")),
        Gate::Refused(_) => return Err(refused("consent", "said_no")),
        Gate::NotAsked(_) => return Err(refused("consent", "not_asked")),
        Gate::NotWished(_) => return Err(refused("consent", "not_wished")),
    }
    if !again && let Some((day, by)) = message::before(writer.conn, sent)? {
        return Err(refused("template", &format!("sent_already {day} {by}")));
    }
    let purpose = meant.purpose();
    let mut remarks = Remarks::default();
    remarks.day("day", Some(sent.day));
    let template = remarks.line("template", &sent.template, TEMPLATE_KEY_CHARS);
    let body = remarks.note("message", &sent.body, MESSAGE_CHARS);
    if body.is_empty() {
        remarks.say("message", "required");
    }
    if !["id", "en"].contains(&sent.language.as_str()) {
        remarks.say("message", "unknown");
    }
    remarks.none()?;
    let staff = staff::of(writer, author)?;
    let set = vec![
        ("customer_id", sent.customer.0.into()),
        ("day", sent.day.to_string().into()),
        ("at", writer.at.clone().into()),
        ("template", template.into()),
        ("purpose", purpose.key().to_owned().into()),
        ("channel", sent.channel.key().to_owned().into()),
        ("language", sent.language.clone().into()),
        ("body", body.into()),
        ("campaign_id", campaign_of(writer, sent)?.into()),
        ("staff_id", staff.into()),
    ];
    writer.insert(&MESSAGE, set)?;
    match &sent.about {
        Some(about) => occasion::told(writer, sent.customer, about, (sent.day, staff)),
        None => Ok(()),
    }
}

/// The campaign from whose list it went, none where that was taken away meanwhile; of no list, the one
/// that runs. A campaign that is made later takes nothing away from it.
fn campaign_of(writer: &Writer<'_>, sent: &SentMessage) -> StoreResult<Option<i64>> {
    let campaign = if let Some(id) = sent.campaign {
        campaign::facts(writer.conn, id)?.map(|_| id)
    } else {
        let about = (sent.customer, sent.template.as_str());
        campaign::running(writer.conn, about, sent.day)?
    };
    Ok(campaign.map(|id| id.0))
}

/// What the text is as it went, beside what the shop and the customer are called and what was done that
/// day.
fn meant(writer: &Writer<'_>, sent: &SentMessage, purpose: MessagePurpose) -> StoreResult<Meant> {
    let row = writer.row(&SHOP, &["name".to_owned().into()])?;
    let shop = match row.as_deref() {
        Some([_, Value::Text(name)]) => name.clone(),
        _ => String::new(),
    };
    let customer = read::facts(writer.conn, sent.customer)?;
    let mut names = message::done_on(writer.conn, sent.customer, sent.day)?;
    names.extend(customer.map(|facts| facts.name));
    names.push(shop);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Ok(Meant::of(purpose, &sent.body, &names))
}

/// Sets what the shop wrote for a message, or takes it away, where nobody did meanwhile.
pub(super) fn set_template(
    writer: &mut Writer<'_>,
    key: &str,
    base: Option<&TemplateFacts>,
    facts: Option<&TemplateFacts>,
) -> StoreResult<Done> {
    if !is_template_key(key) || facts.is_some_and(|facts| facts.key != key) {
        return Err(refused("template", "unknown"));
    }
    let theirs = message::template(writer.conn, key)?;
    let wanted = facts.map(clean).transpose()?;
    if theirs.as_ref() != base && theirs != wanted {
        return Err(StoreError::Conflict(conflicts(
            base,
            theirs.as_ref(),
            wanted.as_ref(),
        )));
    }
    let at: [Value; 1] = [key.to_owned().into()];
    match (theirs, wanted) {
        (None, None) => return Err(StoreError::Gone),
        (Some(_), None) => writer.delete(&TEMPLATE, &at)?,
        (None, Some(wanted)) => {
            let mut set = set(&wanted);
            set.push(("key", key.to_owned().into()));
            writer.insert(&TEMPLATE, set)?;
        }
        (Some(_), Some(wanted)) => {
            writer.update(&TEMPLATE, &at, set(&wanted))?;
        }
    }
    Ok(Done {
        kind: "set_template",
        ..Done::default()
    })
}

fn set(facts: &TemplateFacts) -> Vec<crate::store::writer::Set> {
    vec![
        ("purpose", facts.purpose.key().to_owned().into()),
        ("text_id", facts.id.clone().into()),
        ("text_en", facts.en.clone().into()),
    ]
}

fn clean(facts: &TemplateFacts) -> StoreResult<TemplateFacts> {
    let mut remarks = Remarks::default();
    let id = remarks.note("text_id", &facts.id, MESSAGE_CHARS);
    let en = remarks.note("text_en", &facts.en, MESSAGE_CHARS);
    if id.is_empty() && en.is_empty() {
        remarks.say("text_id", "required");
    }
    if facts.key == STOP_FOOTER {
        for (field, text) in [("text_id", &id), ("text_en", &en)] {
            if !text.is_empty() && tells_how_to_stop(text).is_err() {
                remarks.say(field, "no_way_out");
            }
        }
    }
    remarks.none()?;
    // What offers something is a promotion, whoever keeps it as what. Greetings that do go to nobody.
    let offers = |text: &String| offer(facts.purpose, text).is_some();
    let purpose = if !facts.purpose.greets() && [&id, &en].into_iter().any(offers) {
        MessagePurpose::Promotion
    } else {
        facts.purpose
    };
    Ok(TemplateFacts {
        purpose,
        id,
        en,
        ..facts.clone()
    })
}

/// Where what others made of it differs from what was seen.
fn conflicts(
    base: Option<&TemplateFacts>,
    theirs: Option<&TemplateFacts>,
    mine: Option<&TemplateFacts>,
) -> Vec<FieldConflict> {
    type Text = fn(&TemplateFacts) -> &str;
    let fields: [(&str, Text); 2] = [("text_id", |one| &one.id), ("text_en", |one| &one.en)];
    let told =
        |facts: Option<&TemplateFacts>, text: Text| facts.map(text).unwrap_or_default().to_owned();
    let fields = fields.into_iter().map(|(field, text)| FieldConflict {
        field: field.to_owned(),
        base: told(base, text),
        theirs: told(theirs, text),
        mine: told(mine, text),
    });
    fields.filter(|one| one.base != one.theirs).collect()
}
