//! What `kenal import` takes.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser};

use crate::exchange::import::Kind;

#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    #[arg(value_name = "FILE", required_unless_present_any = ["list", "undo"])]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "auto|customers|vehicles|visits", default_value = "auto", hide_default_value = true, value_parser = kind())]
    pub kind: Kind,
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    #[arg(long, value_name = "HEADER=FIELD", value_parser = mapping)]
    pub map: Vec<(String, String)>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, value_name = "PATH", value_parser = place())]
    pub rejects: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["files", "undo"])]
    pub list: bool,
    #[arg(long, value_name = "BATCH", conflicts_with = "files")]
    pub undo: Option<i64>,
    #[arg(long)]
    pub json: bool,
}

// `-` would be a file of that name: the result has standard output for itself.
fn place() -> impl TypedValueParser<Value = PathBuf> {
    let path = PathBufValueParser::new();
    path.try_map(|path| {
        if path.as_os_str() == "-" {
            Err("PATH")
        } else {
            Ok(path)
        }
    })
}

fn kind() -> impl TypedValueParser<Value = Kind> {
    let words = PossibleValuesParser::new(["auto", "customers", "vehicles", "visits"]);
    words.map(|word| match word.as_str() {
        "customers" => Kind::Customers,
        "vehicles" => Kind::Vehicles,
        "visits" => Kind::Visits,
        _ => Kind::Auto,
    })
}

// The last `=` separates: a header may hold one, a field's name never does.
fn mapping(text: &str) -> Result<(String, String), &'static str> {
    match text.rsplit_once('=') {
        Some((header, field)) if !header.is_empty() && !field.is_empty() => {
            Ok((header.to_owned(), field.to_owned()))
        }
        _ => Err("HEADER=FIELD"),
    }
}
