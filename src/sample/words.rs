//! The words that invented people and firms are made of. Family names are put together from
//! two halves, so that a name stands for nobody.

/// Given names of men.
pub(super) const MEN: &[&str] = &[
    "Adi", "Agung", "Ahmad", "Aldi", "Andi", "Anton", "Ari", "Arif", "Asep", "Bagas", "Bagus",
    "Bambang", "Bayu", "Beni", "Bima", "Budi", "Cahyo", "Candra", "Danang", "Darma", "Dedi",
    "Deni", "Dimas", "Dody", "Dwi", "Edi", "Eko", "Fajar", "Farhan", "Ferry", "Galih", "Gilang",
    "Guntur", "Hadi", "Hari", "Hendra", "Heru", "Imam", "Indra", "Irwan", "Jaka", "Joko", "Krisna",
    "Lukman", "Made", "Muhammad", "Nyoman", "Panji", "Putu", "Rahmat", "Raka", "Rendi", "Rizky",
    "Rudi", "Sigit", "Slamet", "Surya", "Teguh", "Tono", "Ujang", "Wahyu", "Wawan", "Wayan",
    "Yanto", "Yoga", "Yusuf",
];

/// Given names of women.
pub(super) const WOMEN: &[&str] = &[
    "Ade", "Aisyah", "Anisa", "Astuti", "Ayu", "Bunga", "Citra", "Dara", "Desi", "Dewi", "Diah",
    "Dina", "Eka", "Elsa", "Endang", "Eni", "Fatimah", "Fitri", "Gita", "Hana", "Ida", "Indah",
    "Intan", "Ira", "Kadek", "Kartika", "Komang", "Laras", "Lestari", "Lia", "Lina", "Maya",
    "Mega", "Melati", "Mira", "Nadia", "Nia", "Nina", "Novi", "Nur", "Nurul", "Puspita", "Putri",
    "Rahayu", "Ratna", "Reni", "Rina", "Rini", "Rosa", "Sari", "Sekar", "Siti", "Sri", "Sulis",
    "Tari", "Tika", "Tina", "Tri", "Ulfa", "Utami", "Vina", "Wati", "Widya", "Wulan", "Yanti",
    "Yuni",
];

/// First halves of family names.
pub(super) const FRONTS: &[&str] = &[
    "Adi", "Arya", "Bakti", "Bayu", "Bima", "Cakra", "Danu", "Darma", "Dipo", "Eka", "Gunar",
    "Hadi", "Indra", "Jati", "Joyo", "Karta", "Kusuma", "Lesma", "Mangku", "Martha", "Nata",
    "Pandu", "Prawira", "Purba", "Rama", "Reksa", "Sasmita", "Satya", "Setya", "Soero", "Suko",
    "Surya", "Taruna", "Tirta", "Utama", "Wana", "Widya", "Wira", "Wijaya", "Yuda",
];

/// Second halves of family names.
pub(super) const BACKS: &[&str] = &[
    "atmaja", "brata", "darsono", "dikara", "dinata", "gading", "hardja", "jaya", "kusuma",
    "laksana", "mandala", "mulya", "nagara", "negoro", "ningrat", "pati", "prana", "praja",
    "rahardja", "rangga", "sakti", "santika", "sena", "sudarma", "sugiri", "taruna", "wangsa",
    "wardana", "waskita", "winata", "wirya", "yasa",
];

/// How older men are addressed.
pub(super) const SIR: &[(&str, u64)] = &[
    ("Pak", 60),
    ("Bapak", 10),
    ("Mas", 18),
    ("Om", 4),
    ("H.", 4),
    ("Koh", 4),
];

/// How women are addressed.
pub(super) const MADAM: &[(&str, u64)] = &[
    ("Bu", 55),
    ("Ibu", 12),
    ("Mbak", 22),
    ("Tante", 3),
    ("Hj.", 4),
    ("Cik", 4),
];

/// Forms of firms and offices.
pub(super) const FIRMS: &[(&str, u64)] = &[
    ("PT", 45),
    ("CV", 30),
    ("UD", 8),
    ("Toko", 7),
    ("Koperasi", 5),
    ("Yayasan", 5),
];

/// First words of firms.
pub(super) const FIRM_FRONTS: &[&str] = &[
    "Karya", "Mitra", "Sinar", "Cahaya", "Sumber", "Bintang", "Anugerah", "Berkah", "Tunas",
    "Mega", "Harapan", "Gema", "Citra", "Graha", "Puspa", "Samudra", "Bumi", "Mutiara", "Rejeki",
    "Pelita",
];

/// Second words of firms.
pub(super) const FIRM_BACKS: &[&str] = &[
    "Abadi",
    "Sejati",
    "Mandiri",
    "Makmur",
    "Sentosa",
    "Lestari",
    "Utama",
    "Perkasa",
    "Sejahtera",
    "Gemilang",
    "Raharja",
    "Bersama",
    "Persada",
    "Nusantara",
    "Selaras",
    "Bahagia",
    "Mulia",
    "Kencana",
    "Pratama",
    "Buana",
];

/// What firms do, at the end of some names.
pub(super) const FIRM_TRADES: &[&str] = &[
    "Logistik", "Catering", "Elektrik", "Bangunan", "Travel", "Farma", "Tekstil", "Furnitur",
    "Agro", "Media",
];

/// Streets of a town that does not exist.
pub(super) const STREETS: &[&str] = &[
    "Jl. Kenanga",
    "Jl. Melati",
    "Jl. Anggrek",
    "Jl. Flamboyan",
    "Jl. Cempaka",
    "Jl. Dahlia",
    "Jl. Teratai",
    "Jl. Merpati",
    "Jl. Kutilang",
    "Jl. Rajawali",
    "Jl. Mangga",
    "Jl. Rambutan",
    "Gg. Sawo",
    "Gg. Jambu",
    "Perum Griya Asri Blok C",
    "Perum Taman Indah Blok F",
];

/// Quarters of that town.
pub(super) const TOWNS: &[(&str, u64)] = &[
    ("Kota Sukamaju", 50),
    ("Sukamaju Utara", 15),
    ("Sukamaju Selatan", 15),
    ("Tirtasari", 10),
    ("Wanakerta Baru", 10),
];

/// Friends told them of the shop.
pub(super) const TOLD_BY_FRIENDS: &str = "Teman";

/// How customers came to the shop.
pub(super) const SOURCES: &[(&str, u64)] = &[
    ("", 45),
    ("Lewat depan bengkel", 25),
    (TOLD_BY_FRIENDS, 15),
    ("Google Maps", 8),
    ("Instagram", 4),
    ("Spanduk", 3),
];

/// What customers like.
pub(super) const LIKES: &[&str] = &[
    "kopi tanpa gula",
    "teh panas",
    "menunggu di ruang ber-AC",
    "dijelaskan langsung oleh mekanik",
    "part lama dikembalikan",
    "dikirimi foto sebelum dan sesudah",
    "mobil dicuci setelah servis",
    "dikabari lewat WhatsApp kalau selesai",
];

/// What the shop does for each of its tiers, the lowest first.
pub(super) const PROMISES: [&str; 4] = [
    "",
    "cek kaki-kaki gratis",
    "dikerjakan lebih dulu",
    "mobil diantar ke rumah",
];

/// A campaign that is over and one that runs: what each is called, whom it means, and what it offered.
pub(super) const EARLIER_CAMPAIGN: [&str; 3] = [
    "Kangen pelanggan lama",
    "Setengah tahun tidak datang",
    "cuci mobil gratis",
];
pub(super) const NOW_CAMPAIGN: [&str; 3] = [
    "Cek rem dan kaki-kaki",
    "Tiga bulan tidak datang",
    "cek rem dan kaki-kaki gratis",
];

/// A gathering that was and one that comes, each with its time.
pub(super) const GATHERING_BEFORE: (&str, &str) = ("Kopdar pelanggan setia", "09.00");
pub(super) const GATHERING_AHEAD: (&str, &str) = ("Kelas merawat mobil sendiri", "13.30");

/// Warnings that nobody at the counter may overlook.
pub(super) const ALERTS: &[&str] = &[
    "Telepon dulu sebelum membongkar AC",
    "Minta persetujuan di atas Rp 500.000",
    "Jangan pakai part imitasi",
    "Alarm mobil sensitif, kunci jangan ditinggal",
    "Pernah komplain rem berdecit, tawarkan cek gratis",
    "Hanya bayar transfer, faktur atas nama kantor",
];

/// Notes that a shop writes down.
pub(super) const NOTES: &[&str] = &[
    "Biasanya datang pagi sebelum kerja.",
    "Mobil sering dipakai ke luar kota.",
    "Anaknya yang mengantar mobil.",
    "Rumah dekat bengkel, bisa antar jemput.",
    "Langganan sejak bengkel lama.",
    "Suka tawar harga, beri paket.",
    "Mobil dipakai istri, hubungi nomor kedua.",
];

/// Mechanics, in the order in which the shop took them on.
pub(super) const MECHANICS: &[&str] = &["Joko", "Bala", "Tarno", "Wisnu", "Dadang", "Komar"];

/// The people at the desk.
pub(super) const DESK: &[&str] = &["Rina", "Yudi"];

/// What drivers say is wrong, verbatim.
pub(super) const COMPLAINTS: &[&str] = &[
    "Rem bunyi waktu pelan",
    "AC kurang dingin",
    "Mesin bergetar kalau berhenti",
    "Tarikan berat di tanjakan",
    "Setir lari ke kiri",
    "Bunyi gluduk dari depan kanan",
    "Susah hidup pagi hari",
    "Lampu indikator mesin menyala",
    "Bensin boros",
    "Kopling selip",
    "Ban cepat habis sebelah",
    "Radiator sering kurang air",
    "Bunyi decit dari fan belt",
    "Wiper tidak bersih",
];
