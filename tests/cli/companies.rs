//! Companies that a sheet names beside their people.

use serde_json::Value;

use crate::support::{Book, word};

const SHEET: &str = "Nama;No HP;Perusahaan;Nopol
Budi Santoso;081234567890;PT Karya Abadi;B 1234 XYZ
Sari Dewi;081398765432;PT. KARYA ABADI;D 77 SD
Andi Wijaya;081355550000;Pribadi;F 5 AN
Tono;081366660000;-;F 6 AN
";

fn import(book: &Book, text: &str) -> Value {
    let file = book.write("old.csv", text);
    let report = book.json(["import", word(&file), "--json"]);
    report["files"][0].clone()
}

fn found(book: &Book, text: &str) -> Vec<String> {
    let found = book.json(["find", text, "--json"]);
    let hits = found["hits"].as_array().unwrap().iter();
    let name = |hit: &Value| hit["name"].as_str().unwrap_or_default().to_owned();
    let mut names: Vec<String> = hits.map(name).collect();
    names.sort();
    names
}

fn reasons(file: &Value) -> Vec<&str> {
    let all = file["to_check"].as_array().unwrap().iter();
    all.filter_map(|row| row["reason"].as_str()).collect()
}

#[test]
fn a_company_beside_people_is_one_customer_and_its_name_finds_them_all() {
    let book = Book::empty();
    let file = import(&book, SHEET);
    assert_eq!(file["created"]["customers"], 5, "{file}");
    assert_eq!(file["needs_checking"], 0, "{file}");
    let all = ["Budi Santoso", "PT Karya Abadi", "Sari Dewi"];
    assert_eq!(found(&book, "karya abadi"), all);
    let company = book.json(["find", "pt karya", "--json"])["hits"][0]["customer_id"].clone();
    let shown = book.json(["show", company.as_str().unwrap(), "--json"]);
    assert_eq!(shown["customer"]["kind"], "company");
    let card = book.out(["show", company.as_str().unwrap()]);
    let contacts = card
        .lines()
        .find(|line| line.starts_with("Contact"))
        .unwrap();
    assert!(
        contacts.contains("Budi Santoso") && contacts.contains("Sari Dewi"),
        "{card}"
    );
    let budi = book.json(["show", "B 1234 XYZ", "--json"]);
    assert_eq!(budi["customer"]["company"], "PT Karya Abadi");
    let card = book.out(["show", "B 1234 XYZ"]);
    let firm = card
        .lines()
        .find(|line| line.starts_with("Company"))
        .unwrap();
    assert!(firm.ends_with("PT Karya Abadi"), "{card}");
    assert_eq!(
        book.json(["show", "F 5 AN", "--json"])["customer"]["name"],
        "Andi Wijaya"
    );
    assert_eq!(found(&book, "pribadi"), [""; 0]);
}

#[test]
fn the_same_companies_again_write_nothing_and_go_with_their_import() {
    let book = Book::empty();
    book.out(["record", "customer", "--name", "Rina"]);
    import(&book, SHEET);
    let before = book.json(["info", "--json"]);
    let again = import(&book, SHEET);
    assert_eq!(again["unchanged"], 4, "{again}");
    assert_eq!(before, book.json(["info", "--json"]));
    book.out(["import", "--undo", "1"]);
    assert_eq!(book.json(["info", "--json"])["customers"], 1);
    assert_eq!(found(&book, "karya"), [""; 0]);
}

#[test]
fn a_company_that_is_there_is_taken_and_not_made_again() {
    let book = Book::empty();
    let words = [
        "record",
        "customer",
        "--name",
        "CV Karya Abadi",
        "--phone",
        "0274-556677",
    ];
    book.out(words);
    let file = import(&book, SHEET);
    assert_eq!(file["created"]["customers"], 4, "{file}");
    assert_eq!(
        found(&book, "karya"),
        ["Budi Santoso", "CV Karya Abadi", "Sari Dewi"]
    );
}

#[test]
fn a_company_known_by_name_takes_its_own_row_in_the_same_file_and_later() {
    let own = "PT Karya Abadi;0274556677;;D 99 KA\n";
    for together in [true, false] {
        let book = Book::empty();
        if together {
            import(&book, &format!("{SHEET}{own}"));
        } else {
            import(&book, SHEET);
            import(&book, &format!("Nama;No HP;Perusahaan;Nopol\n{own}"));
        }
        assert_eq!(book.json(["info", "--json"])["customers"], 5, "{together}");
        let shown = book.json(["show", "D 99 KA", "--json"]);
        assert_eq!(shown["customer"]["name"], "PT Karya Abadi");
        assert_eq!(shown["customer"]["phones"].as_array().unwrap().len(), 1);
        assert_eq!(found(&book, "karya").len(), 3);
        let again = import(&book, &format!("{SHEET}{own}"));
        assert_eq!(
            (&again["imported"], &again["updated"]),
            (&0.into(), &0.into()),
            "{again}"
        );
    }
}

#[test]
fn what_is_doubtful_about_a_company_is_told() {
    let book = Book::empty();
    book.out(["record", "customer", "--name", "Prima"]);
    for _ in 0..2 {
        book.out(["record", "customer", "--name", "PT Dua"]);
    }
    let file = import(
        &book,
        "Nama;No HP;Perusahaan
Budi;081234567890;Prima
Sari;081398765432;PT Dua
Andi;081355550000;0812-7777-8888
Tono;081366660000;Sejati
Sejati;081377770000;
",
    );
    let told = [
        "company_namesake",
        "company_several",
        "company_unclear",
        "company_namesake",
    ];
    assert_eq!(reasons(&file), told, "{file}");
    assert_eq!(file["needs_checking"], 4, "{file}");
    assert_eq!(found(&book, "dua").len(), 3);
}

#[test]
fn somebody_who_was_there_loses_the_company_with_its_import() {
    let book = Book::empty();
    let words = [
        "record",
        "customer",
        "--name",
        "Budi Santoso",
        "--phone",
        "081234567890",
    ];
    book.out(words);
    let company = || book.json(["show", "C-00001", "--json"])["customer"]["company"].clone();
    let file = import(&book, SHEET);
    assert_eq!(file["created"]["customers"], 4, "{file}");
    assert_eq!(company(), "PT Karya Abadi");
    book.out(["import", "--undo", "1"]);
    assert_eq!(company(), Value::Null);
    assert_eq!(book.json(["info", "--json"])["customers"], 1);
    // What somebody builds on it keeps the company.
    import(&book, SHEET);
    let change = [
        "record",
        "visit",
        "--customer",
        "C-00001",
        "--total",
        "1000",
    ];
    book.out(change);
    book.run(["import", "--undo", "2"]);
    assert_eq!(book.json(["show", "C-00001", "--json"])["visits"], 1);
}

#[test]
fn a_company_that_stands_on_a_later_row_is_taken_too() {
    let book = Book::empty();
    let rows =
        "Nama;No HP;Perusahaan;Nopol\nBudi;081234567890;;B 1 A\nBudi;081234567890;PT Karya;B 2 A\n";
    import(&book, rows);
    let shown = book.json(["show", "B 1 A", "--json"]);
    assert_eq!(shown["customer"]["company"], "PT Karya");
    let again = import(&book, rows);
    assert_eq!(
        (&again["imported"], &again["updated"]),
        (&0.into(), &0.into()),
        "{again}"
    );
}
