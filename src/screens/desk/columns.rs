//! Which columns the matches have: plate, name, and as many details as find room.

use crate::protocol::{HiddenColumns, ListColumns};
use crate::text::Say;

/// The list of the matches.
const MATCHES: &str = "matches";

/// What the columns are called, and stand so in a file; those of vehicles where a trade knows any.
/// The name always stays.
pub(super) fn called(plated: bool) -> ListColumns {
    let vehicles = [("plate", Say::FormPlate), ("vehicle", Say::WordVehicle)];
    let mut all = vec![("name", Say::FormName)];
    all.extend(vehicles.into_iter().filter(|_| plated));
    all.extend([
        ("phone", Say::FormPhone),
        ("customer_id", Say::FormCustomerId),
        ("last_visit", Say::ExportLastVisit),
    ]);
    ListColumns { list: MATCHES, all }
}

/// A fact beside the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Make and model.
    Vehicle,
    /// The phone.
    Phone,
    /// The customer ID.
    Code,
    /// How long ago they were here.
    LastVisit,
}

impl Detail {
    /// The name of its column.
    fn name(self) -> &'static str {
        match self {
            Self::Vehicle => "vehicle",
            Self::Phone => "phone",
            Self::Code => "customer_id",
            Self::LastVisit => "last_visit",
        }
    }

    /// Columns of the terminal that it takes beside the first one.
    pub(super) fn width(self) -> u16 {
        match self {
            Self::Vehicle => 18,
            Self::Phone => 16,
            Self::Code => 8,
            Self::LastVisit => 14,
        }
    }
}

/// What is shown of the matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// Whether the plate has a column.
    pub(super) plate: bool,
    /// The details that are wanted, the one that is shown first before the others.
    pub(super) details: Vec<Detail>,
}

impl Shape {
    /// What somebody wants to see, of a trade with vehicles or without; `recent` are those who were
    /// here last, of whom it is told first when that was.
    pub(super) fn of(hidden: &HiddenColumns, plated: bool, recent: bool) -> Self {
        use Detail::{Code, LastVisit, Phone, Vehicle};
        let order = if recent {
            [LastVisit, Vehicle, Phone, Code]
        } else {
            [Vehicle, Phone, Code, LastVisit]
        };
        let away = |name: &str| hidden.has(MATCHES, name);
        let known = |detail: &Detail| plated || *detail != Vehicle;
        let wanted = order.into_iter().filter(known);
        Self {
            plate: plated && !away("plate"),
            details: wanted.filter(|detail| !away(detail.name())).collect(),
        }
    }

    /// The details behind the first one that have room in `room` columns of which `taken` are taken.
    pub(super) fn beside(&self, taken: u16, room: u16, gap: u16) -> Vec<Detail> {
        let mut left = room.saturating_sub(taken);
        let mut beside = Vec::new();
        for detail in self.details.iter().skip(1) {
            let Some(rest) = left.checked_sub(detail.width() + gap) else {
                break;
            };
            left = rest;
            beside.push(*detail);
        }
        beside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_away_gives_its_place_to_the_next() {
        let shape = |line: &str, plated, recent| {
            let hidden = HiddenColumns::read(line);
            let shape = Shape::of(&hidden, plated, recent);
            (shape.plate, shape.details.first().copied())
        };
        assert_eq!(shape("", true, false), (true, Some(Detail::Vehicle)));
        assert_eq!(shape("", true, true), (true, Some(Detail::LastVisit)));
        assert_eq!(shape("", false, false), (false, Some(Detail::Phone)));
        let fewer = "matches=plate,vehicle";
        assert_eq!(shape(fewer, true, false), (false, Some(Detail::Phone)));
        let none = "matches=vehicle,phone,customer_id,last_visit";
        assert_eq!(shape(none, true, true), (true, None));
    }

    #[test]
    fn further_details_stand_there_as_far_as_there_is_room() {
        let shape = Shape::of(&HiddenColumns::default(), true, false);
        assert_eq!(shape.beside(57, 63, 2), []);
        assert_eq!(shape.beside(57, 75, 2), [Detail::Phone]);
        assert_eq!(shape.beside(57, 86, 2), [Detail::Phone, Detail::Code]);
    }
}
