//! Why a text is no filter.

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}{}", at.map_or_else(String::new, |at| format!(" (character {})", at + 1)))]
pub struct Mistake {
    /// The place in the text, in characters from 0; `None` where there is none to point at.
    pub at: Option<usize>,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong; the text floor makes it a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is no field of that name.
    #[error("there is no field {0:?}")]
    NoField(String),
    /// The field cannot be asked that.
    #[error("{field:?} cannot be asked {asked:?}")]
    CannotAsk {
        /// The field's stable name.
        field: String,
        /// What was asked: `<`, `contains`.
        asked: String,
    },
    /// No number.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// No amount.
    #[error("{0:?} is not an amount")]
    NotAnAmount(String),
    /// No day.
    #[error("{0:?} is not a day")]
    NotADay(String),
    /// None of the words that the field may be.
    #[error("{word:?} is none of {}", choices.join(", "))]
    NotAChoice {
        /// What stood there.
        word: String,
        /// What may stand there.
        choices: Vec<String>,
    },
    /// `and` and `or` in one filter.
    #[error("either all conditions are joined with \"and\", or all with \"or\"")]
    Mixed,
    /// The text ends where something must follow.
    #[error("something is missing at the end")]
    Unfinished,
    /// Something else must stand there.
    #[error("{0:?} does not belong there")]
    Unexpected(String),
    /// A quotation mark that is never closed.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// Nothing to compare with stands there.
    #[error("nothing to compare with")]
    Empty,
    /// More conditions than a filter holds, or a text longer than one.
    #[error("too long")]
    TooLong,
    /// Not of the form in which the book keeps filters; with what the reader said.
    #[error("not a filter: {0}")]
    NotOurs(String),
}

impl Mistake {
    /// At a place of the text.
    pub(super) fn at(at: usize, problem: Problem) -> Self {
        Self {
            at: Some(at),
            problem,
        }
    }
}

impl From<Problem> for Mistake {
    fn from(problem: Problem) -> Self {
        Self { at: None, problem }
    }
}
