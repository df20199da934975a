//! Words and signs that offer something: a greeting carries none, and a text with one goes only to
//! whoever said yes to promotions.

use std::ops::Range;
use std::sync::LazyLock;

/// The words, kept where a person can add one without reading Rust.
const TABLE: &str = include_str!("../../assets/words/offers.tsv");

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::read(TABLE));

/// Words in a row, as the table has them.
type Phrase = Vec<&'static str>;

/// What the table says.
struct Known {
    offers: Vec<Phrase>,
    fine: Vec<Phrase>,
}

impl Known {
    fn read(table: &'static str) -> Self {
        let rows = |kind: &'static str| {
            let rows = table.lines().filter(|line| !line.starts_with('#'));
            let cells = rows.map(|line| line.split('\t').collect::<Vec<_>>());
            let of_kind = cells.filter(move |cells| cells.first() == Some(&kind));
            let words = of_kind.filter_map(|cells| Some(cells.get(2)?.split(' ').collect()));
            words.collect::<Vec<Phrase>>()
        };
        Self {
            offers: rows("offer"),
            fine: rows("fine"),
        }
    }
}

/// The first words of a text that offer something, as they stand there; `None` where none do.
pub fn offer(text: &str) -> Option<&str> {
    let tokens = tokens(text);
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let begins = |phrase: &&Phrase| is_at(phrase, rest);
        if let Some(fine) = KNOWN.fine.iter().find(begins) {
            at += fine.len();
        } else if let Some(found) = KNOWN.offers.iter().find(begins) {
            let range = rest[0].1.start..rest[found.len() - 1].1.end;
            return text.get(range);
        } else {
            at += 1;
        }
    }
    None
}

/// The same of a text that is filled already: what a shop or a customer is called offers nothing.
pub fn offer_beside<'a>(text: &'a str, names: &[&str]) -> Option<&'a str> {
    let known = names.iter().filter(|name| !name.is_empty());
    let mut parts = vec![text];
    for name in known {
        let split = parts.into_iter().flat_map(|part| part.split(*name));
        parts = split.collect();
    }
    parts.into_iter().find_map(offer)
}

/// Letters, digits and signs of per cent in a row, each with its place; in small letters.
fn tokens(text: &str) -> Vec<(String, Range<usize>)> {
    let mut all: Vec<(String, Range<usize>)> = Vec::new();
    let mut before = Class::Other;
    for (at, sign) in text.char_indices() {
        let class = Class::of(sign);
        let end = at + sign.len_utf8();
        match all.last_mut() {
            Some((word, range)) if class == before && class.is_long() => {
                word.extend(sign.to_lowercase());
                range.end = end;
            }
            _ if class != Class::Other => all.push((sign.to_lowercase().collect(), at..end)),
            _ => {}
        }
        before = class;
    }
    all
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Percent,
    Other,
}

impl Class {
    fn of(sign: char) -> Self {
        match sign {
            '%' => Self::Percent,
            _ if sign.is_numeric() => Self::Digit,
            _ if sign.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }

    const fn is_long(self) -> bool {
        matches!(self, Self::Letter | Self::Digit)
    }
}

fn is_at(phrase: &Phrase, tokens: &[(String, Range<usize>)]) -> bool {
    let fits =
        |(wanted, (word, _)): (&&str, &(String, Range<usize>))| match wanted.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None if *wanted == "#" => word.starts_with(char::is_numeric),
            None => word == wanted,
        };
    phrase.len() <= tokens.len() && phrase.iter().zip(tokens).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Selamat ulang tahun! DISKON 20% ganti oli", "DISKON")]
    #[case("Happy birthday, 20% off your oil", "% off")]
    #[case("oli cuma Rp 99.000!", "Rp 99")]
    #[case("oli cuma Rp99.000!", "Rp99")]
    #[case("oli cuma 99rb", "99rb")]
    #[case("gratisnya cuci", "gratisnya")]
    #[case("a free wash", "free")]
    #[case("ada vouchernya", "vouchernya")]
    #[case("lebih hemat", "hemat")]
    #[case("potong  harga", "potong  harga")]
    fn what_offers_is_found_as_it_is_written(#[case] text: &str, #[case] found: &str) {
        assert_eq!(offer(text), Some(found));
    }

    #[rstest]
    #[case("Feel free to drop by")]
    #[case("Semoga murah rezeki dan sehat selalu")]
    #[case("Freeman and his freezer")]
    #[case("Kami 100% siap melayani, 24 jam")]
    #[case("Buka 08.00-17.00, usia ke-40")]
    #[case("Rpm mesin, promotor dan kompromi")]
    #[case("")]
    fn what_only_sounds_so_is_none(#[case] text: &str) {
        assert_eq!(offer(text), None);
    }

    #[test]
    fn what_somebody_is_called_offers_nothing() {
        let text = "Selamat ulang tahun dari Promo Motor";
        assert_eq!(offer(text), Some("Promo"));
        assert_eq!(offer_beside(text, &["Promo Motor", ""]), None);
        let text = "Promo Motor: diskon 50%";
        assert_eq!(offer_beside(text, &["Promo Motor"]), Some("diskon"));
    }

    #[test]
    fn every_row_of_the_table_can_be_found() {
        for phrase in &KNOWN.offers {
            let text = phrase.join(" ").replace('#', "5").replace('*', "");
            assert!(offer(&text).is_some(), "{text}");
        }
        assert!(KNOWN.offers.len() > 30 && KNOWN.fine.len() > 3);
    }
}
