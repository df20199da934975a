//! A campaign: a segment, a template and a period, and what came of it.

use super::{CampaignId, CustomerId, Day};

/// What is said of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignFacts {
    /// The name, 1 to 200 characters; no two campaigns have the same, case and accents aside.
    pub name: String,
    /// The name of the segment when the campaign began; may be empty.
    pub segment: String,
    /// What that segment asked then, in the form of the book.
    pub filter: String,
    /// The key of the template.
    pub template: String,
    /// The stable key of what its messages are for: `promotion`.
    pub purpose: String,
    /// What is promised to everybody whom it means; only messages that may offer something carry it.
    pub offer: Option<CampaignOffer>,
    /// The first day.
    pub since: Day,
    /// The last day on which its messages go.
    pub until: Day,
    /// Days after a message in which a visit counts as coming back: 1 to 365.
    pub within: i64,
    /// May be empty.
    pub note: String,
}

impl CampaignFacts {
    /// The last day on which its messages may go: what it promises holds then.
    pub fn last_day(&self) -> Day {
        let holds = self.offer.as_ref().and_then(|offer| offer.until);
        holds.map_or(self.until, |holds| holds.min(self.until))
    }
}

/// What a campaign promises: it stands in its messages where their text offers something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignOffer {
    /// In the words of the message, 1 to 200 characters: `free oil filter`.
    pub text: String,
    /// The last day on which it holds; `None` where nothing is said of it.
    pub until: Option<Day>,
}

/// A campaign of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// The row.
    pub id: CampaignId,
    /// What is said of it.
    pub facts: CampaignFacts,
}

/// One of those whom a campaign means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignPerson {
    /// Who.
    pub customer: CustomerId,
    /// The customer ID.
    pub code: String,
    /// The name with the honorific.
    pub name: String,
    /// The first phone; empty without any, and of whoever wants to be left alone.
    pub phone: String,
}
