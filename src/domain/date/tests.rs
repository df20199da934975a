use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-22")
}

fn read(text: &str) -> Option<String> {
    let written = Written::parse(text)?;
    let found = written.day(DateOrder::DayFirst, Century::Visit, today())?;
    Some(found.to_string())
}

#[rstest]
fn one_day_in_every_spelling(
    #[values(
        "28/01/2019",
        "28-01-19",
        "28.1.2019",
        "2019-01-28",
        "2019/1/28",
        "28 01 2019",
        "2019-01-28 10:42:04",
        "2019-01-28T10:42:04.123",
        "28/01/2019 10:42",
        "28/01/2019 9.30",
        "28/1/2019 10:42 PM",
        "28 Januari 2019",
        "28 JAN 19",
        "Senin, 28 Jan 2019",
        "Senin 28/01/2019",
        "28-Jan-19",
        "Jan 28, 2019",
        "January 28 2019",
        "Mon, 28 Jan. 2019",
        " 28/01/2019 ",
        "2019-Jan-28"
    )]
    text: &str,
) {
    assert_eq!(read(text).as_deref(), Some("2019-01-28"), "{text}");
}

#[rstest]
#[case("22 Nopember 2026", 11)]
#[case("1 Pebruari 2026", 2)]
#[case("1 Peb 2026", 2)]
#[case("5 Agust 2025", 8)]
#[case("5 Ags 2025", 8)]
#[case("5 Agt. 2025", 8)]
#[case("9 Okt 2025", 10)]
#[case("9 Des 2025", 12)]
#[case("9 Mrt 2025", 3)]
#[case("9 Mei 2025", 5)]
fn months_have_many_names(#[case] text: &str, #[case] month: u32) {
    use chrono::Datelike;
    let found = Written::parse(text)
        .unwrap()
        .day(DateOrder::DayFirst, Century::Visit, today());
    assert_eq!(found.unwrap().month(), month);
}

#[rstest]
fn what_no_calendar_has_is_no_day(
    #[values(
        "29/02/1993",
        "31/04/1990",
        "05/17/1990",
        "29/02/1900",
        "kemarin",
        "",
        "-",
        "Jan 2019",
        "2019-01",
        "28/01/2019/3",
        "28/01/201",
        "28/01/20190",
        "10:42",
        "0812-3456-7890",
        "32/1/2020",
        "0/1/2020",
        "1/1/1009",
        "28/01/2019 lunas",
        "a/b/c",
        "28//",
        "1.250.000",
        "5 Mei Mei"
    )]
    text: &str,
) {
    assert_eq!(read(text), None, "{text}");
}

#[test]
fn the_order_counts_only_where_the_text_leaves_it_open() {
    let month_first =
        |text| Written::parse(text)?.day(DateOrder::MonthFirst, Century::Visit, today());
    assert_eq!(month_first("01/02/2019"), Some(day("2019-01-02")));
    assert_eq!(month_first("2019-01-02"), Some(day("2019-01-02")));
    assert_eq!(month_first("1 Feb 2019"), Some(day("2019-02-01")));
    assert_eq!(read("01/02/2019").as_deref(), Some("2019-02-01"));
}

#[test]
fn a_text_votes_only_when_one_order_fits() {
    let vote = |text| Written::parse(text).unwrap().only_order();
    assert_eq!(vote("28/01/2019"), Some(DateOrder::DayFirst));
    assert_eq!(vote("01/28/2019"), Some(DateOrder::MonthFirst));
    assert_eq!(vote("03/04/2019"), None);
    assert_eq!(vote("28/28/2019"), None);
}

#[test]
fn shapes_tell_separator_year_and_time_apart() {
    let shape = |text: &str| Written::parse(text).unwrap().shape();
    let of = |separator, year_digits, time| {
        Some(DateShape {
            separator,
            year_digits,
            time,
        })
    };
    assert_eq!(shape("28/01/2019"), of('/', 4, false));
    assert_eq!(shape("28-01-19"), of('-', 2, false));
    assert_eq!(shape("28.1.19 10:42"), of('.', 2, true));
    assert_eq!(shape("17/08"), of('/', 0, false));
    assert_eq!(shape("2019-01-28"), None);
    assert_eq!(shape("28 Jan 2019"), None);
}

#[test]
fn an_instant_with_a_zone_says_so() {
    for text in [
        "1990-05-17T17:00:00Z",
        "1990-05-17 17:00:00+07:00",
        "1990-05-17T17:00:00.000Z",
    ] {
        assert!(Written::parse(text).unwrap().is_zoned(), "{text}");
    }
    assert!(!Written::parse("1990-05-17 00:00:00").unwrap().is_zoned());
}

#[test]
fn a_visit_of_two_digits_is_next_year_at_the_latest() {
    assert_eq!(read("01/02/27").as_deref(), Some("2027-02-01"));
    assert_eq!(read("01/02/28").as_deref(), Some("1928-02-01"));
}

#[test]
fn nobody_is_born_in_the_future() {
    let born = |text| Written::parse(text)?.day(DateOrder::DayFirst, Century::Birth, today());
    assert_eq!(born("22.11.26"), Some(day("2026-11-22")));
    assert_eq!(born("23.11.26"), Some(day("1926-11-23")));
    assert_eq!(born("17.8.85"), Some(day("1985-08-17")));
}

#[rstest]
fn zero_dates_say_that_there_is_none(
    #[values(
        "",
        "-",
        "0000-00-00",
        "00/00/0000",
        "0000-00-00 00:00:00",
        "1900-01-00",
        "30/12/1899",
        "0"
    )]
    text: &str,
) {
    assert!(says_no_date(text), "{text}");
}

#[test]
fn real_dates_and_junk_are_not_zero_dates() {
    for text in ["01/01/2000", "10/10/2010", "kosong", "1900-01-01"] {
        assert!(!says_no_date(text), "{text}");
    }
}

#[rstest]
#[case(43_493.0, DateSystem::From1900, Some("2019-01-28"))]
#[case(43_493.45, DateSystem::From1900, Some("2019-01-28"))]
#[case(32_874.0, DateSystem::From1900, Some("1990-01-01"))]
#[case(61.0, DateSystem::From1900, Some("1900-03-01"))]
#[case(60.0, DateSystem::From1900, None)]
#[case(59.0, DateSystem::From1900, Some("1900-02-28"))]
#[case(1.0, DateSystem::From1900, Some("1900-01-01"))]
#[case(0.0, DateSystem::From1900, None)]
#[case(-1.0, DateSystem::From1900, None)]
#[case(f64::NAN, DateSystem::From1900, None)]
#[case(f64::INFINITY, DateSystem::From1900, None)]
#[case(2_958_466.0, DateSystem::From1900, None)]
#[case(31_548.0, DateSystem::From1904, Some("1990-05-17"))]
#[case(0.0, DateSystem::From1904, Some("1904-01-01"))]
fn serials_are_days(#[case] serial: f64, #[case] system: DateSystem, #[case] wanted: Option<&str>) {
    assert_eq!(from_serial(serial, system), wanted.map(day));
}

#[rstest]
#[case("today", "2026-11-22")]
#[case("Hari  Ini", "2026-11-22")]
#[case("kemarin", "2026-11-21")]
#[case("yesterday", "2026-11-21")]
#[case("kemarin lusa", "2026-11-20")]
#[case("besok", "2026-11-23")]
#[case("lusa", "2026-11-24")]
#[case("+7", "2026-11-29")]
#[case("-3", "2026-11-19")]
#[case("+90", "2027-02-20")]
#[case("22-11-26", "2026-11-22")]
#[case("22 Nov 2026", "2026-11-22")]
#[case("30/12", "2026-12-30")]
#[case("5/3", "2027-03-05")]
#[case("5 Juli", "2026-07-05")]
fn the_keyboard_understands(#[case] text: &str, #[case] wanted: &str) {
    assert_eq!(
        typed_date(text, DateOrder::DayFirst, today()),
        Some(day(wanted)),
        "{text}"
    );
}

#[rstest]
fn the_keyboard_does_not_guess(
    #[values("", "7", "+", "+x", "-", "nanti", "22", "+999999", "31/11", "29 Feb")] text: &str,
) {
    assert_eq!(typed_date(text, DateOrder::DayFirst, today()), None);
}

#[test]
fn in_january_a_december_day_is_the_last_one() {
    let found = typed_date("30/12", DateOrder::DayFirst, day("2027-01-04"));
    assert_eq!(found, Some(day("2026-12-30")));
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        let _ = Written::parse(&text).map(|written| written.day(DateOrder::DayFirst, Century::Birth, today()));
        let _ = (typed_date(&text, DateOrder::MonthFirst, today()), says_no_date(&text));
    }

    #[test]
    fn every_day_reads_back_in_every_shape(days in 0_i64..109_000) {
        let wanted = day("1900-01-01") + chrono::TimeDelta::days(days);
        for (format, order) in [
            ("%d/%m/%Y", DateOrder::DayFirst), ("%m/%d/%Y", DateOrder::MonthFirst),
            ("%Y-%m-%d", DateOrder::MonthFirst), ("%-d.%-m.%Y", DateOrder::DayFirst),
            ("%A, %d %B %Y", DateOrder::DayFirst), ("%d-%b-%Y %H:%M", DateOrder::MonthFirst),
        ] {
            let text = wanted.and_hms_opt(9, 30, 0).unwrap().format(format).to_string();
            let found = Written::parse(&text).unwrap().day(order, Century::Visit, today());
            prop_assert_eq!(found, Some(wanted), "{}", text);
        }
    }

    #[test]
    fn a_serial_is_the_days_since_the_epoch(serial in 61_u32..100_000) {
        let found = from_serial(f64::from(serial), DateSystem::From1900).unwrap();
        prop_assert_eq!(found - day("1899-12-30"), chrono::TimeDelta::days(serial.into()));
    }
}
