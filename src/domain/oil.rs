//! Oil grades in what shops write.

/// The oil grade that a text names (`10W-40`, `SAE 90`, `ATF`), in its usual spelling.
pub fn grade(text: &str) -> Option<String> {
    let text = text.to_uppercase();
    viscosity(&text)
        .or_else(|| single_grade(&text))
        .or_else(|| automatic(&text))
}

/// `10W-40`, `10w40`, `0W 20`.
fn viscosity(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('W') {
        let cold: String = digits_before(bytes, at);
        let after = text[at + 1..].trim_start_matches(['-', ' ', '/']);
        let hot: String = after.chars().take_while(char::is_ascii_digit).collect();
        let fits = matches!(cold.len(), 1..=2) && matches!(hot.len(), 2..=3);
        if fits && cold.parse::<u32>().is_ok_and(|n| n % 5 == 0) && plausible_hot(&hot) {
            return Some(format!("{cold}W-{hot}"));
        }
    }
    None
}

fn plausible_hot(hot: &str) -> bool {
    matches!(
        hot,
        "16" | "20" | "30" | "40" | "50" | "60" | "80" | "85" | "90" | "140"
    )
}

fn digits_before(bytes: &[u8], end: usize) -> String {
    let start = bytes[..end]
        .iter()
        .rposition(|b| !b.is_ascii_digit())
        .map_or(0, |at| at + 1);
    bytes[start..end].iter().map(|&b| char::from(b)).collect()
}

/// `SAE 90`, `SAE 40`.
fn single_grade(text: &str) -> Option<String> {
    let rest = text.split("SAE").nth(1)?.trim_start_matches(['-', ' ']);
    let grade: String = rest.chars().take_while(char::is_ascii_digit).collect();
    matches!(grade.len(), 2..=3).then(|| format!("SAE {grade}"))
}

/// Fluids of automatic gearboxes.
fn automatic(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    ["ATF", "CVTF"]
        .iter()
        .find(|fluid| words.contains(fluid))
        .map(|fluid| (*fluid).to_owned())
}

/// Whether a text names an engine oil: a grade of an engine, not of a gearbox.
pub fn is_engine_oil(text: &str) -> bool {
    grade(text).is_some_and(|grade| {
        let hot = grade.rsplit('-').next().unwrap_or_default();
        grade.contains('W') && !matches!(hot, "80" | "85" | "90" | "140")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Shell HX7 10W-40", Some("10W-40"))]
    #[case("FASTRON ECOGREEN 0W-20 API SN 3_5L", Some("0W-20"))]
    #[case("oli 5w30 1L", Some("5W-30"))]
    #[case("TMO DIFF GEAR SAE 90", Some("SAE 90"))]
    #[case("SPIRAX 80W-90", Some("80W-90"))]
    #[case("TMO ATF WS", Some("ATF"))]
    #[case("WIPER BLADE 20", None)]
    #[case("LAMPU 55W 12V", None)]
    #[case("GANTI OLI MESIN", None)]
    fn the_grade_is_read_from_a_line(#[case] text: &str, #[case] wanted: Option<&str>) {
        assert_eq!(grade(text).as_deref(), wanted);
    }

    #[test]
    fn a_gearbox_oil_is_no_engine_oil() {
        assert!(is_engine_oil("HX7 10W-40"));
        assert!(
            !is_engine_oil("Spirax 80W-90") && !is_engine_oil("SAE 90") && !is_engine_oil("ATF WS")
        );
    }
}
