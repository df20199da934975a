//! The templates that ship, and what the shop made of them.

use serde::Deserialize;

use super::check::offered;
use super::letter::{Piece, pieces};
use super::{Letter, Mistake, Placeholder, Sender, Values, check};
use crate::domain::{Card, Meant, MessagePurpose, STOP_FOOTER, TemplateFacts, tells_how_to_stop};
use crate::text::Lang;

/// `assets/messages/templates.toml`, which the build script spells as JSON.
const SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/messages/templates.json"));

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

/// What a text says of the last visit or of what comes, which must be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// It was long ago.
    LongAgo,
    /// The next service is overdue.
    Overdue,
    /// There was none.
    NeverCame,
    /// It was today.
    Today,
    /// It was not long ago.
    Lately,
    /// Nothing of it; it invites to a gathering, which is still to come.
    Invites,
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
    /// What for: a promotion where a text of the shop offers something, whatever it was made for.
    pub purpose: MessagePurpose,
    /// What it was made for.
    pub made_for: MessagePurpose,
    /// What makes a promotion of it though it was made for something else, as it stands there.
    pub offers: Option<String>,
    /// Where some of its values come from.
    pub filling: Filling,
    /// What it says of the last visit.
    pub claims: Option<Claim>,
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
    /// One of the shop's own, without a text.
    pub fn new(key: &str, made_for: MessagePurpose) -> Self {
        Self {
            key: key.to_owned(),
            purpose: made_for,
            made_for,
            offers: None,
            filling: Filling::default(),
            claims: None,
            ships: false,
            changed: true,
            birthday: made_for == MessagePurpose::Birthday,
            id: String::new(),
            en: String::new(),
        }
    }

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
            .try_for_each(|lang| self.check_as(self.purpose, self.text(lang)))
    }

    /// Looks whether a text may be one of its own, for what it was made for.
    ///
    /// # Errors
    /// The first thing that is wrong with the text.
    pub fn check_text(&self, text: &str) -> Result<(), Mistake> {
        self.check_as(self.made_for, text)
    }

    fn check_as(&self, purpose: MessagePurpose, text: &str) -> Result<(), Mistake> {
        check(purpose, text)?;
        if self.key == STOP_FOOTER {
            if let Some(name) = placeholder(text) {
                return Err(Mistake::NotFilled(name.to_owned()));
            }
            tells_how_to_stop(text).map_err(Mistake::NoWayOut)?;
        }
        Ok(())
    }

    /// What a message of it is, by its text as it goes: what it was made for, or a promotion where it
    /// offers something. A text that somebody wrote by hand stands for that of the template.
    pub fn meant(
        &self,
        (by_hand, text): (Option<&str>, &str),
        card: &Card,
        from: Sender<'_>,
    ) -> Meant {
        let words = match by_hand {
            Some(text) => offered(self.made_for, text),
            None => self.offers.clone(),
        };
        match words {
            Some(words) => Meant::offering(self.made_for, &words),
            None => Meant::of(self.made_for, text, &told_of(card, from)),
        }
    }

    /// What the shop's texts are with this one among them. What offers something is kept as a promotion,
    /// and is what it was made for again when the words are taken out.
    pub fn written(&self, base: Option<&TemplateFacts>, lang: Lang, text: &str) -> TemplateFacts {
        let mut facts = base.cloned().unwrap_or_else(|| TemplateFacts {
            key: self.key.clone(),
            purpose: self.made_for,
            id: String::new(),
            en: String::new(),
        });
        match lang {
            Lang::Id => text.clone_into(&mut facts.id),
            Lang::En => text.clone_into(&mut facts.en),
        }
        let mut after = self.clone();
        after.take(&facts);
        facts.purpose = after.purpose;
        facts
    }

    /// Takes the texts of the shop, and becomes a promotion where they offer something.
    fn take(&mut self, facts: &TemplateFacts) {
        self.changed = true;
        for (text, own) in [(&mut self.id, &facts.id), (&mut self.en, &facts.en)] {
            if !own.is_empty() {
                text.clone_from(own);
            }
        }
        self.weigh();
    }

    /// Looks whether its texts offer something. Greetings that do stay greetings: they are refused.
    fn weigh(&mut self) {
        self.offers = None;
        if !self.made_for.greets() {
            let mut texts = [&self.id, &self.en].into_iter();
            self.offers = texts.find_map(|text| offered(self.made_for, text));
        }
        let words = self.offers.as_deref();
        let meant = words.map(|words| Meant::offering(self.made_for, words));
        self.purpose = meant.map_or(self.made_for, |meant| meant.purpose());
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

/// The first placeholder of a text.
fn placeholder(text: &str) -> Option<&str> {
    pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Placeholder(name) => Some(name),
        Piece::Text(_) => None,
    })
}

/// What offers nothing where it stands in a text: what the shop and the customer are called, and what was
/// done today.
fn told_of<'a>(card: &'a Card, from: Sender<'a>) -> Vec<&'a str> {
    let name = card
        .customer
        .as_ref()
        .map(|customer| customer.facts.name.as_str());
    let visits = card.last_visit.iter().chain(&card.earlier_visits);
    let today = visits.filter(|visit| visit.facts.day == from.today);
    let done = today.flat_map(|visit| &visit.facts.lines);
    let done = done.map(|line| line.text.as_str());
    std::iter::once(from.shop).chain(name).chain(done).collect()
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
