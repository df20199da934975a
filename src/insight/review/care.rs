//! Does customer care pay in this shop?

use crate::insight::Concentration;

/// Whether looking after the best customers pays, by how much of the money they bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CarePays {
    /// Too few customers to say: under twenty.
    TooFew,
    /// The best fifth brings 60 % or more: knowing them is worth most of the effort.
    Much,
    /// The best fifth brings 40 % or more: look after them, and after the others too.
    Some,
    /// The money is spread evenly: no single customer decides.
    Little,
}

impl CarePays {
    /// By the share of the best fifth.
    pub fn of(concentration: &Concentration) -> Self {
        let share = concentration.share_of(concentration.top_fifth());
        match concentration.customers() {
            ..20 => Self::TooFew,
            _ if share >= 0.6 => Self::Much,
            _ if share >= 0.4 => Self::Some,
            _ => Self::Little,
        }
    }

    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFew => "too_few_customers",
            Self::Much => "much",
            Self::Some => "some",
            Self::Little => "little",
        }
    }
}
