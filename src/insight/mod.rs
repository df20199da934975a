//! Floor 1: what the visits say about the customers: pure functions from what people did to what
//! an owner wants to know. No clock, no file, no locale: today is an argument.
//!
//! The definitions are those of `docs/insight.md`. Dates are days of the shop, the day *as of*
//! which one asks is included; money is in minor units, refunds are negative.

mod appraisal;
mod campaign;
mod concentration;
mod driven;
mod due;
mod gate;
mod gathering;
mod median;
pub mod model;
mod offers;
mod outlook;
mod prediction;
mod recovery;
mod retention;
pub mod review;
mod rfm;
mod rhythm;
mod stage;
mod stagnation;
mod thing;
mod visits;
mod win_back;

pub use appraisal::{Appraisal, Appraised};
pub use campaign::{
    CampaignPeople, CampaignResult, CampaignTold, CampaignVisit, Group, PersonTold, Return,
    Targeted, campaign_result, returned, touches,
};
pub use concentration::{Concentration, gini};
pub use driven::{metres_a_day, reaches};
pub use due::{First, ServiceDue, Urgency};
pub use gate::{Gate, Shortage};
pub use gathering::{
    AROUND, GatheringGuests, GatheringResult, GatheringTold, Guests, Stretch, gathering_result,
};
pub use median::{median, middle};
pub use offers::{
    Bundle, CHANGES_WITHIN, Dearer, DueWith, Offer, Offers, Rule, TakenTogether, Taking, Thing,
    Together, Took, Variants, WINDOW,
};
pub use outlook::{Outlook, outlook};
pub use prediction::{Expected, Expecting, Learned, Margin, Money, Past, Prediction};
pub use recovery::Asked;
pub use recovery::{Need, Needing, Recovering, Recovery};
pub use retention::{Cohort, CohortCount, Cohorts, Period, Repeat, repeat};
pub use rfm::{Rfm, Scores, Segment, quantile_scores, rank_scores};
pub use rhythm::{Gaps, Pace, Rhythm};
pub use stage::{Stage, stage};
pub use stagnation::{Came, Stagnation, stagnation};
pub use thing::{ENGINE_OIL, is_work, thing};
pub use visits::{Receipt, VisitDays, Visits};
pub use win_back::{CameBack, WITHIN, WonBack, came_back};
