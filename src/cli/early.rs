//! What must be known before the command line is understood: the language to answer in.

use std::path::Path;

use super::args::Global;
use super::exit::{Exit, Failing};
use crate::config::{self, Environment, Layer, Memory, Source};
use crate::text::Lang;

/// The language before the command line is understood: what a flag, the environment or the
/// settings say, as far as they can be read.
pub fn lang(words: &[String], environment: &Environment) -> Lang {
    let flag = |name: &str| {
        let long = format!("{name}=");
        let after = words.iter().position(|word| word == name);
        let apart = after.and_then(|at| words.get(at + 1)).map(String::as_str);
        apart.or_else(|| words.iter().find_map(|word| word.strip_prefix(&long)))
    };
    let flags = Layer {
        lang: flag("--lang").and_then(Lang::of),
        ..Layer::default()
    };
    let memory = Memory::at(config::default_folders().map(|(_, state)| state));
    let source = Source::of(flag("--config").map(Path::new));
    config::load(&source, environment, memory.layer(), flags.clone()).map_or_else(
        |_| lang_without_settings(flags.lang, environment),
        |settings| settings.lang,
    )
}

fn lang_without_settings(flag: Option<Lang>, environment: &Environment) -> Lang {
    let words = [&environment.kenal_lang, &environment.locale];
    flag.unwrap_or_else(|| Lang::detect(words.map(|word| word.as_deref())))
}

/// The settings have mistakes: all of them, with the way out.
pub fn wrong_settings(
    mistakes: &config::Mistakes,
    global: &Global,
    environment: &Environment,
) -> Failing {
    let mut lines = mistakes
        .sentences(lang_without_settings(global.lang, environment))
        .into_iter();
    let text = lines.next().unwrap_or_default();
    let hint = lines.next_back().unwrap_or_default();
    let lines = lines.map(|line| line.trim_start().to_owned()).collect();
    Failing::new(Exit::Settings, text, hint).with_lines(lines)
}
