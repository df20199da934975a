//! What a column can fill.

macro_rules! fields {
    ($($name:ident = $code:literal,)+) => {
        /// What a column fills, under the stable name that reports and `--map` use.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Field { $($name,)+ }

        impl Field {
            /// Every field, in the order of their discriminants.
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable name.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The field of a stable name, or of the short word that people say for it.
            pub(crate) fn of_name(name: &str) -> Option<Self> {
                match name {
                    $($code => Some(Self::$name),)+
                    "name" => Some(Self::CustomerName),
                    "date" => Some(Self::VisitDate),
                    _ => None,
                }
            }
        }
    };
}

fields! {
    Plate = "plate",
    CustomerName = "customer_name",
    FirstName = "first_name",
    LastName = "last_name",
    Phone = "phone",
    Email = "email",
    Address = "address",
    City = "city",
    Birthday = "birthday",
    Make = "make",
    Model = "model",
    Year = "year",
    Color = "color",
    Vin = "vin",
    EngineNo = "engine_no",
    EngineCc = "engine_cc",
    Odometer = "odometer",
    VisitDate = "visit_date",
    DateOut = "date_out",
    InvoiceNo = "invoice_no",
    Complaint = "complaint",
    WorkDone = "work_done",
    Parts = "parts",
    Oil = "oil",
    Mechanic = "mechanic",
    LabourAmount = "labour_amount",
    PartsAmount = "parts_amount",
    Total = "total",
    Discount = "discount",
    PaymentMethod = "payment_method",
    Status = "status",
    Points = "points",
    MemberNo = "member_no",
    NextServiceDate = "next_service_date",
    NextServiceKm = "next_service_km",
    Notes = "notes",
    RowNumber = "row_number",
    MemberSince = "member_since",
    Company = "company",
    ReferredBy = "referred_by",
    RegistrationName = "registration_name",
    UnitPrice = "unit_price",
    Quantity = "quantity",
    LineAmount = "line_amount",
    LineCost = "line_cost",
    Spent = "spent",
    Kind = "kind",
    Honorific = "honorific",
    PhoneLabel = "phone_label",
    Household = "household",
    Source = "source",
    Alert = "alert",
    OtherIds = "other_ids",
    OwnedSince = "owned_since",
    EarlierPlates = "earlier_plates",
    VehicleNote = "vehicle_note",
    VisitNo = "visit_id",
    VisitCost = "visit_cost",
    Redeemed = "redeemed",
    WholeLineCost = "whole_line_cost",
    LedgerLine = "points_line",
    LedgerDay = "points_day",
    LedgerKind = "points_kind",
    LedgerPoints = "points_moved",
    LedgerExpires = "points_expires",
    LedgerVisit = "points_visit",
    LedgerTakesBack = "points_takes_back",
    LedgerDraws = "points_draws",
    LedgerReason = "points_reason",
    LedgerStaff = "points_staff",
    Book = "book",
    RuleSince = "rule_since",
    RuleText = "rule",
    ConsentServiceReminders = "consent_service_reminders",
    ConsentPromotions = "consent_promotions",
    ConsentBirthday = "consent_birthday",
    ConsentSensitive = "consent_sensitive",
    ConsentContact = "consent_contact",
}

impl Field {
    /// Whether several columns may fill it together.
    pub(crate) fn takes_several(self) -> bool {
        matches!(
            self,
            Self::Phone
                | Self::PhoneLabel
                | Self::Email
                | Self::Notes
                | Self::Mechanic
                | Self::WorkDone
                | Self::Parts
        )
    }

    /// Whether it holds a calendar day.
    pub(crate) fn is_day(self) -> bool {
        matches!(
            self,
            Self::VisitDate
                | Self::DateOut
                | Self::Birthday
                | Self::NextServiceDate
                | Self::MemberSince
                | Self::OwnedSince
                | Self::LedgerDay
                | Self::LedgerExpires
                | Self::RuleSince
        )
    }

    /// Whether it holds money.
    pub(crate) fn is_money(self) -> bool {
        matches!(
            self,
            Self::Total
                | Self::Discount
                | Self::LabourAmount
                | Self::PartsAmount
                | Self::UnitPrice
                | Self::LineAmount
                | Self::LineCost
                | Self::Spent
                | Self::VisitCost
                | Self::WholeLineCost
        )
    }

    /// Whether it tells of one visit rather than of a customer or a vehicle.
    pub(crate) fn is_of_visit(self) -> bool {
        matches!(
            self,
            Self::Odometer
                | Self::VisitDate
                | Self::DateOut
                | Self::InvoiceNo
                | Self::Complaint
                | Self::WorkDone
                | Self::Parts
                | Self::Oil
                | Self::Mechanic
                | Self::LabourAmount
                | Self::PartsAmount
                | Self::Total
                | Self::Discount
                | Self::PaymentMethod
                | Self::Status
                | Self::NextServiceDate
                | Self::NextServiceKm
                | Self::UnitPrice
                | Self::Quantity
                | Self::LineAmount
                | Self::LineCost
                | Self::VisitNo
                | Self::VisitCost
                | Self::Redeemed
                | Self::WholeLineCost
        )
    }
}
