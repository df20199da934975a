//! The data quality inbox: what may be wrong with the data, and why.

use crate::domain::odometer::{OdometerWarning, Reading};
use crate::domain::{Birthday, CustomerId, Day, Doubt, PhoneFlag, Remark};

/// The data quality inbox: ten things a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quality {
    /// How many of each kind there are in all.
    pub totals: Vec<(Slip, usize)>,
    /// Today's.
    pub today: Vec<QualityItem>,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualityItem {
    /// What is wrong.
    pub slip: Slip,
    /// Whom it is about.
    pub customer: CustomerId,
    /// The value that it is about: a phone, a plate, a reading, the other name; may be empty.
    pub about: String,
    /// What is settled where it is right as it stands.
    pub doubt: Doubt,
    /// Why it looks wrong.
    pub reason: Reason,
}

impl QualityItem {
    /// The plate that it is about, where it is about one.
    pub fn plate(&self) -> Option<&str> {
        let plate = match &self.reason {
            Reason::Remark { plate, .. }
            | Reason::Reading { plate, .. }
            | Reason::Same(Same::Plate(plate)) => plate,
            _ => "",
        };
        (!plate.is_empty()).then_some(plate)
    }
}

/// Why something looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// What an import noticed, and where.
    Remark {
        /// File, row, column, value and reason.
        remark: Remark,
        /// The plate of the vehicle that it is about; empty without one.
        plate: String,
        /// The day of the visit that it is about.
        visit: Option<Day>,
    },
    /// What two records share.
    Same(Same),
    /// A reading beside those around it.
    Reading {
        /// Whose odometer.
        plate: String,
        /// What was read.
        reading: Reading,
        /// What is odd; `None` where it only does not go with all of the others together.
        odd: Option<OdometerWarning>,
    },
    /// Why a phone cannot be dialled.
    Phone(Option<PhoneFlag>),
    /// Came on so many days, and something is not known of them.
    Came(u32),
    /// A vehicle without a plate.
    NoPlate,
}

/// What two records share that should be two customers, or two vehicles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Same {
    /// Name and birthday: the one whose year is known, where it is known of one.
    Birthday(Birthday),
    /// A phone, under names that go together.
    Phone(String),
    /// A plate.
    Plate(String),
}
/// What may be wrong with data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// An import was unsure of a value.
    Import,
    /// Somebody else has the same name and birthday, or the same phone and a compatible name.
    Twin,
    /// An odometer went backwards or too fast.
    Odometer,
    /// A phone that cannot be dialled.
    DeadPhone,
    /// Comes regularly, and has no phone.
    NoPhone,
    /// Comes regularly, and nobody knows the birthday.
    NoBirthday,
    /// A vehicle without a plate.
    NoPlate,
}

impl Slip {
    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import_unsure",
            Self::Twin => "likely_duplicate",
            Self::Odometer => "impossible_odometer",
            Self::DeadPhone => "dead_phone",
            Self::NoPhone => "no_phone",
            Self::NoBirthday => "no_birthday",
            Self::NoPlate => "no_plate",
        }
    }
}
