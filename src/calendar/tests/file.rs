use super::day;
use crate::calendar::{Calendar, Greets, Problem, Wanted, When};
use proptest::prelude::*;

fn with(text: &str) -> (Calendar, Vec<(Option<usize>, Problem)>) {
    let (calendar, mistakes) = Calendar::shipped().with(text);
    let mistakes = mistakes.into_iter().map(|one| (one.line, one.problem));
    (calendar, mistakes.collect())
}

fn dates(calendar: &Calendar, key: &str, year: &str) -> Vec<(String, bool)> {
    let When::Days(days) = &calendar.feasts[key].when else {
        panic!("{key} has dates")
    };
    let dates = days
        .iter()
        .map(|(day, expected)| (day.to_string(), *expected));
    dates.filter(|(day, _)| day.starts_with(year)).collect()
}

#[test]
fn a_date_of_ones_own_replaces_that_of_its_year_and_leaves_the_others() {
    let (calendar, mistakes) =
        with("[lebaran]\ndays = [\"2027-03-11\", 2033-01-03, \"2033-12-23\"]");
    assert_eq!(mistakes, []);
    let own = |day: &str| (day.to_owned(), false);
    assert_eq!(dates(&calendar, "lebaran", "2027"), [own("2027-03-11")]);
    assert_eq!(dates(&calendar, "lebaran", "2026"), [own("2026-03-21")]);
    let both = [own("2033-01-03"), own("2033-12-23")];
    assert_eq!(dates(&calendar, "lebaran", "2033"), both);
    assert_eq!(calendar.feasts["lebaran"].after, 7);
}

#[test]
fn a_shop_adds_days_of_its_own_and_leaves_feasts_out() {
    let (calendar, mistakes) = with(
        "[anniversary]\nname = \"Ulang tahun bengkel\"\nevery = \"05-17\"\nahead = 14\n\n[imlek]\noff = true\n",
    );
    assert_eq!(mistakes, []);
    assert!(!calendar.feasts.contains_key("imlek"));
    let own = &calendar.feasts["anniversary"];
    assert_eq!(
        (own.greets, own.ahead, own.after, own.name.id.as_str()),
        (Greets::All, 14, 3, "Ulang tahun bengkel")
    );
    let near = calendar.near(day("2027-05-03"), 0);
    assert!(near.iter().any(|one| one.day == day("2027-05-17")));
}

#[test]
fn all_mistakes_are_told_at_once_with_their_lines_and_the_rest_counts() {
    let text = "stray = 1
[lebaran]
days = [\"2027-02-30\", \"2028-02-26\"]
colour = \"green\"
ahead = \"soon\"
[nameless]
every = \"05-17\"
[never]
name = \"Never\"
[picnic]
name = \"Picnic\"
every = \"06-31\"
[walk]
name = \"Walk\"
every = \"06-01\"
greet = \"chosen\"
[trip]
name = \"Trip\"
before = { feast = \"mudik\", first = 5 }
[both]
name = \"Both\"
every = \"06-01\"
days = [\"2027-06-01\"]
";
    let (calendar, mistakes) = with(text);
    let said = |text: &str| text.to_owned();
    assert_eq!(
        mistakes,
        [
            (Some(1), Problem::NoSection(said("stray"))),
            (Some(3), Problem::NoDay(said("2027-02-30"))),
            (Some(4), Problem::UnknownWord(said("colour"))),
            (Some(5), Problem::WrongType(said("ahead"), Wanted::Number)),
            (Some(6), Problem::Nameless(said("nameless"))),
            (Some(8), Problem::Never(said("never"))),
            // That it does not say when it is follows from this.
            (Some(12), Problem::NoDay(said("06-31"))),
            (Some(16), Problem::NoGreet(said("chosen"))),
            (Some(19), Problem::NoFeast(said("mudik"))),
            (Some(20), Problem::TwoTimes(said("both"))),
        ]
    );
    let own = [(said("2028-02-26"), false)];
    assert_eq!(dates(&calendar, "lebaran", "2028"), own);
    assert!(calendar.feasts.contains_key("walk"));
    assert!(!calendar.feasts.contains_key("trip"));
}

#[test]
fn a_line_that_is_no_toml_is_told_and_what_stands_before_it_counts() {
    let (calendar, mistakes) = with("[waisak]\noff = true\n[imlek\ndays = ]\n");
    assert!(!calendar.feasts.contains_key("waisak"));
    assert!(!mistakes.is_empty());
    let syntax = |(_, problem): &(_, Problem)| matches!(problem, Problem::NotToml(_));
    assert!(mistakes.iter().all(syntax), "{mistakes:?}");
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "[\\[\\]a-z=\" 0-9{},\\n-]{0,80}") {
        let (calendar, _) = with(&text);
        let _ = calendar.near(day("2026-11-26"), 30);
    }
}

#[test]
fn at_a_religious_feast_nobody_is_greeted_who_did_not_wish_it() {
    let (calendar, mistakes) = with("[natal]\ngreet = \"all\"\n[kemerdekaan]\ngreet = \"all\"\n");
    assert_eq!(mistakes, [(Some(2), Problem::NoGreet("all".to_owned()))]);
    let greets = Greets::Chosen(crate::domain::Greeting::Natal);
    assert_eq!(calendar.feasts["natal"].greets, greets);
}
