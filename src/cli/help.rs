//! The help in the person's language: the words of `assets/text/*/usage.toml` put into the
//! command tree. A test holds that every command and every word has its sentence.

use clap::builder::styling::Styles;
use clap::{Arg, builder::StyledStr};

use super::args::Arguments;
use crate::text::{Lang, Say};

/// The whole tree, in a language.
pub fn command(lang: Lang) -> clap::Command {
    let tree = Arguments::whole()
        .styles(Styles::plain())
        .color(clap::ColorChoice::Never)
        .after_help(Say::UsageExitCodes.in_(lang));
    // The version is asked of the program, not of its commands.
    let tree = tree.mut_arg("version", |arg| arg.help(text("any_version", lang)));
    translated(tree, &[], lang)
}

/// What the catalogue says under `usage_<id>`.
pub fn sentence(id: &str) -> Option<Say> {
    let wanted = |say: &&Say| say.id().strip_prefix("usage_") == Some(id);
    Say::ALL.iter().find(wanted).copied()
}

fn text(id: &str, lang: Lang) -> &'static str {
    sentence(id).map_or("", |say| say.in_(lang))
}

fn translated(command: clap::Command, path: &[&str], lang: Lang) -> clap::Command {
    let own = if path.is_empty() {
        "kenal".to_owned()
    } else {
        path.join("_")
    };
    let command = command
        .about(text(&own, lang))
        .subcommand_help_heading(Say::UsageHeadingCommands.in_(lang))
        .subcommand_value_name(Say::UsageValueCommand.in_(lang))
        .help_template(template(lang))
        .mut_args(|arg| worded(arg, &own, lang))
        .mut_subcommands(|child| {
            let name = child.get_name().to_owned();
            let path: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
            translated(child, &path, lang)
        });
    let command = match sentence(&format!("more_{own}")) {
        Some(more) => command.after_help(more.in_(lang)),
        None => command,
    };
    let usage = usage(command.clone(), path, lang);
    command.override_usage(usage)
}

fn template(lang: Lang) -> String {
    let usage = Say::UsageHeadingUsage.in_(lang);
    format!("{{about}}\n\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}")
}

/// clap's own usage line with its two English words replaced.
fn usage(command: clap::Command, path: &[&str], lang: Lang) -> StyledStr {
    let name = ["kenal"].iter().chain(path).copied().collect::<Vec<_>>();
    let mut command = command.bin_name(name.join(" "));
    let line = command.render_usage().to_string();
    let line = line.trim_start_matches("Usage:").trim();
    line.replace("[OPTIONS]", Say::UsageSomeOptions.in_(lang))
        .into()
}

fn worded(arg: Arg, command: &str, lang: Lang) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let own = format!("{command}_{id}");
    let help = sentence(&own).or_else(|| sentence(&format!("any_{id}")));
    let heading = if arg.is_global_set() || id == "version" {
        Say::UsageHeadingEverywhere
    } else if arg.is_positional() {
        Say::UsageHeadingArguments
    } else {
        Say::UsageHeadingOptions
    };
    let names: Vec<&'static str> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| value_name(name, lang))
        .collect();
    let arg = arg
        .help(help.map_or("", |say| say.in_(lang)))
        .help_heading(heading.in_(lang));
    if arg.get_action().takes_values() {
        arg.hide_possible_values(true).value_names(names)
    } else {
        arg
    }
}

/// A value's name in the language; a list of the words that it takes stays as it is.
fn value_name(name: &str, lang: Lang) -> &'static str {
    match name {
        "en|id" => "en|id",
        "auto|always|never" => "auto|always|never",
        "auto|customers|vehicles|visits" => "auto|customers|vehicles|visits",
        "customers|vehicles|visits|lines|birthdays|points|points-rules|segments|messages|recovery|win-backs" => {
            "customers|vehicles|visits|lines|birthdays|points|points-rules|segments|messages|recovery|win-backs"
        }
        "whatsapp|email|clipboard" => "whatsapp|email|clipboard",
        ",|;|tab|pipe" => ",|;|tab|pipe",
        "yes|no" => "yes|no",
        _ => text(
            &format!("value_{}", name.to_lowercase().replace('=', "_")),
            lang,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(command: &clap::Command, see: &mut impl FnMut(&clap::Command)) {
        see(command);
        for child in command.get_subcommands() {
            every(child, see);
        }
    }

    #[test]
    fn clap_finds_nothing_wrong_with_the_tree() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn every_command_and_every_word_has_its_sentence() {
        let mut seen = 0;
        for lang in Lang::ALL {
            every(&command(lang), &mut |command| {
                let about = command.get_about().map(ToString::to_string);
                assert!(!about.unwrap_or_default().is_empty(), "{command}");
                for arg in command.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string);
                    assert!(
                        !help.unwrap_or_default().is_empty(),
                        "{command}: {}",
                        arg.get_id()
                    );
                    let names = arg.get_value_names().unwrap_or_default();
                    assert!(
                        names.iter().all(|name| !name.is_empty()),
                        "{command}: {}",
                        arg.get_id()
                    );
                    seen += 1;
                }
            });
        }
        assert!(seen > 100, "the tree was walked");
    }

    #[test]
    fn no_sentence_of_the_help_is_left_over() {
        let mut used = Vec::new();
        every(&Arguments::whole(), &mut |command| {
            used.push(command.get_name().to_owned());
            let ids = command.get_arguments().map(|arg| arg.get_id().to_string());
            used.extend(ids);
        });
        let help = |say: &&Say| {
            let id = say.id().strip_prefix("usage_");
            let other = [
                "value_",
                "heading_",
                "wrong_",
                "exit_codes",
                "settings",
                "some_options",
                "man_",
                "more_",
            ];
            id.is_some_and(|id| !other.iter().any(|start| id.starts_with(start)))
        };
        for say in Say::ALL.iter().filter(help) {
            let known = used.iter().any(|name| say.id().ends_with(name.as_str()));
            assert!(known, "{} belongs to no command and no word", say.id());
        }
    }

    #[test]
    fn the_two_languages_share_no_line_of_help_that_holds_words() {
        let (mut english, mut indonesian) = (command(Lang::En), command(Lang::Id));
        let lines = |command: &mut clap::Command| command.render_help().to_string();
        let (english, indonesian) = (lines(&mut english), lines(&mut indonesian));
        for line in indonesian.lines().filter(|line| line.len() > 12) {
            assert!(!english.contains(line.trim()), "{line}");
        }
        for word in [
            "Options", "Commands", "Usage", "Print", "default", "possible",
        ] {
            assert!(!indonesian.contains(word), "{word}");
        }
    }
}
