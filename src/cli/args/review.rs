//! What `kenal review` takes.

use std::path::PathBuf;

use clap::Args;

use super::day;
use crate::domain::Day;

#[derive(Debug, Args)]
pub(in crate::cli) struct Review {
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Day>,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "FOLDER")]
    pub csv: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub xlsx: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub html: Option<PathBuf>,
    #[arg(long, requires = "csv")]
    pub excel: bool,
}
