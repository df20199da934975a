//! Mistakes in the file of feasts, and years that run out, in sentences.

use super::{Lang, Say, heading, say};
use crate::calendar::{Mistake, Problem, RunsOut, Wanted};
use crate::domain::Greetings;
use chrono::Datelike as _;

/// A heading that names the file, and one line for each mistake; nothing without any.
pub fn mistakes(lang: Lang, path: &str, all: &[Mistake]) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let head = say::holidays_mistakes(lang, path, all.len() as u64);
    let line = |mistake: &Mistake| {
        let text = problem(lang, &mistake.problem);
        let at = mistake.line;
        let at = at.map(|line| say::settings_at_line(lang, line, &text));
        format!("  {}", at.unwrap_or(text))
    };
    std::iter::once(head).chain(all.iter().map(line)).collect()
}

fn problem(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::NotToml(why) => say::holidays_not_toml(lang, why),
        Problem::NoSection(key) => say::holidays_no_section(lang, key),
        Problem::UnknownWord(key) => say::holidays_unknown_word(lang, key),
        Problem::WrongType(key, wanted) => {
            say::holidays_wrong_type(lang, key, takes(*wanted).in_(lang))
        }
        Problem::NoDay(value) => say::holidays_no_day(lang, value),
        Problem::NoDistance(value) => say::holidays_no_distance(lang, value),
        Problem::NoGreet(value) => say::holidays_no_greet(lang, value),
        Problem::NoFeast(key) => say::holidays_no_feast(lang, key),
        Problem::Nameless(key) => say::holidays_nameless(lang, key),
        Problem::Never(key) => say::holidays_never(lang, key),
        Problem::TwoTimes(key) => say::holidays_two_times(lang, key),
        Problem::CannotRead(why) => say::holidays_cannot_read(lang, why),
        Problem::NoFile => Say::HolidaysNoFile.in_(lang).to_owned(),
    }
}

fn takes(wanted: Wanted) -> Say {
    match wanted {
        Wanted::Text => Say::SettingsAText,
        Wanted::Flag => Say::SettingsAFlag,
        Wanted::Number => Say::HolidaysANumber,
        Wanted::Days => Say::HolidaysDays,
        Wanted::Table => Say::HolidaysATable,
    }
}

/// That no date of a feast is known after a year, and what to do.
pub fn runs_out(lang: Lang, over: &RunsOut, path: &str) -> String {
    let year = over.last.map_or(0, |day| day.year());
    say::holidays_runs_out(lang, over.name.in_(lang), year, path)
}

/// The greetings that somebody wishes: `Lebaran, Natal`.
pub fn greetings(lang: Lang, wished: &Greetings) -> String {
    if wished.0.is_empty() {
        return Say::TodayNoGreetings.in_(lang).to_owned();
    }
    let names = wished.0.iter().map(|one| heading(one.key()));
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;

    #[test]
    fn mistakes_are_told_with_their_file_and_their_lines() {
        let (_, all) =
            Calendar::shipped().with("[lebaran]\ndays = [\"2027-02-30\"]\nahead = 400\n");
        assert_eq!(
            mistakes(Lang::En, "holidays.toml", &all),
            [
                "holidays.toml has 2 mistakes; what is right in it counts:",
                "  line 2: “2027-02-30” is no day; days are 2027-03-10, every year 05-17",
                "  line 3: 400 is no number of days from 0 to 300",
            ]
        );
        assert_eq!(
            mistakes(Lang::Id, "holidays.toml", &[]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_line_that_cannot_be_read_says_what_to_write() {
        let (_, all) = Calendar::shipped().with("[waisak]\nevery = 5-17\n");
        let told = mistakes(Lang::Id, "holidays.toml", &all);
        assert!(
            told[1].starts_with("  baris 2: ini tidak terbaca ("),
            "{told:?}"
        );
        assert!(told[1].ends_with("every = \"05-17\""), "{told:?}");
    }

    #[test]
    fn years_that_run_out_say_where_to_add_more() {
        let today = "2031-06-01".parse().expect("a day");
        let over = Calendar::shipped().runs_out(today);
        assert_eq!(
            runs_out(Lang::En, &over[0], "/home/rina/holidays.toml"),
            "The dates of Lunar New Year (Imlek) after 2032 are not known: add them to /home/rina/holidays.toml"
        );
    }
}
