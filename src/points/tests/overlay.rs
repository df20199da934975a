//! Rules out of a file that says a part of them.

use super::*;

/// A shop that changed much of what a new one begins with.
fn changed() -> Rule {
    let mut rule = Rule {
        earn_per: 20_000,
        worth: 250,
        valid_days: None,
        welcome: 7,
        exclude: vec!["parkir".to_owned()],
        overdraft: Overdraft::Block,
        ..Rule::default()
    };
    rule.redeem.step = 25;
    rule.tier[2].promise = "waits in front".to_owned();
    rule.tier[2].percent = 175;
    rule
}

#[test]
fn what_a_file_does_not_say_stays_as_it_is() {
    let base = changed();
    let rule = Rule::from_toml("welcome = 50\n", &base).unwrap();
    assert_eq!(
        rule,
        Rule {
            welcome: 50,
            ..base.clone()
        }
    );
    assert_eq!(Rule::from_toml("", &base), Ok(base.clone()));
    // A part of a part.
    let rule = Rule::from_toml("[redeem]\ncap_percent = 30\n", &base).unwrap();
    assert_eq!((rule.redeem.cap_percent, rule.redeem.step), (30, 25));
    // A whole file says all.
    let new = Rule::default();
    assert_eq!(Rule::from_toml(&new.to_toml(), &base).as_ref(), Ok(&new));
}

#[test]
fn lists_are_meant_whole_and_a_tier_that_stays_keeps_its_promise() {
    let text = "
        exclude = []
        [[tier]]
        name = \"Bronze\"
        from = 0
        [[tier]]
        name = \"Gold\"
        from = 9000000
        ";
    let rule = Rule::from_toml(text, &changed()).unwrap();
    assert!(rule.exclude.is_empty());
    let gold = TierRule {
        name: "Gold".to_owned(),
        from: 9_000_000,
        percent: 175,
        promise: "waits in front".to_owned(),
    };
    assert_eq!((rule.tier.len(), &rule.tier[1]), (2, &gold));
}

#[test]
fn what_would_change_is_named_as_in_the_file() {
    let base = changed();
    let text = "welcome = 50\nexclude = []\n[[tier]]\nname = \"Gold\"\nfrom = 0\n";
    let rule = Rule::from_toml(text, &base).unwrap();
    let told = base.differences(&rule);
    let of = |field: &str| {
        let found = told.iter().find(|told| told.field == field);
        found.map(|told| (told.was.as_deref(), told.is.as_deref()))
    };
    assert_eq!(of("welcome"), Some((Some("7"), Some("50"))));
    assert_eq!(of("exclude"), Some((Some("parkir"), Some(""))));
    assert_eq!(of("tier.Gold.from"), Some((Some("8000000"), Some("0"))));
    assert_eq!(of("tier.Silver.percent"), Some((Some("125"), None)));
    assert_eq!(of("worth"), None);
    assert!(base.differences(&base).is_empty());
}

#[test]
fn a_sum_of_both_that_makes_no_sense_is_refused() {
    // The highest tier of before would lie below the new one.
    let text = "[[tier]]\nname = \"Bronze\"\nfrom = 5\n";
    assert_eq!(
        Rule::from_toml(text, &changed()),
        Err(RuleError::OutOfRange("tier"))
    );
    let Err(RuleError::Unreadable(why)) = Rule::from_toml("welcome = 1\nearn_pre = 5", &changed())
    else {
        panic!("unknown words are read");
    };
    assert!(why.contains("line 2"), "{why}");
}

#[test]
fn what_was_changed_in_sight_of_one_rule_is_changed_in_another_and_nothing_else() {
    let (was, base) = (Rule::default(), changed());
    assert_eq!(was.over(&was, &base), base);
    let mut mine = was.clone();
    mine.welcome = 70;
    mine.redeem.cap_percent = 30;
    let over = mine.over(&was, &base);
    let mut wanted = base.clone();
    wanted.welcome = 70;
    wanted.redeem.cap_percent = 30;
    assert_eq!(over, wanted);
}
