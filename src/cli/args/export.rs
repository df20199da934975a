//! What `kenal export` takes.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::day;
use crate::domain::Day;
use crate::domain::export::ExportKind;

#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    #[arg(value_name = "customers|vehicles|visits|lines|birthdays|points|points-rules|segments|messages|recovery|win-backs", value_parser = kind())]
    pub what: ExportKind,
    #[arg(long, value_name = "PATH")]
    pub to: PathBuf,
    #[arg(long)]
    pub overwrite: bool,
    #[arg(long)]
    pub excel: bool,
    #[arg(long, value_name = ",|;|tab|pipe", value_parser = delimiter())]
    pub delimiter: Option<u8>,
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Day>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Day>,
}

fn kind() -> impl TypedValueParser<Value = ExportKind> {
    let words = PossibleValuesParser::new(ExportKind::ALL.map(ExportKind::name));
    words.map(|word| {
        let named = ExportKind::ALL.into_iter().find(|kind| kind.name() == word);
        named.unwrap_or(ExportKind::Customers)
    })
}

// Those that import reads.
fn delimiter() -> impl TypedValueParser<Value = u8> {
    let words = PossibleValuesParser::new([",", ";", "tab", "pipe", "\t", "|"]);
    words.map(|word| match word.as_str() {
        ";" => b';',
        "tab" | "\t" => b'\t',
        "pipe" | "|" => b'|',
        _ => b',',
    })
}
