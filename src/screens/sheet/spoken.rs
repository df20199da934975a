//! What a filter asks, in plain words: `Frequency score (1 to 5): at least 5`.

use std::fmt::Display;

use super::{Wording, filter};
use crate::domain::Money;
use crate::domain::filter::{Bound, Condition, Field, Figure, Filter, Join, Kind, Test, When};
use crate::text::{self, Say, say};

/// All that it asks, in a line.
pub fn filter(asked: &Filter, wording: Wording<'_>) -> String {
    let conditions = asked.conditions().iter();
    let all: Vec<String> = conditions.map(|one| condition(one, wording)).collect();
    match (asked.join(), all.is_empty()) {
        (_, true) => wording.say(Say::WhyEverybody).to_owned(),
        (Join::All, _) => all.join("; "),
        (Join::Any, _) => either(&all, wording),
    }
}

/// One thing that it asks.
pub fn condition(asked: &Condition, wording: Wording<'_>) -> String {
    let field = &asked.field;
    let label = filter::label(field, wording);
    let turned = |yes, no| wording.say(if asked.not { no } else { yes });
    let said = |verb: &str, value: &str| format!("{label} {verb} {value}");
    let bounds = |verb: &str, value: &str| format!("{label}: {verb} {value}");
    match &asked.test {
        Test::Known => format!(
            "{label} {}",
            turned(Say::FilterOpKnown, Say::FilterOpUnknown)
        ),
        Test::Yes => format!("{label}: {}", turned(Say::FilterOpYes, Say::FilterOpNo)),
        Test::Is(words) => {
            let words = words
                .iter()
                .map(|word| filter::choice(field, word, wording));
            let words: Vec<String> = words.collect();
            said(
                turned(Say::FilterOpIs, Say::FilterOpIsNot),
                &either(&words, wording),
            )
        }
        Test::Contains(part) => said(
            turned(Say::FilterOpContains, Say::FilterOpLacks),
            &format!("“{part}”"),
        ),
        Test::Since { part, from } => {
            let verb = turned(Say::FilterOpContains, Say::FilterOpLacks);
            let text = said(verb, &format!("“{part}”"));
            say::filter_since(wording.lang, text, day(*from, wording))
        }
        Test::Number(bound) => {
            let number = |figure: Figure| number(figure, field, wording);
            not(
                asked,
                said_of(*bound, Kind::Number, number, &bounds, wording),
                wording,
            )
        }
        Test::Money(bound) => {
            let money = |minor: i64| wording.money(Money(minor));
            not(
                asked,
                said_of(*bound, Kind::Money, money, &bounds, wording),
                wording,
            )
        }
        Test::Day(bound) => {
            let day = |when: When| day(when, wording);
            not(
                asked,
                said_of(*bound, Kind::Day, day, &bounds, wording),
                wording,
            )
        }
    }
}

fn not(asked: &Condition, text: String, wording: Wording<'_>) -> String {
    if asked.not {
        say::filter_negated(wording.lang, text)
    } else {
        text
    }
}

fn said_of<T>(
    bound: Bound<T>,
    kind: Kind,
    shown: impl Fn(T) -> String,
    said: &dyn Fn(&str, &str) -> String,
    wording: Wording<'_>,
) -> String {
    let day = kind == Kind::Day;
    let of = |number, on_day, one| {
        let verb = wording.say(if day { on_day } else { number });
        said(verb, &shown(one))
    };
    match bound {
        Bound::AtLeast(one) => of(Say::FilterOpAtLeast, Say::FilterOpFrom, one),
        Bound::AtMost(one) => of(Say::FilterOpAtMost, Say::FilterOpUntil, one),
        Bound::Exactly(one) => of(Say::FilterOpExactly, Say::FilterOpOn, one),
        Bound::Above(one) => of(Say::FilterOpAbove, Say::FilterOpAfter, one),
        Bound::Below(one) => of(Say::FilterOpBelow, Say::FilterOpBefore, one),
        Bound::Between(from, until) => {
            let both = say::filter_between(wording.lang, shown(from), shown(until));
            said(wording.say(Say::FilterOpBetween), &both)
        }
    }
}

/// A number as people write it; of days that it is so many days.
fn number(figure: Figure, field: &Field, wording: Wording<'_>) -> String {
    let text = figure.to_string();
    match (field.kind(wording.trade), u64::try_from(figure.0 / 1000)) {
        (Kind::Days, Ok(days)) if figure.0 % 1000 == 0 => say::review_span_days(wording.lang, days),
        _ => pointed(&text, wording),
    }
}

fn pointed(text: &impl Display, wording: Wording<'_>) -> String {
    let text = text.to_string();
    match wording.lang {
        text::Lang::En => text,
        text::Lang::Id => text.replace('.', ","),
    }
}

fn day(when: When, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    match when {
        When::On(day) => text::full_date(lang, day),
        When::Today(0) => wording.say(Say::FilterToday).to_owned(),
        When::Today(days) if days < 0 => say::filter_days_ago(lang, days.unsigned_abs().into()),
        When::Today(days) => say::filter_days_ahead(lang, days.unsigned_abs().into()),
    }
}

/// `one, two or three`.
fn either(all: &[String], wording: Wording<'_>) -> String {
    match all.split_last() {
        Some((last, first)) if !first.is_empty() => {
            say::filter_or(wording.lang, first.join(", "), last)
        }
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::domain::filter::Terms;
    use crate::screens::samples;
    use rstest::rstest;

    #[rstest]
    #[case("frequency_score >= 5", "Frequency score (1 to 5): at least 5")]
    #[case(
        "outlook in (asleep, probably_lost)",
        "Outlook is asleep or probably lost"
    )]
    #[case(
        "money between 1000000 and 5000000",
        "Money, all of it: between Rp 1.000.000 and Rp 5.000.000"
    )]
    #[case("last_visit < today-90", "Last visit: before 90 days before today")]
    #[case(
        "days_silent > 90 and has_phone",
        "Days since the last visit: more than 90 days; Has a phone that can be called: yes"
    )]
    #[case(
        "taken ~ oli since today-90",
        "Service or part taken contains “oli” since 90 days before today"
    )]
    #[case(
        "city !~ bogor or visits = 1",
        "City does not contain “bogor” or Visits: exactly 1"
    )]
    fn a_filter_is_told_in_plain_words(#[case] typed: &str, #[case] wanted: &str) {
        let context = samples::context((80, 22));
        let wording = Wording::of(&context);
        let terms = Terms {
            currency: Currency::IDR,
            today: wording.today,
            trade: wording.trade,
        };
        let asked = Filter::read(typed, terms).expect("a filter");
        assert_eq!(filter(&asked, wording), wanted);
    }
}
