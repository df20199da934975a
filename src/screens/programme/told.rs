//! The rules in words, and where two versions of them differ.

use super::choice::Choice;
use super::number::Number;
use super::part::{Field, Kind, Part};
use crate::points::Rule;
use crate::screens::sheet::Wording;
use crate::screens::sheet::wording::joined;
use crate::text::Say;

/// What is said of one thing, before and after; empty where nothing was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What it is.
    pub label: String,
    /// What the rules said of it before.
    pub old: String,
    /// What they say of it after.
    pub new: String,
}

/// Where two versions of the rules differ; everything where there is only one.
pub fn changed(before: Option<&Rule>, after: Option<&Rule>, words: Wording<'_>) -> Vec<Changed> {
    let lines = |rule: Option<&Rule>| rule.map_or_else(Vec::new, |rule| told(rule, words));
    let (old, new) = (lines(before), lines(after));
    let of = |lines: &[(String, String)], label: &str| {
        let found = lines.iter().find(|(known, _)| known == label);
        found.map_or_else(String::new, |(_, said)| said.clone())
    };
    let gone = old.iter().filter(|(label, _)| of(&new, label).is_empty());
    let labels = new.iter().chain(gone).map(|(label, _)| label);
    let all = labels.map(|label| Changed {
        label: label.clone(),
        old: of(&old, label),
        new: of(&new, label),
    });
    all.filter(|one| one.old != one.new).collect()
}

/// All of the rules, each with what it is.
fn told(rule: &Rule, words: Wording<'_>) -> Vec<(String, String)> {
    let label = |say: Say| words.say(say).to_owned();
    let mut all = vec![(label(Say::ProgrammeOn), label(Choice::On.shown(rule)))];
    for number in Number::ALL {
        all.push((label(number.label()), number.shown(rule, words)));
    }
    for choice in [Choice::ReferralTo, Choice::Basis, Choice::Overdraft] {
        all.push((label(choice.label()), label(choice.shown(rule))));
    }
    for kind in Kind::ALL {
        let parts = (0..kind.count(rule)).map(|at| Part { kind, at });
        all.extend(parts.map(|part| with_promise(part, rule, words)));
    }
    all.push((label(Say::ProgrammeExclude), rule.exclude.join(", ")));
    all
}

/// A part of the rules; of a tier with what it promises.
fn with_promise(part: Part, rule: &Rule, words: Wording<'_>) -> (String, String) {
    let (label, said) = part.told(rule, words);
    match part.kind {
        Kind::Tier => {
            let promise = Field::Promise.typed(part, rule, "");
            (label, joined(&[&said, &promise], " · "))
        }
        Kind::Category | Kind::Period => (label, said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::samples::context;
    use crate::text::Lang;

    fn differ(lang: Lang, change: impl FnOnce(&mut Rule)) -> Vec<String> {
        let mut context = context((80, 24));
        context.lang = lang;
        let (old, mut new) = (Rule::default(), Rule::default());
        change(&mut new);
        let lines = changed(Some(&old), Some(&new), Wording::of(&context));
        let lines = lines.into_iter();
        lines
            .map(|one| format!("{}: {} > {}", one.label, one.old, one.new))
            .collect()
    }

    #[test]
    fn only_what_differs_is_told_in_words() {
        assert!(differ(Lang::En, |_| {}).is_empty());
        let more = |rule: &mut Rule| {
            rule.worth = 200;
            rule.redeem.step = 5;
            rule.exclude = vec!["ban".to_owned()];
        };
        let told = differ(Lang::En, more);
        assert_eq!(told[0], "Worth of a point: Rp 100 > Rp 200");
        assert!(told[1].starts_with("Points go in steps of: "), "{told:?}");
        assert_eq!(told[2], "Work without points:  > ban");
        assert_eq!(told.len(), 3);
        let told = differ(Lang::Id, |rule| rule.worth = 200);
        assert!(told[0].ends_with("Rp 100 > Rp 200"), "{told:?}");
    }

    #[test]
    fn a_tier_that_went_and_its_promise_are_told() {
        let told = differ(Lang::En, |rule| {
            rule.tier.pop();
            rule.tier[1].promise = "a wash".to_owned();
        });
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].ends_with("a wash"), "{told:?}");
        assert!(told[1].ends_with(" > "), "{told:?}");
    }
}
