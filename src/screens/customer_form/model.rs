//! What the customer form knows.

use super::add::Typed;
use super::fields::CustomerField;
use crate::domain::trade::{Asset, Trade, TradeField};
use crate::domain::{Change, Customer, CustomerId};
use crate::protocol::{PlateCheck, Step};
use crate::screens::entry::{Form, Holder};

/// A form for one customer.
#[derive(Debug)]
pub struct CustomerForm {
    /// The customer that is corrected; `None` for a new one.
    pub(super) id: Option<CustomerId>,
    /// The fields.
    pub(super) form: Form<CustomerField>,
    /// What was typed into the search line before.
    pub(super) typed: String,
    /// The customer as seen when the form opened, or as somebody else left it since.
    pub(super) base: Option<Customer>,
    /// Preferences and profile of the trade, in the order of the form.
    pub(super) trade: Vec<TradeField>,
    /// What a customer brings in this trade.
    pub(super) asset: Option<Asset>,
    /// Whether the customer agreed that what is sensitive is kept.
    pub(super) agreed: bool,
    /// Whether that answer is being written.
    pub(super) recording: bool,
    /// What is known about the plate that is typed.
    pub(super) plate: PlateCheck,
    /// Which field was checked last.
    pub(super) checked: Option<CustomerField>,
    /// Who has a number that is typed.
    pub(super) holder: Option<Holder>,
    /// What a new customer's form said, to be added to one of the book.
    pub(super) adding: Vec<Typed>,
    /// What is written as soon as the customer is: a vehicle.
    pub(super) then: Option<Change>,
    /// Opens the customer that a warning speaks of.
    pub(super) known: Option<Step>,
    /// The company that the customer belongs to, with its name.
    pub(super) company: Option<(CustomerId, String)>,
    /// Who brought the customer, with the name that stands in the field.
    pub(super) referrer: Option<(CustomerId, String)>,
    /// The field at which a correction begins.
    pub(super) begins: CustomerField,
    /// Whether somebody chose between person and company; until then the name decides.
    pub(super) kind_chosen: bool,
}

impl CustomerForm {
    /// A new customer, from what was typed into the search line.
    pub fn new(typed: &str, trade: &Trade) -> Self {
        let mut form = Self {
            id: None,
            form: Form::loading(),
            typed: typed.to_owned(),
            base: None,
            // What is sensitive wants consent first, and that wants a customer who is in the book.
            trade: trade
                .kept()
                .filter(|field| !field.sensitive)
                .cloned()
                .collect(),
            asset: trade.asset.clone(),
            agreed: false,
            recording: false,
            plate: PlateCheck::default(),
            checked: None,
            holder: None,
            adding: Vec::new(),
            then: None,
            known: None,
            company: None,
            referrer: None,
            begins: CustomerField::Phone(0),
            kind_chosen: false,
        };
        form.fill_new();
        form
    }

    /// A correction.
    pub fn edit(id: CustomerId, trade: &Trade) -> Self {
        Self {
            id: Some(id),
            form: Form::loading(),
            kind_chosen: true,
            trade: trade.kept().cloned().collect(),
            ..Self::new("", trade)
        }
    }
    /// A correction that begins at the note.
    pub fn note(id: CustomerId, trade: &Trade) -> Self {
        Self {
            begins: CustomerField::Note,
            ..Self::edit(id, trade)
        }
    }
}
