//! The rules: shown as a file that can be edited, and set from one.

use std::path::Path;

use super::super::args::Points as Args;
use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::{columns, json};
use crate::config::rules_of_file;
use crate::domain::hygiene::visible;
use crate::domain::{Change, Day};
use crate::look::Role;
use crate::points::Rule;
use crate::screens::programme::told::{self, Changed};
use crate::store::{Access, Store, StoreError, fresh_op};
use crate::text::{Say, full_date, rules_mistake, say, younger_rules};

pub(super) fn run(session: &mut Session, file: Option<&Path>, args: &Args) -> Ended {
    match file {
        Some(file) => set(session, file, args),
        None => show(session, args),
    }
}

/// The rules of today, or of the day that is said.
fn show(session: &mut Session, args: &Args) -> Ended {
    let store = session.open(Access::Read)?;
    let (_, today) = session.shop(&store)?;
    let on = args.since.unwrap_or(today);
    let rule = in_force(session, &store, on)?;
    let lang = session.lang();
    if args.json {
        session.out.json(&rule)?;
    } else {
        for line in rule.to_toml().lines() {
            session.out.line(line)?;
        }
        if !has_begun(session, &store, on)? {
            let none = if on == today {
                Say::PointsRuleNone.in_(lang).to_owned()
            } else {
                say::points_rule_none_on(lang, full_date(lang, on))
            };
            session.out.note(&none);
        }
    }
    let later = store.points_rule_after(on);
    if let Some(later) = later.map_err(|error| session.failing(&error))? {
        let text = say::points_rule_later(lang, full_date(lang, later), later.to_string());
        session.out.finish()?;
        session.out.note(&text);
    }
    Ok(Exit::Done)
}

fn set(session: &mut Session, file: &Path, args: &Args) -> Ended {
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    let since = args.since.unwrap_or(today);
    let now = in_force(session, &store, since)?;
    let rule = read(session, file, &now)?;
    let changed = now.differences(&rule);
    let lang = session.lang();
    // Where nothing is in force on that day, the usual values begin a programme.
    if changed.is_empty() && has_begun(session, &store, since)? {
        let same = Say::PointsRuleSame.in_(lang);
        if args.json {
            session.out.json(&json::RuleSet::new(None, &changed))?;
        }
        session.out.note(same);
        return Ok(Exit::Done);
    }
    let change = Change::SetPointsRule {
        since,
        rule: rule.to_json(),
    };
    let written = store.write(&session.author(), fresh_op(), &change);
    written.map_err(|error| {
        let younger = match &error {
            StoreError::Refused(reasons) => younger_rules(reasons, lang),
            _ => None,
        };
        match younger {
            Some(why) => Failing::new(Exit::Refused, why, Say::PointsRuleOlderHint.in_(lang)),
            None => session.failing(&error),
        }
    })?;
    session.out.is_saved();
    if args.json {
        session
            .out
            .json(&json::RuleSet::new(Some(since), &changed))?;
        return Ok(Exit::Done);
    }
    let told = told::changed(Some(&now), Some(&rule), session.wording(&shop, today));
    differences(session, &told)?;
    let day = full_date(lang, since);
    let said = if since < today {
        say::points_rule_set_before(lang, day)
    } else {
        say::points_rule_set(lang, day)
    };
    session.out.note(&said);
    Ok(Exit::Done)
}

/// Whether any rules are in force on a day.
pub(super) fn has_begun(session: &Session, store: &Store, on: Day) -> Ended<bool> {
    let rule = store.points_rule(on);
    let rule = rule.map_err(|error| session.failing(&error))?;
    Ok(rule.is_some())
}

/// The rules in force on a day; those that a new shop begins with where there are none.
pub(super) fn in_force(session: &Session, store: &Store, on: Day) -> Ended<Rule> {
    let rule = store.points_rule(on);
    let rule = rule.map_err(|error| session.failing(&error))?;
    Ok(rule.unwrap_or_default())
}

/// In what the rules of a file differ, a line each, in words.
pub(super) fn differences(session: &mut Session, changed: &[Changed]) -> Ended<()> {
    let symbols = session.out.symbols();
    let (arrow, missing) = (symbols.arrow, "–");
    let text = |said: &str| match said {
        "" => missing.to_owned(),
        said => visible(said).into_owned(),
    };
    let rows = changed.iter().map(|told| {
        let moved = format!("{} {arrow} {}", text(&told.old), text(&told.new));
        let label = visible(&told.label).into_owned();
        vec![(label, Role::Label), (moved, Role::Value)]
    });
    let rows: Vec<_> = rows.collect();
    columns::print(&mut session.out, &[0, 1], &rows)?;
    Ok(())
}

/// Reads a rule from a file, also one that lies beside the settings, or says what is wrong with it.
/// What it does not say is as in `base`.
pub(super) fn read(session: &Session, file: &Path, base: &Rule) -> Ended<Rule> {
    let lang = session.lang();
    let shown = file.display().to_string();
    let beside = session.settings_file.as_deref().and_then(Path::parent);
    let Some(rule) = rules_of_file(&shown, beside, base) else {
        let hint = Say::PointsRuleFileHint.in_(lang);
        return Err(Failing::new(
            Exit::CannotOpen,
            say::points_rule_file(lang, shown),
            hint,
        ));
    };
    rule.map_err(|error| {
        let hint = Say::PointsRuleFileHint.in_(lang);
        let (why, lines) = rules_mistake(&error, &shown, lang);
        Failing::new(Exit::Refused, why, hint).with_lines(lines)
    })
}
