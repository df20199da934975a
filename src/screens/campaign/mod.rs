//! One campaign: everybody whom it means, who was sent a message, who came, and with how much money.

mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::CampaignScreen;
