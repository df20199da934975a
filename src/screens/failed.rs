//! Why something could not be loaded, in one sentence for the place where it would stand.

use crate::protocol::Failure;
use crate::text::{Lang, Say, other_writer, say};

/// The sentence.
pub fn sentence(failure: &Failure, lang: Lang) -> String {
    match failure {
        Failure::Busy(None) => Say::ErrorBusyText.in_(lang).to_owned(),
        Failure::Busy(Some(by)) => say::error_busy_by_text(lang, other_writer(lang, by)),
        Failure::Gone => Say::EntryGone.in_(lang).to_owned(),
        Failure::Damaged => say::error_load_failed(lang, Say::EntryDamaged.in_(lang)),
        Failure::Io(why) => say::error_load_failed(lang, why),
        _ => Say::EntryNotLoaded.in_(lang).to_owned(),
    }
}
