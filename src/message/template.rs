//! The templates that ship, and what the shop made of them.

use serde::Deserialize;

use super::letter::{Piece, pieces};
use super::{Letter, Mistake, Placeholder, Values, check};
use crate::domain::{MessagePurpose, TemplateFacts};
use crate::text::Lang;

/// `assets/messages/templates.toml`, which the build script spells as JSON.
const SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/messages/templates.json"));

/// The key of the line below every promotion.
const STOP_FOOTER: &str = "stop_footer";

/// Where the values come from that mean different things in different templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filling {
    /// The day: of the last visit, or on which points lapse; else whoever sends says it.
    pub date: FillingDate,
    /// The work is the next service, not that of today's visit.
    pub next_service: bool,
    /// Whoever sends says how many points, not the balance.
    pub points_given: bool,
}

/// Which day `{date}` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillingDate {
    /// Whoever sends says it.
    #[default]
    Given,
    /// The day of the last visit.
    LastVisit,
    /// The day on which points lapse.
    PointsLapse,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name: `birthday`.
    pub key: String,
    /// What for.
    pub purpose: MessagePurpose,
    /// Where some of its values come from.
    pub filling: Filling,
    /// Whether it ships; else it is the shop's own.
    pub ships: bool,
    /// Whether the shop wrote a text of it.
    pub changed: bool,
    /// Whether it greets at a birthday, with a gift or without.
    pub birthday: bool,
    id: String,
    en: String,
}

impl Template {
    /// Its text in a language; in the other one where it has none.
    pub fn text(&self, lang: Lang) -> &str {
        let (wanted, other) = match lang {
            Lang::Id => (&self.id, &self.en),
            Lang::En => (&self.en, &self.id),
        };
        if wanted.is_empty() { other } else { wanted }
    }

    /// Whether its texts may be sent for what it is for. The book may hold one that a newer
    /// program, or somebody past the program, wrote.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), Mistake> {
        Lang::ALL
            .into_iter()
            .try_for_each(|lang| check(self.purpose, self.text(lang)))
    }

    /// Whether its texts have a place for an offer, whatever the language.
    pub fn has_place_for_an_offer(&self) -> bool {
        let offers = |piece| match piece {
            Piece::Placeholder(name) => Placeholder::of(name).is_some_and(Placeholder::offers),
            Piece::Text(_) => false,
        };
        let mut all = Lang::ALL.into_iter();
        all.all(|lang| pieces(self.text(lang)).into_iter().any(offers))
    }

    /// Its text with the values of a customer.
    pub fn fill(&self, lang: Lang, values: &Values) -> Letter {
        Letter::new(self.text(lang), values)
    }
}

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
            filling: Filling::default(),
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
        let mut known = self.all.iter_mut().chain([&mut self.footer]);
        if let Some(template) = known.find(|one| one.key == facts.key) {
            template.changed = true;
            for (text, own) in [(&mut template.id, &facts.id), (&mut template.en, &facts.en)] {
                if !own.is_empty() {
                    text.clone_from(own);
                }
            }
            return;
        }
        drop(known);
        self.all.push(Template {
            key: facts.key.clone(),
            purpose: facts.purpose,
            filling: Filling::default(),
            ships: false,
            changed: true,
            birthday: facts.purpose == MessagePurpose::Birthday,
            id: facts.id.clone(),
            en: facts.en.clone(),
        });
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
    id: String,
    en: String,
}

impl Entry {
    fn template(self) -> Option<Template> {
        let purpose = MessagePurpose::of(&self.purpose)?;
        let gift = self.at.as_deref() == Some("birthday");
        Some(Template {
            purpose,
            birthday: gift || purpose == MessagePurpose::Birthday,
            filling: Filling {
                date: self.date,
                next_service: self.work.as_deref() == Some("next_service"),
                points_given: self.points.as_deref() == Some("given"),
            },
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
    use crate::domain::is_template_key;
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
        assert_eq!(templates.all().len(), 19);
        let mut keys = BTreeSet::new();
        for template in templates.all().iter().chain([templates.footer()]) {
            assert!(is_template_key(&template.key) && keys.insert(&template.key));
            assert_eq!(template.check(), Ok(()), "{}", template.key);
            assert_ne!(template.text(Lang::Id), template.text(Lang::En));
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
