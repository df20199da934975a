//! What `--json` prints: stable English names, ISO days, money in minor units. A field whose
//! capability is not built yet is `null`, never 0. Names may be added, not changed.

mod book;
mod campaign;
mod checked;
mod event;
mod found;
mod import;
mod merged;
mod message;
mod offers;
mod person;
mod points;
mod recovery;
mod referrals;
mod review;
mod segment;
mod shown;
mod terms;
mod today;
mod vehicle;
mod visit;

pub use book::{Audit, Batches, Info, Undone};
pub use campaign::{CampaignShown, Campaigns};
pub use checked::Checked;
pub use event::{EventGuests, Events};
pub use found::Found;
pub use import::Imported;
pub use merged::OnePerson;
pub use message::{Merged, Message, Sent, Template, Templates};
pub use offers::{Bundles, Worth};
pub use person::{Beside, Customer};
pub use points::{Ledger, Moved, RuleSet, Simulated};
pub use recovery::{Recovery, Results};
pub use referrals::{Owed, Referrers, Tree};
pub use review::Review;
pub use segment::{Asked, Held, Segment, Segments};
pub use shown::Shown;
pub use terms::Terms;
pub use today::TodayList;
pub use vehicle::Vehicle;
pub use visit::{Gathering, History, Visit};

/// The type of a field that nothing fills yet; always `null`.
pub type NotYet = Option<()>;

/// A text, or nothing where it is empty.
pub fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
