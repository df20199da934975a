//! Fields that can be asked for and what they may be, in words.

use super::Wording;
use super::consent;
use crate::domain::filter::{Fact, Field};
use crate::text::{self, Say};

/// What a field is called, in the words of the trade.
pub fn label(field: &Field, wording: Wording<'_>) -> String {
    match field {
        Field::Fact(Fact::Vehicles) if let Some(brought) = wording.assets() => brought,
        Field::Fact(fact) => match wording.asset_field(fact.name()) {
            Some(word) => text::heading(word),
            None => wording.say(text::filter::fact(*fact)).to_owned(),
        },
        Field::Consent(purpose) => {
            let purpose = wording.say(consent::name(*purpose));
            format!("{}: {purpose}", wording.say(Say::SheetConsents))
        }
        Field::Own(key) => match wording.trade.field(key) {
            Some(own) => wording.word(&own.label).to_owned(),
            None => key.clone(),
        },
    }
}

/// What one of a few words of a field is called.
pub fn choice(field: &Field, word: &str, wording: Wording<'_>) -> String {
    let say = match (field, word) {
        (Field::Fact(fact), word) => text::filter::choice(*fact, word),
        (Field::Consent(_), "yes") => Some(Say::WordYes),
        (Field::Consent(_), _) => Some(Say::WordNo),
        (Field::Own(key), word) => {
            let own = wording.trade.field(key);
            return own.map_or_else(|| word.to_owned(), |own| wording.held(own, word));
        }
    };
    say.map_or_else(|| word.to_owned(), |say| wording.say(say).to_owned())
}

/// Whether a field means anything in this trade: a salon has no odometer.
pub fn is_kept(field: &Field, wording: Wording<'_>) -> bool {
    let Field::Fact(fact) = field else {
        return true;
    };
    let brought = wording.trade.asset.is_some();
    match fact {
        Fact::EarlierPlate => wording.asset_field(Fact::Plate.name()).is_some(),
        Fact::Plate | Fact::Make | Fact::Model | Fact::Year | Fact::Color => {
            wording.asset_field(fact.name()).is_some()
        }
        Fact::Odometer | Fact::NextServiceOdometer => wording.trade.has_odometer(),
        Fact::Vehicles | Fact::NextServiceDay => brought,
        Fact::UsualOil | Fact::LastOil => wording.trade.has_oil(),
        _ => true,
    }
}
