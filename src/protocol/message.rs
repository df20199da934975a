//! Messages in, effects out.

use std::time::Duration;

use super::{Answer, Export, Exported, Key, NotWritten, Query, ShopFacts};
use crate::domain::{Change, ChangeId, Draft, FieldConflict, OpId, OtherWriter, Receipt};

/// Everything that can happen, in one total order.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed or repeats.
    Key(Key),
    /// Text was pasted; it never confirms anything.
    Paste(String),
    /// The mouse did something at a cell.
    Mouse(Mouse),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// How far a read that takes long has come, in per cent.
    Come(ReadId, u8),
    /// A read answered, or failed.
    Read(ReadId, Result<Answer, Failure>),
    /// How far a list on its way into a file has come, in per cent.
    Exporting(u8),
    /// A list is in its file, or could not be written.
    Exported(Result<Exported, Failure>),
    /// A write is durable, or did not happen.
    Wrote(WriteId, Result<Receipt, Failure>),
    /// A draft is taken for this terminal, or could not be.
    Taken(Result<Box<Draft>, Failure>),
    /// A timer asked for with [`Effect::Wake`] has run out.
    Woke(Timer),
    /// Another terminal changed the file; what is on screen may be stale.
    FileChanged,
    /// How far the search index has come, in per cent; 100 is ready.
    Indexed(u8),
    /// Something the program noticed by itself (clock went backwards, file tended to).
    Noticed(Failure),
}

/// A mouse event at a cell, counted from 0 at the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The main button went down.
    Press,
    /// Twice in quick succession.
    Double,
    /// The wheel turned away from the person.
    WheelUp,
    /// The wheel turned towards the person.
    WheelDown,
}

/// A place on screen that waits for an answer. The newest read of a slot wins; the answers of
/// older ones are dropped, and a running one that is no longer newest stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The list of matches.
    Matches,
    /// The counter card.
    Card,
    /// History beside or below the card.
    History,
    /// What a form starts with.
    Prefill,
    /// Proposals under a form field.
    Suggest,
    /// Warnings while a form is filled in: plate known, phone known.
    Check,
    /// Who works here.
    Staff,
    /// Facts of the shop.
    Shop,
    /// What is kept of forms that were not saved.
    Drafts,
    /// What a message begins with.
    ToWrite,
    /// What a customer was sent.
    Messages,
    /// The weekly review.
    Review,
    /// What the day asks for.
    Today,
    /// Everybody who is greeted at a feast.
    Feast,
    /// The points of a customer.
    Points,
    /// The rules of the points programme.
    Rules,
    /// A year under other rules.
    Played,
    /// Rules in a file, or the files that have some.
    RulesFiles,
    /// What takes longer to find out about the customers.
    Loyalty,
    /// The people behind a number of the review.
    Behind,
    /// A list of the review narrowed or put in another order.
    Narrowed,
    /// The segments, with how many each holds.
    Segments,
    /// Whom a filter means.
    Meant,
    /// Who brought whom, beside the card.
    Referrals,
    /// Who may be the same person, and two records side by side.
    SamePerson,
    /// What is worth offering, beside the card.
    Offers,
    /// Whom to win back.
    Recovery,
    /// The vehicles of a company or a household.
    Fleet,
    /// The campaigns, or the people of one.
    Campaigns,
    /// The gatherings, or the guests of one.
    Gatherings,
    /// To whom thanks are owed.
    Thanks,
    /// Who is found to be one more guest.
    NewGuest,
}

impl Slot {
    /// Whether its reads study the whole book: somebody else answers them, so that finding never
    /// waits.
    pub fn is_study(self) -> bool {
        matches!(
            self,
            Self::Review
                | Self::Today
                | Self::Feast
                | Self::Played
                | Self::RulesFiles
                | Self::Loyalty
                | Self::Behind
                | Self::Narrowed
                | Self::Segments
                | Self::Meant
                | Self::Offers
                | Self::Recovery
                | Self::Campaigns
        )
    }
}

/// Identifies one read: its slot and a number that grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReadId {
    /// Where the answer goes.
    pub slot: Slot,
    /// Grows with every read of the program.
    pub number: u64,
}

/// Identifies one write that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WriteId(pub u64);

/// Why to wake up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timer {
    /// The minute on the clock turned.
    Minute,
    /// A notice has stood long enough.
    Notice(u64),
    /// A read has taken so long that the screen should say so.
    Slow(ReadId),
    /// Nobody has typed into a form for a while: time to keep what is typed.
    Draft,
}

/// What becomes of a draft that nobody fills in any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays in the book; anybody may open it.
    Left,
    /// It is thrown away.
    Thrown,
}

/// What the shell wants done. The runtime performs it and never waits for it.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Ask the book.
    Read(ReadId, Query),
    /// Nobody waits any more for what was asked in this slot before: a running read stops.
    StopReading(ReadId),
    /// Write one thing. `op` names the attempt: a form keeps its own, so submitting twice writes once.
    Write {
        /// Names the answer.
        id: WriteId,
        /// Names the attempt.
        op: OpId,
        /// What to write.
        change: Box<Change>,
    },
    /// Keep what is typed into the open forms, in case this program never comes to save it. Nothing
    /// answers; where it cannot be kept, nothing is lost that was not in danger before.
    KeepDrafts(Vec<Draft>),
    /// Keep a text that is put aside; anybody may open it from now on.
    LeaveDraft(Box<Draft>),
    /// Take a draft for this terminal; answered with [`Msg::Taken`].
    TakeDraft(OpId),
    /// Nobody fills this draft in any more.
    EndDraft(OpId, Fate),
    /// Post [`Msg::Woke`] after a while.
    Wake(Timer, Duration),
    /// Write a list into a file; answered with [`Msg::Exported`].
    Export(Box<Export>),
    /// Stop the lists that are being written or wait for it: nothing stays of them, and each is
    /// answered with [`Failure::Cancelled`].
    StopExport,
    /// Put text on the clipboard.
    Copy(String),
    /// Remember who is at the desk of this terminal.
    RememberStaff(String),
    /// Remember the person's language.
    RememberLang(crate::text::Lang),
    /// These columns of the lists are put away from now on; remembered for the next time.
    RememberColumns(Box<super::HiddenColumns>),
    /// The shop is like this from now on: currency, trade and day of all later messages.
    Shop(Box<ShopFacts>),
    /// Stop in the background until the shell continues us.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Leave.
    Quit,
}

/// Why something did not happen, in the program's own words; the text floor makes it a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Another terminal holds the file, the process with this number if that is known; nothing
    /// was written, try again.
    Busy(Option<OtherWriter>),
    /// Somebody changed something since the form opened.
    Conflict(Vec<FieldConflict>),
    /// The data was refused; which fields and why, as reason codes.
    Refused(Vec<(String, String)>),
    /// Undo found nothing of this person's from this terminal.
    NothingToUndo,
    /// A later change rests on the one to take back.
    RestsOn {
        /// The later change.
        change: ChangeId,
        /// Its kind, such as `add_visit`.
        kind: String,
        /// Who made it.
        by: String,
    },
    /// The customer, vehicle or visit is no longer in the book.
    Gone,
    /// The disk is full; nothing since then was saved.
    DiskFull,
    /// The file can be looked at but not changed.
    ReadOnly,
    /// The file was moved or replaced under us.
    Moved,
    /// The file was made or changed by a newer version.
    Newer,
    /// The file is damaged.
    Damaged,
    /// A read no longer wanted stopped; never shown.
    Cancelled,
    /// No shell stands above us that could continue a stopped program.
    CannotStop,
    /// A file beside the book could not be written.
    NotWritten(NotWritten),
    /// The computer's clock went backwards.
    ClockBack {
        /// By how much, in whole minutes.
        minutes: u64,
    },
    /// The disk failed while saving, and whether it was saved could not be looked up. Saving
    /// again is safe: nothing is added twice.
    Unsure(String),
    /// Anything else the disk or the system said.
    Io(String),
}
