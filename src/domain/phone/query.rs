//! What the digits of a search line may mean.

use super::Country;
use super::read::plain;

/// What typed digits may mean as the beginning of a number, in E.164 digits without `+`. `0812`,
/// `812`, `62812` and `+62 812` begin the same numbers. Empty when nothing was typed.
pub fn query_starts(typed: &str, home: Country) -> Vec<String> {
    let typed = plain(typed);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Vec::new();
    }
    let abroad = digits.strip_prefix("00");
    let unprefixed = abroad.unwrap_or(&digits);
    let international = unprefixed.strip_prefix(home.calling);
    let mut starts = Vec::new();
    if !home.trunk.is_empty()
        && (abroad.is_none() || international.is_none())
        && let Some(rest) = digits.strip_prefix(home.trunk)
    {
        starts.push(format!("{}{}", home.calling, rest.trim_start_matches('0')));
    }
    if let Some(rest) = international {
        starts.push(format!("{}{}", home.calling, rest.trim_start_matches('0')));
    }
    if !digits.starts_with('0') && (international.is_none() || home.bare) {
        starts.push(format!("{}{digits}", home.calling));
    }
    if typed.trim_start().starts_with('+') || abroad.is_some() {
        starts.push(unprefixed.to_owned());
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}
