//! The templates that ship, and what the shop made of them.

use serde::Deserialize;

use super::template::{Claim, Filling, FillingDate, Template};
use crate::domain::{MessagePurpose, STOP_FOOTER, TemplateFacts};
use crate::text::Lang;

/// `assets/messages/templates.toml`, which the build script spells as JSON.
const SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/messages/templates.json"));

/// All templates of a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    /// Those that ship first, then the shop's own.
    all: Vec<Template>,
    footer: Template,
}

impl Default for Templates {
    fn default() -> Self {
        Self::shipped()
    }
}

impl Templates {
    /// Those that ship.
    pub fn shipped() -> Self {
        // A test reads the file that ships.
        let file: File = serde_json::from_str(SHIPPED).unwrap_or_default();
        let all = file.template.into_iter().filter_map(Entry::template);
        let footer = Template {
            key: STOP_FOOTER.to_owned(),
            purpose: MessagePurpose::Promotion,
            made_for: MessagePurpose::Promotion,
            offers: None,
            filling: Filling::default(),
            claims: None,
            ships: true,
            changed: false,
            birthday: false,
            id: file.stop_footer.id,
            en: file.stop_footer.en,
        };
        let all = all.collect();
        Self { all, footer }
    }

    /// Those that ship, with what the shop made of them and its own.
    pub fn of_shop(own: &[TemplateFacts]) -> Self {
        let mut templates = Self::shipped();
        for facts in own {
            templates.put(facts);
        }
        templates
    }

    fn put(&mut self, facts: &TemplateFacts) {
        if facts.key == STOP_FOOTER {
            let mut footer = self.footer.clone();
            footer.take(facts);
            // Below promotions stands how to stop them, whatever came into the book past the program.
            if footer.check().is_ok() {
                self.footer = footer;
            }
            return;
        }
        if let Some(template) = self.all.iter_mut().find(|one| one.key == facts.key) {
            template.take(facts);
            return;
        }
        let mut template = Template::new(&facts.key, facts.purpose);
        template.take(facts);
        self.all.push(template);
    }

    /// All that can be sent.
    pub fn all(&self) -> &[Template] {
        &self.all
    }

    /// The line below every promotion, which can be edited like a template.
    pub fn footer(&self) -> &Template {
        &self.footer
    }

    /// The one of this key, the line below promotions included.
    pub fn named(&self, key: &str) -> Option<&Template> {
        let all = self.all.iter().chain([&self.footer]);
        all.into_iter().find(|template| template.key == key)
    }

    /// What stands below a message of this purpose; nothing below most.
    pub fn below(&self, purpose: MessagePurpose, lang: Lang) -> &str {
        match purpose {
            MessagePurpose::Promotion => self.footer.text(lang),
            _ => "",
        }
    }

    /// A text as it goes: with what stands below messages of this purpose, once.
    pub fn ended(&self, purpose: MessagePurpose, lang: Lang, text: &str) -> String {
        let (text, below) = (text.trim(), self.below(purpose, lang));
        if below.is_empty() || text.ends_with(below) {
            return text.to_owned();
        }
        format!("{text}\n\n{below}")
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<Entry>,
    stop_footer: Footer,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Footer {
    id: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    purpose: String,
    #[serde(default)]
    date: FillingDate,
    #[serde(default)]
    work: Option<String>,
    #[serde(default)]
    points: Option<String>,
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    says: Option<Claim>,
    id: String,
    en: String,
}

impl Entry {
    fn template(self) -> Option<Template> {
        let purpose = MessagePurpose::of(&self.purpose)?;
        let gift = self.at.as_deref() == Some("birthday");
        Some(Template {
            purpose,
            made_for: purpose,
            offers: None,
            birthday: gift || purpose == MessagePurpose::Birthday,
            filling: Filling {
                date: self.date,
                next_service: self.work.as_deref() == Some("next_service"),
                points_given: self.points.as_deref() == Some("given"),
            },
            claims: self.says,
            key: self.key,
            ships: true,
            changed: false,
            id: self.id,
            en: self.en,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{NoWayOut, is_template_key};
    use crate::message::Mistake;
    use std::collections::BTreeSet;

    fn own(key: &str, purpose: MessagePurpose, id: &str) -> TemplateFacts {
        TemplateFacts {
            key: key.to_owned(),
            purpose,
            id: id.to_owned(),
            en: String::new(),
        }
    }

    #[test]
    fn every_template_that_ships_is_read_and_passes_its_own_check() {
        let templates = Templates::shipped();
        assert_eq!(templates.all().len(), 20);
        let mut keys = BTreeSet::new();
        for template in templates.all().iter().chain([templates.footer()]) {
            assert!(is_template_key(&template.key) && keys.insert(&template.key));
            assert_eq!(template.check(), Ok(()), "{}", template.key);
            assert_ne!(template.text(Lang::Id), template.text(Lang::En));
        }
    }

    #[test]
    fn every_message_that_ships_says_from_which_shop_it_is() {
        for template in Templates::shipped().all() {
            for (lang, shop) in [(Lang::Id, "{bengkel}"), (Lang::En, "{shop}")] {
                let text = template.text(lang);
                assert!(text.contains(shop), "{}: {text}", template.key);
            }
        }
    }

    #[test]
    fn what_sells_stands_in_no_greeting_and_a_gift_makes_a_promotion() {
        let templates = Templates::shipped();
        let gift = templates.named("birthday_gift").unwrap();
        assert_eq!(gift.purpose, MessagePurpose::Promotion);
        let mut greeting = gift.clone();
        greeting.purpose = MessagePurpose::Birthday;
        assert!(matches!(greeting.check(), Err(Mistake::Sells(_))));
    }

    #[test]
    fn an_offer_has_a_place_only_where_both_texts_name_it() {
        let templates = Templates::shipped();
        let place = |key| templates.named(key).unwrap().has_place_for_an_offer();
        assert!(place("win_back") && place("birthday_gift"));
        assert!(!place("service_due") && !place("lebaran"));
        let ours = own("win_back", MessagePurpose::Promotion, "Kangen, {nama}!");
        let templates = Templates::of_shop(&[ours]);
        assert!(
            !templates
                .named("win_back")
                .unwrap()
                .has_place_for_an_offer()
        );
    }

    #[test]
    fn a_text_of_the_shop_takes_the_place_of_the_one_that_ships_and_not_its_purpose() {
        let other = own("birthday", MessagePurpose::Transactional, "Met ultah!");
        let templates =
            Templates::of_shop(&[other, own("promo_oli", MessagePurpose::Promotion, "Oli!")]);
        let birthday = templates.named("birthday").unwrap();
        assert_eq!(birthday.purpose, MessagePurpose::Birthday);
        assert_eq!(birthday.text(Lang::Id), "Met ultah!");
        assert!(birthday.text(Lang::En).starts_with("Happy birthday"));
        let own = templates.named("promo_oli").unwrap();
        assert_eq!((own.ships, own.text(Lang::En)), (false, "Oli!"));
    }

    #[test]
    fn no_template_that_ships_becomes_a_promotion_by_its_words() {
        for template in Templates::shipped().all() {
            let mut weighed = template.clone();
            weighed.weigh();
            assert_eq!(weighed, *template, "{}", template.key);
        }
    }

    #[test]
    fn a_text_of_the_shop_that_offers_something_is_a_promotion_whatever_it_was_made_for() {
        let reminder = own("servis", MessagePurpose::ServiceReminder, "Diskon 20 %!");
        let due = own(
            "service_due",
            MessagePurpose::ServiceReminder,
            "Ada {promo}",
        );
        let templates = Templates::of_shop(&[reminder, due]);
        for (key, words) in [("servis", "Diskon"), ("service_due", "{promo}")] {
            let template = templates.named(key).unwrap();
            assert_eq!(template.purpose, MessagePurpose::Promotion);
            assert_eq!(template.made_for, MessagePurpose::ServiceReminder);
            assert_eq!(template.offers.as_deref(), Some(words));
            assert_eq!(template.check(), Ok(()));
        }
        // A greeting that offers something is refused.
        let greeting = own("birthday", MessagePurpose::Birthday, "Diskon 20 %!");
        let templates = Templates::of_shop(&[greeting]);
        let birthday = templates.named("birthday").unwrap();
        assert_eq!(birthday.purpose, MessagePurpose::Birthday);
        assert!(matches!(birthday.check(), Err(Mistake::Tempts(_))));
    }

    #[test]
    fn what_is_written_is_kept_as_what_it_is() {
        let templates = Templates::shipped();
        let due = templates.named("service_due").unwrap();
        let offers = due.written(None, Lang::Id, "Ada diskon, {nama}");
        assert_eq!(offers.purpose, MessagePurpose::Promotion);
        let templates = Templates::of_shop(std::slice::from_ref(&offers));
        let due = templates.named("service_due").unwrap();
        let plain = due.written(Some(&offers), Lang::Id, "Sudah waktunya, {nama}");
        assert_eq!(plain.purpose, MessagePurpose::ServiceReminder);
        assert_eq!(
            (plain.id.as_str(), plain.en.as_str()),
            ("Sudah waktunya, {nama}", "")
        );
    }

    #[test]
    fn below_promotions_stands_how_to_stop_them_and_nothing_else() {
        let shipped = Templates::shipped();
        let wrong = |text: &str| shipped.footer().check_text(text).err();
        assert_eq!(wrong("Balas STOP untuk berhenti."), None);
        assert_eq!(
            wrong("Salam hangat!"),
            Some(Mistake::NoWayOut(NoWayOut::Stop))
        );
        assert_eq!(
            wrong("Jangan berhenti tersenyum!"),
            Some(Mistake::NoWayOut(NoWayOut::Way))
        );
        let filled = Mistake::NotFilled("bengkel".to_owned());
        assert_eq!(wrong("Balas STOP ke {bengkel}."), Some(filled));
        // One that came past the program is not sent.
        let below = |text| {
            let own = own(STOP_FOOTER, MessagePurpose::Promotion, text);
            let templates = Templates::of_shop(&[own]);
            templates
                .below(MessagePurpose::Promotion, Lang::Id)
                .to_owned()
        };
        assert_eq!(below("Salam hangat!"), shipped.footer().text(Lang::Id));
        assert_eq!(below("Ketik STOP."), "Ketik STOP.");
    }

    #[test]
    fn the_way_to_stop_stands_below_promotions_once_and_below_nothing_else() {
        let templates = Templates::shipped();
        let ended = |purpose, text: &str| templates.ended(purpose, Lang::Id, text);
        let once = ended(MessagePurpose::Promotion, "Ada promo");
        assert!(
            once.starts_with("Ada promo\n\n") && once.ends_with("balas STOP."),
            "{once}"
        );
        assert_eq!(ended(MessagePurpose::Promotion, &once), once);
        for purpose in MessagePurpose::ALL {
            let has = ended(purpose, "x") != "x";
            assert_eq!(has, purpose == MessagePurpose::Promotion);
        }
    }
}
