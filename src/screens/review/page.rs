//! The steps of the review, and the lists that each holds.

use crate::insight::review::{Kind, Weekly};
use crate::text::Say;

/// A step of the review, in its fixed order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Page {
    /// How the week went.
    #[default]
    Week,
    /// Who stands in another segment.
    Moved,
    /// Loyal, and late.
    Slipping,
    /// Out of their rhythm.
    Asleep,
    /// Gone, as far as one can tell.
    Lost,
    /// Came once, or never.
    Away,
    /// Birthdays ahead.
    Birthdays,
    /// What to check in the data.
    Data,
    /// Who brings the money.
    Money,
}

impl Page {
    /// All of them.
    pub(super) const ALL: [Self; 9] = [
        Self::Week,
        Self::Moved,
        Self::Slipping,
        Self::Asleep,
        Self::Lost,
        Self::Away,
        Self::Birthdays,
        Self::Data,
        Self::Money,
    ];

    /// Its place in the sequence, from 0.
    pub(super) fn at(self) -> usize {
        self as usize
    }

    /// The step after it.
    pub(super) fn next(self) -> Option<Self> {
        Self::ALL.get(self.at() + 1).copied()
    }

    /// The step before it.
    pub(super) fn previous(self) -> Option<Self> {
        Self::ALL.get(self.at().checked_sub(1)?).copied()
    }

    /// The lists that it holds; Tab goes from one to the next. `judged`: whether the model may say
    /// who is lost.
    pub(super) fn parts(self, judged: bool) -> &'static [Part] {
        match self {
            Self::Week => &[Part::Figures, Part::Campaigns],
            Self::Moved => &[Part::Moves],
            Self::Slipping => &[Part::Slipping],
            Self::Asleep => &[Part::Asleep],
            Self::Lost => &[Part::Lost],
            Self::Away if judged => &[Part::Never, Part::Quiet],
            Self::Away => &[Part::Never, Part::Once],
            Self::Birthdays => &[Part::Birthdays, Part::Thanks, Part::Points],
            Self::Data => &[Part::Data],
            Self::Money => &[
                Part::Best,
                Part::Segments,
                Part::Tenths,
                Part::Months,
                Part::Sources,
                Part::Value,
            ],
        }
    }

    /// One word for the bar of steps.
    pub(super) fn label(self) -> Say {
        match self {
            Self::Week => Say::ReviewWeekLabel,
            Self::Moved => Say::ReviewMovedLabel,
            Self::Slipping => Say::ReviewSlippingLabel,
            Self::Asleep => Say::ReviewAsleepLabel,
            Self::Lost => Say::ReviewLostLabel,
            Self::Away => Say::ReviewAwayLabel,
            Self::Birthdays => Say::ReviewBirthdaysLabel,
            Self::Data => Say::ReviewDataLabel,
            Self::Money => Say::ReviewMoneyLabel,
        }
    }
}

/// A list of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The figures of the week.
    Figures,
    /// What came of the campaigns.
    Campaigns,
    /// The moves between segments.
    Moves,
    /// Loyal, and late.
    Slipping,
    /// Out of their rhythm.
    Asleep,
    /// Gone, as far as one can tell.
    Lost,
    /// Came once and stayed away.
    Once,
    /// Came a few times, away for long, and not given up.
    Quiet,
    /// Never came.
    Never,
    /// Birthdays ahead.
    Birthdays,
    /// Thanks owed for bringing somebody.
    Thanks,
    /// Whose points lapse soon.
    Points,
    /// What to check.
    Data,
    /// The best by money.
    Best,
    /// The map of segments.
    Segments,
    /// The money tenth by tenth.
    Tenths,
    /// By month of the first visit.
    Months,
    /// By what brought them.
    Sources,
    /// What is expected of the best.
    Value,
}

impl Part {
    /// What stands above the list.
    pub(super) fn title(self) -> Say {
        match self {
            Self::Figures => Say::ReviewWeekTitle,
            Self::Campaigns => Say::ReviewCampaignsTitle,
            Self::Moves => Say::ReviewMovedTitle,
            Self::Slipping => Say::ReviewSlippingTitle,
            Self::Asleep => Say::ReviewAsleepTitle,
            Self::Lost => Say::ReviewLostTitle,
            Self::Once => Say::ReviewOnceTitle,
            Self::Quiet => Say::ReviewQuietTitle,
            Self::Never => Say::ReviewNeverTitle,
            Self::Birthdays => Say::ReviewBirthdaysTitle,
            Self::Thanks => Say::ReferralThanksTitle,
            Self::Points => Say::ReviewLapsingTitle,
            Self::Data => Say::ReviewDataTitle,
            Self::Best => Say::ReviewBestTitle,
            Self::Segments => Say::ReviewSegmentsTitle,
            Self::Tenths => Say::ReviewTenthsTitle,
            Self::Months => Say::ReviewMonthsTitle,
            Self::Sources => Say::ReviewSourcesTitle,
            Self::Value => Say::ReportValueTitle,
        }
    }

    /// One or two words for the bar of lists.
    pub(super) fn label(self) -> Say {
        match self {
            Self::Figures => Say::ReviewWeekLabel,
            Self::Campaigns => Say::CampaignTitle,
            Self::Birthdays => Say::ReviewBirthdaysLabel,
            Self::Points => Say::PointsFieldPoints,
            Self::Thanks => Say::ReferralThanksLabel,
            Self::Once => Say::ReviewOnceLabel,
            Self::Quiet => Say::ReviewQuietLabel,
            Self::Never => Say::ReviewNeverLabel,
            Self::Best => Say::ReviewBestLabel,
            Self::Segments => Say::ReviewSegmentsLabel,
            Self::Tenths => Say::ReviewTenthsLabel,
            Self::Months => Say::ReviewMonthsLabel,
            Self::Sources => Say::ReviewSourcesLabel,
            Self::Value => Say::ReviewValueLabel,
            other => other.title(),
        }
    }

    /// One word for the name of a file.
    pub(super) fn word(self) -> Say {
        match self {
            Self::Figures => Say::ReviewWeekLabel,
            Self::Moves => Say::ReviewMovedLabel,
            Self::Slipping => Say::ReviewSlippingLabel,
            Self::Asleep => Say::ReviewAsleepLabel,
            Self::Lost => Say::ReviewLostLabel,
            Self::Birthdays => Say::ReviewBirthdaysLabel,
            Self::Data => Say::ReviewDataLabel,
            other => other.label(),
        }
    }

    /// What to make of it, in a sentence.
    pub(super) fn lead(self) -> Say {
        match self {
            Self::Figures => Say::ReviewWeekLead,
            Self::Campaigns => Say::ReviewCampaignsLead,
            Self::Moves => Say::ReviewMovedLead,
            Self::Slipping => Say::ReviewSlippingLead,
            Self::Asleep => Say::ReviewAsleepLead,
            Self::Lost => Say::ReviewLostLead,
            Self::Once => Say::ReviewOnceLead,
            Self::Quiet => Say::ReviewQuietLead,
            Self::Never => Say::ReviewNeverLead,
            Self::Birthdays => Say::ReviewBirthdaysLead,
            Self::Thanks => Say::ReferralThanksLead,
            Self::Points => Say::ReviewLapsingLead,
            Self::Data => Say::ReviewDataLead,
            Self::Best => Say::ReviewBestLead,
            Self::Segments => Say::ReviewSegmentsLead,
            Self::Tenths => Say::ReviewTenthsLead,
            Self::Months => Say::ReviewMonthsLead,
            Self::Sources => Say::ReviewSourcesLead,
            Self::Value => Say::ReviewValueLead,
        }
    }

    /// What is said where it has nothing, and why that is fine.
    pub(super) fn nothing(self) -> Say {
        match self {
            Self::Figures | Self::Best | Self::Segments | Self::Value => Say::ReviewNoVisits,
            Self::Tenths => Say::ReviewTenthsNone,
            Self::Campaigns => Say::ReviewCampaignsNone,
            Self::Moves => Say::ReviewMovedNone,
            Self::Slipping => Say::ReviewSlippingNone,
            Self::Asleep => Say::ReviewAsleepNone,
            Self::Lost => Say::ReviewLostNone,
            Self::Once => Say::ReviewOnceNone,
            Self::Quiet => Say::ReviewQuietNone,
            Self::Never => Say::ReviewNeverNone,
            Self::Birthdays => Say::ReviewBirthdaysNone,
            Self::Thanks => Say::ReferralThanksNone,
            Self::Points => Say::ReviewLapsingNone,
            Self::Data => Say::ReviewDataNone,
            Self::Months => Say::ReviewMonthsNone,
            Self::Sources => Say::ReviewSourcesNone,
        }
    }

    /// The list of the review behind it.
    pub(super) fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Slipping => Kind::Slipping,
            Self::Asleep => Kind::Sleeping,
            Self::Lost => Kind::Lost,
            Self::Once => Kind::OnceSilent,
            Self::Quiet => Kind::Quiet,
            Self::Best => Kind::Top,
            _ => return None,
        })
    }

    /// Whether its rows count people, or are the ten of the day: no segment narrows them.
    pub(super) fn counts(self) -> bool {
        matches!(
            self,
            Self::Data
                | Self::Figures
                | Self::Campaigns
                | Self::Moves
                | Self::Segments
                | Self::Tenths
                | Self::Months
                | Self::Sources
        )
    }

    /// Whether it tells what is so today, whatever week is reviewed.
    pub(super) fn is_of_today(self) -> bool {
        matches!(
            self,
            Self::Birthdays | Self::Thanks | Self::Points | Self::Data
        )
    }

    /// Whether its scores say something: among fewer than 25 customers they do not.
    pub(super) fn speaks(self, weekly: &Weekly) -> bool {
        let scored = matches!(self, Self::Moves | Self::Segments);
        !scored || weekly.review.has_scores()
    }
}
