//! What whoever begins a message knows of its placeholders, said in the language of the message.

use crate::text::{Lang, count};

/// What stands for a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// These words, such as a name.
    Text(String),
    /// So many, such as points.
    Count(u64),
}

impl Given {
    /// In a language.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.clone(),
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
        assert_eq!(Given::Text("1,250".to_owned()).told(Lang::Id), "1,250");
    }
}
