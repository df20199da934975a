//! Lists narrowed to the rows with what is typed.

use crate::domain::Introduced;
use crate::domain::name::fold;

/// The words that a row must have.
pub fn wanted(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(fold).collect()
}

/// Whether every one of these words is in one of the texts, of which each is looked at without its
/// spaces and dashes too.
pub fn has(texts: &[String], wanted: &[String]) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect();
    let told: Vec<[String; 2]> = texts
        .iter()
        .map(|text| fold(text))
        .map(|text| [plain(&text), text])
        .collect();
    wanted.iter().all(|word| {
        let mut spellings = told.iter().flatten();
        spellings.any(|text| text.contains(word.as_str()))
    })
}

/// What somebody is found by: form of address, name, ID, plate and phone.
pub fn sought(who: &Introduced) -> Vec<String> {
    let parts = [&who.honorific, &who.name, &who.code, &who.plate, &who.phone];
    parts.map(String::clone).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CustomerId;

    #[test]
    fn every_word_must_be_there_however_it_is_spelled() {
        let who = Introduced {
            id: CustomerId(7),
            code: "C-00007".to_owned(),
            honorific: "Bu".to_owned(),
            name: "Zoë Dewi".to_owned(),
            is_company: false,
            plate: "B 1234 XYZ".to_owned(),
            phone: "0812-3456-7890".to_owned(),
            no_contact: false,
            alert: String::new(),
        };
        for typed in [
            "", "zoe", "DEWI bu", "1234xyz", "b1234", "08123456", "c-00007", "c00007",
        ] {
            assert!(has(&sought(&who), &wanted(typed)), "{typed}");
        }
        for typed in ["zoe budi", "9999", "wic00007"] {
            assert!(!has(&sought(&who), &wanted(typed)), "{typed}");
        }
    }
}
