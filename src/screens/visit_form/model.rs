//! What the visit form knows.

use super::fields::VisitField;
use crate::domain::{CustomerId, Day, Subject, Terms, VisitFacts, VisitId};
use crate::points::Rule;
use crate::screens::entry::Form;

/// A form for one visit.
#[derive(Debug)]
pub struct VisitForm {
    /// Whom and what the visit is for.
    pub(super) subject: Subject,
    /// The visit that is corrected; `None` for a new one.
    pub(super) visit: Option<VisitId>,
    /// The fields.
    pub(super) form: Form<VisitField>,
    /// What the fields were filled from: last time for a new visit, the visit itself else. What
    /// no field shows is kept from here.
    pub(super) base: Option<VisitFacts>,
    /// Who it is, and the pinned alert.
    pub(super) title: String,
    pub(super) alert: String,
    /// The day of the visit that the form was prefilled from.
    pub(super) same_as: Option<Day>,
    /// The visit of today that is written already.
    pub(super) written: Option<VisitId>,
    /// Earlier readings with their days, newest first.
    pub(super) readings: Vec<(Day, i64)>,
    /// Whether somebody typed the total; until then it follows the lines.
    pub(super) total_typed: bool,
    /// How far the next service lay away last time: days and kilometres.
    pub(super) interval: (Option<i64>, Option<i64>),
    /// The reading that was proposed for the next service, to be replaced by a better one.
    pub(super) proposed_km: String,
    /// The day that was proposed for the next service; it follows the day of the visit.
    pub(super) proposed_day: String,
    /// Whether it is known whom it is for, and what there is to know beside it.
    pub(super) is_known: bool,
    /// Points that there are, and the rule that says how they may pay; `None` without a programme.
    pub(super) points: Option<(i64, Box<Rule>)>,
    /// What was agreed with the company that comes.
    pub(super) terms: Option<Terms>,
    /// What it was opened for.
    pub(super) opened: Opened,
    /// Whether this may be the first visit of somebody of whom it is not known who brought them.
    pub(super) asks_referrer: bool,
    /// Who brought them, with the name that stands in the field.
    pub(super) referrer: Option<(CustomerId, String)>,
    /// The doubtful entries that saving stopped at once already; saving again keeps them.
    pub(super) told: Vec<(VisitField, String)>,
}

/// What a form of a visit is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// To write it down.
    ToWrite,
    /// To let as many points pay as may, as soon as it is filled.
    ToRedeem,
}

impl VisitForm {
    /// A new visit.
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            visit: None,
            form: Form::loading(),
            base: None,
            title: String::new(),
            alert: String::new(),
            same_as: None,
            written: None,
            readings: Vec::new(),
            total_typed: false,
            interval: (None, None),
            proposed_km: String::new(),
            proposed_day: String::new(),
            is_known: false,
            points: None,
            terms: None,
            opened: Opened::ToWrite,
            asks_referrer: false,
            referrer: None,
            told: Vec::new(),
        }
    }

    /// A new visit of which points pay as much as they may, or the one of today where it is written already.
    pub fn redeeming(subject: Subject) -> Self {
        Self {
            opened: Opened::ToRedeem,
            ..Self::new(subject)
        }
    }

    /// A correction of a visit.
    pub fn edit(visit: VisitId, subject: Subject) -> Self {
        Self {
            visit: Some(visit),
            total_typed: true,
            ..Self::new(subject)
        }
    }
}
