//! How facts are put into words for one person on one day.

use crate::domain::trade::{FieldKind, Trade, TradeField, Word};
use crate::domain::{
    CustomerFacts, Day, INDONESIA, Money, PhoneEntry, Remark, Undone, VehicleFacts, VisitFacts,
    VisitLine,
};
use crate::protocol::Context;
use crate::text::{self, Lang, Say, say};
use chrono::Datelike;

/// The person's language, the shop's day and the shop's currency.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The language.
    pub lang: Lang,
    /// The shop's calendar day.
    pub today: Day,
    /// ISO 4217 code of the shop's currency.
    pub currency: &'a str,
    /// The shop's trade.
    pub trade: &'a Trade,
}

const MONTHS: [Say; 12] = [
    Say::SpeakJanuary,
    Say::SpeakFebruary,
    Say::SpeakMarch,
    Say::SpeakApril,
    Say::SpeakMay,
    Say::SpeakJune,
    Say::SpeakJuly,
    Say::SpeakAugust,
    Say::SpeakSeptember,
    Say::SpeakOctober,
    Say::SpeakNovember,
    Say::SpeakDecember,
];

impl<'a> Wording<'a> {
    /// The wording of a message's moment.
    pub fn of(context: &'a Context) -> Self {
        Self {
            lang: context.lang,
            today: context.today,
            currency: &context.currency,
            trade: &context.trade,
        }
    }

    /// The same shop in another language.
    #[must_use]
    pub fn in_(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// A sentence of the catalogue.
    pub fn say(self, say: Say) -> &'static str {
        say.in_(self.lang)
    }

    /// What an import was unsure of, and where it stands.
    pub fn remark(self, remark: &Remark) -> String {
        say::card_remark(self.lang, self.doubt(remark), remark.row, &remark.file)
    }

    /// What an import was unsure of: the value, and why.
    pub fn doubt(self, remark: &Remark) -> String {
        text::doubt::remark(self.lang, remark)
    }

    /// A day, with the year only where it is another: `12 Aug`.
    pub fn date(self, day: Day) -> String {
        text::short_date(self.lang, day, self.today)
    }

    /// How far away a day is: `3 months ago`.
    pub fn distance(self, day: Day) -> String {
        text::distance(self.lang, day, self.today)
    }

    /// How long ago somebody was here: `3 months ago`; a day that has not come is doubted.
    pub fn seen(self, day: Day) -> String {
        if day > self.today {
            format!("? {}", self.date(day))
        } else {
            self.distance(day)
        }
    }

    /// A day as it is read aloud, with the year only where it is another: `12 August`.
    pub fn spoken(self, day: Day) -> String {
        let spoken = self.day_and_month(day);
        if day.year() == self.today.year() {
            spoken
        } else {
            format!("{spoken} {}", day.year())
        }
    }

    /// Day and month in full, whatever the year: `12 August`.
    pub fn day_and_month(self, day: Day) -> String {
        format!("{} {}", day.day(), self.say(MONTHS[day.month0() as usize]))
    }

    /// An odometer reading: `45,210 km`.
    pub fn km(self, km: i64) -> String {
        text::kilometres(self.lang, km.unsigned_abs())
    }

    /// An amount: `Rp 650.000`.
    pub fn money(self, amount: Money) -> String {
        text::money(self.lang, amount.0, self.currency)
    }

    /// The plate; where every one carries a plate sooner or later, that there is none yet.
    pub fn plate(self, facts: &VehicleFacts) -> String {
        match (&facts.plate, &self.trade.asset) {
            (Some(plate), _) => plate.display(),
            (None, Some(asset)) if asset.registered => {
                say::card_no_plate(self.lang, self.inside(&asset.plate))
            }
            (None, _) => String::new(),
        }
    }

    /// A word of the trade.
    pub fn word(self, word: &'a Word) -> &'a str {
        word.in_(self.lang)
    }

    /// A word of the trade inside a sentence: `plate`.
    pub fn inside(self, word: &Word) -> String {
        word.inside(self.lang)
    }

    /// What a customer brings, inside a sentence: `vehicle`.
    pub fn asset(self) -> String {
        match &self.trade.asset {
            Some(asset) => self.inside(&asset.one),
            None => self.say(Say::ShellVehicle).to_owned(),
        }
    }

    /// Several of what a customer brings, as a heading; `None` where only customers come.
    pub fn assets(self) -> Option<String> {
        let asset = self.trade.asset.as_ref()?;
        Some(text::heading(self.word(&asset.many)))
    }

    /// What a change of this stable kind is called, in the words of the trade.
    pub fn change(self, kind: &str) -> String {
        change(kind, self.lang, self.trade)
    }

    /// So many of what a customer brings: `2 pets`.
    pub fn counted_assets(self, n: u64) -> String {
        match &self.trade.asset {
            Some(asset) if n == 1 => format!("1 {}", self.inside(&asset.one)),
            Some(asset) => {
                format!("{} {}", text::count(self.lang, n), self.inside(&asset.many))
            }
            None => say::word_vehicles(self.lang, n),
        }
    }

    /// What the trade calls a fact about what a customer brings, by the field's stable name;
    /// `None` for other fields, and for those that the trade has no word for.
    pub fn asset_field(self, field: &str) -> Option<&'a str> {
        let asset = self.trade.asset.as_ref()?;
        let word = match field {
            "vehicle" => Some(&asset.one),
            "plate" => Some(&asset.plate),
            "make" => Some(&asset.make),
            "model" => Some(&asset.model),
            "year" => asset.year.as_ref(),
            "color" => asset.color.as_ref(),
            "vin" => asset.vin.as_ref(),
            "engine_no" => asset.engine_no.as_ref(),
            "engine_cc" => asset.engine_cc.as_ref(),
            _ => None,
        };
        word.map(|word| self.word(word))
    }

    /// What a field of the trade holds, in words: the word of a choice, a day as people write it.
    pub fn held(self, field: &TradeField, value: &str) -> String {
        let day = || value.parse().map(|day| self.date(day)).ok();
        match field.choice(value) {
            Some(choice) => choice.word().in_(self.lang).to_owned(),
            None if field.kind == FieldKind::Date => day().unwrap_or_else(|| value.to_owned()),
            None if field.kind == FieldKind::Greetings => value.parse().map_or_else(
                |_| value.to_owned(),
                |wished| text::holidays::greetings(self.lang, &wished),
            ),
            None => value.to_owned(),
        }
    }
}

/// Honorific and name: `Pak Budi Santoso`.
pub fn person(facts: &CustomerFacts) -> String {
    joined(&[&facts.honorific, &facts.name], " ")
}

/// How a person is greeted: honorific and first name, `Pak Budi`. A company keeps its whole
/// name, and so does a name that begins with an initial.
pub fn greeting(facts: &CustomerFacts) -> String {
    use crate::domain::CustomerKind;
    let first = facts.name.split_whitespace().next().unwrap_or_default();
    let short = first.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    if facts.kind == CustomerKind::Company || short || first.ends_with('.') {
        person(facts)
    } else {
        joined(&[&facts.honorific, first], " ")
    }
}

/// Make, model and year: `Toyota Avanza 2019`; without a plate the chassis number, too.
pub fn vehicle(facts: &VehicleFacts) -> String {
    let year = facts.year.map(|year| year.to_string()).unwrap_or_default();
    let vin = if facts.plate.is_none() {
        &facts.vin
    } else {
        ""
    };
    joined(&[&facts.make, &facts.model, &year, vin], " ")
}

/// The texts of a visit's lines.
pub fn services(visit: &VisitFacts) -> Vec<&str> {
    let texts = visit.lines.iter().map(|line| line.text.as_str());
    texts.filter(|text| !text.is_empty()).collect()
}

/// A line of a visit as it is written and read: `oil filter`, `4 × spark plug`.
pub fn line(line: &VisitLine) -> String {
    match line.quantity {
        0 | 1000 => line.text.clone(),
        quantity => format!("{} × {}", shown_quantity(quantity), line.text),
    }
}

fn shown_quantity(thousandths: i64) -> String {
    let (whole, rest) = (thousandths / 1000, (thousandths % 1000).abs());
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{rest:03}")
        .trim_end_matches('0')
        .to_owned()
}

/// The texts that are not empty, with something between them.
pub fn joined(texts: &[&str], between: &str) -> String {
    let texts: Vec<&str> = texts
        .iter()
        .copied()
        .filter(|text| !text.is_empty())
        .collect();
    texts.join(between)
}

/// A phone as people write it, with whose it is.
pub fn phone(entry: &PhoneEntry) -> String {
    let number = entry.phone.display(INDONESIA);
    if entry.label.is_empty() {
        number
    } else {
        format!("{number} ({})", entry.label)
    }
}

/// What was taken back: `a visit (C-00042 Pak Budi Santoso, B 1234 XYZ, 12 Aug 2026)`.
pub fn undone(undone: &Undone, wording: Wording<'_>) -> String {
    let what = wording.change(&undone.kind);
    let who = joined(&[&undone.code, &undone.name], " ");
    let day = undone.day.map(|day| text::full_date(wording.lang, day));
    let about = joined(&[&who, &undone.vehicle, &day.unwrap_or_default()], ", ");
    if about.is_empty() {
        what
    } else {
        format!("{what} ({about})")
    }
}

/// What a change of this stable kind is called, in the words of the trade.
pub fn change(kind: &str, lang: Lang, trade: &Trade) -> String {
    let asset = trade.asset.as_ref().map(|asset| asset.one.inside(lang));
    match (kind, asset) {
        ("add_vehicle", Some(asset)) => say::shell_kind_add_asset(lang, asset),
        ("edit_vehicle", Some(asset)) => say::shell_kind_edit_asset(lang, asset),
        _ => text::change_kind(kind).in_(lang).to_owned(),
    }
}
