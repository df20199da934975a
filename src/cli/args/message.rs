//! What `kenal message` and `kenal template` take.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::{MessageChannel, MessagePurpose};
use crate::text::Lang;

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of the command line"
)]
pub(in crate::cli) struct Message {
    #[arg(value_name = "WHO", num_args = 0..)]
    pub who: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    #[arg(long, value_name = "whatsapp|email|clipboard", value_parser = channel())]
    pub channel: Option<MessageChannel>,
    #[arg(long = "in", value_name = "en|id", id = "in", value_parser = tongue())]
    pub language: Option<Lang>,
    #[arg(long = "set", value_name = "NAME=TEXT", id = "set")]
    pub given: Vec<String>,
    #[arg(long, conflicts_with_all = ["segment", "feast"])]
    pub qr: bool,
    #[arg(long, conflicts_with = "list")]
    pub mark_sent: bool,
    #[arg(long, requires = "mark_sent")]
    pub again: bool,
    #[arg(long, conflicts_with_all = ["who", "template", "segment", "feast", "campaign", "in"])]
    pub list: bool,
    #[arg(long, value_name = "NAME", conflicts_with = "feast")]
    pub campaign: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "who", requires = "to")]
    pub segment: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["who", "segment"], requires = "to")]
    pub feast: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["segment", "feast", "campaign", "list"])]
    pub event: Option<String>,
    #[arg(long, value_name = "PATH")]
    pub to: Option<PathBuf>,
    #[arg(long, requires = "to")]
    pub overwrite: bool,
    #[arg(long, requires = "to")]
    pub excel: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Template {
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long, value_name = "PATH", requires = "name")]
    pub text: Option<PathBuf>,
    #[arg(long, value_name = "PURPOSE", requires = "text", value_parser = purpose())]
    pub purpose: Option<MessagePurpose>,
    #[arg(long, requires = "name", conflicts_with = "text")]
    pub reset: bool,
    #[arg(long, conflicts_with_all = ["name", "json"])]
    pub placeholders: bool,
    #[arg(long)]
    pub json: bool,
}

fn channel() -> impl TypedValueParser<Value = MessageChannel> {
    let words = PossibleValuesParser::new(MessageChannel::ALL.map(MessageChannel::key));
    words.map(|word| MessageChannel::of(&word).unwrap_or_default())
}

fn tongue() -> impl TypedValueParser<Value = Lang> {
    let words = PossibleValuesParser::new(Lang::ALL.map(Lang::code));
    words.map(|word| Lang::of(&word).unwrap_or(Lang::En))
}

fn purpose() -> impl TypedValueParser<Value = MessagePurpose> {
    let words = PossibleValuesParser::new(MessagePurpose::ALL.map(MessagePurpose::key));
    words.map(|word| MessagePurpose::of(&word).unwrap_or(MessagePurpose::Promotion))
}
