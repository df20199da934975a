//! Names: honorifics, keys for comparing, words for finding. Stored names are never rewritten.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::CustomerKind;

/// What people put before a name, folded, with the way the shop writes it.
const HONORIFICS: &[(&str, &str)] = &[
    ("pak", "Pak"),
    ("bapak", "Bapak"),
    ("bpk", "Bpk"),
    ("bp", "Bp"),
    ("bu", "Bu"),
    ("ibu", "Ibu"),
    ("mas", "Mas"),
    ("mbak", "Mbak"),
    ("mba", "Mbak"),
    ("kak", "Kak"),
    ("koh", "Koh"),
    ("ko", "Ko"),
    ("cik", "Cik"),
    ("ci", "Ci"),
    ("om", "Om"),
    ("tante", "Tante"),
    ("sdr", "Sdr."),
    ("sdri", "Sdri."),
    ("h", "H."),
    ("hj", "Hj."),
    ("haji", "Haji"),
    ("hajjah", "Hajjah"),
    ("ir", "Ir."),
    ("drs", "Drs."),
    ("dra", "Dra."),
    ("ust", "Ust."),
    ("ustad", "Ustad"),
    ("ustadz", "Ustadz"),
    ("dr", "dr."),
    ("drg", "drg."),
    ("prof", "Prof."),
    ("tn", "Tn."),
    ("ny", "Ny."),
    ("nn", "Nn."),
    ("mr", "Mr"),
    ("mrs", "Mrs"),
    ("ms", "Ms"),
    ("miss", "Miss"),
    ("pt", "PT"),
    ("cv", "CV"),
    ("ud", "UD"),
    ("pd", "PD"),
    ("fa", "Fa."),
];

/// First words of firms and offices.
const FIRMS: &[&str] = &[
    "pt",
    "cv",
    "ud",
    "pd",
    "fa",
    "toko",
    "hotel",
    "dinas",
    "kantor",
    "rs",
    "rsud",
    "rumah sakit",
    "yayasan",
    "koperasi",
    "bank",
    "universitas",
    "sekolah",
    "sma",
    "smk",
    "smp",
    "sd",
    "kelurahan",
    "kecamatan",
    "badan",
    "balai",
    "pemkot",
    "pemkab",
    "polres",
    "polsek",
    "polda",
    "kodim",
    "korem",
    "apotek",
    "klinik",
    "restoran",
    "rm",
    "bengkel",
    "rental",
    "travel",
    "perum",
    "kementerian",
];

/// A written name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenName {
    /// "Pak", "dr."; for a firm its form, "PT". Empty when none is written.
    pub honorific: String,
    /// The rest, spelled as written.
    pub name: String,
    /// What it looks like; a guess the person can change.
    pub kind: CustomerKind,
}

impl WrittenName {
    /// Takes `Bpk. Budi Santoso` apart. A name that would have nothing left keeps its words.
    pub fn parse(text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = if is_firm(&text) {
            CustomerKind::Company
        } else {
            CustomerKind::Person
        };
        let mut honorific = Vec::new();
        let mut rest = text.as_str();
        while let Some((shown, after)) = leading_honorific(rest) {
            // The form of a firm is a part of its name.
            if kind == CustomerKind::Company {
                break;
            }
            honorific.push(shown);
            rest = after;
        }
        Self {
            honorific: honorific.join(" "),
            name: rest.to_owned(),
            kind,
        }
    }
}

/// The first word as an honorific and what follows it, if something does.
fn leading_honorific(text: &str) -> Option<(&'static str, &str)> {
    let end = text.find([' ', '.'])?;
    let (word, after) = text.split_at(end);
    let dotted = after.starts_with('.');
    let after = after.trim_start_matches(['.', ' ']);
    let folded = fold(word);
    let (_, shown) = HONORIFICS.iter().find(|(known, _)| *known == folded)?;
    // One letter is an honorific only with its dot: "H. Ahmad", but "H Ahmad" may be an initial.
    let short = word.chars().count() == 1 && !dotted;
    (!after.is_empty() && !short).then_some((shown, after))
}

fn is_firm(text: &str) -> bool {
    let folded = words(text).join(" ");
    FIRMS.iter().any(|firm| {
        folded
            .strip_prefix(firm)
            .is_some_and(|rest| rest.starts_with(' '))
    }) || [" pt", " cv", " tbk", " ltd", " inc", " gmbh"]
        .iter()
        .any(|end| folded.ends_with(end))
}

/// Case and diacritics folded; letters that do not decompose (ø, ł, ß, đ, ı) are written out.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text
        .nfkd()
        .filter(|c| !is_latin_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            _ if is_latin_mark(c) => {}
            _ => out.push(c),
        }
    }
    out
}

/// Accents over Latin, Greek and Cyrillic letters. Marks of other scripts carry meaning and stay.
fn is_latin_mark(c: char) -> bool {
    is_combining_mark(c)
        && matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}')
}

/// Folded words of a name, in order, without punctuation. `d'Souza` and `d souza` are the same two words.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c) || c == '\u{200D}'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words to find a customer by: folded, honorifics dropped, spellings of Muhammad unified.
pub fn search_words(text: &str) -> Vec<String> {
    let all = words(text);
    let is_honorific = |word: &String| HONORIFICS.iter().any(|(known, _)| known == word);
    let kept: Vec<String> = all
        .iter()
        .filter(|word| !is_honorific(word))
        .map(|word| unified(word))
        .collect();
    if kept.is_empty() { all } else { kept }
}

/// Spellings of Muhammad, folded.
const MUHAMMAD: &[&str] = &[
    "muhammad",
    "mohammad",
    "mohamad",
    "muhamad",
    "mohammed",
    "mohamed",
    "muhammed",
    "mochammad",
    "mochamad",
    "muchammad",
    "muchamad",
    "moh",
    "moch",
    "muh",
    "much",
    "mhd",
    "md",
];

/// Whether a word that is still being typed may become a spelling of Muhammad; from three letters on.
pub fn begins_muhammad(word: &str) -> bool {
    word.len() >= 3 && MUHAMMAD.iter().any(|known| known.starts_with(word))
}

/// One spelling for the most frequent name of all.
fn unified(word: &str) -> String {
    if MUHAMMAD.contains(&word) {
        "muhammad".to_owned()
    } else {
        word.to_owned()
    }
}

/// The key under which two spellings of one name are equal: for duplicates and for joining rows.
/// A leading `M.` stands for Muhammad.
pub fn name_key(text: &str) -> String {
    let mut kept = search_words(text);
    if kept.len() > 1 && kept[0] == "m" {
        "muhammad".clone_into(&mut kept[0]);
    }
    kept.join(" ")
}

/// Whether all words of one name are words of the other; both are keys.
pub fn compatible(one: &str, other: &str) -> bool {
    let within = |short: &str, long: &str| {
        let mut words = short.split(' ').peekable();
        !short.is_empty() && words.all(|word| long.split(' ').any(|other| other == word))
    };
    within(one, other) || within(other, one)
}

/// A weaker key that also takes the spelling from before 1972 for the new one: oe→u, dj→j, tj→c.
pub fn weak_name_key(text: &str) -> String {
    name_key(text)
        .replace("oe", "u")
        .replace("dj", "j")
        .replace("tj", "c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Pak Budi Santoso", "Pak", "Budi Santoso")]
    #[case("BPK. BUDI", "Bpk", "BUDI")]
    #[case("H. Ahmad Fauzi", "H.", "Ahmad Fauzi")]
    #[case("H Ahmad", "", "H Ahmad")]
    #[case("Pak H. Ahmad", "Pak H.", "Ahmad")]
    #[case("dr. Sari Dewi", "dr.", "Sari Dewi")]
    #[case("Ibu", "", "Ibu")]
    #[case("Masayu Rani", "", "Masayu Rani")]
    #[case("Komang Ayu", "", "Komang Ayu")]
    fn the_honorific_comes_off_a_written_name(
        #[case] text: &str,
        #[case] honorific: &str,
        #[case] name: &str,
    ) {
        let written = WrittenName::parse(text);
        assert_eq!(
            (written.honorific.as_str(), written.name.as_str()),
            (honorific, name)
        );
    }

    #[rstest]
    #[case("PT Karya Abadi", CustomerKind::Company)]
    #[case("CV. MAJU JAYA", CustomerKind::Company)]
    #[case("Toko Sinar", CustomerKind::Company)]
    #[case("Tokowati", CustomerKind::Person)]
    #[case("Budi", CustomerKind::Person)]
    fn a_firm_is_guessed_and_keeps_its_form(#[case] text: &str, #[case] kind: CustomerKind) {
        let written = WrittenName::parse(text);
        assert_eq!(written.kind, kind);
        assert!(written.honorific.is_empty());
    }

    #[rstest]
    #[case("Bpk. Moh. Fauzi", "MUHAMMAD FAUZI")]
    #[case("M. Fauzi", "Mohamad fauzi")]
    #[case("José Müller", "jose muller")]
    #[case("PT. Karya  Abadi", "karya abadi")]
    #[case("Łukasz", "lukasz")]
    fn two_spellings_have_one_key(#[case] one: &str, #[case] other: &str) {
        assert_eq!(name_key(one), name_key(other));
    }

    #[test]
    fn old_spelling_is_equal_only_by_the_weak_key() {
        assert_ne!(name_key("Soeharto"), name_key("Suharto"));
        assert_eq!(
            weak_name_key("Soekardjo Tjipto"),
            weak_name_key("Sukarjo Cipto")
        );
    }

    #[test]
    fn muhammad_is_known_while_it_is_typed() {
        for typed in ["moh", "muham", "mochama"] {
            assert!(begins_muhammad(typed), "{typed}");
        }
        for typed in ["mo", "mohandas", "mus", ""] {
            assert!(!begins_muhammad(typed), "{typed}");
        }
    }

    #[test]
    fn marks_of_other_scripts_stay() {
        assert_eq!(words("สมชาย ใจดี").join(" "), "สมชาย ใจดี");
        assert_eq!(words("王小明"), ["王小明"]);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,20}") {
            let once = name_key(&text);
            prop_assert_eq!(name_key(&once), once);
        }
    }
}
