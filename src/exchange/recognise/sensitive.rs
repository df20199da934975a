//! Columns that a shop must not keep: numbers of identity papers and cards, passwords.

use super::profile::Profile;
use super::synonyms::normal;

/// Why a column is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sensitive {
    /// A number that names one person: it may join files of a call, in memory.
    Person,
    /// A secret, of no use here at all.
    Secret,
}

const PERSON: &[&str] = &[
    "nik", "ktp", "cpf", "rg", "passport", "paspor", "npwp", "ssn", "aadhaar", "cnic", "nric",
];
const SECRET: &[&str] = &["password", "passwd", "sandi", "pin", "cvv", "cvc"];

/// Whether a column must be left out, by its name or by its sixteen-digit numbers.
pub(crate) fn sensitive(header: &str, profile: &Profile) -> Option<Sensitive> {
    let normal = normal(header);
    let words: Vec<&str> = normal.split(' ').collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    // The address on an identity card is an address.
    let about_it = words
        .iter()
        .any(|word| matches!(*word, "alamat" | "nama" | "address" | "name"));
    if has(SECRET) || is_card(&words) {
        Some(Sensitive::Secret)
    } else {
        let numbers = profile.filled >= 3 && profile.mostly(profile.sixteen_digits);
        let person = (has(PERSON) && !about_it) || numbers;
        person.then_some(Sensitive::Person)
    }
}

/// Payment cards; a member's card is no secret.
fn is_card(words: &[&str]) -> bool {
    let number = ["number", "no", "nomor"]
        .iter()
        .any(|word| words.contains(word));
    let credit = ["credit", "kredit", "debit"]
        .iter()
        .any(|word| words.contains(word));
    let card = words.contains(&"card") || words.contains(&"kartu");
    (card && credit)
        || words == ["card", "number"]
        || words == ["cc", "number"]
        || (credit && number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_cards_and_passwords_are_left_out() {
        let nothing = Profile::default();
        for header in ["NIK", "no_ktp_pelanggan", "cpf_cliente"] {
            assert_eq!(
                sensitive(header, &nothing),
                Some(Sensitive::Person),
                "{header}"
            );
        }
        for header in ["card_number", "Password", "No Kartu Kredit"] {
            assert_eq!(
                sensitive(header, &nothing),
                Some(Sensitive::Secret),
                "{header}"
            );
        }
        for header in ["No Kartu", "Alamat KTP", "card_type", "No Polisi"] {
            assert_eq!(sensitive(header, &nothing), None, "{header}");
        }
    }

    #[test]
    fn sixteen_digits_speak_for_themselves() {
        let profile = Profile {
            filled: 10,
            sixteen_digits: 9,
            ..Profile::default()
        };
        assert_eq!(sensitive("nomor", &profile), Some(Sensitive::Person));
    }
}
