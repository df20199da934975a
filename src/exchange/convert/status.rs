//! How far a visit has come, by the words that shops write.

use crate::exchange::plan::PlannedStatus;
use crate::text::{Lang, Say};

/// What a status cell says; anything unknown is done, for most lists hold what was finished.
pub(super) fn read(text: &str) -> PlannedStatus {
    let text = text.trim().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[
        "batal",
        "cancel",
        "void",
        "ditolak",
        "no show",
        "gagal",
        "tidak jadi",
        "tdk jadi",
    ]) {
        PlannedStatus::Cancelled
    } else if has(&["belum", "unpaid", "not ", "un-", "incomplete"]) {
        PlannedStatus::Open
    } else if has(&[
        "selesai", "done", "lunas", "tutup", "closed", "complete", "diambil", "beres", "finish",
        "sudah",
    ]) {
        PlannedStatus::Done
    } else if has(&[
        "proses",
        "process",
        "progress",
        "buka",
        "open",
        "pending",
        "nunggu",
        "tunggu",
        "antri",
        "antre",
        "dikerjakan",
        "booking",
        "booked",
        "waiting",
        "hutang",
        "piutang",
        "tempo",
        "draft",
        "servis",
    ]) {
        PlannedStatus::Open
    } else {
        PlannedStatus::Done
    }
}

/// What a status cell of our own exports says, in either spelling.
pub(super) fn of_ours(text: &str) -> PlannedStatus {
    let says = |stable: &str, say: Say| {
        text == stable || Lang::ALL.iter().any(|lang| say.in_(*lang) == text)
    };
    if says("open", Say::VisitOpen) {
        PlannedStatus::Open
    } else if says("cancelled", Say::VisitCancelled) {
        PlannedStatus::Cancelled
    } else if says("done", Say::VisitDone) {
        PlannedStatus::Done
    } else {
        read(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("DONE", PlannedStatus::Done)]
    #[case("Selesai", PlannedStatus::Done)]
    #[case("Tutup", PlannedStatus::Done)]
    #[case("Lunas", PlannedStatus::Done)]
    #[case("PROSES", PlannedStatus::Open)]
    #[case("Buka", PlannedStatus::Open)]
    #[case("Belum lunas", PlannedStatus::Open)]
    #[case("Selesai dikerjakan", PlannedStatus::Done)]
    #[case("Pending", PlannedStatus::Open)]
    #[case("Menunggu part", PlannedStatus::Open)]
    #[case("Belum selesai", PlannedStatus::Open)]
    #[case("Sudah dikerjakan", PlannedStatus::Done)]
    #[case("Tidak jadi", PlannedStatus::Cancelled)]
    #[case("Dibatalkan", PlannedStatus::Cancelled)]
    #[case("", PlannedStatus::Done)]
    fn words_of_shops(#[case] text: &str, #[case] status: PlannedStatus) {
        assert_eq!(read(text), status);
    }
}
