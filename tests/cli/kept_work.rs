//! Whatever sheets an owner brings, no work and no money is lost between them, and the same sheets
//! again bring nothing.

use rstest::rstest;
use serde_json::Value;

use crate::support::{Book, word};

fn all<'a>(report: &'a Value, list: &str, field: &str) -> Vec<&'a str> {
    let files = report["files"].as_array().unwrap().iter();
    let rows = files.flat_map(|file| file[list].as_array().unwrap());
    rows.map(|row| row[field].as_str().unwrap()).collect()
}

const PLATES: &str = "Nota,Tanggal,No Polisi,Nama,No HP,Pekerjaan,Harga\n";
const PEOPLE: &str = "Nota,Tanggal,Nama,No HP,Pekerjaan,Harga\n";
const DAYS: &str = "Tanggal,Nama,No HP,Pekerjaan,Harga\n";

#[rstest]
// One receipt in two files.
#[case(PLATES, &["N1,13/10/2026,B 1234 AA,Ani,081234567890,Ganti oli,50000\n", "N1,13/10/2026,B 1234 AA,Ani,081234567890,Filter,80000\n"], 1, 130_000)]
// Receipts that count anew each month.
#[case(PEOPLE, &["001,13/10/2026,Ani,081234567890,Cuci,50000\n", "001,13/11/2026,Ani,081234567890,Cuci,60000\n"], 2, 110_000)]
// Lists that share a line, and more of each than the other has.
#[case(DAYS, &["13/10/2026,Ani,081234567890,Cuci,50000\n13/10/2026,Ani,081234567890,Blow,30000\n", "13/10/2026,Ani,081234567890,Blow,30000\n"], 1, 80_000)]
#[case(DAYS, &["13/10/2026,Ani,081234567890,Blow,30000\n", "13/10/2026,Ani,081234567890,Cuci,50000\n13/10/2026,Ani,081234567890,Blow,30000\n"], 1, 80_000)]
// Other work of a day.
#[case(DAYS, &["13/10/2026,Ani,081234567890,Cuci,50000\n", "13/10/2026,Ani,081234567890,Blow,50000\n"], 2, 100_000)]
// Two equal things on one receipt.
#[case(PEOPLE, &["N1,13/10/2026,Ani,081234567890,Sabun,50000\nN1,13/10/2026,Ani,081234567890,Sabun,50000\nN1,13/10/2026,Ani,081234567890,Sisir,30000\n"], 1, 130_000)]
// A receipt whose further lines say less of whose it is.
#[case(PEOPLE, &["N1,13/10/2026,Ani,081234567890,Cuci,50000\nN1,13/10/2026,Ani,,Blow,30000\nN1,13/10/2026,,081234567890,Sisir,20000\nN1,13/10/2026,,,Sabun,10000\n"], 1, 110_000)]
fn no_work_is_lost_between_sheets_and_the_same_again_brings_nothing(
    #[case] header: &str,
    #[case] sheets: &[&str],
    #[case] visits: u64,
    #[case] spent: i64,
    #[values(true, false)] together: bool,
) {
    let book = Book::empty();
    let names = ["a.csv", "b.csv"];
    let files = names.iter().zip(sheets);
    let files: Vec<_> = files
        .map(|(name, rows)| book.write(name, &format!("{header}{rows}")))
        .collect();
    let calls: Vec<_> = if together {
        vec![files.as_slice()]
    } else {
        files.chunks(1).collect()
    };
    for round in 0..2 {
        for call in &calls {
            let words = ["import", "--json"]
                .into_iter()
                .chain(call.iter().map(|file| word(file)));
            let report = book.json(words);
            assert_eq!(all(&report, "rejected", "reason"), [""; 0]);
            let came = report["files"].as_array().unwrap().iter();
            let came: u64 = came.map(|file| file["imported"].as_u64().unwrap()).sum();
            assert!(round == 0 || came == 0, "{report}");
        }
        let info = book.json(["info", "--json"]);
        assert_eq!(
            (&info["visits"], &info["customers"]),
            (&visits.into(), &1.into())
        );
        let card = book.json(["show", "C-00001", "--json"]);
        assert_eq!(card["spent"], spent, "{card}");
    }
}

#[test]
fn equal_amounts_in_a_few_visits_are_taken_once_and_told() {
    let book = Book::empty();
    let rows = "13/10/2026,Ani,081234567890,Cuci,50000\n13/10/2026,Ani,081234567890,Blow,50000\n";
    let file = book.write("a.csv", &format!("{DAYS}{rows}"));
    let report = book.json(["import", "--json", word(&file)]);
    assert_eq!(all(&report, "to_check", "reason"), ["total_once"]);
    assert_eq!(book.json(["show", "C-00001", "--json"])["spent"], 50_000);
}

#[test]
fn work_without_a_day_is_told_with_its_words_and_its_money() {
    let book = Book::empty();
    let rows = "13/10/2026,Ani,081234567890,Cuci,50000\n31/02/2026,Budi,081234567891,Oli,60000\n";
    let file = book.write("a.csv", &format!("{DAYS}{rows}"));
    let report = book.json(["import", "--json", word(&file)]);
    assert_eq!(
        all(&report, "to_check", "reason"),
        ["bad_date", "visit_not_made"]
    );
    assert_eq!(
        all(&report, "to_check", "value"),
        ["31/02/2026", "Oli · 60000"]
    );
}

#[test]
fn who_is_known_by_a_name_alone_is_told_and_so_is_a_phone_that_leads_to_two() {
    let book = Book::empty();
    let names = "13/10/2026,Siti,,Cuci,50000\n14/10/2026,Bu Siti,,Blow,30000\n15/10/2026,Siti,,Cuci,50000\n";
    let file = book.write("a.csv", &format!("{DAYS}{names}"));
    let report = book.json(["import", "--json", word(&file)]);
    assert_eq!(all(&report, "to_check", "reason"), ["name_alone"]);
    let phones = "13/10/2026,Ani,085711112222,Cuci,50000\n14/10/2026,Ani,081234567890,Blow,30000\n15/10/2026,Ani,081234567890 / 085711112222,Cuci,50000\n";
    let file = book.write("b.csv", &format!("{DAYS}{phones}"));
    let report = book.json(["import", "--json", word(&file)]);
    let reasons = all(&report, "to_check", "reason");
    assert!(reasons.contains(&"two_customers"), "{reasons:?}");
    let other = book.write(
        "c.csv",
        &format!("{DAYS}13/11/2026,Tono,085711112222,Cuci,50000\n"),
    );
    let report = book.json(["import", "--json", word(&other)]);
    assert_eq!(all(&report, "to_check", "reason"), ["phone_shared"]);
}
