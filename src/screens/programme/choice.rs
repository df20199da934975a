//! What the rules choose between.

use crate::points::{Basis, Overdraft, Rewarded, Rule};
use crate::text::Say;

/// One of them. Enter takes the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    On,
    ReferralTo,
    Basis,
    Overdraft,
}

impl Choice {
    pub(super) fn label(self) -> Say {
        match self {
            Choice::On => Say::ProgrammeOn,
            Choice::ReferralTo => Say::ProgrammeReferralTo,
            Choice::Basis => Say::ProgrammeBasis,
            Choice::Overdraft => Say::ProgrammeOverdraft,
        }
    }

    /// What is chosen.
    pub(super) fn shown(self, rule: &Rule) -> Say {
        match self {
            Choice::On if rule.on => Say::ProgrammeOnYes,
            Choice::On => Say::ProgrammeOnNo,
            Choice::ReferralTo => match rule.referral_to {
                Rewarded::Both => Say::ProgrammeToBoth,
                Rewarded::Came => Say::ProgrammeToCame,
                Rewarded::Brought => Say::ProgrammeToBrought,
            },
            Choice::Basis => match rule.basis {
                Basis::Spend => Say::ProgrammeBySpend,
                Basis::Points => Say::ProgrammeByPoints,
            },
            Choice::Overdraft => match rule.overdraft {
                Overdraft::Allow => Say::ProgrammeOverdraftAllow,
                Overdraft::Block => Say::ProgrammeOverdraftBlock,
            },
        }
    }

    /// The rules with the next one.
    pub(super) fn next(self, rule: &Rule) -> Rule {
        let mut rule = rule.clone();
        match self {
            Choice::On => rule.on = !rule.on,
            Choice::ReferralTo => {
                rule.referral_to = match rule.referral_to {
                    Rewarded::Both => Rewarded::Came,
                    Rewarded::Came => Rewarded::Brought,
                    Rewarded::Brought => Rewarded::Both,
                };
            }
            Choice::Basis => {
                rule.basis = match rule.basis {
                    Basis::Spend => Basis::Points,
                    Basis::Points => Basis::Spend,
                };
            }
            Choice::Overdraft => {
                rule.overdraft = match rule.overdraft {
                    Overdraft::Allow => Overdraft::Block,
                    Overdraft::Block => Overdraft::Allow,
                };
            }
        }
        rule
    }
}
