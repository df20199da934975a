//! The words of dates in Indonesian and English.

/// The month, 1 to 12, of a whole or short name in Indonesian or English, in any case and with
/// or without a dot. Older and clipped spellings count: Pebruari, Nopember, Agust, Ags, Mrt.
pub fn month(name: &str) -> Option<u32> {
    let number = match name.trim_end_matches('.').to_lowercase().as_str() {
        "januari" | "january" | "jan" => 1,
        "februari" | "pebruari" | "february" | "feb" | "peb" => 2,
        "maret" | "march" | "mar" | "mrt" => 3,
        "april" | "apr" => 4,
        "mei" | "may" => 5,
        "juni" | "june" | "jun" => 6,
        "juli" | "july" | "jul" => 7,
        "agustus" | "august" | "agust" | "agus" | "agu" | "agt" | "ags" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "oktober" | "october" | "okt" | "oct" => 10,
        "november" | "nopember" | "nov" | "nop" => 11,
        "desember" | "december" | "des" | "dec" => 12,
        _ => return None,
    };
    Some(number)
}

/// Whether a word names a day of the week; such a word before a date is decoration.
pub(super) fn is_weekday(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "jum'at",
        "jum’at",
        "sabtu",
        "minggu",
        "ahad",
        "sen",
        "sel",
        "rab",
        "kam",
        "jum",
        "sab",
        "min",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ];
    NAMES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// How many days a word lies from today.
pub(super) fn days_from_today(text: &str) -> Option<i64> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["today" | "now" | "sekarang"] | ["hari", "ini"] => Some(0),
        ["yesterday" | "kemarin" | "kemaren"] => Some(-1),
        ["kemarin", "dulu" | "lusa"] => Some(-2),
        ["tomorrow" | "besok"] => Some(1),
        ["lusa"] => Some(2),
        _ => None,
    }
}
