//! Whether a sentence tells people how they stop what they are sent.

use std::sync::LazyLock;

use super::offer::{Phrase, phrases, says_one_of};

/// The words, kept where a person can add one without reading Rust.
const TABLE: &str = include_str!("../../assets/words/stop.tsv");

/// Words of stopping.
static STOP: LazyLock<Vec<Phrase>> = LazyLock::new(|| phrases(TABLE, "stop"));
/// Words by which the shop is told.
static WAY: LazyLock<Vec<Phrase>> = LazyLock::new(|| phrases(TABLE, "way"));

/// What a sentence lacks that is to tell people how to stop promotions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoWayOut {
    /// A word of stopping.
    Stop,
    /// How the shop is told.
    Way,
}

/// Looks whether a sentence tells how to stop.
///
/// # Errors
/// What it does not say.
pub fn tells_how_to_stop(text: &str) -> Result<(), NoWayOut> {
    if !says_one_of(&STOP, text) {
        return Err(NoWayOut::Stop);
    }
    if !says_one_of(&WAY, text) {
        return Err(NoWayOut::Way);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Kalau tidak ingin menerima pesan seperti ini lagi, balas STOP.")]
    #[case("Ketik BERHENTI untuk berhenti.")]
    #[case("Tidak mau menerima promo? Kabari kami di 0812-3456-7890.")]
    #[case("To stop receiving these messages, reply STOP.")]
    #[case("Don't want these? Just let us know.")]
    fn a_sentence_that_tells_how_is_taken_in_either_language(#[case] text: &str) {
        assert_eq!(tells_how_to_stop(text), Ok(()));
    }

    #[rstest]
    #[case("Salam hangat dari kami!", NoWayOut::Stop)]
    #[case("Balas pesan ini, ya.", NoWayOut::Stop)]
    #[case("Jangan berhenti tersenyum!", NoWayOut::Way)]
    #[case("STOP", NoWayOut::Way)]
    #[case("Stopping by is always welcome, call us.", NoWayOut::Stop)]
    fn what_does_not_tell_it_is_told_apart_by_what_it_lacks(
        #[case] text: &str,
        #[case] lacks: NoWayOut,
    ) {
        assert_eq!(tells_how_to_stop(text), Err(lacks));
    }

    #[test]
    fn the_table_has_words_of_both_kinds() {
        assert!(STOP.len() > 10 && WAY.len() > 10);
    }
}
