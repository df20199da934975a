use rstest::rstest;

use super::*;
use crate::exchange::plan::{PlannedBirthday, PlannedCustomer, PlannedStatus, PlannedVehicle};
use crate::exchange::recognise::recognise;

/// What one row under a header becomes, and what was noticed about it.
struct Told {
    customer: PlannedCustomer,
    vehicle: Option<PlannedVehicle>,
    visit: crate::exchange::plan::PlannedVisit,
    reasons: Vec<Reason>,
}

fn record(line: u64, cells: &[Cell]) -> Record {
    Record {
        line,
        cells: cells.to_vec(),
        overflow: 0,
    }
}

fn text(row: &str) -> Vec<Cell> {
    row.split('|')
        .map(|cell| Cell::Text(cell.to_owned()))
        .collect()
}

fn tell(header: &str, row: &[Cell]) -> Told {
    let options = Options::new(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
    let shop = Shop::of(&options);
    let sample = [record(1, &text(header)), record(2, row)];
    let layout = recognise(&sample, &options).unwrap().unwrap();
    let mut survey = Survey::new(&layout);
    survey.add(&sample[1], &layout);
    survey.close();
    let mut reader = Reader::new(shop, &layout, &survey);
    reader.total = layout.columns.first(Field::Total);
    let customer = reader.customer(&sample[1]);
    let vehicle = reader.vehicle(&sample[1], &customer.name);
    let visit = reader.part(&sample[1], false);
    let reasons = reader.remarks.iter().map(|remark| remark.reason).collect();
    Told {
        customer,
        vehicle,
        visit,
        reasons,
    }
}

#[test]
fn stopgaps_are_nobody_and_nothing() {
    let told = tell("nama|hp|nopol|no rangka|warna", &text("(BLANK)|0|-|0|-"));
    assert!(told.customer.name.is_empty() && told.customer.phones.is_empty());
    assert_eq!(told.vehicle, None);
    assert_eq!(
        told.reasons,
        [Reason::PhonePlaceholder, Reason::PlatePlaceholder]
    );
}

#[test]
fn two_phones_in_a_cell_are_two_with_what_was_written_beside_them() {
    let told = tell("nama|hp", &text("Budi|081234567890 / istri 085711122233"));
    let numbers: Vec<_> = told
        .customer
        .phones
        .iter()
        .filter_map(|phone| phone.e164.as_deref())
        .collect();
    assert_eq!(numbers, ["+6281234567890", "+6285711122233"]);
    assert_eq!(told.customer.note, "085711122233: istri");
    assert_eq!(told.reasons, [Reason::PhoneMultiple]);
}

#[test]
fn a_guard_against_formulas_comes_off_once() {
    let told = tell("nama|hp|catatan", &text("'=Budi|081234567890|''=kept"));
    assert_eq!(
        (told.customer.name.as_str(), told.customer.note.as_str()),
        ("=Budi", "'=kept")
    );
}

#[rstest]
#[case("17/08", Some((17, 8, None)), None)]
#[case("29 Feb", Some((29, 2, None)), None)]
#[case("5 Mei 1990", Some((5, 5, Some(1990))), None)]
#[case("Bandung, 17 Mei 1990", Some((17, 5, Some(1990))), None)]
#[case("12-Des-85", Some((12, 12, Some(1985))), Some(Reason::TwoDigitYear))]
#[case("--11-09", Some((9, 11, None)), None)]
#[case("--02-29", Some((29, 2, None)), None)]
#[case("--13-01", None, Some(Reason::BadDate))]
#[case("31/04/1990", None, Some(Reason::BadDate))]
#[case("2090-01-01", None, Some(Reason::FutureDate))]
#[case("0000-00-00", None, Some(Reason::ZeroDateBlank))]
#[case("1990", None, Some(Reason::BadDate))]
fn birthdays_as_far_as_they_are_known(
    #[case] written: &str,
    #[case] wanted: Option<(u32, u32, Option<i32>)>,
    #[case] reason: Option<Reason>,
) {
    let told = tell(
        "nama|hp|tgl lahir",
        &text(&format!("Budi|081234567890|{written}")),
    );
    let wanted = wanted.map(|(day, month, year)| PlannedBirthday { day, month, year });
    assert_eq!(told.customer.birthday, wanted, "{written}");
    assert_eq!(told.reasons.first().copied(), reason, "{written}");
}

#[test]
fn a_plate_that_a_spreadsheet_took_for_something_else_is_told() {
    let row = |cell: Cell| {
        tell(
            "nama|nopol|merk",
            &[text("Budi"), vec![cell], text("Honda")].concat(),
        )
    };
    assert_eq!(row(Cell::Date(36_951.0)).reasons, [Reason::PlateIsDate]);
    assert_eq!(row(Cell::Number(1e10)).reasons, [Reason::PlateNumericCell]);
    let short = row(Cell::Number(1234.0));
    assert_eq!(
        short.vehicle.map(|vehicle| vehicle.plate_key),
        Some("1234".to_owned())
    );
    let text = row(Cell::Text("1E10".to_owned()));
    assert_eq!(
        (
            text.reasons.as_slice(),
            text.vehicle.unwrap().plate_key.as_str()
        ),
        (&[][..], "1E10")
    );
}

#[test]
fn the_name_on_the_registration_is_kept_where_it_is_another() {
    let told = tell("nama|nama stnk|nopol", &text("Budi|Siti Aminah|B 1 A"));
    assert_eq!(told.vehicle.unwrap().note, "STNK: Siti Aminah");
    let same = tell("nama|nama stnk|nopol", &text("Pak Budi|BUDI|B 1 A"));
    assert!(same.vehicle.unwrap().note.is_empty());
}

#[rstest]
#[case("2018", Some(2018), None)]
#[case("2020-05-15", Some(2020), None)]
#[case("0", None, None)]
#[case("1009", None, Some(Reason::BadYear))]
#[case("2104", None, Some(Reason::BadYear))]
#[case("(bla", None, Some(Reason::BadYear))]
fn model_years_are_years_of_cars(
    #[case] written: &str,
    #[case] wanted: Option<i32>,
    #[case] reason: Option<Reason>,
) {
    let told = tell("nopol|merk|tahun", &text(&format!("B 1 A|Honda|{written}")));
    assert_eq!(
        (told.vehicle.unwrap().year, told.reasons.first().copied()),
        (wanted, reason)
    );
}

#[test]
fn a_line_costs_what_its_own_column_says_else_price_times_quantity() {
    let header = "nopol|tgl|pekerjaan|qty|harga satuan|subtotal|hpp";
    let own = tell(
        header,
        &text("B 1 A|01/02/2026|Busi|4|30.000|110.000|20.000"),
    );
    let line = &own.visit.lines[0];
    assert_eq!(
        (line.quantity, line.amount, line.cost),
        (4000, Some(110_000), Some(80_000))
    );
    let reckoned = tell(header, &text("B 1 A|01/02/2026|Busi|4|30.000||"));
    assert_eq!(reckoned.visit.lines[0].amount, Some(120_000));
}

#[test]
fn an_amount_without_a_word_is_still_a_line() {
    let told = tell(
        "nopol|tgl|pekerjaan|subtotal",
        &text("B 1 A|01/02/2026||25.000"),
    );
    assert_eq!(
        (
            told.visit.lines[0].text.as_str(),
            told.visit.lines[0].amount
        ),
        ("subtotal", Some(25_000))
    );
}

#[test]
fn nobody_looked_at_an_odometer_of_zero() {
    let km = |written: &str| {
        let told = tell(
            "nopol|tgl|km|status",
            &text(&format!("B 1 A|01/02/2026|{written}|PROSES")),
        );
        assert_eq!(told.visit.status, PlannedStatus::Open);
        (
            told.visit.odometer,
            told.reasons.contains(&Reason::BadNumber),
        )
    };
    assert_eq!(km("0"), (None, false));
    assert_eq!(km("45.210 km"), (Some(45_210), false));
    assert_eq!(km("mati"), (None, true));
}

#[test]
fn points_below_zero_are_not_brought_in_and_that_is_said() {
    let points = |written: &str| {
        let told = tell(
            "nama|hp|poin",
            &text(&format!("Budi|081234567890|{written}")),
        );
        (told.customer.points, told.reasons)
    };
    assert_eq!(points("-5"), (None, vec![Reason::PointsBelowZero]));
    assert_eq!(points("lima"), (None, vec![Reason::BadNumber]));
    assert_eq!(points("1.250"), (Some(1_250), Vec::new()));
}
