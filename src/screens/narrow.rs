//! Lists narrowed to the rows with what is typed.

use crate::domain::Introduced;
use crate::domain::name::fold;

/// The words that a row must have.
pub fn wanted(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(fold).collect()
}

/// Whether somebody has every one of these words in the name, the ID, the plate or the phone, those
/// also without their spaces and dashes.
pub fn fits(who: &Introduced, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect();
    let (plate, phone): (String, String) = (plain(&who.plate), plain(&who.phone));
    let parts: [&str; 7] = [
        &who.honorific,
        &who.name,
        &who.code,
        &who.plate,
        &plate,
        &who.phone,
        &phone,
    ];
    let told = fold(&parts.join(" "));
    wanted.iter().all(|word| told.contains(word.as_str()))
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
            alert: String::new(),
        };
        for typed in [
            "", "zoe", "DEWI bu", "1234xyz", "b1234", "08123456", "c-00007",
        ] {
            assert!(fits(&who, &wanted(typed)), "{typed}");
        }
        for typed in ["zoe budi", "9999"] {
            assert!(!fits(&who, &wanted(typed)), "{typed}");
        }
    }
}
