//! Rows of cells as a file: text of any dialect, or a workbook.

use chrono::NaiveDate;

use super::dice::Dice;

/// Marks of cells that a workbook holds as numbers and as days.
pub const NUMBER: char = '\u{1}';
pub const DAY: char = '\u{2}';

/// The day as spreadsheets count.
pub fn serial(day: NaiveDate) -> i64 {
    (day - NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day")).num_days()
}

/// The least that makes a workbook of one sheet.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    use std::fmt::Write as _;
    use std::io::Write as _;
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut data = String::new();
    for (at, row) in rows.iter().enumerate() {
        let line = at + 1;
        let _ = write!(data, "<row r=\"{line}\">");
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
            let _ = match cell.strip_prefix([NUMBER, DAY]) {
                Some(number) => {
                    let style = u8::from(cell.starts_with(DAY));
                    write!(
                        data,
                        "<c r=\"{letter}{line}\" s=\"{style}\"><v>{number}</v></c>"
                    )
                }
                None => write!(
                    data,
                    "<c r=\"{letter}{line}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(cell)
                ),
            };
        }
        data.push_str("</row>");
    }
    let office = "http://schemas.openxmlformats.org";
    let main = format!("{office}/spreadsheetml/2006/main");
    let relations = format!("{office}/package/2006/relationships");
    let kind = format!("{office}/officeDocument/2006/relationships");
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{office}/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{types}.sheet.main+xml\"/>\
             <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{types}.worksheet+xml\"/>\
             <Override PartName=\"/xl/styles.xml\" ContentType=\"{types}.styles+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets>\
             <sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\">\
             <Relationship Id=\"r1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"r2\" Type=\"{kind}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/>\
             <xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>"),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a workbook").into_inner()
}

pub fn written(rows: &[Vec<String>], dice: &mut Dice) -> Vec<u8> {
    let delimiter = dice.of(&[',', ';', '\t', '|']);
    let end = dice.of(&["\n", "\r\n"]);
    let always = dice.once_in(4);
    let quoted = |cell: &String| {
        let needs = always || cell.contains([delimiter, '"', '\n']);
        if needs {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |row: &Vec<String>| {
        row.iter()
            .map(quoted)
            .collect::<Vec<_>>()
            .join(&delimiter.to_string())
    };
    let mut text = rows.iter().map(line).collect::<Vec<_>>().join(end);
    if !dice.once_in(4) {
        text.push_str(end);
    }
    match dice.below(4) {
        0 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        1 => {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        _ => text.into_bytes(),
    }
}
