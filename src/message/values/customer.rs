//! How the customer is called and addressed.

use super::{P, Values};
use crate::domain::{CustomerFacts, CustomerKind};
use crate::text::Lang;

impl Values {
    pub(super) fn person(&mut self, facts: &CustomerFacts, lang: Lang) {
        self.give(P::Name, &facts.name);
        let (before, alone) = if facts.kind == CustomerKind::Company {
            ("", "")
        } else {
            (
                before_name(&facts.honorific, lang),
                alone(&facts.honorific, lang),
            )
        };
        self.give(P::Honorific, before);
        self.give(P::Address, alone);
    }
}

/// What stands before the name. Nobody knows how: both, in Indonesian; nothing in English.
fn before_name(honorific: &str, lang: Lang) -> &str {
    match (honorific.trim(), lang) {
        ("", Lang::Id) => "Bapak/Ibu",
        (honorific, _) => honorific,
    }
}

/// What stands alone, by what stands before the name.
fn alone(honorific: &str, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return "you";
    }
    let key = honorific.trim().trim_end_matches('.').to_lowercase();
    match key.as_str() {
        "pak" | "bpk" | "bapak" | "tn" | "tuan" | "mr" | "h" | "haji" => "Bapak",
        "bu" | "ibu" | "ny" | "nyonya" | "nn" | "nona" | "mrs" | "ms" | "miss" | "hj"
        | "hajjah" => "Ibu",
        "mas" => "Mas",
        "mbak" | "mba" => "Mbak",
        "kak" | "kakak" => "Kakak",
        "koh" | "ko" => "Koh",
        "cik" | "ci" => "Cik",
        "om" => "Om",
        "tante" => "Tante",
        _ => "Bapak/Ibu",
    }
}
