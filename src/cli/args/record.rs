//! What `kenal record` takes. What a day, an amount or a reading means is decided when the book
//! is open: it depends on the shop.

use clap::{ArgGroup, Args, Subcommand};

use super::given::{RecordConsent, RecordTier};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Record {
    Customer(RecordCustomer),
    Vehicle(RecordVehicle),
    Visit(RecordVisit),
    Points(RecordPoints),
    Consent(RecordConsent),
    Tier(RecordTier),
    Referral(RecordReferral),
    Thanks(RecordThanks),
    Lost(RecordLost),
    Terms(RecordTerms),
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("whom").required(true).multiple(true).args(["name", "of"])))]
pub(in crate::cli) struct RecordCustomer {
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    #[arg(long = "of", value_name = "WHO", id = "of", conflicts_with = "plate")]
    pub whose: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub honorific: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub phone: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub email: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub birthday: Option<String>,
    #[arg(long, value_name = "PLATE")]
    pub plate: Vec<String>,
    #[arg(long, value_name = "WHO")]
    pub referred_by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub greetings: Option<String>,
    #[arg(long, value_name = "WHO")]
    pub company: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub role: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RecordVehicle {
    #[arg(long, value_name = "WHO")]
    pub owner: String,
    #[arg(
        long,
        value_name = "PLATE",
        default_value = "",
        hide_default_value = true
    )]
    pub plate: String,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub make: String,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub model: String,
    #[arg(
        long,
        value_name = "N",
        default_value = "",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub year: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("whose").required(true).args(["plate", "customer", "visit"])))]
pub(in crate::cli) struct RecordVisit {
    #[arg(long, value_name = "PLATE")]
    pub plate: Option<String>,
    #[arg(long, value_name = "WHO")]
    pub customer: Option<String>,
    #[arg(long, value_name = "ID")]
    pub visit: Option<i64>,
    #[arg(long, requires = "visit")]
    pub cancel: bool,
    #[arg(
        long,
        value_name = "DAY",
        default_value = "",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub date: String,
    #[arg(
        long,
        value_name = "KM",
        default_value = "",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub odometer: String,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub oil: String,
    #[arg(long, value_name = "NAME")]
    pub mechanic: Vec<String>,
    #[arg(long, value_name = "TEXT=AMOUNT")]
    pub line: Vec<String>,
    #[arg(
        long,
        value_name = "AMOUNT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub total: String,
    #[arg(
        long,
        value_name = "N",
        default_value = "",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub redeem: String,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub complaint: String,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub note: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("points").required(true).args(["add", "redeem"])))]
pub(in crate::cli) struct RecordPoints {
    #[arg(long = "for", value_name = "WHO", id = "for")]
    pub whose: String,
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub add: Option<i64>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=1_000_000_000))]
    pub redeem: Option<i64>,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("who").required(true).args(["by", "none"])))]
pub(in crate::cli) struct RecordReferral {
    #[arg(long = "of", value_name = "WHO", id = "of")]
    pub whose: String,
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    #[arg(long)]
    pub none: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RecordThanks {
    #[arg(long, value_name = "WHO")]
    pub to: String,
    #[arg(long = "for", value_name = "WHO", id = "for")]
    pub friend: String,
    #[arg(
        long,
        value_name = "DAY",
        default_value = "",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub date: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RecordLost {
    #[arg(long = "of", value_name = "WHO", id = "of")]
    pub whose: String,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub to: String,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub reason: String,
    #[arg(
        long,
        value_name = "DAY",
        default_value = "",
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub date: String,
    #[arg(long, conflicts_with_all = ["to", "reason", "date"])]
    pub back: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RecordTerms {
    #[arg(long = "for", value_name = "WHO", id = "for")]
    pub whose: String,
    #[arg(long, value_name = "TEXT")]
    pub price: Option<String>,
    #[arg(long, value_name = "PERCENT")]
    pub discount: Option<String>,
    #[arg(long, value_name = "N")]
    pub pay_within: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub contract: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long, conflicts_with_all = ["price", "discount", "pay_within", "contract", "until", "note"])]
    pub none: bool,
    #[arg(long)]
    pub json: bool,
}

impl RecordTerms {
    // Whether no word says what was agreed.
    pub fn says_nothing(&self) -> bool {
        let texts = [&self.price, &self.discount, &self.pay_within];
        let more = [&self.contract, &self.until, &self.note];
        texts.into_iter().chain(more).all(Option::is_none)
    }
}
