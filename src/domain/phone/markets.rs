//! The markets served, as data.

use super::country::{Country, groups};

/// Indonesia, where most users are.
pub const INDONESIA: Country = Country {
    iso: "ID",
    calling: "62",
    trunk: "0",
    bare: false,
    lengths: (7, 12),
    mobile: &["81", "82", "83", "85", "86", "87", "88", "89"],
    mobile_lengths: (9, 12),
    separator: '-',
    groups: &[
        groups(&["8"], &[4, 4], 0),
        groups(&["21", "22", "24", "31", "61"], &[3], 0),
        groups(&[""], &[4], 0),
    ],
};

/// A country that writes a trunk `0` and separates by spaces; the others differ from it.
const USUAL: Country = Country {
    separator: ' ',
    ..INDONESIA
};

/// The countries whose numbers are taken apart. Numbers of others are kept when they begin with `+`.
pub(super) const COUNTRIES: &[Country] = &[
    INDONESIA,
    Country {
        iso: "MY",
        calling: "60",
        lengths: (8, 10),
        mobile: &["1"],
        mobile_lengths: (9, 10),
        groups: &[groups(&["3"], &[2], 4), groups(&[""], &[3], 4)],
        ..INDONESIA
    },
    Country {
        iso: "SG",
        calling: "65",
        trunk: "",
        bare: true,
        lengths: (8, 8),
        mobile: &["8", "9"],
        mobile_lengths: (8, 8),
        groups: &[groups(&[""], &[4], 0)],
        ..USUAL
    },
    Country {
        iso: "TH",
        calling: "66",
        lengths: (8, 9),
        mobile: &["6", "8", "9"],
        mobile_lengths: (9, 9),
        groups: &[groups(&["2"], &[2], 4), groups(&[""], &[3], 4)],
        ..INDONESIA
    },
    Country {
        iso: "PH",
        calling: "63",
        lengths: (8, 10),
        mobile: &["9"],
        mobile_lengths: (10, 10),
        groups: &[
            groups(&["9"], &[4], 4),
            groups(&["2"], &[2], 4),
            groups(&[""], &[3], 4),
        ],
        ..USUAL
    },
    Country {
        iso: "IN",
        calling: "91",
        bare: true,
        lengths: (10, 10),
        mobile: &["6", "7", "8", "9"],
        mobile_lengths: (10, 10),
        groups: &[groups(&[""], &[5], 0)],
        ..USUAL
    },
    Country {
        iso: "DE",
        calling: "49",
        lengths: (6, 13),
        mobile: &["15", "16", "17"],
        mobile_lengths: (10, 11),
        groups: &[
            groups(&["30", "40", "69", "89"], &[3], 0),
            groups(&[""], &[4], 0),
        ],
        ..USUAL
    },
    Country {
        iso: "GB",
        calling: "44",
        lengths: (9, 10),
        mobile: &["7"],
        mobile_lengths: (10, 10),
        groups: &[groups(&["2"], &[3], 4), groups(&[""], &[5], 0)],
        ..USUAL
    },
    Country {
        iso: "NL",
        calling: "31",
        lengths: (9, 9),
        mobile: &["6"],
        mobile_lengths: (9, 9),
        groups: &[groups(&["6"], &[2], 0), groups(&[""], &[3], 0)],
        ..USUAL
    },
    Country {
        iso: "FR",
        calling: "33",
        lengths: (9, 9),
        mobile: &["6", "7"],
        mobile_lengths: (9, 9),
        groups: &[groups(&[""], &[2, 2, 2, 2], 0)],
        ..USUAL
    },
    Country {
        iso: "ES",
        calling: "34",
        trunk: "",
        bare: true,
        lengths: (9, 9),
        mobile: &["6", "7"],
        mobile_lengths: (9, 9),
        groups: &[groups(&[""], &[3, 3], 0)],
        ..USUAL
    },
    Country {
        iso: "BR",
        calling: "55",
        bare: true,
        lengths: (10, 11),
        mobile: &[""],
        mobile_lengths: (11, 11),
        groups: &[groups(&[""], &[2], 4)],
        ..USUAL
    },
    Country {
        iso: "US",
        calling: "1",
        trunk: "1",
        bare: true,
        lengths: (10, 10),
        mobile: &[""],
        mobile_lengths: (10, 10),
        groups: &[groups(&[""], &[3, 3], 0)],
        ..INDONESIA
    },
    Country {
        iso: "JP",
        calling: "81",
        lengths: (9, 10),
        mobile: &["70", "80", "90"],
        mobile_lengths: (10, 10),
        groups: &[groups(&["3", "6"], &[2], 4), groups(&[""], &[3], 4)],
        ..INDONESIA
    },
];
