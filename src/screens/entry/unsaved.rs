//! The question before something typed is thrown away.

use crate::protocol::{Go, Question, Step};
use crate::text::{Lang, Say};

/// Asks it. The first choice keeps writing, the second throws away.
pub fn ask(lang: Lang) -> Vec<Step> {
    vec![Step::Go(Go::Ask(Question {
        title: Say::FormUnsavedTitle.in_(lang).to_owned(),
        body: vec![Say::FormUnsavedText.in_(lang).to_owned()],
        choices: [Say::EntryKeepWriting, Say::EntryThrowAway]
            .map(|say| Question::choice(say.in_(lang)))
            .into(),
    }))]
}
