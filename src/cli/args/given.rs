//! What `kenal record consent` and `kenal record tier` take.

use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args};

use crate::domain::Purpose;

#[derive(Debug, Args)]
pub(in crate::cli) struct RecordConsent {
    #[arg(long = "of", value_name = "WHO", id = "of")]
    pub whose: String,
    #[arg(long, value_name = "PURPOSE", value_parser = PossibleValuesParser::new(Purpose::ALL.map(Purpose::key)))]
    pub purpose: String,
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"])]
    pub answer: String,
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
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub channel: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["tier", "none"])))]
pub(in crate::cli) struct RecordTier {
    #[arg(long = "for", value_name = "WHO", id = "for")]
    pub whose: String,
    #[arg(long, value_name = "NAME", requires = "until")]
    pub tier: Option<String>,
    #[arg(long, value_name = "DAY", requires = "tier")]
    pub until: Option<String>,
    #[arg(long)]
    pub none: bool,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub reason: String,
    #[arg(long)]
    pub json: bool,
}
