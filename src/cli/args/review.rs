//! What `kenal review` takes.

use clap::Args;

use super::day;
use crate::domain::Day;

#[derive(Debug, Args)]
pub(in crate::cli) struct Review {
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Day>,
    #[arg(long)]
    pub json: bool,
}
