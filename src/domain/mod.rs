//! Floor 0: what things are. Rules and parsing; no clock, no file, no locale.

mod birthday;
mod campaign;
mod card;
mod change;
mod consent;
mod customer;
mod customer_code;
pub mod date;
mod digit;
mod doubt;
mod draft;
pub mod export;
pub mod filter;
mod fleet;
mod gathering;
mod greeting;
mod hours;
pub mod hygiene;
mod ids;
mod introduced;
mod message;
mod money;
pub mod name;
mod occasion;
pub mod odometer;
mod offer;
pub mod oil;
mod one_person;
mod other_writer;
pub mod phone;
pub mod plate;
mod points;
mod referral;
mod segment;
mod sign;
mod staff;
mod terms;
pub mod trade;
mod usual;
mod vehicle;
mod visit;
mod way_out;

pub use birthday::{
    BIRTHDAY_AHEAD, BIRTHDAY_MISSED, Birthday, BirthdayError, LeapDay, NearBirthday,
};
pub use campaign::{Campaign, CampaignFacts, CampaignOffer, CampaignPerson};
pub use card::{
    Attendance, Card, Consent, Found, Hit, MatchClass, MatchField, Owing, Receipt, Remark, Subject,
    Undone, Usual,
};
pub use change::{Author, Change, FieldConflict, Owner};
pub use consent::{Answered, Purpose};
pub use customer::{
    Customer, CustomerFacts, CustomerKind, FIELD_BUYING, FIELD_CHANNEL, FIELD_LANGUAGE,
    FIELD_LIKES, FIELD_MECHANIC, FIELD_OIL, FIELD_TYRE, FIELD_WAITS, FieldKey, Household,
    PhoneEntry,
};
pub use customer_code::{customer_code, customer_number};
pub use doubt::Doubt;
pub use draft::{Draft, DraftField, DraftForm, DraftText, KeptDraft};
pub use fleet::{FIELD_ROLE, Fleet, FleetPerson, FleetVehicle};
pub use gathering::{Attended, Gathering, GatheringFacts, Guest, GuestState};
pub use greeting::{FIELD_GREETINGS, Greeting, Greetings, NearFeast, NoGreeting};
pub use hours::{Alike, Clock, Hours, HoursMistake, Open};
pub use ids::{
    BatchId, CampaignId, ChangeId, CustomerId, GatheringId, HouseholdId, OpId, RemarkId, SegmentId,
    StaffId, VehicleId, VisitId,
};
pub use introduced::Introduced;
pub use message::{
    Asks, Gate, MESSAGE_CHARS, MessageChannel, MessageEntry, MessagePurpose, STOP_FOOTER,
    SentMessage, TEMPLATE_KEY_CHARS, TemplateFacts, is_template_key,
};
pub use money::{Amount, AmountError, Currency, DecimalMark, Money};
pub use occasion::{Mark, Occasion, OccasionKind};
pub use offer::{Meant, offer};
pub use one_person::{FIELD_TERMS, Likely, Likeness, Side, Taken, differing, joined};
pub use other_writer::OtherWriter;
pub use phone::{Country, INDONESIA, Phone, PhoneFlag};
pub use plate::Plate;
pub use points::{Liability, OPENING_POINTS, PointsBrief, TierBrief};
pub use referral::{
    Brought, BroughtSum, LostTo, Named, ReferralTree, Referrer, THANKS_DAYS, ThanksList, ThanksOwed,
};
pub use segment::{Segment, SegmentFacts, SegmentHeld, SegmentKept, SegmentRow, SegmentSort};
pub use sign::{
    FACT_ADDRESS, FACT_CLOSED_FROM, FACT_CLOSED_UNTIL, FACT_HOURS, FACT_MESSAGE_LANGUAGE,
    FACT_PHONE, ShopSign,
};
pub use staff::{Member, ShopEdit, StaffEdit, StaffFacts};
pub use terms::{Running, Terms, parse_percent};
pub use usual::{USUAL_VISITS, usual};
pub use vehicle::{EarlierPlate, NextService, Ownership, Vehicle, VehicleFacts, vehicle_called};
pub use visit::{
    PaidByPoints, Visit, VisitFacts, VisitLine, VisitStatus, contradicted_sum, lines_cost,
};
pub use way_out::{NoWayOut, tells_how_to_stop};

/// A calendar day of the shop, without a time or zone.
pub type Day = chrono::NaiveDate;
