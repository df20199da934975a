use super::*;
use crate::domain::{Birthday, Currency};
use rstest::rstest;

fn bill(total: i64, redeemed: i64, lines: &[(&str, i64)]) -> Billed {
    let line = |(text, amount): &(&str, i64)| BilledLine {
        text: (*text).to_owned(),
        amount: Some(*amount),
    };
    Billed {
        day: day("2026-11-22"),
        total: Some(total),
        redeemed,
        lines: lines.iter().map(line).collect(),
    }
}

fn earned(rule: &Rule, billed: &Billed) -> i64 {
    Award::of(rule, billed, Weight::USUAL).earned
}

#[rstest]
#[case(650_000, 65)]
#[case(659_999, 65)]
#[case(9_999, 0)]
#[case(0, 0)]
#[case(-650_000, 0)]
fn a_point_for_ten_thousand_rupiah_rounded_down(#[case] total: i64, #[case] points: i64) {
    assert_eq!(earned(&Rule::default(), &bill(total, 0, &[])), points);
}

#[test]
fn what_points_paid_and_what_is_excluded_brings_none() {
    let rule = Rule {
        exclude: vec!["Ongkos".to_owned()],
        ..Rule::default()
    };
    let lines = [("oli", 400_000), ("ONGKOS kirim", 50_000)];
    assert_eq!(earned(&rule, &bill(450_000, 0, &lines)), 40);
    // 100 points are worth 10.000.
    assert_eq!(earned(&rule, &bill(450_000, 100, &lines)), 39);
}

#[test]
fn below_the_minimum_and_while_it_is_off_nothing_is_earned() {
    let rule = Rule {
        minimum: 100_000,
        ..Rule::default()
    };
    assert_eq!(earned(&rule, &bill(99_999, 0, &[])), 0);
    assert_eq!(earned(&rule, &bill(100_000, 0, &[])), 10);
    let off = Rule { on: false, ..rule };
    assert_eq!(earned(&off, &bill(100_000, 0, &[])), 0);
}

#[test]
fn a_category_counts_in_proportion_where_less_was_paid_than_the_lines_say() {
    let rule = Rule {
        category: vec![Category {
            words: vec!["oli".to_owned()],
            percent: 200,
        }],
        ..Rule::default()
    };
    let lines = [("ganti oli", 100_000), ("busi", 100_000)];
    assert_eq!(earned(&rule, &bill(200_000, 0, &lines)), 30);
    assert_eq!(earned(&rule, &bill(250_000, 0, &lines)), 35);
    // Half of it was discounted: half of 20 + 10.
    assert_eq!(earned(&rule, &bill(100_000, 0, &lines)), 15);
}

#[test]
fn a_share_in_proportion_is_rounded_once_too() {
    let rule = Rule {
        category: vec![Category {
            words: vec!["oli".to_owned()],
            percent: 300,
        }],
        ..Rule::default()
    };
    let lines = [("oli mesin", 100_000), ("jasa servis", 200_000)];
    let gold = Weight {
        tier_percent: 150,
        ..Weight::USUAL
    };
    let earned = |total| Award::of(&rule, &bill(total, 0, &lines), gold).earned;
    // (100.000 × 3 + 200.000) × 280 ÷ 300 × 1.5 ÷ 10.000 is 70 exactly.
    assert_eq!((earned(279_999), earned(280_000)), (69, 70));
}

#[test]
fn a_category_is_of_whole_words() {
    let rule = Rule {
        category: vec![Category {
            words: vec!["ban".to_owned(), "kampas rem".to_owned()],
            percent: 300,
        }],
        ..Rule::default()
    };
    let of = |text: &str| earned(&rule, &bill(100_000, 0, &[(text, 100_000)]));
    for text in [
        "Ban luar",
        "tambal BAN",
        "ban/velg",
        "Ganti kampas rem depan",
    ] {
        assert_eq!(of(text), 30, "{text}");
    }
    for text in [
        "Bantalan mesin",
        "gantian urban",
        "kampas, rem",
        "rem kampas",
    ] {
        assert_eq!(of(text), 10, "{text}");
    }
}

#[test]
fn tier_days_and_birthday_multiply_and_are_rounded_once() {
    let rule = Rule {
        period: vec![Period {
            from: day("2026-11-01"),
            until: day("2026-11-22"),
            percent: 150,
        }],
        ..Rule::default()
    };
    let november = Birthday::new(3, 11, None);
    let visit = bill(19_999, 0, &[]);
    // 1.9999 × 1.25 × 1.5 = 3.74; twice that is 7.49, not twice 3.
    let award = Award::of(&rule, &visit, Weight::on(visit.day, 125, november));
    assert_eq!((award.earned, award.birthday), (3, 4));
    let later = Billed {
        day: day("2026-11-23"),
        ..visit
    };
    assert_eq!(Award::of(&rule, &later, Weight::USUAL).earned, 1);
    assert_eq!(
        Award::of(
            &rule,
            &later,
            Weight::on(later.day, 100, Birthday::new(3, 12, None))
        )
        .birthday,
        0
    );
}

#[test]
fn the_largest_amounts_do_not_wrap() {
    let rule = Rule {
        earn_per: 1,
        birthday_percent: 10_000,
        ..Rule::default()
    };
    let bill = bill(i64::MAX, 0, &[]);
    let weight = Weight::on(bill.day, 10_000, Birthday::new(1, 11, None));
    let award = Award::of(&rule, &bill, weight);
    assert_eq!(award.earned, i64::MAX);
}

#[rstest]
#[case(650_000, 1_240, 1_240)]
#[case(100_000, 1_240, 500)]
#[case(100_000, 55, 50)]
#[case(100_000, 49, 0)]
#[case(9_000, 1_240, 0)]
#[case(0, 1_240, 0)]
#[case(100_000, -5, 0)]
fn points_pay_at_most_half_a_bill_in_steps(#[case] bill: i64, #[case] has: i64, #[case] most: i64) {
    assert_eq!(most_redeemable(&Rule::default(), bill, has), most);
}

#[test]
fn a_rule_is_the_same_after_it_was_a_file_and_after_it_was_in_the_book() {
    let rule = Rule {
        category: vec![Category {
            words: vec!["oli".to_owned()],
            percent: 0,
        }],
        period: vec![Period {
            from: day("2026-03-01"),
            until: day("2026-03-31"),
            percent: 300,
        }],
        valid_days: None,
        ..Rule::starting(Currency::IDR)
    };
    assert_eq!(Rule::from_json(&rule.to_json()).as_ref(), Ok(&rule));
    assert!(rule.to_toml().contains("valid_days = \"ever\""));
    assert_eq!(
        Rule::from_toml(&rule.to_toml(), &Rule::default()).as_ref(),
        Ok(&rule)
    );
    let valid = Rule {
        valid_days: Some(90),
        ..rule
    };
    assert_eq!(
        Rule::from_toml(&valid.to_toml(), &Rule::default()).as_ref(),
        Ok(&valid)
    );
    let kept = valid.to_json().replace(":90,", ":null,");
    assert_eq!(Rule::from_json(&kept).map(|rule| rule.valid_days), Ok(None));
}

#[rstest]
#[case("earn_per = 0", "earn_per")]
#[case("worth = -1", "worth")]
#[case("[redeem]\nstep = 0", "step")]
#[case("[redeem]\ncap_percent = 101", "cap_percent")]
#[case("valid_days = 0", "valid_days")]
#[case("[[tier]]\nname = \"A\"\nfrom = 5", "tier")]
#[case(
    "[[tier]]\nname = \"A\"\nfrom = 0\n[[tier]]\nname = \"B\"\nfrom = 0",
    "tier"
)]
#[case(
    "[[tier]]\nname = \"Bronze\"\nfrom = 0\n[[tier]]\nname = \"bronze \"\nfrom = 500",
    "tier"
)]
#[case(
    "[[period]]\nfrom = \"2026-02-01\"\nuntil = \"2026-01-01\"\npercent = 200",
    "period"
)]
fn a_rule_that_makes_no_sense_is_refused_by_its_field(
    #[case] text: &str,
    #[case] field: &'static str,
) {
    assert_eq!(
        Rule::from_toml(text, &Rule::default()),
        Err(RuleError::OutOfRange(field))
    );
}

#[test]
fn a_word_that_no_rule_knows_is_said() {
    let Err(RuleError::Unreadable(why)) = Rule::from_toml("earn_pre = 5", &Rule::default()) else {
        panic!("a mistake");
    };
    assert!(why.contains("earn_pre"), "{why}");
}
