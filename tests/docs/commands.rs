//! The page of commands, written from the tree that `--help` is written from.

use std::fmt::Write as _;

use clap::{Arg, Command};
use kenal::cli::help;
use kenal::config::EXAMPLE;
use kenal::text::{Lang, Say};

/// The whole page in a language.
pub fn page(lang: Lang) -> String {
    let mut tree = help::command(lang);
    tree.build();
    let mut page = format!("# kenal\n\n{}\n\n", about(&tree));
    let _ = writeln!(
        page,
        "<!-- Written by tests/docs.rs from the commands of src/cli/args. -->"
    );
    for child in tree.get_subcommands().filter(|child| !child.is_hide_set()) {
        section(&mut page, child);
    }
    let everywhere = Say::UsageHeadingEverywhere.in_(lang);
    let _ = writeln!(page, "\n## {everywhere}\n\n| | |\n| --- | --- |");
    for arg in tree.get_arguments() {
        row(&mut page, arg);
    }
    let (title, about) = (Say::UsageHeadingSettings, Say::UsageSettings);
    let (title, about) = (title.in_(lang), about.in_(lang));
    let _ = writeln!(page, "\n## {title}\n\n{about}\n\n```toml\n{EXAMPLE}```");
    let codes = Say::UsageExitCodes.in_(lang);
    let (title, rows) = codes.split_once(":\n").unwrap_or((codes, ""));
    let _ = writeln!(page, "\n## {title}\n\n| | |\n| --- | --- |");
    for line in rows.lines() {
        let (code, meaning) = line.trim().split_once("  ").unwrap_or((line, ""));
        let _ = writeln!(page, "| {code} | {} |", meaning.trim());
    }
    page
}

/// A command with its words; a command of commands with all of them.
fn section(page: &mut String, command: &Command) {
    if command.has_subcommands() {
        for child in command.get_subcommands() {
            section(page, child);
        }
        return;
    }
    let mut command = command.clone();
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let _ = writeln!(
        page,
        "\n## {}\n\n{}\n\n```\n{usage}\n```",
        command.get_bin_name().unwrap_or_default(),
        about(&command)
    );
    let own: Vec<&Arg> = command
        .get_arguments()
        .filter(|arg| !arg.is_global_set())
        .collect();
    if !own.is_empty() {
        let _ = writeln!(page, "\n| | |\n| --- | --- |");
        for arg in own {
            row(page, arg);
        }
    }
    if let Some(more) = command.get_after_help() {
        let _ = writeln!(page, "\n```text\n{}\n```", more.to_string().trim_end());
    }
}

fn row(page: &mut String, arg: &Arg) {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let short = arg.get_short().map(|c| format!("`-{c}`, "));
    // In a table a bar would begin another cell.
    let shown = arg.to_string().replace('|', "\\|");
    let _ = writeln!(page, "| {}`{shown}` | {help} |", short.unwrap_or_default());
}

fn about(command: &Command) -> String {
    command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default()
}
