//! What is wrong with a file of rules of the points, and what would make sense, in words of ours.

use super::{Lang, Say, full_date, say};
use crate::points::RuleError;

/// Why a file of rules is refused: the sentence, and under it what stands where.
pub fn rules_mistake(error: &RuleError, file: &str, lang: Lang) -> (String, Vec<String>) {
    match error {
        RuleError::OutOfRange(field) => {
            let why = say::points_rule_range(lang, field, makes_sense(field).in_(lang));
            (why, Vec::new())
        }
        RuleError::Unreadable(why) => {
            let line = vec![unreadable(why, lang)];
            (say::points_rule_unread(lang, file), line)
        }
    }
}

/// Why rules are not put before younger ones, from the reasons of the book: since when those hold.
/// `None` where that is not what stands against them.
pub fn younger_rules(reasons: &[(String, String)], lang: Lang) -> Option<String> {
    let mut codes = reasons.iter().map(|(_, code)| code);
    let since = codes.find_map(|code| code.strip_prefix("too_early "))?;
    let day = since.parse().ok()?;
    Some(say::points_rule_older(lang, full_date(lang, day)))
}

/// What a field may hold.
fn makes_sense(field: &str) -> Say {
    match field {
        "earn_per" | "step" => Say::PointsRuleFromOne,
        "cap_percent" => Say::PointsRuleCap,
        "birthday_percent" | "percent" => Say::PointsRulePercent,
        "valid_days" => Say::PointsRuleValid,
        "grace_days" => Say::PointsRuleGrace,
        "period" => Say::PointsRulePeriod,
        "tier" => Say::PointsRuleTier,
        _ => Say::PointsRuleFromNothing,
    }
}

/// What a word of a file may stand for; `None` where it is none, or where any text may.
fn allowed(word: &str) -> Option<Say> {
    Some(match word {
        "on" => Say::PointsRuleOn,
        "overdraft" => Say::PointsRuleOverdraft,
        "referral_to" => Say::PointsRuleReferralTo,
        "basis" => Say::PointsRuleBasis,
        "from" | "until" => Say::PointsRuleFrom,
        "words" | "exclude" => Say::PointsRuleWords,
        "earn_per" | "worth" | "minimum" | "valid_days" | "welcome" | "referral"
        | "birthday_percent" | "grace_days" | "block" | "step" | "cap_percent" | "percent" => {
            makes_sense(word)
        }
        _ => return None,
    })
}

/// The first mistake of a file that is not written as one of rules, with its line. The reader of TOML
/// tells it in English: the line first, what stands there, and last what it did not expect.
fn unreadable(why: &str, lang: Lang) -> String {
    let last = why.lines().rfind(|line| !line.trim().is_empty());
    let last = last.unwrap_or_default().trim();
    let number: String = why
        .split_once("line ")
        .map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect())
        .unwrap_or_default();
    let quoted = |start: &str| last.strip_prefix(start)?.split('`').next();
    let stands = format!("{number} | ");
    let written = why
        .lines()
        .find_map(|line| line.trim_start().strip_prefix(&stands));
    let written = written.unwrap_or_default().trim();
    let what = if let Some(word) = quoted("unknown field `") {
        say::points_rule_unknown(lang, word)
    } else if let Some(word) = quoted("missing field `") {
        say::points_rule_missing(lang, word)
    } else if last.starts_with("duplicate key") {
        let word = written.split('=').next().unwrap_or_default();
        say::points_rule_twice(lang, word.trim())
    } else {
        let what = say::points_rule_no_value(lang, written);
        let word = written.split('=').next().unwrap_or_default();
        match allowed(word.trim()) {
            Some(allowed) => format!("{what}: {}", allowed.in_(lang)),
            None => what,
        }
    };
    if number.is_empty() {
        return what;
    }
    say::points_rule_line(lang, number, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::Rule;
    use rstest::rstest;

    fn told(text: &str, lang: Lang) -> (String, Vec<String>) {
        let error = Rule::from_toml(text, &Rule::default()).expect_err(text);
        rules_mistake(&error, "r.toml", lang)
    }

    #[rstest]
    #[case("on = true\nearn = 5", "Baris 2: “earn” bukan kata")]
    #[case(
        "earn_per = \"banyak\"",
        "Baris 1: nilainya tidak cocok: earn_per = \"banyak\""
    )]
    #[case("[[category]]\nwords = [\"ban\"]", "Baris 1: “percent” belum ada")]
    #[case(
        "earn_per",
        "Baris 1: nilainya tidak cocok: earn_per: isi bilangan bulat 1 "
    )]
    #[case(
        "overdraft = \"maybe\"",
        "Baris 1: nilainya tidak cocok: overdraft = \"maybe\": \"allow\" (boleh) atau"
    )]
    #[case(
        "[[period]]\nfrom = 2026-12-01",
        "Baris 2: nilainya tidak cocok: from = 2026-12-01: tanggal dalam tanda kutip"
    )]
    #[case("on = true\non = false", "Baris 2: “on” tertulis dua kali")]
    fn what_is_written_wrong_is_told_with_its_line(#[case] text: &str, #[case] said: &str) {
        let (why, lines) = told(text, Lang::Id);
        assert_eq!(why, "r.toml bukan file aturan:");
        assert!(lines[0].starts_with(said), "{lines:?}");
        for english in ["expected", "unknown", "missing", "invalid"] {
            assert!(!lines[0].contains(english), "{lines:?}");
        }
    }

    #[rstest]
    #[case("earn_per = 0", "earn_per", "from 1")]
    #[case("[redeem]\ncap_percent = 101", "cap_percent", "0 to 100")]
    #[case("valid_days = 0", "valid_days", "ever")]
    #[case("[[tier]]\nname = \"Emas\"\nfrom = 5", "tier", "begins at 0")]
    #[case(
        "[[period]]\nfrom = \"2027-02-01\"\nuntil = \"2027-01-01\"\npercent = 200",
        "period",
        "last day"
    )]
    fn what_is_out_of_its_range_is_told_with_what_makes_sense(
        #[case] text: &str,
        #[case] field: &str,
        #[case] sense: &str,
    ) {
        let (why, _) = told(text, Lang::En);
        assert!(why.contains(field) && why.contains(sense), "{why}");
        assert_ne!(why, told(text, Lang::Id).0);
    }
}
