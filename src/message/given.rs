//! What whoever begins a message knows of its placeholders, said in the language of the message.

use crate::text::{Lang, count, say};

/// What stands for a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Somebody of this name, with what is said before it where the language says that.
    Person {
        /// Such as `Bu`; may be empty.
        honorific: String,
        /// The name without it.
        name: String,
    },
    /// All of these, at least one.
    All(Vec<Given>),
    /// So many, such as points.
    Count(u64),
}

impl Given {
    /// In a language.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Person { honorific, name } if lang == Lang::Id && !honorific.is_empty() => {
                format!("{honorific} {name}")
            }
            Self::Person { name, .. } => name.clone(),
            Self::All(all) => {
                let all: Vec<String> = all.iter().map(|one| one.told(lang)).collect();
                match all.split_last() {
                    Some((last, [])) => last.clone(),
                    Some((last, first)) => say::message_and(lang, first.join(", "), last),
                    None => String::new(),
                }
            }
            Self::Count(many) => count(lang, *many),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_the_message_writes_numbers() {
        let points = Given::Count(1_250);
        assert_eq!(points.told(Lang::Id), "1.250");
        assert_eq!(points.told(Lang::En), "1,250");
    }

    #[test]
    fn english_names_a_friend_as_it_names_the_customer_and_indonesian_says_how_both_are_called() {
        let friend = |honorific: &str| Given::Person {
            honorific: honorific.to_owned(),
            name: "Sari Dewi".to_owned(),
        };
        assert_eq!(friend("Bu").told(Lang::Id), "Bu Sari Dewi");
        assert_eq!(friend("Bu").told(Lang::En), "Sari Dewi");
        assert_eq!(friend("").told(Lang::Id), "Sari Dewi");
    }

    #[test]
    fn several_friends_are_named_in_one_breath() {
        let friend = |honorific: &str, name: &str| Given::Person {
            honorific: honorific.to_owned(),
            name: name.to_owned(),
        };
        let two = Given::All(vec![friend("Tante", "Putri"), friend("Mas", "Cahyo")]);
        assert_eq!(two.told(Lang::Id), "Tante Putri dan Mas Cahyo");
        assert_eq!(two.told(Lang::En), "Putri and Cahyo");
        let three = Given::All(["Ani", "Budi", "Sari"].map(|name| friend("", name)).into());
        assert_eq!(three.told(Lang::En), "Ani, Budi and Sari");
        let one = Given::All(vec![friend("Bu", "Ani")]);
        assert_eq!(one.told(Lang::Id), "Bu Ani");
    }
}
