//! A field of a form.

use super::proposals::completes;
use super::{Advice, TextLine};
use crate::domain::hygiene::{FIELD_CHARS, NAME_CHARS};
use crate::domain::trade::Word;
use crate::protocol::{Context, SuggestKind};
use crate::text::{Lang, Say, count, say};

/// What a field is called.
#[derive(Debug, Clone)]
pub enum Label {
    /// A sentence of the catalogue.
    Say(Say),
    /// A word of the trade profile.
    Trade(Word),
    /// Nothing: it goes on from the field above.
    None,
}

/// What a field takes.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Text.
    Text,
    /// A number or an amount; it stands against the right edge of its column.
    Number,
    /// One of these values, each with the word that stands for it; moved through with Left,
    /// Right and Space.
    Choice(Vec<(String, Label)>),
}

/// One field. Its content is text until the form is saved.
#[derive(Debug, Clone)]
pub struct Field<Id> {
    /// Which field of its form.
    pub id: Id,
    /// What it is called.
    pub label: Label,
    /// What it takes.
    pub kind: Kind,
    /// How many characters of it the book takes.
    pub most: usize,
    /// What is typed; the value of a choice.
    pub line: TextLine,
    /// What it held when the form opened, or what somebody else made of it since.
    pub original: String,
    /// Which earlier entries it proposes.
    pub suggest: Option<SuggestKind>,
    /// Several entries, separated by commas; only the last one is proposed for.
    pub several: bool,
    /// Drawn on the same line as the field before it.
    pub beside: bool,
    /// Means nothing while the field before it is empty; Tab and Enter pass over it then.
    pub depends: bool,
    /// An example of what could stand here.
    pub example: Option<Say>,
    /// What to know while it has the focus and holds a value: the value, and the sentence.
    pub hints: Vec<(String, Label)>,
    /// Why it cannot be saved like this; empty when it can.
    pub error: Advice,
    /// What wants attention but may be saved; empty when nothing does.
    pub warning: Advice,
    /// Says why what is typed cannot be read; nothing for a field that takes any text.
    pub reads: Option<fn(&str, &Context) -> Option<Say>>,
    /// What somebody else made of it while this form was open and this person too.
    pub theirs: Option<String>,
    /// What it held before somebody else alone changed it while this form was open.
    pub before: Option<String>,
}

impl<Id> Field<Id> {
    /// A field for text.
    pub fn text(id: Id, label: Say, value: &str) -> Self {
        Self {
            id,
            label: Label::Say(label),
            kind: Kind::Text,
            most: NAME_CHARS,
            line: TextLine::new(value),
            original: TextLine::new(value).value().to_owned(),
            suggest: None,
            several: false,
            beside: false,
            depends: false,
            example: None,
            hints: Vec::new(),
            error: Advice::default(),
            warning: Advice::default(),
            reads: None,
            theirs: None,
            before: None,
        }
    }

    /// A field for a note, which may have several lines.
    pub fn note(id: Id, label: Say, value: &str) -> Self {
        let line = TextLine::with_breaks(value);
        Self {
            original: line.value().to_owned(),
            line,
            ..Self::text(id, label, "").at_most(FIELD_CHARS)
        }
    }

    /// A field that takes one of several values.
    pub fn choice(id: Id, label: Say, value: &str, choices: Vec<(String, Label)>) -> Self {
        Self {
            kind: Kind::Choice(choices),
            ..Self::text(id, label, value)
        }
    }

    /// The field for so many characters as the book takes there.
    #[must_use]
    pub fn at_most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Says that it holds more than the book takes; nothing when it does not.
    pub fn too_long(&self) -> Option<Advice> {
        let (most, holds) = (self.most, self.value().chars().count());
        let said = move |lang| {
            say::entry_too_long(lang, count(lang, most as u64), count(lang, holds as u64))
        };
        (holds > most).then(|| Advice::new(said))
    }

    /// The field with proposals from what was written before.
    #[must_use]
    pub fn suggesting(mut self, kind: SuggestKind) -> Self {
        self.suggest = Some(kind);
        self
    }

    /// The field with an example for whoever finds it empty.
    #[must_use]
    pub fn example(mut self, example: Say) -> Self {
        self.example = Some(example);
        self
    }

    /// The field, looked at when it is left.
    #[must_use]
    pub fn read_by(mut self, reads: fn(&str, &Context) -> Option<Say>) -> Self {
        self.reads = Some(reads);
        self
    }

    /// The field for a number, looked at when it is left.
    #[must_use]
    pub fn number(mut self, reads: fn(&str, &Context) -> Option<Say>) -> Self {
        self.kind = Kind::Number;
        self.read_by(reads)
    }

    /// The field on the line of the one before it.
    #[must_use]
    pub fn beside(mut self) -> Self {
        self.beside = true;
        self
    }

    /// The field on the line of the one before it, passed over while that one is empty.
    #[must_use]
    pub fn depending(mut self) -> Self {
        self.depends = true;
        self.beside()
    }

    /// The field under another label.
    #[must_use]
    pub fn called(mut self, label: Label) -> Self {
        self.label = label;
        self
    }

    /// What it holds, without spaces around it.
    pub fn value(&self) -> &str {
        self.line.value().trim()
    }

    /// Whether it takes a number.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number)
    }

    /// Whether it differs from what the form opened with.
    pub fn is_changed(&self) -> bool {
        self.value() != self.original.trim()
    }

    /// Whether `was` is the number that it opened with, in another language's spelling.
    pub(super) fn is_spelled_otherwise(&self, was: &str) -> bool {
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        self.is_number() && digits(was) == digits(&self.original)
    }

    /// The entry that is being typed: all of it, or what stands behind the last comma.
    pub fn last_entry(&self) -> &str {
        self.last_as_typed().trim_end()
    }

    /// The same with the spaces that are typed at its end.
    pub fn last_as_typed(&self) -> &str {
        let value = self.line.value();
        let last = if self.several {
            value.rsplit(',').next().unwrap_or_default()
        } else {
            value
        };
        last.trim_start()
    }

    /// Whether what is proposed may be offered behind the cursor: never for people outside the
    /// shop, and only where it can be seen behind what is typed.
    pub(super) fn completes(&self) -> bool {
        let ends = self.line.line().is_at_end() && !self.line.is_selected();
        self.suggest.is_some_and(completes) && ends
    }

    /// Takes a proposal over in place of the entry that is being typed.
    pub fn accept(&mut self, text: &str) {
        let kept = match self.line.value().rsplit_once(',') {
            Some((kept, _)) if self.several => format!("{}, ", kept.trim_end()),
            _ => String::new(),
        };
        self.line.set(&format!("{kept}{text}"));
    }

    /// Moves a choice by one, round its end. Answers whether this field is a choice.
    pub fn turn(&mut self, forward: bool) -> bool {
        let Kind::Choice(choices) = &self.kind else {
            return false;
        };
        let count = choices.len().max(1);
        let at = choices
            .iter()
            .position(|(value, _)| value == self.line.value());
        let next = match (at, forward) {
            (None, _) => 0,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        if let Some((value, _)) = choices.get(next) {
            let value = value.clone();
            self.line.set(&value);
        }
        true
    }

    /// What to know about what it holds.
    pub fn hint(&self, lang: Lang) -> &str {
        let mut hints = self.hints.iter();
        let hint = hints.find(|(value, _)| value == self.value());
        hint.map_or("", |(_, hint)| hint.in_(lang))
    }

    /// What is drawn: the text, or the word for the chosen value.
    pub fn shown(&self, lang: Lang) -> &str {
        let Kind::Choice(choices) = &self.kind else {
            return self.line.value();
        };
        let chosen = choices.iter().find(|(value, _)| value == self.line.value());
        chosen.map_or(self.line.value(), |(_, label)| label.in_(lang))
    }
}

impl Label {
    /// The label in a language.
    pub fn in_(&self, lang: Lang) -> &str {
        match self {
            Self::Say(say) => say.in_(lang),
            Self::Trade(word) => word.in_(lang),
            Self::None => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_replaces_only_the_last_of_several_entries() {
        let mut field = Field::text((), Say::FormMechanics, "Joko, an");
        field.several = true;
        assert_eq!(field.last_entry(), "an");
        field.accept("Andi");
        assert_eq!(field.value(), "Joko, Andi");
    }

    #[test]
    fn a_choice_goes_round() {
        let choice = |value: &str, say| (value.to_owned(), Label::Say(say));
        let choices = vec![choice("", Say::WordUnknown), choice("waits", Say::WordYes)];
        let mut field = Field::choice((), Say::FormWaits, "", choices);
        assert!(field.turn(true));
        assert_eq!((field.value(), field.shown(Lang::En)), ("waits", "Yes"));
        field.turn(true);
        assert_eq!(field.value(), "");
        field.turn(false);
        assert_eq!(field.value(), "waits");
    }

    #[test]
    fn a_field_is_changed_when_more_than_spaces_differ() {
        let mut field = Field::text((), Say::FormName, "Budi");
        field.line.set("Budi ");
        assert!(!field.is_changed());
        field.line.set("Budy");
        assert!(field.is_changed());
    }
}
