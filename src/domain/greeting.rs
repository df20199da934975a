//! Which greetings a customer wishes to get. Never a religion: somebody may like to be greeted at
//! several feasts, or at none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::name::fold;
use super::trade::Word;
use super::{Day, FieldKey};

/// The key of [`CustomerFacts::fields`](super::CustomerFacts::fields) that holds them.
pub const FIELD_GREETINGS: &str = "greetings";

/// A feast at which only those are greeted who wish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Greeting {
    /// Idulfitri.
    Lebaran,
    /// Christmas.
    Natal,
    /// Lunar New Year.
    Imlek,
    /// The Balinese day of silence.
    Nyepi,
    /// Vesak.
    Waisak,
}

/// A feast that is near, at which those are greeted who wish it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearFeast {
    /// Which.
    pub greeting: Greeting,
    /// What the shop calls it.
    pub name: Word,
    /// Its day: at most a week ahead, or so long ago that a greeting still fits.
    pub day: Day,
}

use Greeting as G;

/// What people write for each, beside its key.
const WORDS: [(&str, Greeting); 14] = [
    ("idulfitri", G::Lebaran),
    ("idul fitri", G::Lebaran),
    ("eid", G::Lebaran),
    ("christmas", G::Natal),
    ("tahun baru imlek", G::Imlek),
    ("chinese new year", G::Imlek),
    ("lunar new year", G::Imlek),
    ("hari suci nyepi", G::Nyepi),
    ("hari raya nyepi", G::Nyepi),
    ("vesak", G::Waisak),
    ("wesak", G::Waisak),
    ("hari raya waisak", G::Waisak),
    ("hari natal", G::Natal),
    ("hari raya idulfitri", G::Lebaran),
];

/// What people write for none of them.
const NONE: [&str; 6] = ["none", "no", "tidak", "tidak ada", "tanpa", "-"];

impl Greeting {
    /// All of them.
    pub const ALL: [Greeting; 5] = [G::Lebaran, G::Natal, G::Imlek, G::Nyepi, G::Waisak];

    /// The stable key: that of the feast in `holidays.toml`.
    pub const fn key(self) -> &'static str {
        match self {
            G::Lebaran => "lebaran",
            G::Natal => "natal",
            G::Imlek => "imlek",
            G::Nyepi => "nyepi",
            G::Waisak => "waisak",
        }
    }

    /// The one whose feast, and whose message, has this key.
    pub fn at(key: &str) -> Option<Greeting> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The one that a word means, in Indonesian or English.
    pub fn of(word: &str) -> Option<Greeting> {
        let word = fold(word.trim());
        let known = || WORDS.iter().find(|(known, _)| *known == word);
        Self::at(&word).or_else(|| known().map(|(_, one)| *one))
    }
}

/// The greetings that one customer wishes; empty for somebody who wishes none of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Greetings(pub BTreeSet<Greeting>);

/// Text that names no greeting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no greeting is called {0:?}")]
pub struct NoGreeting(pub String);

impl Greetings {
    /// What is kept of a customer; what cannot be read wishes nothing.
    pub fn kept(fields: &BTreeMap<FieldKey, String>) -> Self {
        let text = fields.get(FIELD_GREETINGS);
        text.and_then(|text| text.parse().ok()).unwrap_or_default()
    }

    /// What may follow what is typed so far: each feast that is not named yet, whole lines.
    pub fn proposals(typed: &str) -> Vec<String> {
        let (before, last) = match typed.rfind(',') {
            Some(at) => (&typed[..=at], typed[at + 1..].trim()),
            None => ("", typed.trim()),
        };
        let named: Greetings = before.parse().unwrap_or_default();
        let begins = |one: &Greeting| one.key().starts_with(&fold(last));
        let rest = Greeting::ALL.into_iter().filter(begins);
        let rest = rest.filter(|one| !named.0.contains(one));
        let between = if before.is_empty() { "" } else { " " };
        rest.map(|one| format!("{before}{between}{}", one.key()))
            .collect()
    }
}

impl FromStr for Greetings {
    type Err = NoGreeting;

    /// Reads `Lebaran, Natal`; `none` and `tidak ada` wish nothing.
    fn from_str(text: &str) -> Result<Self, NoGreeting> {
        if NONE.contains(&fold(text.trim()).as_str()) {
            return Ok(Self::default());
        }
        let parts = text.split([',', ';', '/', '+', '&', '\n']).map(str::trim);
        let words = parts.filter(|part| !part.is_empty());
        let read = |word: &str| Greeting::of(word).ok_or_else(|| NoGreeting(word.to_owned()));
        words.map(read).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Greetings {
    /// As the book keeps it: `lebaran, natal`, or `none`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        for (at, one) in self.0.iter().enumerate() {
            let between = if at == 0 { "" } else { ", " };
            write!(f, "{between}{}", one.key())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Lebaran, Natal", "lebaran, natal")]
    #[case("natal;LEBARAN; natal", "lebaran, natal")]
    #[case("Idul Fitri / Chinese New Year", "lebaran, imlek")]
    #[case("tidak ada", "none")]
    #[case(" None ", "none")]
    #[case("Vesak & Nyepi", "nyepi, waisak")]
    fn greetings_are_read_as_people_write_them(#[case] text: &str, #[case] kept: &str) {
        let read: Greetings = text.parse().unwrap();
        assert_eq!(read.to_string(), kept);
        assert_eq!(kept.parse(), Ok(read));
    }

    #[test]
    fn the_feasts_that_are_not_named_yet_are_proposed() {
        assert_eq!(Greetings::proposals("L"), ["lebaran"]);
        let more = Greetings::proposals("lebaran, n");
        assert_eq!(more, ["lebaran, natal", "lebaran, nyepi"]);
        assert_eq!(Greetings::proposals("natal,").len(), 4);
    }

    #[test]
    fn a_word_that_names_no_feast_is_told() {
        let told = "Lebaran, Ramadan".parse::<Greetings>();
        assert_eq!(told, Err(NoGreeting("Ramadan".to_owned())));
    }
}
