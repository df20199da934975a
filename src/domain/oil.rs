//! Oil grades in what shops write.

use super::VisitFacts;

/// The oil grade that a text names (`10W-40`, `SAE 90`, `ATF WS`), in its usual spelling.
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
        if fits && plausible_cold(&cold) && plausible_hot(&hot) {
            return Some(format!("{cold}W-{hot}"));
        }
    }
    None
}

fn plausible_cold(cold: &str) -> bool {
    matches!(
        cold,
        "0" | "5" | "10" | "15" | "20" | "25" | "70" | "75" | "80" | "85"
    )
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

/// Fluids of automatic gearboxes, with their specification if one follows: `ATF WS`, `CVTF`.
fn automatic(text: &str) -> Option<String> {
    const SPECS: &[&str] = &[
        "WS", "DW-1", "DW1", "HCF-2", "HCF2", "SP-III", "SP3", "SP-IV", "SP4", "Z1", "Z-1", "T-IV",
        "D3", "D-III", "J3", "NS-2", "NS-3", "FE", "TC", "DEXRON",
    ];
    let text = text.replace("TF-", "TF ");
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let mut words = words
        .filter(|word| !word.is_empty())
        .skip_while(|word| !matches!(*word, "ATF" | "CVTF"));
    let fluid = words.next()?;
    let spec = words.next().filter(|word| SPECS.contains(word));
    Some(spec.map_or_else(|| fluid.to_owned(), |spec| format!("{fluid} {spec}")))
}

/// Whether a text names an engine oil: a grade of an engine, not of a gearbox.
pub fn is_engine_oil(text: &str) -> bool {
    viscosity(&text.to_uppercase()).is_some_and(|grade| {
        let hot = grade.rsplit('-').next().unwrap_or_default();
        !matches!(hot, "80" | "85" | "90" | "140")
    })
}

/// The oil of a visit: written down as such, else the line that names an engine oil's grade.
pub fn of_visit(visit: &VisitFacts) -> Option<String> {
    if !visit.oil.is_empty() {
        return Some(visit.oil.clone());
    }
    let mut lines = visit.lines.iter();
    let line = lines.find(|line| is_engine_oil(&line.text));
    line.map(|line| line.text.clone())
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
    #[case("TMO ATF WS", Some("ATF WS"))]
    #[case("honda atf dw-1 1L", Some("ATF DW-1"))]
    #[case("TMO ATF-WS", Some("ATF WS"))]
    #[case("KURAS ATF, FILTER", Some("ATF"))]
    #[case("BOHLAM 55W 20A", None)]
    #[case("oli 0w 20", Some("0W-20"))]
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
