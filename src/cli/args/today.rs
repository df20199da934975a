//! What `kenal today` takes.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct Today {
    #[arg(long, value_name = "N", default_value_t = 7, hide_default_value = true, value_parser = clap::value_parser!(u16).range(0..=364))]
    pub days: u16,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "WHO", conflicts_with = "ics")]
    pub done: Option<String>,
    #[arg(long, value_name = "WHO", requires = "until", conflicts_with_all = ["ics", "done"])]
    pub later: Option<String>,
    #[arg(long, value_name = "DAY", requires = "later")]
    pub until: Option<String>,
    #[arg(long, value_name = "PATH")]
    pub ics: Option<PathBuf>,
    #[arg(long, requires = "ics")]
    pub overwrite: bool,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["done", "later"])]
    pub segment: Option<String>,
}
