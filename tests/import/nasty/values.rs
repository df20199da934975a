//! Single values of the book beside those that the manifest names.

use kenal::exchange::plan::PlannedCustomer;

use super::differs;
use super::manifest::Case;
use crate::book::Book;
use crate::case::Wrong;

/// The values that the manifest names, where the book has them.
pub fn values(case: &Case, book: &Book) -> Wrong {
    let mut wrong = Vec::new();
    for wanted in &case.expect.values {
        let line = wanted["line"].as_u64().expect("a line");
        let customers = book.customers_of_line(line);
        let Some(customer) = customers.first() else {
            wrong.push(format!("line {line}: no customer"));
            continue;
        };
        let vehicle = book.vehicles_of_line(line).first().copied();
        let phone = customer.phones.first();
        let text = |text: &str| serde_json::Value::from(text);
        for (field, should) in wanted.iter().filter(|(field, _)| *field != "line") {
            let is = match field.as_str() {
                "name" => text(&customer.name),
                "note" => text(&customer.note),
                "phone" => phone.map(|phone| phone.raw.as_str()).into(),
                "phone_norm" => phone.and_then(|phone| phone.e164.as_deref()).into(),
                "plate" => vehicle.map(|vehicle| vehicle.plate.as_str()).into(),
                "plate_norm" => vehicle.map(|vehicle| vehicle.plate_key.as_str()).into(),
                "points" => customer.points.into(),
                "spent" => customer.spent.into(),
                "birthday" => birthday(customer).into(),
                _ => panic!("the manifest asks for {field}"),
            };
            differs(
                &mut wrong,
                &format!("line {line}, {field}"),
                is,
                should.clone(),
            );
        }
    }
    wrong
}

/// `1990-05-17`, or `--05-17` when nobody wrote a year.
pub fn birthday(customer: &PlannedCustomer) -> Option<String> {
    let birthday = customer.birthday?;
    let year = birthday
        .year
        .map_or("-".to_owned(), |year| format!("{year:04}"));
    Some(format!("{year}-{:02}-{:02}", birthday.month, birthday.day))
}
