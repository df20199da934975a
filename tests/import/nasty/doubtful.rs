//! What the values are that were doubtful.

use super::values::birthday;
use crate::book::Book;
use crate::case::{Check, hold};
use crate::{here, options};

#[test]
fn what_lenient_reads_out_of_doubtful_values_is_what_the_policy_says() {
    let customer = |file: &'static str, line: u64| {
        let mut book = Book::default();
        book.import(&[here("nasty").join(file)], &options())
            .expect("taken in");
        book.customers_of_line(line)
            .first()
            .copied()
            .cloned()
            .expect("a customer")
    };
    let phones = move |file, line| -> Vec<Option<String>> {
        customer(file, line)
            .phones
            .into_iter()
            .map(|phone| phone.e164)
            .collect()
    };
    let number = |text: &str| Some(text.to_owned());
    let check = move |is: bool, what: &str| if is { vec![] } else { vec![what.to_owned()] };
    let cases: Vec<(&str, Check)> = vec![
        (
            "two phones in a cell are two phones",
            Box::new(move || {
                let is = phones("c21_phone_bad.csv", 2);
                check(
                    is == [number("+6281200000026"), number("+6285700000026")],
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "a repeated header gives a second phone",
            Box::new(move || {
                let is = phones("c32_duplicate_header.csv", 2);
                check(
                    is == [number("+6281200000055"), number("+6281200000056")],
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "digits that a spreadsheet destroyed are not invented",
            Box::new(move || {
                let is = customer("c17_phone_scientific.csv", 2);
                let raw = is.phones.first().map(|phone| phone.raw.as_str());
                let kept = raw.is_none_or(|raw| raw == "6.28123E+12");
                check(
                    kept && is.phones.iter().all(|phone| phone.e164.is_none()),
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "a serial in a column of dates is a date",
            Box::new(move || {
                let is = customer("c25_dates.csv", 9);
                check(
                    birthday(&is).as_deref() == Some("1990-01-01"),
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "an impossible day is no birthday",
            Box::new(move || {
                let is: Vec<_> = [3, 4, 11, 12, 16, 18]
                    .map(|line| birthday(&customer("c25_dates.csv", line)))
                    .into_iter()
                    .flatten()
                    .collect();
                check(is.is_empty(), &format!("{is:?}"))
            }),
        ),
        (
            "a serial in a spreadsheet cell is a date",
            Box::new(move || {
                let is = customer("x05_dates_1900.xlsx", 6);
                check(
                    birthday(&is).as_deref() == Some("1990-05-17"),
                    &format!("{is:?}"),
                )
            }),
        ),
    ];
    hold(
        "doubtful",
        cases
            .into_iter()
            .map(|(name, check)| (name.to_owned(), check))
            .collect(),
    );
}
