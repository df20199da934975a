//! Rows that say different things about the same customer or vehicle.

use serde_json::Value;

use crate::support::{Book, word};

const SHEET: &str = "Nama;No HP;Alamat;Kota;Nopol;Tipe;Tahun;Catatan
Budi;081234567890;Jl. Melati 3;Bogor;B 1234 XYZ;Avanza;2015;bayar tempo
Budi;081234567890;Jl. Melati 3;;D 77 SD;Brio;2018;suka kopi
Budi;081234567890;Jl. Kenanga 9;Bogor;B 1234 XYZ;Avanza Veloz;2015;bayar tempo
Budi;081234567890;jl melati 3;Bogor;D 77 SD;Xenia;2019;
";

fn import(book: &Book, text: &str) -> Value {
    let file = book.write("old.csv", text);
    book.json(["import", word(&file), "--json"])["files"][0].clone()
}

#[test]
fn another_address_or_model_further_down_is_told_and_the_first_stands() {
    let book = Book::empty();
    let file = import(&book, SHEET);
    let differs = |row: &&Value| row["reason"] == "fact_differs";
    let told = file["to_check"].as_array().unwrap().iter().filter(differs);
    let told: Vec<_> = told
        .map(|row| (row["row"].as_u64().unwrap(), row["value"].as_str().unwrap()))
        .collect();
    let wanted = [(4, "Jl. Kenanga 9"), (5, "Xenia"), (5, "2019")];
    assert_eq!(told, wanted, "{file}");
    let shown = book.json(["show", "D 77 SD", "--json"]);
    assert_eq!(shown["customer"]["address"], "Jl. Melati 3");
    assert_eq!(shown["vehicles"][0]["model"], "Brio");
    let said = book.out(["show", "D 77 SD"]);
    assert!(
        said.contains("Alamat “Jl. Kenanga 9”: an earlier row says something else;"),
        "{said}"
    );
}

#[test]
fn what_several_rows_note_about_a_customer_is_all_kept_and_comes_once() {
    let book = Book::empty();
    import(&book, &SHEET.replace("Nopol;Tipe;Tahun", "Lain;Beda;Lagi"));
    let notes =
        |book: &Book| book.json(["show", "081234567890", "--json"])["customer"]["notes"].clone();
    assert_eq!(notes(&book), "bayar tempo\nsuka kopi");
    let again = import(&book, &SHEET.replace("Nopol;Tipe;Tahun", "Lain;Beda;Lagi"));
    assert_eq!(
        (&again["imported"], &again["updated"]),
        (&0.into(), &0.into()),
        "{again}"
    );
    assert_eq!(notes(&book), "bayar tempo\nsuka kopi");
}

#[test]
fn a_second_address_for_mail_is_kept_and_another_balance_is_told() {
    let book = Book::empty();
    let file = import(
        &book,
        "Nama;No HP;Email;Email 2;Poin\nBudi;081234567890;a@b.id;c@d.id;20\nBudi;081234567890;a@b.id;;10\n",
    );
    let shown = book.json(["show", "081234567890", "--json"]);
    assert_eq!(shown["customer"]["email"], "a@b.id");
    assert_eq!(shown["customer"]["notes"], "c@d.id");
    let told = file["to_check"].as_array().unwrap();
    let points = told
        .iter()
        .find(|row| row["reason"] == "fact_differs")
        .unwrap();
    assert_eq!(
        (&points["column"], &points["value"]),
        (&"Poin".into(), &"10".into())
    );
}

#[test]
fn the_same_row_of_two_sheets_is_two_customers_doubts() {
    let book = Book::empty();
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/import/shops/03_toko_ban.xlsx"
    );
    let said = book.run(["import", file]).out;
    assert!(
        said.contains("JAN 26, row 6 “8/1/26”, FEB 26, row 6 “12/2/26”"),
        "{said}"
    );
    for (plate, sheet, value) in [
        ("W 1930 ZZ", "JAN 26", "8/1/26"),
        ("N 2201 AC", "FEB 26", "12/2/26"),
    ] {
        let doubts = book.json(["show", plate, "--json"])["needs_checking"].clone();
        assert_eq!(doubts.as_array().unwrap().len(), 1, "{doubts}");
        assert_eq!(doubts[0]["value"], value);
        assert_eq!(doubts[0]["file"], format!("03_toko_ban.xlsx, {sheet}"));
    }
}
