//! The rules of the year: each kind of them is in force for a while.

use chrono::Days;
use kenal::domain::{Currency, Day};
use kenal::points::{Basis, Category, Overdraft, Period, Rewarded, Rule};

/// The rules of the year, by the day on which they begin.
pub fn rules(begin: Day) -> Vec<(u64, Rule)> {
    let base = Rule::starting(Currency::IDR);
    let busy = Rule {
        earn_per: 8_000,
        welcome: 50,
        exclude: vec!["derek".to_owned()],
        category: vec![
            Category {
                words: vec!["Oli".to_owned()],
                percent: 200,
            },
            Category {
                words: vec!["ban".to_owned()],
                percent: 0,
            },
        ],
        period: vec![Period {
            from: begin + Days::new(70),
            until: begin + Days::new(80),
            percent: 300,
        }],
        ..base.clone()
    };
    let short = Rule {
        valid_days: Some(45),
        worth: 150,
        birthday_percent: 300,
        referral: 75,
        referral_to: Rewarded::Came,
        ..busy.clone()
    };
    let mut by_points = Rule {
        basis: Basis::Points,
        grace_days: 10,
        minimum: 100_000,
        referral_to: Rewarded::Both,
        ..short.clone()
    };
    for tier in &mut by_points.tier {
        tier.from /= 10_000;
    }
    let off = Rule {
        on: false,
        ..base.clone()
    };
    let for_ever = Rule {
        valid_days: None,
        overdraft: Overdraft::Block,
        referral_to: Rewarded::Brought,
        ..base
    };
    vec![
        (60, busy),
        (130, short),
        (200, by_points),
        (270, off),
        (290, for_ever),
    ]
}
