//! The parts of a workbook beside its cells.

use std::fmt::Write as _;

use super::width::Widths;
use crate::domain::Currency;

/// Parts are sheets unless they are named here.
pub(super) const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>",
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>",
    "</Types>",
);

/// Where the workbook is.
pub(super) const RELS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>",
    "</Relationships>",
);

/// What stands behind the rows: on paper all columns fit a page, across.
pub(super) const SHEET_END: &str = concat!(
    "</sheetData>",
    "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>",
    "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>",
    "</worksheet>",
);

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What stands before the rows: the header stays in sight, columns have their widths.
pub(super) fn sheet_head(widths: &Widths, first: bool) -> String {
    let selected = if first { " tabSelected=\"1\"" } else { "" };
    let mut head = format!(
        "{XML}<worksheet {MAIN}><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView{selected} workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\" activeCell=\"A2\" sqref=\"A2\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    );
    for (column, width) in (1..).zip(widths.all()) {
        let column: usize = column;
        let _ = write!(
            head,
            "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    head.push_str("</cols><sheetData>");
    head
}

/// The name of a table's sheet: `Visits`, `Visits 2` …
pub(super) fn numbered(title: &str, number: usize) -> String {
    match number {
        1 => title.to_owned(),
        number => format!("{title} {number}"),
    }
}

/// The sheets by their names.
pub(super) fn workbook(names: &[String]) -> String {
    let mut workbook = format!("{XML}<workbook {MAIN} xmlns:r=\"{DOCUMENT}\"><sheets>");
    for (number, name) in (1_usize..).zip(names) {
        let mut escaped = Vec::new();
        escape(name, &mut escaped);
        let name = String::from_utf8_lossy(&escaped);
        let _ = write!(
            workbook,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
        );
    }
    workbook.push_str("</sheets></workbook>");
    workbook
}

/// Where the sheets and the styles are.
pub(super) fn workbook_rels(sheets: usize) -> String {
    let mut rels = format!(
        "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for number in 1..=sheets {
        let _ = write!(
            rels,
            "<Relationship Id=\"rId{number}\" Type=\"{DOCUMENT}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let styles = sheets + 1;
    let _ = write!(
        rels,
        "<Relationship Id=\"rId{styles}\" Type=\"{DOCUMENT}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    rels
}

/// Looks of cells in the order of [`super::Look`]: plain, text, bold text, day, amount,
/// part of all.
pub(super) fn styles(currency: Currency) -> String {
    let decimals = match currency.decimals {
        0 => String::new(),
        n => format!(".{}", "0".repeat(n.into())),
    };
    format!(
        "{XML}<styleSheet {MAIN}><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>\
         <numFmt numFmtId=\"165\" formatCode=\"#,##0{decimals}\"/>\
         <numFmt numFmtId=\"166\" formatCode=\"0.0%\"/></numFmts>\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"6\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         <xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
         <xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>\
         <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
         <xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
         <xf numFmtId=\"166\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

/// The longest title of a sheet: Excel allows 31 characters, and a number may follow.
const TITLE: usize = 28;

/// A title that a sheet may have, cut behind a word where it is too long.
pub(super) fn sheet_title(title: &str) -> String {
    let may = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let whole: String = title.chars().filter(may).collect();
    let whole = whole.trim();
    let mut kept = String::new();
    for word in whole.split_whitespace() {
        let gap = usize::from(!kept.is_empty());
        let units = kept.encode_utf16().count() + gap + word.encode_utf16().count();
        if units > TITLE {
            break;
        }
        if gap == 1 {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        // One word that is too long.
        kept = cut(whole, TITLE).into_owned();
    }
    if kept.is_empty() {
        "kenal".to_owned()
    } else {
        kept
    }
}

/// As much of a text as `most` units of UTF-16 hold, with `…` where something is missing.
pub(super) fn cut(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    // No text has more units than bytes.
    if text.len() <= most || text.encode_utf16().count() <= most {
        return text.into();
    }
    let mut left = most - 1;
    let fits = |c: &char| {
        let fits = left.checked_sub(c.len_utf16());
        left = fits.unwrap_or_default();
        fits.is_some()
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push('…');
    kept.into()
}

/// Text inside XML. `_x0041_` is how XML in a workbook spells a character: where a text has that
/// by itself, its first underscore is spelled so.
pub(super) fn escape(text: &str, out: &mut Vec<u8>) {
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'_' | 0xEF);
    if !text.bytes().any(special) {
        return out.extend_from_slice(text.as_bytes());
    }
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '"' => out.extend_from_slice(b"&quot;"),
            '_' if spells_a_character(text.get(at..).unwrap_or_default()) => {
                out.extend_from_slice(b"_x005F_");
            }
            // XML has no such characters.
            '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

fn spells_a_character(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.starts_with(b"_x")
        && bytes.get(6) == Some(&b'_')
        && bytes
            .get(2..6)
            .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Visits", "Visits")]
    #[case("Customers by what they brought", "Customers by what they")]
    #[case("What the scores mean: days", "What the scores mean days")]
    #[case("What to check in the data", "What to check in the data")]
    #[case("", "kenal")]
    #[case("[]:*", "kenal")]
    #[case("Supercalifragilisticexpialidocious", "Supercalifragilisticexpiali…")]
    fn the_title_of_a_sheet_ends_with_a_whole_word(#[case] title: &str, #[case] sheet: &str) {
        assert_eq!(sheet_title(title), sheet);
    }

    #[test]
    fn a_page_holds_all_columns() {
        let head = sheet_head(&Widths::of(&["a".to_owned()]), true);
        assert!(head.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{head}");
        assert!(SHEET_END.contains("fitToWidth=\"1\" fitToHeight=\"0\""));
    }
}
