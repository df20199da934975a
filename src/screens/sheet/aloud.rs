//! What a spreadsheet wrote, made fit to be read aloud: work before parts, no part numbers, and
//! no shouting. Only the sentence to say is softened; the card shows what is written.

use crate::domain::oil;

/// First words of a line that is work and not a part, as Indonesian and English shops write them.
const WORK: &[&str] = &[
    "b/p",
    "balancing",
    "bongkar",
    "bore",
    "bubut",
    "cek",
    "change",
    "check",
    "cuci",
    "flush",
    "flushing",
    "ganti",
    "general",
    "inspection",
    "isi",
    "jasa",
    "kuras",
    "labor",
    "labour",
    "las",
    "oh",
    "overhaul",
    "pasang",
    "pemeriksaan",
    "pengecekan",
    "penggantian",
    "perb",
    "perbaikan",
    "perawatan",
    "poles",
    "press",
    "repair",
    "replace",
    "reparasi",
    "scan",
    "service",
    "servis",
    "setel",
    "setting",
    "skir",
    "spooring",
    "spoor",
    "stel",
    "tambah",
    "tambal",
    "tune",
    "tune-up",
    "turun",
    "wash",
    "alignment",
    "rotasi",
    "reset",
    "kalibrasi",
];

/// Short words that are said letter by letter, and stay as they are.
const LETTERS: &[&str] = &[
    "ABS", "AGD", "API", "ATF", "CVT", "DOT", "ECU", "EFI", "EPS", "SAE", "TMO",
];

/// Words as short as an abbreviation that are none.
const ORDINARY: &[&str] = &["DI", "IN", "KE", "OF", "ON", "OR", "TO", "UP"];

/// The lines with the work first, each group in its order.
pub(super) fn work_first<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let (work, parts): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| is_work(line));
    work.into_iter().chain(parts).collect()
}

fn is_work(line: &str) -> bool {
    let first = line.split(|c: char| c.is_whitespace() || c == ',').next();
    let first = first.unwrap_or_default().to_lowercase();
    WORK.contains(&first.trim_matches(['.', '-', ':']))
}

/// A line of a visit as it is said: "servis berkala 10.000 KM". One that is nothing but numbers
/// stays as it is.
pub(super) fn line(text: &str) -> String {
    let loud = is_loud(text);
    let words: Vec<String> = outside_brackets(text)
        .split_whitespace()
        .filter(|word| !is_part_number(word))
        .map(|word| if loud { calm(word, 2) } else { word.to_owned() })
        .collect();
    let said = words.join(" ");
    let said = said.trim_matches([' ', ',', '-', ':']);
    if said.chars().any(char::is_alphabetic) {
        said.to_owned()
    } else {
        text.trim().to_owned()
    }
}

/// A name as it is said: "Pudjiastuti", "Avanza 1.3 G M/T". Words of up to `short` letters are
/// taken for abbreviations.
pub(super) fn name(text: &str, short: usize) -> String {
    if !is_loud(text) {
        return text.to_owned();
    }
    let words = text.split(' ').map(|word| capital(&calm(word, short)));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a text is written in capitals only.
fn is_loud(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() > 2
}

/// Small letters, but for abbreviations, and for words with a number or a sign inside.
fn calm(word: &str, short: usize) -> String {
    let letters = word.trim_matches(|c: char| !c.is_alphabetic());
    let plain = letters.chars().all(char::is_alphabetic) && !word.contains(char::is_numeric);
    let brief = letters.chars().count() <= short && !ORDINARY.contains(&letters);
    let spelled = brief || LETTERS.contains(&letters);
    let vowels = letters.contains(['A', 'E', 'I', 'O', 'U', 'Y']) || !letters.is_ascii();
    if plain && vowels && !spelled {
        word.to_lowercase()
    } else {
        word.to_owned()
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text without what stands in brackets: classes and remarks of the price list.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// `FF3-TO-15601-AVZ-0`, `DXE-1001`, `17670M797D0-000`, `90301-31012`, `001`: what nobody says.
fn is_part_number(word: &str) -> bool {
    let word = word.trim_matches([',', ';', ':', '.']);
    if oil::grade(word).is_some() {
        return false;
    }
    let count = |is: fn(char) -> bool| word.chars().filter(|c| is(*c)).count();
    let digits = count(|c| c.is_ascii_digit());
    let letters = count(char::is_alphabetic);
    let joints = count(|c| matches!(c, '-' | '_'));
    let all = digits + letters + joints == word.chars().count();
    let zero = letters == 0 && digits > 1 && word.starts_with('0');
    let joined = joints > 0 && digits >= 3;
    let chained = joints >= 2 && word.chars().any(char::is_uppercase);
    let long = digits >= 5 || (digits > 2 && letters > 2 && digits + letters >= 8);
    all && (zero || joined || chained || long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "FF3-TO-15601-AVZ-0 OIL FILTER 001 FORTAG AVZ-CLY-A",
        "oil filter fortag"
    )]
    #[case(
        "SERVICE BERKALA KELIPATAN 10.000 KM ",
        "service berkala kelipatan 10.000 KM"
    )]
    #[case(
        "GANTI OLI MESIN DAN FILTER OLI (LOW) ",
        "ganti oli mesin dan filter oli"
    )]
    #[case(
        "OIL HELIX HX7 PLUS 5W-40 4LT SHELL",
        "oil helix HX7 plus 5W-40 4LT shell"
    )]
    #[case("OIL FILTER DXE-1001 DENSO", "oil filter denso")]
    #[case("FILTER SUB ASSY, 95850M66RC0-000", "filter sub assy")]
    #[case("B/P KOIL DAN BUSI PENGAPIAN ", "B/P koil dan busi pengapian")]
    #[case("TUNE UP EFI TIPE C ", "tune up EFI tipe C")]
    #[case("Ganti oli mesin", "Ganti oli mesin")]
    #[case("TMO 10W-40", "TMO 10W-40")]
    #[case("90301-31012", "90301-31012")]
    #[case("Servis AC", "Servis AC")]
    fn a_line_is_said_without_its_part_number(#[case] written: &str, #[case] said: &str) {
        assert_eq!(line(written), said);
    }

    #[test]
    fn what_was_done_is_said_before_what_was_used() {
        let lines = ["RING OIL 12 MM", "GANTI OLI MESIN", "BUSI", "Tune up"];
        assert_eq!(
            work_first(&lines),
            ["GANTI OLI MESIN", "Tune up", "RING OIL 12 MM", "BUSI"]
        );
    }

    #[rstest]
    #[case("PUDJIASTUTI", 2, "Pudjiastuti")]
    #[case("PT ERIK", 2, "PT Erik")]
    #[case("TRI", 2, "Tri")]
    #[case("Budi Santoso", 2, "Budi Santoso")]
    #[case("AVANZA 1.3 G M/T", 3, "Avanza 1.3 G M/T")]
    #[case("APV", 3, "APV")]
    #[case("田中さん", 2, "田中さん")]
    fn a_name_is_not_shouted(#[case] written: &str, #[case] short: usize, #[case] said: &str) {
        assert_eq!(name(written, short), said);
    }
}
