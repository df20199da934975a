//! What `kenal event` and `kenal campaign` take.

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct Event {
    #[arg(value_name = "NAME", num_args = 0..)]
    pub name: Vec<String>,
    #[arg(long = "name", value_name = "TEXT", requires = "name")]
    pub renamed: Option<String>,
    #[arg(long, value_name = "DAY", requires = "name")]
    pub date: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub time: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub place: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub note: Option<String>,
    #[arg(long, value_name = "NAME", requires = "name")]
    pub invite: Option<String>,
    #[arg(long, value_name = "WHO", requires = "name", conflicts_with_all = ["renamed", "date", "time", "place", "note", "invite"])]
    pub guest: Option<String>,
    #[arg(long, value_name = "STATE", requires = "guest", value_parser = ["invited", "coming", "came", "absent", "none"])]
    pub state: Option<String>,
    #[arg(long, requires = "name", conflicts_with_all = ["renamed", "date", "time", "place", "note", "invite", "guest"])]
    pub remove: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Campaign {
    #[arg(value_name = "NAME", num_args = 0..)]
    pub name: Vec<String>,
    #[arg(long = "name", value_name = "TEXT", requires = "name")]
    pub renamed: Option<String>,
    #[arg(long, value_name = "NAME", requires = "name")]
    pub segment: Option<String>,
    #[arg(long, value_name = "NAME", requires = "name")]
    pub template: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub offer: Option<String>,
    #[arg(long, value_name = "DAY", requires = "name")]
    pub offer_until: Option<String>,
    #[arg(long, value_name = "DAY", requires = "name")]
    pub until: Option<String>,
    #[arg(long, value_name = "N", requires = "name", value_parser = clap::value_parser!(i64).range(1..=365))]
    pub within: Option<i64>,
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub note: Option<String>,
    #[arg(long, requires = "name", conflicts_with_all = ["renamed", "segment", "template", "offer", "offer_until", "until", "within", "note"])]
    pub remove: bool,
    #[arg(long)]
    pub json: bool,
}
