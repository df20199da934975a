//! What people call their columns.

/// Columns that a sheet may have, with what people call them.
pub const COLUMNS: &[(&str, &[&str])] = &[
    (
        "day",
        &[
            "Tgl",
            "Tanggal",
            "Tgl Servis",
            "TANGGAL SERVICE",
            "Tgl. Masuk",
            "Tanggal Kunjungan",
            "Date",
            "Hari/Tanggal",
        ],
    ),
    (
        "plate",
        &[
            "Nopol",
            "No. Polisi",
            "PLAT NOMOR",
            "No Pol",
            "Nomor Polisi",
            "Plat",
            "no_polisi",
            "Nomor Kendaraan",
        ],
    ),
    (
        "name",
        &[
            "Nama",
            "Nama Pelanggan",
            "PELANGGAN",
            "Nama Customer",
            "Konsumen",
            "Nama Pemilik",
            "pemilik",
            "Customer Name",
        ],
    ),
    (
        "phone",
        &[
            "No HP",
            "HP",
            "No. Telp",
            "Telepon",
            "NO HP / WA",
            "No. WhatsApp",
            "Nomor Telepon",
            "Kontak",
            "no_hp",
        ],
    ),
    (
        "total",
        &[
            "Total",
            "Total Biaya",
            "Biaya",
            "Jumlah (Rp)",
            "TOTAL BAYAR",
            "Grand Total",
            "Total (Rp)",
            "Nominal",
        ],
    ),
    (
        "work",
        &[
            "Pekerjaan",
            "Jenis Servis",
            "Servis",
            "Keterangan Servis",
            "Uraian",
            "Jenis Pekerjaan",
            "Tindakan",
        ],
    ),
    ("no", &["No", "No.", "NO", "#"]),
    ("make", &["Merk", "Merek", "MERK", "Brand"]),
    ("model", &["Tipe", "Type", "Model", "Tipe Kendaraan"]),
    ("year", &["Tahun", "Thn", "TH", "Tahun Pembuatan"]),
    ("km", &["KM", "Kilometer", "Km Masuk", "ODOMETER"]),
    (
        "mechanic",
        &["Mekanik", "Teknisi", "Nama Mekanik", "Dikerjakan Oleh"],
    ),
    ("note", &["Ket", "Keterangan", "Catatan"]),
    ("nothing", &["Paraf", "Kode Rak", "Shift"]),
];

/// Columns of a list of people.
pub const PEOPLE: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "Nama",
            "Nama Pelanggan",
            "NAMA LENGKAP",
            "Nama Member",
            "Customer",
            "Nama Customer",
        ],
    ),
    (
        "phone",
        &[
            "No HP",
            "No. Telepon",
            "WhatsApp",
            "HP/WA",
            "Nomor WhatsApp",
            "Kontak",
            "No. Handphone",
        ],
    ),
    (
        "born",
        &[
            "Tgl Lahir",
            "Tanggal Lahir",
            "Ultah",
            "Ulang Tahun",
            "Birthday",
            "Tgl. Lahir",
        ],
    ),
    (
        "address",
        &["Alamat", "ALAMAT RUMAH", "Alamat Lengkap", "Domisili"],
    ),
    ("points", &["Poin", "Point", "Jumlah Poin", "Saldo Poin"]),
    (
        "member",
        &[
            "Kode Pelanggan",
            "No Member",
            "ID Pelanggan",
            "ID Member",
            "No. Anggota",
        ],
    ),
    ("email", &["Email", "E-mail", "Alamat Email"]),
    (
        "since",
        &["Tgl Daftar", "Member Sejak", "Tanggal Bergabung"],
    ),
    ("note", &["Ket", "Catatan", "Keterangan"]),
    ("no", &["No", "No.", "NO"]),
];
