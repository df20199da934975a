//! A shop as rows of cells.

use super::columns::COLUMNS;
use super::dice::Dice;
use super::file::{DAY, NUMBER, serial};
use super::shop::{Kind, NAMES, Shop, Visit};
use super::ways::{day, grouped, money, phone, plate};

/// A column: what it holds, and what the sheet calls it.
type Column = (&'static str, &'static str);

/// How the sheet writes what it holds.
struct Style {
    /// Numbers and days are cells of their kind, as in a workbook.
    typed: bool,
    days: usize,
    amounts: usize,
    km: usize,
    /// The day stands on the first row of a day only.
    fill_down: bool,
}

/// The sheet as rows of cells.
pub fn sheet(shop: &Shop, rows_are: Kind, typed: bool, dice: &mut Dice) -> Vec<Vec<String>> {
    let columns = columns(rows_are, dice);
    let style = Style {
        typed,
        days: dice.below(7),
        amounts: dice.below(6),
        km: dice.below(4),
        fill_down: rows_are == Kind::Whole && dice.once_in(4),
    };
    let width = columns.len();
    let mut rows = titles(width, dice);
    let header: Vec<String> = columns.iter().map(|(_, name)| (*name).to_owned()).collect();
    rows.push(header.clone());
    let mut above = None;
    for (number, visit) in shop.visits.iter().enumerate() {
        if number > 0 && dice.once_in(15) {
            rows.push(vec![String::new(); width]);
        }
        if number > 0 && dice.once_in(25) {
            rows.push(header.clone());
        }
        let same_day = style.fill_down && above == Some(visit.day);
        above = Some(visit.day);
        for at in 0..visit.lines.len() {
            let headless = rows_are == Kind::Heads && at > 0;
            let cell = |kind: &str, dice: &mut Dice| match kind {
                "work" | "amount" => of_line(kind, visit.lines[at], &style),
                _ if headless => String::new(),
                "day" if same_day => String::new(),
                "no" => (number + 1).to_string(),
                "doc" => format!("N-{:04}", number + 1),
                _ => of_visit(kind, visit, shop, &style, dice),
            };
            rows.push(columns.iter().map(|(kind, _)| cell(kind, dice)).collect());
        }
    }
    if dice.once_in(2) {
        rows.push(totals(shop, &columns, &style, dice));
    }
    rows
}

fn columns(rows_are: Kind, dice: &mut Dice) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (at, (kind, names)) in COLUMNS.iter().enumerate() {
        let of_lines = *kind == "total" && rows_are != Kind::Whole;
        // The first six are in every sheet.
        if (at < 6 || !dice.once_in(3)) && !of_lines {
            columns.push((kind, dice.of(names)));
        }
    }
    if rows_are != Kind::Whole {
        let documents = [
            "No Nota",
            "No. Faktur",
            "no_kwitansi",
            "No WO",
            "No Invoice",
        ];
        columns.push(("doc", dice.of(&documents)));
        let amounts = ["Jumlah", "Subtotal", "Harga", "Jumlah (Rp)", "Sub Total"];
        columns.push(("amount", dice.of(&amounts)));
        if dice.once_in(2) {
            let totals = ["Total Nota", "Total Bayar", "Grand Total", "Bayar"];
            columns.push(("total", dice.of(&totals)));
        }
    }
    // `Keterangan` beside `Keterangan Servis` leaves open which is which.
    if columns.iter().any(|(_, name)| *name == "Keterangan Servis") {
        columns.retain(|(kind, _)| *kind != "note");
    }
    if dice.once_in(2) {
        dice.shuffle(&mut columns);
    }
    columns
}

fn titles(width: usize, dice: &mut Dice) -> Vec<Vec<String>> {
    let titles = ["BENGKEL MAJU JAYA", "Laporan servis", ""];
    let mut rows = Vec::new();
    for title in titles.iter().take(dice.below(4)) {
        let mut row = vec![String::new(); width];
        (*title).clone_into(&mut row[dice.below(2)]);
        rows.push(row);
    }
    rows
}

fn of_line(kind: &str, (work, amount): (&str, u32), style: &Style) -> String {
    match kind {
        "work" => work.to_owned(),
        _ if style.typed => format!("{NUMBER}{amount}"),
        _ => money(amount, style.amounts),
    }
}

fn of_visit(kind: &str, visit: &Visit, shop: &Shop, style: &Style, dice: &mut Dice) -> String {
    let national = &shop.phones[visit.customer];
    match kind {
        "day" if style.typed => format!("{DAY}{}", serial(visit.day)),
        "total" if style.typed => format!("{NUMBER}{}", visit.total),
        "year" if style.typed => format!("{NUMBER}{}", visit.year),
        "km" if style.typed => format!("{NUMBER}{}.0", visit.km),
        "phone" if style.typed && dice.once_in(2) => {
            format!("{NUMBER}{}", phone(national, dice.of(&[3, 6])))
        }
        "day" => day(visit.day, style.days),
        "plate" => plate(&visit.plate, dice.below(6)),
        "name" => NAMES[visit.customer].to_owned(),
        "phone" => phone(national, dice.below(7)),
        "total" => money(visit.total, style.amounts),
        "make" => visit.car.0.to_owned(),
        "model" => visit.car.1.to_owned(),
        "year" => visit.year.to_string(),
        "km" => match style.km {
            0 => visit.km.to_string(),
            1 => grouped(visit.km, '.'),
            2 => grouped(visit.km, ','),
            _ => format!("{} km", grouped(visit.km, '.')),
        },
        "mechanic" => visit.mechanic.to_owned(),
        "note" => dice.of(&["", "", "langganan", "minta cepat"]).to_owned(),
        _ => dice.of(&["", "v", "x"]).to_owned(),
    }
}

/// A row with the sum, and the word for it somewhere before.
fn totals(shop: &Shop, columns: &[Column], style: &Style, dice: &mut Dice) -> Vec<String> {
    let mut row = vec![String::new(); columns.len()];
    let place = |wanted: &str| columns.iter().position(|(kind, _)| *kind == wanted);
    let at = place("amount").or(place("total")).expect("an amount");
    let sum = shop.visits.iter().map(|visit| visit.total).sum();
    row[at] = money(sum, style.amounts);
    let word = if at == 0 {
        columns.len() - 1
    } else {
        dice.below(at)
    };
    dice.of(&["TOTAL", "Jumlah", "Total:"])
        .clone_into(&mut row[word]);
    row
}
