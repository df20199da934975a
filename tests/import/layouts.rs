//! One invented shop in a thousand layouts: whatever header, order, delimiter, encoding, title, total and
//! way of writing days, money, plates and phones, the same book comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::{Datelike, Days, NaiveDate};

use crate::book::Book;
use crate::options;

/// Numbers from a seed: the same layout for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(end).expect("small")).expect("small")
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// True once in `times`.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

const NAMES: &[&str] = &[
    "Budi Santoso",
    "Ibu Ratna",
    "Pak Slamet",
    "Siti Aminah",
    "Agus Wijaya",
    "Dewi Lestari",
    "PT Sinar Jaya",
    "Mas Eko",
    "Hj. Fatimah",
    "Yohanes Bima",
    "Nengah Sudiarta",
    "Rina",
    "Tono",
    "CV Maju Bersama",
];
const CARS: &[(&str, &str)] = &[
    ("Toyota", "Avanza"),
    ("Honda", "Brio"),
    ("Suzuki", "Ertiga"),
    ("Daihatsu", "Xenia"),
    ("Honda", "Vario 125"),
    ("Yamaha", "NMAX"),
    ("Mitsubishi", "L300"),
];
const WORK: &[&str] = &[
    "Ganti oli",
    "Servis rem",
    "Tune up",
    "Ganti ban",
    "Spooring balancing",
    "Servis AC",
    "Ganti aki",
    "Cek kaki-kaki",
];

struct Visit {
    customer: usize,
    plate: [String; 3],
    car: (&'static str, &'static str),
    year: i32,
    day: NaiveDate,
    km: u32,
    total: u32,
    /// What was done, and for how much.
    lines: Vec<(&'static str, u32)>,
    mechanic: &'static str,
}

/// How visits become rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A row a visit.
    Whole,
    /// A row for everything that was done, with all about the visit repeated.
    Lines,
    /// The same, with what is about the visit on its first row only.
    Heads,
}

struct Shop {
    phones: Vec<String>,
    visits: Vec<Visit>,
}

/// Every name with a phone of its own, one or two vehicles each, some visits on different days.
fn shop(dice: &mut Dice, lines: bool) -> Shop {
    let people = 3 + dice.below(NAMES.len() - 3);
    let phones = (0..people)
        .map(|n| format!("81{}{:07}", dice.below(9) + 1, 1_234_507 + 1111 * n))
        .collect();
    let mut visits = Vec::new();
    for customer in 0..people {
        for vehicle in 0..=dice.below(2) {
            let region = dice.of(&["B", "AB", "D", "H", "DK", "BK"]);
            let number = 1000 + customer * 90 + vehicle * 7;
            let plate = [
                region.to_owned(),
                number.to_string(),
                dice.of(&["XYZ", "KX", "ABC", "TR"]).to_owned(),
            ];
            let (car, year) = (
                dice.of(CARS),
                2005 + i32::try_from(dice.below(20)).expect("small"),
            );
            let start = NaiveDate::from_ymd_opt(2025, 1, 25).expect("a day");
            let mut day = start + Days::new(dice.roll() % 60);
            for _ in 0..=dice.below(3) {
                let several = if lines { 1 + dice.below(4) } else { 1 };
                let first = dice.below(WORK.len());
                let line = |at: usize, dice: &mut Dice| {
                    let amount = 500 * (50 + u32::try_from(dice.below(5_000)).expect("small"));
                    (WORK[(first + at) % WORK.len()], amount)
                };
                let done: Vec<_> = (0..several).map(|at| line(at, dice)).collect();
                visits.push(Visit {
                    customer,
                    plate: plate.clone(),
                    car,
                    year,
                    day,
                    km: 10_000 + u32::try_from(dice.below(90_000)).expect("small"),
                    total: done.iter().map(|(_, amount)| amount).sum(),
                    lines: done,
                    mechanic: dice.of(&["Anto", "Giyono", "Made"]),
                });
                day = day + Days::new(20 + dice.roll() % 100);
            }
        }
    }
    visits.sort_by_key(|visit| visit.day);
    Shop { phones, visits }
}

/// Columns that a sheet may have, with what people call them.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "day",
        &[
            "Tgl",
            "Tanggal",
            "Tgl Servis",
            "TANGGAL SERVICE",
            "Tgl. Masuk",
            "Tanggal Kunjungan",
            "Date",
            "Hari/Tanggal",
        ],
    ),
    (
        "plate",
        &[
            "Nopol",
            "No. Polisi",
            "PLAT NOMOR",
            "No Pol",
            "Nomor Polisi",
            "Plat",
            "no_polisi",
            "Nomor Kendaraan",
        ],
    ),
    (
        "name",
        &[
            "Nama",
            "Nama Pelanggan",
            "PELANGGAN",
            "Nama Customer",
            "Konsumen",
            "Nama Pemilik",
            "pemilik",
            "Customer Name",
        ],
    ),
    (
        "phone",
        &[
            "No HP",
            "HP",
            "No. Telp",
            "Telepon",
            "NO HP / WA",
            "No. WhatsApp",
            "Nomor Telepon",
            "Kontak",
            "no_hp",
        ],
    ),
    (
        "total",
        &[
            "Total",
            "Total Biaya",
            "Biaya",
            "Jumlah (Rp)",
            "TOTAL BAYAR",
            "Grand Total",
            "Total (Rp)",
            "Nominal",
        ],
    ),
    (
        "work",
        &[
            "Pekerjaan",
            "Jenis Servis",
            "Servis",
            "Keterangan Servis",
            "Uraian",
            "Jenis Pekerjaan",
            "Tindakan",
        ],
    ),
    ("no", &["No", "No.", "NO", "#"]),
    ("make", &["Merk", "Merek", "MERK", "Brand"]),
    ("model", &["Tipe", "Type", "Model", "Tipe Kendaraan"]),
    ("year", &["Tahun", "Thn", "TH", "Tahun Pembuatan"]),
    ("km", &["KM", "Kilometer", "Km Masuk", "ODOMETER"]),
    (
        "mechanic",
        &["Mekanik", "Teknisi", "Nama Mekanik", "Dikerjakan Oleh"],
    ),
    ("note", &["Ket", "Keterangan", "Catatan"]),
    ("nothing", &["Paraf", "Kode Rak", "Shift"]),
];

const MONTHS: &[&str] = &[
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

fn day(day: NaiveDate, style: usize) -> String {
    let month = MONTHS[usize::try_from(day.month0()).expect("small")];
    match style {
        0 => day.format("%d/%m/%Y").to_string(),
        1 => day.format("%d-%m-%y").to_string(),
        2 => day.format("%Y-%m-%d").to_string(),
        3 => format!("{} {month} {}", day.day(), day.year()),
        4 => format!("{:02} {} {}", day.day(), &month[..3], day.format("%y")),
        5 => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        _ => day.format("%Y-%m-%d 10:15:00").to_string(),
    }
}

fn grouped(number: u32, mark: char) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn money(amount: u32, style: usize) -> String {
    match style {
        0 => amount.to_string(),
        1 => grouped(amount, '.'),
        2 => format!("Rp {}", grouped(amount, '.')),
        3 => format!("Rp{},-", grouped(amount, '.')),
        4 => format!("Rp. {},00", grouped(amount, '.')),
        _ => grouped(amount, ','),
    }
}

fn phone(national: &str, style: usize) -> String {
    let (a, rest) = national.split_at(3);
    let (b, c) = rest.split_at(4);
    match style {
        0 => format!("0{national}"),
        1 => format!("0{a}-{b}-{c}"),
        2 => format!("+62 {a} {b} {c}"),
        3 => format!("62{national}"),
        4 => format!("0{a}.{b}.{c}"),
        5 => format!("0{a} {b} {c}"),
        _ => national.to_owned(),
    }
}

fn plate([region, number, suffix]: &[String; 3], style: usize) -> String {
    match style {
        0 => format!("{region} {number} {suffix}"),
        1 => format!("{region}{number}{suffix}"),
        2 => format!("{region}-{number}-{suffix}"),
        3 => format!("{region}.{number}.{suffix}"),
        4 => format!("{region} {number} {suffix}").to_lowercase(),
        _ => format!(" {region}  {number} {suffix} "),
    }
}

/// The sheet as rows of cells.
fn sheet(shop: &Shop, rows_are: Kind, typed: bool, dice: &mut Dice) -> Vec<Vec<String>> {
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for (at, (kind, names)) in COLUMNS.iter().enumerate() {
        let of_lines = *kind == "total" && rows_are != Kind::Whole;
        // The first six are in every sheet.
        if (at < 6 || !dice.once_in(3)) && !of_lines {
            columns.push((kind, dice.of(names)));
        }
    }
    if rows_are != Kind::Whole {
        columns.push((
            "doc",
            dice.of(&[
                "No Nota",
                "No. Faktur",
                "no_kwitansi",
                "No WO",
                "No Invoice",
            ]),
        ));
        columns.push((
            "amount",
            dice.of(&["Jumlah", "Subtotal", "Harga", "Jumlah (Rp)", "Sub Total"]),
        ));
        if dice.once_in(2) {
            columns.push((
                "total",
                dice.of(&["Total Nota", "Total Bayar", "Grand Total", "Bayar"]),
            ));
        }
    }
    // `Keterangan` beside `Keterangan Servis` leaves open which is which.
    if columns.iter().any(|(_, name)| *name == "Keterangan Servis") {
        columns.retain(|(kind, _)| *kind != "note");
    }
    if dice.once_in(2) {
        dice.shuffle(&mut columns);
    }
    let width = columns.len();
    let mut rows = Vec::new();
    for title in ["BENGKEL MAJU JAYA", "Laporan servis", ""]
        .iter()
        .take(dice.below(4))
    {
        let mut row = vec![String::new(); width];
        row[dice.below(2)] = (*title).to_owned();
        rows.push(row);
    }
    let header: Vec<String> = columns.iter().map(|(_, name)| (*name).to_owned()).collect();
    rows.push(header.clone());
    let (days, amounts, km) = (dice.below(7), dice.below(6), dice.below(4));
    let fill_down = rows_are == Kind::Whole && dice.once_in(4);
    let mut above = None;
    for (number, visit) in shop.visits.iter().enumerate() {
        if number > 0 && dice.once_in(15) {
            rows.push(vec![String::new(); width]);
        }
        if number > 0 && dice.once_in(25) {
            rows.push(header.clone());
        }
        let same_day = fill_down && above == Some(visit.day);
        above = Some(visit.day);
        for (at, (work, amount)) in visit.lines.iter().enumerate() {
            let headless = rows_are == Kind::Heads && at > 0;
            let cell = |kind: &str, dice: &mut Dice| match kind {
                "work" => (*work).to_owned(),
                "amount" if typed => format!("{NUMBER}{amount}"),
                "amount" => money(*amount, amounts),
                _ if headless => String::new(),
                "day" if same_day => String::new(),
                "day" if typed => format!("{DAY}{}", serial(visit.day)),
                "day" => day(visit.day, days),
                "doc" => format!("N-{:04}", number + 1),
                "plate" => plate(&visit.plate, dice.below(6)),
                "name" => NAMES[visit.customer].to_owned(),
                "total" if typed => format!("{NUMBER}{}", visit.total),
                "year" if typed => format!("{NUMBER}{}", visit.year),
                "km" if typed => format!("{NUMBER}{}.0", visit.km),
                "phone" if typed && dice.once_in(2) => {
                    format!(
                        "{NUMBER}{}",
                        phone(&shop.phones[visit.customer], dice.of(&[3, 6]))
                    )
                }
                "phone" => phone(&shop.phones[visit.customer], dice.below(7)),
                "total" => money(visit.total, amounts),
                "no" => (number + 1).to_string(),
                "make" => visit.car.0.to_owned(),
                "model" => visit.car.1.to_owned(),
                "year" => visit.year.to_string(),
                "km" => match km {
                    0 => visit.km.to_string(),
                    1 => grouped(visit.km, '.'),
                    2 => grouped(visit.km, ','),
                    _ => format!("{} km", grouped(visit.km, '.')),
                },
                "mechanic" => visit.mechanic.to_owned(),
                "note" => dice.of(&["", "", "langganan", "minta cepat"]).to_owned(),
                _ => dice.of(&["", "v", "x"]).to_owned(),
            };
            rows.push(columns.iter().map(|(kind, _)| cell(kind, dice)).collect());
        }
    }
    if dice.once_in(2) {
        let mut row = vec![String::new(); width];
        let at = columns
            .iter()
            .position(|(kind, _)| {
                *kind
                    == if rows_are == Kind::Whole {
                        "total"
                    } else {
                        "amount"
                    }
            })
            .expect("a total");
        let sum = shop.visits.iter().map(|visit| visit.total).sum();
        row[at] = money(sum, amounts);
        row[if at == 0 { width - 1 } else { dice.below(at) }] =
            dice.of(&["TOTAL", "Jumlah", "Total:"]).to_owned();
        rows.push(row);
    }
    rows
}

/// Marks of cells that a workbook holds as numbers and as days.
const NUMBER: char = '\u{1}';
const DAY: char = '\u{2}';

/// The day as spreadsheets count.
fn serial(day: NaiveDate) -> i64 {
    (day - NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day")).num_days()
}

/// The least that makes a workbook of one sheet.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    use std::fmt::Write as _;
    use std::io::Write as _;
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut data = String::new();
    for (at, row) in rows.iter().enumerate() {
        let line = at + 1;
        let _ = write!(data, "<row r=\"{line}\">");
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
            let _ = match cell.strip_prefix([NUMBER, DAY]) {
                Some(number) => {
                    let style = u8::from(cell.starts_with(DAY));
                    write!(
                        data,
                        "<c r=\"{letter}{line}\" s=\"{style}\"><v>{number}</v></c>"
                    )
                }
                None => write!(
                    data,
                    "<c r=\"{letter}{line}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(cell)
                ),
            };
        }
        data.push_str("</row>");
    }
    let office = "http://schemas.openxmlformats.org";
    let main = format!("{office}/spreadsheetml/2006/main");
    let relations = format!("{office}/package/2006/relationships");
    let kind = format!("{office}/officeDocument/2006/relationships");
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{office}/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{types}.sheet.main+xml\"/>\
             <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{types}.worksheet+xml\"/>\
             <Override PartName=\"/xl/styles.xml\" ContentType=\"{types}.styles+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets>\
             <sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\">\
             <Relationship Id=\"r1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"r2\" Type=\"{kind}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/>\
             <xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>"),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a workbook").into_inner()
}

fn written(rows: &[Vec<String>], dice: &mut Dice) -> Vec<u8> {
    let delimiter = dice.of(&[',', ';', '\t', '|']);
    let end = dice.of(&["\n", "\r\n"]);
    let always = dice.once_in(4);
    let quoted = |cell: &String| {
        let needs = always || cell.contains([delimiter, '"', '\n']);
        if needs {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |row: &Vec<String>| {
        row.iter()
            .map(quoted)
            .collect::<Vec<_>>()
            .join(&delimiter.to_string())
    };
    let mut text = rows.iter().map(line).collect::<Vec<_>>().join(end);
    if !dice.once_in(4) {
        text.push_str(end);
    }
    match dice.below(4) {
        0 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        1 => {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        _ => text.into_bytes(),
    }
}

type Facts = BTreeSet<(String, NaiveDate, Option<i64>, String)>;

fn check(seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed);
    let rows_are = dice.of(&[Kind::Whole, Kind::Whole, Kind::Lines, Kind::Heads]);
    let shop = shop(&mut dice, rows_are != Kind::Whole);
    let typed = dice.once_in(4);
    let rows = sheet(&shop, rows_are, typed, &mut dice);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder
        .path()
        .join(if typed { "buku.xlsx" } else { "buku.csv" });
    let bytes = if typed {
        workbook(&rows)
    } else {
        written(&rows, &mut dice)
    };
    fs::write(&path, bytes).expect("written");
    let mut book = Book::default();
    let text = || {
        rows.iter()
            .map(|row| row.join(" | "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let report = book
        .import(&[path], &options())
        .map_err(|refused| format!("{refused}\n{}", text()))?;
    let mut wrong = book.faults.clone();
    let key = |visit: &Visit| visit.plate.concat();
    let owners: BTreeMap<String, (&str, String)> = shop
        .visits
        .iter()
        .map(|visit| {
            (
                key(visit),
                (
                    NAMES[visit.customer],
                    format!("+62{}", shop.phones[visit.customer]),
                ),
            )
        })
        .collect();
    for (plate, (name, e164)) in &owners {
        match book.owner(plate) {
            Some(owner)
                if owner.name == *name
                    && owner.phones.iter().any(|p| p.e164.as_ref() == Some(e164)) => {}
            owner => wrong.push(format!("{plate} of {name} {e164}: {owner:?}")),
        }
    }
    let should: Facts = shop
        .visits
        .iter()
        .map(|visit| {
            (
                key(visit),
                visit.day,
                Some(i64::from(visit.total)),
                visit
                    .lines
                    .iter()
                    .map(|(work, _)| *work)
                    .collect::<Vec<_>>()
                    .join("+"),
            )
        })
        .collect();
    let is: Facts = book
        .visits
        .iter()
        .zip(&book.who)
        .map(|(kept, (_, vehicle))| {
            let plate = vehicle.map_or("", |v| &book.vehicles[v].record.plate_key);
            let visit = &kept.record;
            let work: Vec<&str> = visit.lines.iter().map(|line| line.text.as_str()).collect();
            (plate.to_owned(), visit.day, visit.total, work.join("+"))
        })
        .collect();
    wrong.extend(
        should
            .symmetric_difference(&is)
            .map(|fact| format!("{fact:?}")),
    );
    let people: BTreeSet<usize> = shop.visits.iter().map(|visit| visit.customer).collect();
    let counts = (book.customers.len(), book.vehicles.len(), book.visits.len());
    if counts != (people.len(), owners.len(), shop.visits.len()) {
        wrong.push(format!("customers, vehicles, visits: {counts:?}"));
    }
    let lines: usize = shop.visits.iter().map(|visit| visit.lines.len()).sum();
    if report.files[0].rows != lines as u64 {
        wrong.push(format!("{} rows of {lines}", report.files[0].rows));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{}", wrong.join("\n"), text()))
    }
}

/// Columns of a list of people.
const PEOPLE: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "Nama",
            "Nama Pelanggan",
            "NAMA LENGKAP",
            "Nama Member",
            "Customer",
            "Nama Customer",
        ],
    ),
    (
        "phone",
        &[
            "No HP",
            "No. Telepon",
            "WhatsApp",
            "HP/WA",
            "Nomor WhatsApp",
            "Kontak",
            "No. Handphone",
        ],
    ),
    (
        "born",
        &[
            "Tgl Lahir",
            "Tanggal Lahir",
            "Ultah",
            "Ulang Tahun",
            "Birthday",
            "Tgl. Lahir",
        ],
    ),
    (
        "address",
        &["Alamat", "ALAMAT RUMAH", "Alamat Lengkap", "Domisili"],
    ),
    ("points", &["Poin", "Point", "Jumlah Poin", "Saldo Poin"]),
    (
        "member",
        &[
            "Kode Pelanggan",
            "No Member",
            "ID Pelanggan",
            "ID Member",
            "No. Anggota",
        ],
    ),
    ("email", &["Email", "E-mail", "Alamat Email"]),
    (
        "since",
        &["Tgl Daftar", "Member Sejak", "Tanggal Bergabung"],
    ),
    ("note", &["Ket", "Catatan", "Keterangan"]),
    ("no", &["No", "No.", "NO"]),
];

/// A list of people in any layout: each with phone, birthday and points.
fn check_people(seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed ^ 0xFEED);
    let shop = shop(&mut dice, false);
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for (at, (kind, names)) in PEOPLE.iter().enumerate() {
        if at < 3 || !dice.once_in(3) {
            columns.push((kind, dice.of(names)));
        }
    }
    if dice.once_in(2) {
        dice.shuffle(&mut columns);
    }
    let start = NaiveDate::from_ymd_opt(1961, 1, 25).expect("a day");
    let births: Vec<NaiveDate> = (0..shop.phones.len())
        .map(|at| {
            if at == 0 {
                start
            } else {
                start + Days::new(dice.roll() % 14_000)
            }
        })
        .collect();
    // Two digits of a year leave the century open.
    let (style, amounts) = (dice.of(&[0, 2, 3, 5]), dice.below(2));
    let yearless = style == 3 && dice.once_in(2);
    let mut rows = vec![
        columns
            .iter()
            .map(|(_, name)| (*name).to_owned())
            .collect::<Vec<_>>(),
    ];
    for (at, national) in shop.phones.iter().enumerate() {
        let cell = |kind: &str, dice: &mut Dice| match kind {
            "name" => NAMES[at].to_owned(),
            "phone" => phone(national, dice.below(7)),
            "born" if yearless => format!(
                "{} {}",
                births[at].day(),
                MONTHS[births[at].month0() as usize]
            ),
            "born" => day(births[at], style),
            "address" => dice
                .of(&["Jl. Mawar 5, Bogor", "Gg. Melati No. 12", ""])
                .to_owned(),
            "points" => money(u32::try_from(at * 610).expect("small"), amounts),
            "member" => format!("M-{:03}", at + 1),
            "email" => format!("orang{at}@contoh.test"),
            "since" => day(start + Days::new(22_000 + 30 * at as u64), style),
            "no" => (at + 1).to_string(),
            _ => dice.of(&["", "langganan"]).to_owned(),
        };
        rows.push(
            columns
                .iter()
                .map(|(kind, _)| cell(kind, &mut dice))
                .collect(),
        );
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pelanggan.csv");
    fs::write(&path, written(&rows, &mut dice)).expect("written");
    let mut book = Book::default();
    let text = || {
        rows.iter()
            .map(|row| row.join(" | "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    book.import(&[path], &options())
        .map_err(|refused| format!("{refused}\n{}", text()))?;
    let mut wrong = book.faults.clone();
    let has = |wanted: &str| columns.iter().any(|(kind, _)| *kind == wanted);
    for (at, national) in shop.phones.iter().enumerate() {
        let wanted = format!("+62{national}");
        let known = |customer: &&crate::book::Kept<kenal::exchange::plan::PlannedCustomer>| {
            customer
                .record
                .phones
                .iter()
                .any(|phone| phone.e164.as_ref() == Some(&wanted))
        };
        let Some(found) = book.customers.iter().find(known).map(|kept| &kept.record) else {
            wrong.push(format!("nobody has {wanted}"));
            continue;
        };
        let born = found.birthday.map(|b| (b.day, b.month, b.year));
        let year = (!yearless).then(|| births[at].year());
        let is = (
            found.name.as_str(),
            born,
            found.points,
            found.member_no.as_str(),
        );
        let should = (
            NAMES[at],
            Some((births[at].day(), births[at].month(), year)),
            has("points").then_some(i64::try_from(at * 610).expect("small")),
            if has("member") {
                format!("M-{:03}", at + 1)
            } else {
                String::new()
            },
        );
        if is != (should.0, should.1, should.2, should.3.as_str()) {
            wrong.push(format!("{is:?}, should be {should:?}"));
        }
    }
    let counts = (book.customers.len(), book.vehicles.len(), book.visits.len());
    if counts != (shop.phones.len(), 0, 0) {
        wrong.push(format!("customers, vehicles, visits: {counts:?}"));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{}", wrong.join("\n"), text()))
    }
}

#[test]
fn one_list_of_people_in_any_layout_is_the_same_book() {
    let failed: Vec<String> = (0..200)
        .filter_map(|seed| {
            check_people(seed)
                .err()
                .map(|wrong| format!("layout {seed}:\n{wrong}"))
        })
        .collect();
    assert!(
        failed.is_empty(),
        "{} fail\n{}",
        failed.len(),
        failed.join("\n\n")
    );
}

#[test]
fn one_shop_in_any_layout_is_the_same_book() {
    let failed: Vec<String> = (0..200)
        .filter_map(|seed| {
            check(seed)
                .err()
                .map(|wrong| format!("layout {seed}:\n{wrong}"))
        })
        .collect();
    assert!(
        failed.is_empty(),
        "{} fail\n{}",
        failed.len(),
        failed.join("\n\n")
    );
}
