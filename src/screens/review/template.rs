//! With which message a row begins.

use super::WeeklyReview;
use super::page::Part;
use super::row::Row;
use crate::insight::{Appraised, Outlook};
use crate::message::{Given, Placeholder};
use crate::screens::sheet::referral;

impl WeeklyReview {
    /// The key of the template that fits whoever is chosen: why they stand in the list, and how
    /// they come.
    pub(super) fn template(&self) -> Option<&'static str> {
        match (self.part(), self.row()?) {
            (_, Row::Birthday(_)) => Some("birthday"),
            (_, Row::Thanks(_)) => Some("referral_thanks"),
            (_, Row::Lapsing(_)) => Some("points"),
            (_, Row::Known(_)) => Some("first_visit"),
            (_, Row::Visit(_) | Row::Slip(_)) => Some("check_after"),
            (_, Row::Person(one) | Row::Ahead(one, _)) if self.came_again(&one) => {
                Some("check_after")
            }
            (Part::Once | Part::Quiet, Row::Person(_)) => Some("win_back"),
            (_, Row::Person(one) | Row::Ahead(one, _)) => by_outlook(one.outlook),
            _ => None,
        }
    }

    /// What the chosen row knows of the placeholders of that message.
    pub(super) fn given(&self) -> Vec<(Placeholder, Given)> {
        let Some((weekly, owed)) = self.weekly.value.as_ref().zip(self.owed()) else {
            return Vec::new();
        };
        referral::given(referral::owed_to(&weekly.thanks, owed.referrer.id))
    }

    fn came_again(&self, one: &Appraised) -> bool {
        let weekly = self.weekly.value.as_ref();
        weekly.is_some_and(|weekly| weekly.since.contains_key(&one.customer))
    }
}

/// Of whom nothing is to be expected yet, what the card proposes.
fn by_outlook(outlook: Outlook) -> Option<&'static str> {
    match outlook {
        Outlook::DueThisWeek | Outlook::DueNow => Some("service_due"),
        Outlook::Overdue => Some("service_overdue"),
        Outlook::Asleep | Outlook::DriftingAway | Outlook::ProbablyLost => Some("win_back"),
        Outlook::New | Outlook::OnRhythm | Outlook::Fine | Outlook::TooEarlyToSay => None,
    }
}
