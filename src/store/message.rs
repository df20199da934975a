//! Messages that were sent, and what the shop wrote for those to come.

use rusqlite::{Connection, OptionalExtension, Row};

use super::rows::day;
use super::{Store, StoreResult};
use crate::domain::{
    CampaignId, CustomerId, Day, MessageChannel, MessageEntry, MessagePurpose, SentMessage,
    TemplateFacts, offer,
};

const TEMPLATE: &str = "SELECT key, purpose, text_id, text_en FROM template WHERE key = ?1";
const DONE_ON: &str = "
    SELECT l.text FROM visit v JOIN visit_line l ON l.visit_id = v.id
    WHERE v.customer_id = ?1 AND v.day = ?2";
const TEMPLATES: &str = "SELECT key, purpose, text_id, text_en FROM template ORDER BY key";
const OF_CUSTOMER: &str = "
    SELECT m.id, m.customer_id, m.day, m.template, m.purpose, m.channel, m.language, m.body, s.name, m.campaign_id
    FROM message m LEFT JOIN staff s ON s.id = m.staff_id
    WHERE m.customer_id = ?1 ORDER BY m.day DESC, m.id DESC LIMIT ?2";

const SAME: &str = "
    SELECT m.day, coalesce(s.name, '') FROM message m LEFT JOIN staff s ON s.id = m.staff_id
    WHERE m.customer_id = ?1 AND m.template = ?2 AND ?2 <> ''
        AND abs(julianday(m.day) - julianday(?3)) <= ?4
    ORDER BY m.day DESC, m.id DESC LIMIT 1";

/// When the same was sent already, and by whom; a name may be empty.
pub(super) fn before(
    conn: &Connection,
    sent: &SentMessage,
) -> StoreResult<Option<(String, String)>> {
    let mut statement = conn.prepare_cached(SAME)?;
    let about = (
        sent.customer.0,
        &sent.template,
        sent.day.to_string(),
        sent.says_the_same_within(),
    );
    let row = statement.query_row(about, |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?)
}

/// What the shop wrote for a message; `None` where it wrote nothing.
pub(super) fn template(conn: &Connection, key: &str) -> StoreResult<Option<TemplateFacts>> {
    let mut statement = conn.prepare_cached(TEMPLATE)?;
    Ok(statement.query_row([key], facts).optional()?)
}

/// What a message of a template is for today, by what the shop's texts say: of two purposes the one that
/// wants more.
pub(super) fn purpose_now(
    conn: &Connection,
    key: &str,
    purpose: MessagePurpose,
) -> StoreResult<MessagePurpose> {
    let Some(own) = template(conn, key)? else {
        return Ok(purpose);
    };
    let offers = |text: &String| offer(purpose, text).is_some();
    let is_promotion = !purpose.greets() && [&own.id, &own.en].into_iter().any(offers);
    if is_promotion {
        return Ok(MessagePurpose::Promotion);
    }
    let stricter = own.purpose.needs_a_yes() && !purpose.needs_a_yes();
    Ok(if stricter { own.purpose } else { purpose })
}

/// What was done for a customer on a day, line by line.
pub(super) fn done_on(
    conn: &Connection,
    customer: CustomerId,
    on: Day,
) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare_cached(DONE_ON)?;
    let rows = statement.query_map((customer.0, on.to_string()), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn facts(row: &Row<'_>) -> rusqlite::Result<TemplateFacts> {
    Ok(TemplateFacts {
        key: row.get(0)?,
        purpose: purpose(&row.get::<_, String>(1)?),
        id: row.get(2)?,
        en: row.get(3)?,
    })
}

impl Store {
    /// Whether the same message was sent to the same customer already: marking it once more has to
    /// be meant.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn was_sent(&self, message: &SentMessage) -> StoreResult<bool> {
        Ok(before(&self.conn, message)?.is_some())
    }

    /// What the shop wrote for messages, by key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn templates(&self) -> StoreResult<Vec<TemplateFacts>> {
        let mut statement = self.conn.prepare_cached(TEMPLATES)?;
        let rows = statement.query_map([], facts)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest messages that a customer was sent, at most `limit` of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn messages_of(
        &self,
        customer: CustomerId,
        limit: usize,
    ) -> StoreResult<Vec<MessageEntry>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.conn.prepare_cached(OF_CUSTOMER)?;
        let rows = statement.query_map((customer.0, limit), entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<MessageEntry> {
    Ok(MessageEntry {
        id: row.get(0)?,
        message: SentMessage {
            customer: CustomerId(row.get(1)?),
            day: day(row, 2)?,
            template: row.get(3)?,
            purpose: purpose(&row.get::<_, String>(4)?),
            channel: MessageChannel::of(&row.get::<_, String>(5)?).unwrap_or_default(),
            language: row.get(6)?,
            body: row.get(7)?,
            campaign: row.get::<_, Option<i64>>(9)?.map(CampaignId),
            about: None,
        },
        by: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
    })
}

/// The schema knows no other; a word of a newer version is taken for what wants a yes.
fn purpose(key: &str) -> MessagePurpose {
    MessagePurpose::of(key).unwrap_or(MessagePurpose::Promotion)
}

#[cfg(test)]
mod tests {
    use super::super::StoreError;
    use super::super::test_kit::{add_customer, assert_nothing_loose, new_store, write};
    use super::*;
    use crate::domain::{Change, Purpose, VisitFacts, VisitLine};

    fn today() -> Day {
        "2026-11-26".parse().unwrap()
    }

    fn sent(customer: CustomerId, purpose: MessagePurpose) -> Change {
        Change::MarkSent(Box::new(SentMessage {
            customer,
            day: today(),
            template: "birthday".to_owned(),
            purpose,
            channel: MessageChannel::WhatsApp,
            language: "id".to_owned(),
            body: "Selamat ulang tahun 🎂\n".to_owned(),
            campaign: None,
            about: None,
        }))
    }

    fn answered(customer: CustomerId, purpose: Purpose, yes: bool) -> Change {
        Change::SetConsent {
            customer,
            purpose: purpose.key().to_owned(),
            yes,
            day: today(),
            channel: "counter".to_owned(),
        }
    }

    fn refused_with(store: &mut Store, change: &Change) -> String {
        match write(store, change) {
            Err(StoreError::Refused(fields)) => fields[0].1.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_greeting_that_offers_something_needs_the_yes_to_promotions() {
        let (_dir, mut store) = new_store();
        let ani = add_customer(&mut store, "Ani Hemat");
        write(&mut store, &answered(ani, Purpose::Birthday, true)).unwrap();
        let with = |body: &str| {
            let Change::MarkSent(mut message) = sent(ani, MessagePurpose::Birthday) else {
                panic!("a message");
            };
            body.clone_into(&mut message.body);
            Change::MarkSent(message)
        };
        write(&mut store, &with("Selamat ulang tahun, Ani Hemat!")).unwrap();
        let Change::MarkSent(offer) = with("DISKON 50% ganti oli") else {
            panic!("a message");
        };
        let offer = Change::MarkSentAgain(offer);
        assert_eq!(refused_with(&mut store, &offer), "tempts");
        write(&mut store, &answered(ani, Purpose::Promotions, true)).unwrap();
        write(&mut store, &offer).unwrap();
        let kept = store.messages_of(ani, 1).unwrap().remove(0).message;
        assert_eq!(kept.purpose, MessagePurpose::Promotion);
        // A yes to promotions alone is none to greetings.
        write(&mut store, &answered(ani, Purpose::Birthday, false)).unwrap();
        assert_eq!(refused_with(&mut store, &offer), "said_no");
    }

    #[test]
    fn whatever_offers_something_is_a_promotion_and_needs_the_yes_to_promotions() {
        let (_dir, mut store) = new_store();
        let ani = add_customer(&mut store, "Ani");
        let with = |purpose, body: &str| {
            let Change::MarkSent(mut message) = sent(ani, purpose) else {
                panic!("a message");
            };
            body.clone_into(&mut message.body);
            "own".clone_into(&mut message.template);
            Change::MarkSent(message)
        };
        let plain = [
            MessagePurpose::ServiceReminder,
            MessagePurpose::Transactional,
        ];
        for purpose in plain {
            let offer = with(purpose, "Servis bulan ini diskon 20 %");
            assert_eq!(refused_with(&mut store, &offer), "tempts");
        }
        let facts = VisitFacts {
            customer: Some(ani),
            lines: vec![VisitLine {
                text: "Cuci gratis".to_owned(),
                quantity: 1000,
                ..VisitLine::default()
            }],
            ..VisitFacts::on(today())
        };
        let facts = Box::new(facts);
        write(&mut store, &Change::AddVisit { facts }).unwrap();
        // What was done that day is told, and offered to nobody.
        let told = with(plain[1], "Sudah beres: Cuci gratis.");
        write(&mut store, &told).unwrap();
        write(&mut store, &answered(ani, Purpose::Promotions, true)).unwrap();
        write(&mut store, &with(plain[0], "Diskon 20 %")).unwrap_err();
        let Change::MarkSent(offer) = with(plain[0], "Diskon 20 %") else {
            panic!("a message");
        };
        write(&mut store, &Change::MarkSentAgain(offer)).unwrap();
        let kept = store.messages_of(ani, 1).unwrap().remove(0).message;
        assert_eq!(kept.purpose, MessagePurpose::Promotion);
    }

    #[test]
    fn a_template_that_offers_something_is_kept_as_a_promotion() {
        let (_dir, mut store) = new_store();
        let ani = add_customer(&mut store, "Ani");
        let own = TemplateFacts {
            purpose: MessagePurpose::ServiceReminder,
            ..template("servis", "Diskon 20 % bulan ini")
        };
        write(&mut store, &set("servis", None, Some(&own))).unwrap();
        let kept = store.templates().unwrap().remove(0);
        assert_eq!(kept.purpose, MessagePurpose::Promotion);
        let Change::MarkSent(mut message) = sent(ani, MessagePurpose::ServiceReminder) else {
            panic!("a message");
        };
        "servis".clone_into(&mut message.template);
        let plain = Change::MarkSent(message);
        assert_eq!(refused_with(&mut store, &plain), "not_asked");
    }

    #[test]
    fn a_message_that_was_sent_is_told_with_emoji_and_taken_back_and_made_again() {
        let (_dir, mut store) = new_store();
        let customer = add_customer(&mut store, "Budi");
        write(&mut store, &answered(customer, Purpose::Birthday, true)).unwrap();
        write(&mut store, &sent(customer, MessagePurpose::Birthday)).unwrap();
        let told = store.messages_of(customer, 9).unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].message.body, "Selamat ulang tahun 🎂");
        let undo = Change::Undo { change: None };
        write(&mut store, &undo).unwrap();
        assert!(store.messages_of(customer, 9).unwrap().is_empty());
        assert_nothing_loose(&store);
    }

    #[test]
    fn the_same_greeting_is_kept_once_for_its_feast_unless_it_is_known_that_it_was_sent() {
        let (_dir, mut store) = new_store();
        let budi = add_customer(&mut store, "Budi");
        write(&mut store, &answered(budi, Purpose::Birthday, true)).unwrap();
        let at = |day: &str, purpose| match sent(budi, purpose) {
            Change::MarkSent(mut message) => {
                message.day = day.parse().unwrap();
                message
            }
            other => panic!("{other:?}"),
        };
        let greeting = |day| Change::MarkSent(at(day, MessagePurpose::Birthday));
        write(&mut store, &greeting("2026-11-26")).unwrap();
        for day in ["2026-11-26", "2026-11-20", "2026-12-03"] {
            let why = refused_with(&mut store, &greeting(day));
            assert!(why.starts_with("sent_already 2026-11-26"), "{why}");
        }
        assert_eq!(store.messages_of(budi, 9).unwrap().len(), 1);
        let again = Change::MarkSentAgain(at("2026-11-27", MessagePurpose::Birthday));
        write(&mut store, &again).unwrap();
        write(&mut store, &greeting("2027-11-26")).unwrap();
        assert_eq!(store.messages_of(budi, 9).unwrap().len(), 3);
        // What is no greeting may be said every day, and once a day.
        let told = |day| Change::MarkSent(at(day, MessagePurpose::Transactional));
        write(&mut store, &told("2026-11-28")).unwrap();
        let why = refused_with(&mut store, &told("2026-11-28"));
        assert!(why.starts_with("sent_already 2026-11-28"), "{why}");
        write(&mut store, &Change::Undo { change: None }).unwrap();
        write(&mut store, &told("2026-11-28")).unwrap();
    }

    #[test]
    fn the_door_asks_what_the_customer_agreed_to_whoever_writes() {
        let (_dir, mut store) = new_store();
        let customer = add_customer(&mut store, "Budi");
        let mut why = |change: &Change| refused_with(&mut store, change);
        for purpose in [
            MessagePurpose::Birthday,
            MessagePurpose::Greeting,
            MessagePurpose::Promotion,
        ] {
            assert_eq!(why(&sent(customer, purpose)), "not_asked");
        }
        write(&mut store, &sent(customer, MessagePurpose::ServiceReminder)).unwrap();
        write(
            &mut store,
            &answered(customer, Purpose::ServiceReminders, false),
        )
        .unwrap();
        let reminder = sent(customer, MessagePurpose::ServiceReminder);
        assert_eq!(refused_with(&mut store, &reminder), "said_no");
        write(&mut store, &answered(customer, Purpose::Promotions, true)).unwrap();
        write(&mut store, &answered(customer, Purpose::Contact, false)).unwrap();
        for purpose in MessagePurpose::ALL {
            assert_eq!(
                refused_with(&mut store, &sent(customer, purpose)),
                "do_not_contact"
            );
        }
        assert_eq!(store.messages_of(customer, 9).unwrap().len(), 1);
    }

    #[test]
    fn a_list_is_marked_as_one_change_or_not_at_all() {
        let (_dir, mut store) = new_store();
        let all = ["Ani", "Budi"].map(|name| add_customer(&mut store, name));
        let list = |purpose| {
            let all = all.map(|customer| match sent(customer, purpose) {
                Change::MarkSent(sent) => *sent,
                other => panic!("{other:?}"),
            });
            Change::MarkListSent(all.into())
        };
        let no = answered(all[1], Purpose::ServiceReminders, false);
        write(&mut store, &no).unwrap();
        let reminders = list(MessagePurpose::ServiceReminder);
        assert_eq!(refused_with(&mut store, &reminders), "said_no");
        let sent = |store: &Store| all.map(|who| store.messages_of(who, 9).unwrap().len());
        assert_eq!(sent(&store), [0, 0]);
        let all_of = list(MessagePurpose::Transactional);
        write(&mut store, &all_of).unwrap();
        assert_eq!(sent(&store), [1, 1]);
        let again = refused_with(&mut store, &all_of);
        assert!(again.starts_with("sent_already 2026-11-26"), "{again}");
        assert_eq!(sent(&store), [1, 1]);
        let audit = store.audit(None, 9).unwrap();
        assert_eq!(audit[0].kind, "mark_list_sent");
        let Change::MarkListSent(list) = all_of else {
            panic!("a list");
        };
        assert!(store.was_sent(&list[0]).unwrap());
        write(&mut store, &Change::MarkListSentAgain(list.clone())).unwrap();
        assert_eq!(sent(&store), [2, 2]);
        for _ in 0..2 {
            write(&mut store, &Change::Undo { change: None }).unwrap();
        }
        assert!(!store.was_sent(&list[0]).unwrap());
        assert_eq!(sent(&store), [0, 0]);
        assert_nothing_loose(&store);
    }

    fn template(key: &str, id: &str) -> TemplateFacts {
        TemplateFacts {
            key: key.to_owned(),
            purpose: MessagePurpose::Promotion,
            id: id.to_owned(),
            en: String::new(),
        }
    }

    fn set(key: &str, base: Option<&TemplateFacts>, facts: Option<&TemplateFacts>) -> Change {
        Change::SetTemplate {
            key: key.to_owned(),
            base: base.cloned().map(Box::new),
            facts: facts.cloned().map(Box::new),
        }
    }

    #[test]
    fn a_template_is_set_changed_and_taken_away_and_nobody_overwrites_anybody() {
        let (_dir, mut store) = new_store();
        let [one, two] = ["Oli murah", "Ban murah"].map(|text| template("promo_1", text));
        write(&mut store, &set("promo_1", None, Some(&one))).unwrap();
        assert_eq!(store.templates().unwrap(), std::slice::from_ref(&one));
        let blind = write(&mut store, &set("promo_1", None, Some(&two)));
        assert!(matches!(blind, Err(StoreError::Conflict(_))), "{blind:?}");
        write(&mut store, &set("promo_1", Some(&one), Some(&two))).unwrap();
        write(&mut store, &set("promo_1", Some(&two), None)).unwrap();
        assert!(store.templates().unwrap().is_empty());
        write(&mut store, &Change::Undo { change: None }).unwrap();
        assert_eq!(store.templates().unwrap(), [two]);
    }

    #[test]
    fn a_template_without_a_text_or_with_an_odd_key_is_refused() {
        let (_dir, mut store) = new_store();
        let empty = template("promo_1", " ");
        assert_eq!(
            refused_with(&mut store, &set("promo_1", None, Some(&empty))),
            "required"
        );
        let odd = template("Promo 1", "x");
        assert_eq!(
            refused_with(&mut store, &set("Promo 1", None, Some(&odd))),
            "unknown"
        );
    }

    #[test]
    fn a_template_of_the_shop_wants_the_yes_that_it_was_made_for() {
        let (_dir, mut store) = new_store();
        let customer = add_customer(&mut store, "Budi");
        let own = template("birthday", "x");
        write(&mut store, &set("birthday", None, Some(&own))).unwrap();
        let as_other = sent(customer, MessagePurpose::Transactional);
        assert_eq!(refused_with(&mut store, &as_other), "not_asked");
    }
}
