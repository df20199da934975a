//! How the numbers of a country are built and written.

use super::markets::COUNTRIES;

/// How numbers are built in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 code.
    pub iso: &'static str,
    /// Calling code.
    pub(super) calling: &'static str,
    /// Dialled before a national number inside the country; may be empty.
    pub(super) trunk: &'static str,
    /// Whether people at home leave the trunk away when they write a number.
    pub(super) bare: bool,
    /// Digits of a national number, without the trunk.
    pub(super) lengths: (usize, usize),
    /// First digits of a mobile number; an empty text where they do not tell.
    pub(super) mobile: &'static [&'static str],
    /// Digits of a mobile number, without the trunk.
    pub(super) mobile_lengths: (usize, usize),
    /// Between groups of digits.
    pub(super) separator: char,
    /// How groups are cut; the first row that fits counts.
    pub(super) groups: &'static [Groups],
}

/// How a national number is cut into groups, the trunk counted where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Groups {
    /// First digits without the trunk, any of these.
    starts: &'static [&'static str],
    /// Sizes of the groups from the left; the rest is a group of its own.
    lead: &'static [usize],
    /// Size of the last group, 0 for whatever is left.
    last: usize,
}

pub(super) const fn groups(
    starts: &'static [&'static str],
    lead: &'static [usize],
    last: usize,
) -> Groups {
    Groups { starts, lead, last }
}

impl Country {
    /// The country of an ISO 3166 code, if its numbers are known here.
    pub fn of(iso: &str) -> Option<Self> {
        COUNTRIES.iter().find(|country| country.iso == iso).copied()
    }

    /// What stands behind the calling code in international digits: the part of a number that is
    /// written at home too. `None` for numbers of elsewhere.
    pub fn national(self, digits: &str) -> Option<&str> {
        digits.strip_prefix(self.calling)
    }

    /// The calling code, digits without `+`.
    pub const fn calling(self) -> &'static str {
        self.calling
    }

    /// Takes international digits apart into country and national number.
    pub(super) fn split(digits: &str) -> Option<(Self, &str)> {
        COUNTRIES
            .iter()
            .find_map(|country| Some((*country, digits.strip_prefix(country.calling)?)))
    }

    /// Whether a national number can be one by its length and first digit.
    pub(super) fn fits(self, national: &str) -> bool {
        let (least, most) = self.lengths;
        let foreign_start = national.starts_with('0')
            || (!self.trunk.is_empty() && national.starts_with(self.trunk));
        (least..=most).contains(&national.len()) && !foreign_start
    }

    /// Whether a national number can be a mobile one.
    pub(super) fn is_mobile(self, national: &str) -> bool {
        let (least, most) = self.mobile_lengths;
        (least..=most).contains(&national.len())
            && self.mobile.iter().any(|start| national.starts_with(start))
    }

    /// As it is written inside the country.
    pub(super) fn at_home(self, national: &str) -> String {
        let trunk = if self.bare { "" } else { self.trunk };
        self.grouped(national, trunk)
    }

    /// As it is written elsewhere: `+62 812-3456-7890`.
    pub(super) fn in_full(self, national: &str) -> String {
        format!("+{} {}", self.calling, self.grouped(national, ""))
    }

    fn grouped(self, national: &str, trunk: &str) -> String {
        let row = self
            .groups
            .iter()
            .find(|row| row.starts.iter().any(|start| national.starts_with(start)));
        let written = format!("{trunk}{national}");
        let Some(row) = row else { return written };
        // Without its trunk the first group is shorter.
        let missing = if self.bare {
            0
        } else {
            self.trunk.len() - trunk.len()
        };
        let mut out = String::with_capacity(written.len() + 4);
        let mut rest = written.as_str();
        let sizes = row
            .lead
            .iter()
            .enumerate()
            .map(|(at, size)| if at == 0 { size - missing } else { *size });
        // A rest of one or two digits looks lost: it stays with the group before it.
        for size in sizes {
            let Some((group, after)) = rest
                .split_at_checked(size)
                .filter(|(_, after)| after.len() >= size.min(3))
            else {
                break;
            };
            out.push_str(group);
            out.push(self.separator);
            rest = after;
        }
        match rest
            .len()
            .checked_sub(row.last)
            .filter(|middle| row.last > 0 && *middle > 0)
        {
            Some(middle) => {
                let (group, last) = rest.split_at(middle);
                out.extend([group, &self.separator.to_string(), last]);
            }
            None => out.push_str(rest),
        }
        out
    }
}
