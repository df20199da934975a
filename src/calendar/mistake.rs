//! What can be wrong with a file of feasts; `text::holidays` makes sentences of it.

/// One mistake, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Line in the file, counted from 1; `None` where the file cannot be read at all.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text is not TOML; the parser says why, in English.
    NotToml(String),
    /// Something stands outside of every section.
    NoSection(String),
    /// A section has no word of this name.
    UnknownWord(String),
    /// A word takes something else.
    WrongType(String, Wanted),
    /// No day of any calendar.
    NoDay(String),
    /// No number of days that makes sense: 0 to 300.
    NoDistance(String),
    /// `greet` is none of the three words, or `chosen` stands at a feast that nobody can choose.
    NoGreet(String),
    /// The feast before which a stretch lies is not there, or is a stretch itself.
    NoFeast(String),
    /// A new section says no name.
    Nameless(String),
    /// A new section does not say when it is.
    Never(String),
    /// A section says two things about when it is that do not go together.
    TwoTimes(String),
    /// The file cannot be read; what the system said, in English.
    CannotRead(String),
    /// A folder, a device, or far too long.
    NoFile,
}

/// What a word takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Text in quotation marks.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// A list of days.
    Days,
    /// A table: `{ en = "...", id = "..." }`.
    Table,
}
