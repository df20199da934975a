//! What `kenal review` takes.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::day;
use crate::domain::Day;

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("files").multiple(true).args(["csv", "xlsx", "html"])))]
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
    #[arg(long, requires = "files")]
    pub overwrite: bool,
    #[arg(long, requires = "csv")]
    pub excel: bool,
}
