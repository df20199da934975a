//! A campaign: its name, the segment and template, until when, and what counts as coming back.

mod fields;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::CampaignForm;
