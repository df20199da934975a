//! Floor 4: the words the parts exchange. Plain data, no behaviour beyond looking itself up.
//!
//! Everything that happens reaches the shell as a [`Msg`], in one order. `update` answers with
//! [`Effect`]s; the runtime performs them and posts what came of it as further messages.

pub mod among;
pub mod columns;
pub mod command;
pub mod context;
pub mod export;
pub mod key;
pub mod keymap;
pub mod message;
pub mod query;
pub mod screen;

pub use among::Among;
pub use columns::{HiddenColumns, ListColumns};
pub use command::{COMMANDS, Command, CommandSpec, Scope};
pub use context::{Context, Desk};
pub use export::{
    Export, ExportContent, ExportFormat, ExportList, ExportRows, Exported, NotWritten, Recovered,
    Reviewed, ReviewedList, ReviewedOrder,
};
pub use key::{BadKey, Code, Key};
pub use keymap::{Clash, Keymap};
pub use message::{Effect, Failure, Fate, Mouse, MouseKind, Msg, ReadId, Slot, Timer, WriteId};
pub use query::{
    Answer, Damage, PlateCheck, PlayedRules, PointsSheet, Prefill, Query, ShopFacts, SuggestKind,
    Suggestion, ToWrite,
};
pub use screen::{
    Addressed, Applies, Begin, BeginCampaign, Choice, Event, Go, Level, Notice, Question, Step,
};
