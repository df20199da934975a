//! Names of columns, as people write them.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Field;
use crate::domain::name::fold;

/// The words, kept where a person can add one without reading Rust.
const TABLE: &str = include_str!("../../../assets/words/header-synonyms.tsv");

/// Words that may stand beside any synonym without changing what it means.
const NEUTRAL: &[&str] = &[
    "the", "of", "and", "dan", "rp", "idr", "utama", "aktif", "wajib", "lengkap", "value",
];

/// Words that may stand beside what tells of people, of vehicles, of visits.
const OF_PEOPLE: &[&str] = &[
    "pelanggan",
    "customer",
    "konsumen",
    "pemilik",
    "owner",
    "client",
    "klien",
    "member",
    "anggota",
];
const OF_VEHICLES: &[&str] = &[
    "kendaraan",
    "mobil",
    "motor",
    "unit",
    "vehicle",
    "car",
    "bike",
];
const OF_VISITS: &[&str] = &[
    "servis",
    "service",
    "kunjungan",
    "visit",
    "pekerjaan",
    "work",
    "maintenance",
    "perawatan",
    "masuk",
    "terakhir",
];

/// Words that make a count of a total.
const TIMES: &[&str] = &["kunjungan", "visit", "visits", "datang", "kali"];

/// Words that may stand beside the field whose kind they name, and beside no other.
const OF_DAYS: &[&str] = &["tgl", "tanggal", "date", "hari", "jatuh", "tempo"];
const OF_NAMES: &[&str] = &["nama", "name"];
const OF_PHONES: &[&str] = &["hp", "wa"];
const OF_NUMBERS: &[&str] = &["no", "nomor", "number", "nr"];

/// How well a header names a field; the later the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// The synonym is a part of the header.
    Part,
    /// The same words, in another order or written together.
    Words,
    /// The synonym itself.
    Exact,
}

struct Synonyms {
    exact: HashMap<String, Field>,
    sorted: HashMap<Vec<String>, Field>,
    squeezed: HashMap<String, Field>,
    all: Vec<(Vec<String>, Field)>,
}

fn synonyms() -> &'static Synonyms {
    static ALL: OnceLock<Synonyms> = OnceLock::new();
    ALL.get_or_init(|| Synonyms::of(TABLE))
}

impl Synonyms {
    fn of(table: &str) -> Self {
        let mut new = Self {
            exact: HashMap::new(),
            sorted: HashMap::new(),
            squeezed: HashMap::new(),
            all: Vec::new(),
        };
        for line in table.lines().skip(1) {
            let mut cells = line.split('\t');
            let Some(field) = cells.next().and_then(Field::of_name) else {
                continue;
            };
            for synonym in cells.flat_map(|cell| cell.split('|')).map(normal) {
                new.add(&synonym, field);
            }
        }
        // Stable names are names too: our own exports carry them.
        for (name, field) in [
            ("visit date", Field::VisitDate),
            ("next service km", Field::NextServiceKm),
        ] {
            new.add(name, field);
        }
        new
    }

    fn add(&mut self, synonym: &str, field: Field) {
        if synonym.is_empty() || self.exact.contains_key(synonym) {
            return;
        }
        let words: Vec<String> = synonym.split(' ').map(str::to_owned).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        self.exact.insert(synonym.to_owned(), field);
        self.sorted.entry(sorted).or_insert(field);
        if words.len() > 1 {
            self.squeezed.entry(words.concat()).or_insert(field);
        }
        self.all.push((words, field));
    }
}

/// Which field a header names, and how well.
pub(crate) fn claim(header: &str) -> Option<(Field, Strength)> {
    if header.trim() == "#" {
        return Some((Field::RowNumber, Strength::Exact));
    }
    claim_normal(&normal(header)).or_else(|| {
        // `WhatsApp` is one word.
        claim_normal(&folded(header, false))
    })
}

/// As [`claim`], for a header that is already normal.
pub(super) fn claim_normal(normal: &str) -> Option<(Field, Strength)> {
    let known = synonyms();
    if let Some(field) = known.exact.get(normal) {
        return Some((*field, Strength::Exact));
    }
    let words: Vec<String> = normal.split(' ').map(str::to_owned).collect();
    let mut sorted = words.clone();
    sorted.sort_unstable();
    if let Some(field) = known
        .sorted
        .get(&sorted)
        .or_else(|| known.squeezed.get(normal))
    {
        return Some((*field, Strength::Words));
    }
    // The longest synonym of which every word is there, when what is left over says nothing else.
    known
        .all
        .iter()
        .filter(|(synonym, field)| is_part(synonym, *field, &words))
        .max_by_key(|(synonym, _)| synonym.len())
        .map(|(_, field)| (*field, Strength::Part))
}

fn is_part(synonym: &[String], field: Field, words: &[String]) -> bool {
    // Hardly a synonym begins with a word of this header.
    if synonym.first().is_none_or(|first| !words.contains(first)) {
        return false;
    }
    let mut left: Vec<&str> = words.iter().map(String::as_str).collect();
    for word in synonym {
        let Some(at) = left.iter().position(|other| other == word) else {
            return false;
        };
        left.remove(at);
    }
    // `nama pemilik kendaraan` is a person, `nama kendaraan` is none.
    let names_people = synonym
        .iter()
        .any(|word| OF_PEOPLE.contains(&word.as_str()));
    // How often somebody came is no money.
    let times = field.is_money() && left.iter().any(|word| TIMES.contains(word));
    !times
        && left.iter().all(|word| {
            says_nothing_else(word, field)
                || (names_people && OF_VEHICLES.contains(word))
                || synonyms().exact.get(*word) == Some(&field)
        })
}

fn says_nothing_else(word: &str, field: Field) -> bool {
    let digits = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let vehicle = matches!(
        field,
        Field::Plate
            | Field::Make
            | Field::Model
            | Field::Year
            | Field::Color
            | Field::Vin
            | Field::EngineNo
    );
    let (people, visit) = (!vehicle && !field.is_of_visit(), field.is_of_visit());
    let of_kind = (field.is_day() && OF_DAYS.contains(&word))
        || matches!(field, Field::CustomerName | Field::Mechanic) && OF_NAMES.contains(&word)
        || matches!(field, Field::Phone | Field::Plate | Field::Mechanic)
            && OF_NUMBERS.contains(&word)
        || field == Field::Phone && OF_PHONES.contains(&word)
        || field.is_money() && matches!(word, "total" | "biaya" | "jumlah")
        || field == Field::Model && matches!(word, "merk" | "merek" | "make" | "brand")
        || people && OF_PEOPLE.contains(&word)
        || (vehicle || visit) && OF_VEHICLES.contains(&word)
        || visit && OF_VISITS.contains(&word);
    digits || of_kind || NEUTRAL.contains(&word)
}

/// Whether a cell is the name of a column that import understands.
pub(crate) fn knows(cell: &str) -> bool {
    cell.len() <= 80 && claim(cell).is_some()
}

/// A header folded for comparing: case, accents, brackets, punctuation and camelCase gone.
pub(crate) fn normal(header: &str) -> String {
    folded(header, true)
}

fn folded(header: &str, split_camel: bool) -> String {
    let mut open = String::with_capacity(header.len());
    let mut depth = 0_u32;
    for c in header.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => open.push(c),
            _ => {}
        }
    }
    let open = if split_camel { camel(&open) } else { open };
    let spaced: String = fold(&open)
        .chars()
        .map(|c| if c == '\'' || is_word(c) { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// `FirstName` as `First Name`, `IDPelanggan` as `ID Pelanggan`; `NOPOL` stays.
fn camel(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 4);
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let starts = before.is_some_and(|b| b.is_lowercase())
            || before.is_some_and(|b| b.is_uppercase()) && after.is_some_and(|a| a.is_lowercase());
        if c.is_uppercase() && starts {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Nama Pelanggan", Field::CustomerName)]
    #[case("pelanggan nama", Field::CustomerName)]
    #[case("NAMAPELANGGAN", Field::CustomerName)]
    #[case("No. HP / WA", Field::Phone)]
    #[case("No. HP (WA aktif)", Field::Phone)]
    #[case("PELANGGAN NO HP", Field::Phone)]
    #[case("KENDARAAN TH", Field::Year)]
    #[case("KENDARAAN TIPE", Field::Model)]
    #[case("FirstName", Field::FirstName)]
    #[case("E-mail 1 - Value", Field::Email)]
    #[case("Tgl Servis Berikutnya", Field::NextServiceDate)]
    #[case("KM Servis Berikutnya", Field::NextServiceKm)]
    #[case("TOTAL (Rp)", Field::Total)]
    #[case("Name of Technician", Field::Mechanic)]
    #[case("Nomor Polisi Kendaraan", Field::Plate)]
    #[case("  no_polisi", Field::Plate)]
    #[case("Kennzeichen", Field::Plate)]
    #[case("ทะเบียนรถ", Field::Plate)]
    #[case("no", Field::RowNumber)]
    #[case("nama_stnk", Field::RegistrationName)]
    #[case("Nama Pemilik Kendaraan", Field::CustomerName)]
    #[case("Nomor WhatsApp (aktif)", Field::Phone)]
    #[case("Merk & Tipe Kendaraan", Field::Model)]
    #[case("Nama Hewan", Field::Make)]
    #[case("Pet Name", Field::Make)]
    #[case("Jenis Hewan", Field::Model)]
    #[case("Breed", Field::Model)]
    #[case("Saldo Poin", Field::Points)]
    #[case("No. Anggota", Field::MemberNo)]
    #[case("Keluhan / Permintaan", Field::Complaint)]
    fn a_header_is_understood(#[case] header: &str, #[case] field: Field) {
        assert_eq!(
            claim(header).map(|(field, _)| field),
            Some(field),
            "{header}"
        );
    }

    #[rstest]
    #[case("Name of Machine")]
    #[case("Name of Maintenance")]
    #[case("Total Panel")]
    #[case("Name Prefix")]
    #[case("Nama Gudang")]
    #[case("Tanggal Bayar")]
    #[case("Organization 1 - Title")]
    #[case("no_stnk")]
    #[case("Fax")]
    #[case("Total Kunjungan")]
    fn a_header_that_says_something_else_is_left_alone(#[case] header: &str) {
        assert_eq!(claim(header), None, "{header}");
    }

    #[test]
    fn every_line_of_the_table_names_a_field() {
        for line in TABLE.lines().skip(1) {
            let name = line.split('\t').next().unwrap();
            assert!(Field::of_name(name).is_some(), "{name}");
        }
    }
}
