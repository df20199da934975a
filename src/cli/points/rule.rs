//! The rules: shown as a file that can be edited, and set from one.

use std::path::Path;

use super::super::args::Points as Args;
use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use crate::config::rules_of_file;
use crate::domain::{Change, Day};
use crate::points::{Rule, RuleError};
use crate::store::{Access, StoreError, fresh_op};
use crate::text::{Say, full_date, say};

pub(super) fn run(session: &mut Session, file: Option<&Path>, args: &Args) -> Ended {
    match file {
        Some(file) => set(session, file, args.since),
        None => show(session, args.json),
    }
}

fn show(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let (_, today) = session.shop(&store)?;
    let rule = store.points_rule(today);
    let rule = rule
        .map_err(|error| session.failing(&error))?
        .unwrap_or_default();
    if as_json {
        session.out.json(&rule)?;
    } else {
        for line in rule.to_toml().lines() {
            session.out.line(line)?;
        }
    }
    Ok(Exit::Done)
}

fn set(session: &mut Session, file: &Path, since: Option<Day>) -> Ended {
    let rule = read(session, file)?;
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let since = since.unwrap_or(today);
    let change = Change::SetPointsRule {
        since,
        rule: rule.to_json(),
    };
    let written = store.write(&session.author(), fresh_op(), &change);
    written.map_err(|error| match error {
        StoreError::Refused(fields) if fields.iter().any(|(field, _)| field == "since") => {
            let lang = session.lang();
            let hint = Say::PointsRuleOlderHint.in_(lang);
            Failing::new(Exit::Refused, Say::PointsRuleOlder.in_(lang), hint)
        }
        error => session.failing(&error),
    })?;
    session.out.is_saved();
    let lang = session.lang();
    session
        .out
        .note(&say::points_rule_set(lang, full_date(lang, since)));
    Ok(Exit::Done)
}

/// Reads a rule from a file, also one that lies beside the settings, or says what is wrong with it.
pub(super) fn read(session: &Session, file: &Path) -> Ended<Rule> {
    let lang = session.lang();
    let shown = file.display().to_string();
    let beside = session.settings_file.as_deref().and_then(Path::parent);
    let Some(rule) = rules_of_file(&shown, beside) else {
        let hint = Say::PointsRuleFileHint.in_(lang);
        return Err(Failing::new(
            Exit::CannotOpen,
            say::points_rule_file(lang, shown),
            hint,
        ));
    };
    rule.map_err(|error| {
        let hint = Say::PointsRuleFileHint.in_(lang);
        let (why, lines) = match error {
            RuleError::OutOfRange(field) => (say::points_rule_range(lang, field), Vec::new()),
            RuleError::Unreadable(why) => {
                let lines = why.lines().map(str::to_owned).collect();
                (say::points_rule_unread(lang, shown), lines)
            }
        };
        Failing::new(Exit::Refused, why, hint).with_lines(lines)
    })
}
