//! The one set of placeholders; each has an Indonesian and an English name.

use crate::text::{Lang, Say};

/// What a text leaves room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Placeholder {
    /// What stands before the name: Pak, Bu, Mas.
    Honorific,
    /// What stands alone: Bapak, Ibu, Kakak.
    Address,
    /// The customer's name.
    Name,
    /// The shop's name.
    Shop,
    /// Make and model.
    Vehicle,
    /// The plate.
    Plate,
    /// The day of the last visit.
    LastDate,
    /// The reading at the last visit, without its unit.
    LastKm,
    /// What is to be done, or was done.
    Work,
    /// Whole months since the last visit.
    Months,
    /// When the shop is open.
    Hours,
    /// When it closes today.
    Close,
    /// Where the shop is.
    ShopAddress,
    /// By which phone the shop is reached.
    ShopPhone,
    /// The money of today's visit.
    Total,
    /// Points.
    Points,
    /// A day that the template says of what.
    Date,
    /// What is given.
    Gift,
    /// What is offered.
    Offer,
    /// The Islamic year.
    HijriYear,
    /// The days on which the shop is closed.
    Closed,
    /// The day on which it opens again.
    Reopen,
    /// Whoever was sent by the customer.
    Friend,
    /// What a gathering is called.
    Event,
    /// Its day, with the weekday.
    Day,
    /// The time of day at which it begins.
    Time,
    /// Where it is.
    Place,
}

use Placeholder as P;

impl Placeholder {
    /// All of them, with the Indonesian and the English name.
    pub const ALL: [(Self, &'static str, &'static str); 27] = [
        (P::Honorific, "sapaan", "honorific"),
        (P::Address, "panggilan", "address"),
        (P::Name, "nama", "name"),
        (P::Shop, "bengkel", "shop"),
        (P::Vehicle, "kendaraan", "vehicle"),
        (P::Plate, "nopol", "plate"),
        (P::LastDate, "tanggal_terakhir", "last_date"),
        (P::LastKm, "km_terakhir", "last_km"),
        (P::Work, "pekerjaan", "work"),
        (P::Months, "bulan", "months"),
        (P::Hours, "jam_buka", "hours"),
        (P::Close, "jam_tutup", "close"),
        (P::ShopAddress, "alamat_bengkel", "shop_address"),
        (P::ShopPhone, "telepon_bengkel", "shop_phone"),
        (P::Total, "total", "total"),
        (P::Points, "poin", "points"),
        (P::Date, "tanggal", "date"),
        (P::Gift, "hadiah", "gift"),
        (P::Offer, "promo", "offer"),
        (P::HijriYear, "tahun_h", "hijri_year"),
        (P::Closed, "tgl_libur", "closed"),
        (P::Reopen, "tgl_buka", "reopen"),
        (P::Friend, "nama_teman", "friend"),
        (P::Event, "acara", "event"),
        (P::Day, "hari", "day"),
        (P::Time, "jam", "time"),
        (P::Place, "tempat", "place"),
    ];

    /// The one with this name, in whichever language.
    pub fn of(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let mut all = Self::ALL.into_iter();
        all.find(|(_, id, en)| *id == name || *en == name)
            .map(|(placeholder, ..)| placeholder)
    }

    /// Its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        let found = Self::ALL.into_iter().find(|(one, ..)| *one == self);
        found.map_or("", |(_, id, en)| match lang {
            Lang::Id => id,
            Lang::En => en,
        })
    }

    /// The names of all of them in a language, one after the other.
    pub fn names(lang: Lang) -> String {
        Self::ALL.map(|(one, ..)| one.name(lang)).join(", ")
    }

    /// What it means, in words.
    pub fn means(self) -> Say {
        match self {
            P::Honorific => Say::MessageHoleHonorific,
            P::Address => Say::MessageHoleAddress,
            P::Name => Say::MessageHoleName,
            P::Shop => Say::MessageHoleShop,
            P::Vehicle => Say::MessageHoleVehicle,
            P::Plate => Say::MessageHolePlate,
            P::LastDate => Say::MessageHoleLastDate,
            P::LastKm => Say::MessageHoleLastKm,
            P::Work => Say::MessageHoleWork,
            P::Months => Say::MessageHoleMonths,
            P::Hours => Say::MessageHoleHours,
            P::Close => Say::MessageHoleClose,
            P::ShopAddress => Say::MessageHoleShopAddress,
            P::ShopPhone => Say::MessageHoleShopPhone,
            P::Total => Say::MessageHoleTotal,
            P::Points => Say::MessageHolePoints,
            P::Date => Say::MessageHoleDate,
            P::Gift => Say::MessageHoleGift,
            P::Offer => Say::MessageHoleOffer,
            P::HijriYear => Say::MessageHoleHijriYear,
            P::Closed => Say::MessageHoleClosed,
            P::Reopen => Say::MessageHoleReopen,
            P::Friend => Say::MessageHoleFriend,
            P::Event => Say::MessageHoleEvent,
            P::Day => Say::MessageHoleDay,
            P::Time => Say::MessageHoleTime,
            P::Place => Say::MessageHolePlace,
        }
    }

    /// Whether what stands there is an offer whatever the words around it.
    pub const fn offers(self) -> bool {
        matches!(self, P::Gift | P::Offer)
    }

    /// Whether what stands there sells: it has no place in a greeting.
    pub const fn sells(self) -> bool {
        matches!(self, P::Gift | P::Offer | P::Points)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_name_in_either_language_means_the_same_and_no_name_means_two() {
        let mut names = BTreeSet::new();
        for (placeholder, id, en) in Placeholder::ALL {
            for name in [id, en, &id.to_uppercase()] {
                assert_eq!(Placeholder::of(name), Some(placeholder), "{name}");
            }
            assert_eq!(placeholder.name(Lang::Id), id);
            assert_eq!(placeholder.name(Lang::En), en);
            assert!(names.insert(id));
            assert!(names.insert(en) || id == en, "{en}");
        }
        assert_eq!(Placeholder::of("discount"), None);
    }
}
