//! What a form says at a field.

use crate::text::{Lang, Say};

/// A sentence at a field, worked out once and in every language, so that it follows a switch of
/// the language at once. Empty where there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    en: String,
    id: String,
}

impl Advice {
    /// What is said in a language, for each of them.
    pub fn new(said: impl Fn(Lang) -> String) -> Self {
        Self {
            en: said(Lang::En),
            id: said(Lang::Id),
        }
    }

    /// The advice in a language.
    pub fn in_(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Id => &self.id,
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty()
    }

    /// There is nothing more to say.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

impl From<Say> for Advice {
    fn from(said: Say) -> Self {
        Self::new(|lang| said.in_(lang).to_owned())
    }
}
