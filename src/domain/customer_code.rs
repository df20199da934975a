//! Customer IDs as people say them: `C-00042`.

/// The customer ID of a running number.
pub fn customer_code(number: u64) -> String {
    format!("C-{number:05}")
}

/// What a typed ID means: `c42`, `C-42`, `C-00042`, `c 0042` are one. Digits alone may be an ID as well.
pub fn customer_number(typed: &str) -> Option<u64> {
    let typed = typed.trim();
    let rest = typed.strip_prefix(['c', 'C']).unwrap_or(typed);
    let digits = rest.trim_start_matches(['-', ' ']);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        for typed in ["C-00042", "c42", "C-42", "c 0042", "42"] {
            assert_eq!(customer_number(typed), Some(42), "{typed}");
        }
        for typed in ["", "C-", "CD42", "C-4x", "C-99999999999999999999999"] {
            assert_eq!(customer_number(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_code_reads_back() {
        for number in [1, 42, 99_999, 100_000, 1_000_000] {
            assert_eq!(customer_number(&customer_code(number)), Some(number));
        }
    }
}
