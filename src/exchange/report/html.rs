//! The report as a page: one file without a script and without anything from outside, that prints
//! on A4.

use std::fmt::Write as _;

use super::markup::escaped;
use super::{Chart, Report, Section, Table, shown, svg};
use crate::text::{Lang, Say, say};

const STYLE: &str = include_str!("page.css");

/// Columns that are no longer read where they break: a plate, a phone, a day, how long ago.
const WHOLE: [&str; 7] = [
    "plate",
    "phone",
    "seen",
    "birthday",
    "when",
    "valid_until",
    "first_paid_visit",
];

/// The whole page; amounts in that currency (ISO 4217 code).
pub fn html(report: &Report, lang: Lang, currency: &str) -> String {
    let code = match lang {
        Lang::En => "en",
        Lang::Id => "id",
    };
    let (title, days) = (escaped(&report.title), escaped(&report.days));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}, {days}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>{title}</h1><p>{days}</p></header>\n"
    );
    out.push_str("<main class=\"page\">\n");
    for section in &report.page {
        write_section(&mut out, section, lang, currency);
    }
    let details = escaped(Say::ReportDetails.in_(lang));
    let _ = writeln!(out, "</main>\n<h1 class=\"details\">{details}</h1>");
    for section in &report.sections {
        write_section(&mut out, section, lang, currency);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write_section(out: &mut String, section: &Section, lang: Lang, currency: &str) {
    let title = escaped(&section.title);
    let _ = writeln!(out, "<section id=\"{}\">\n<h2>{title}</h2>", section.name);
    for sentence in &section.sentences {
        let _ = writeln!(out, "<p>{}</p>", escaped(sentence));
    }
    if let Some(chart) = &section.chart {
        let _ = writeln!(
            out,
            "<figure>{}</figure>",
            drawn(chart, &section.title, lang)
        );
    }
    let tables = section.tables.iter().filter(|table| table.on_page);
    for (at, table) in tables.enumerate() {
        write_table(out, table, (at > 0, lang, currency));
    }
    out.push_str("</section>\n");
}

fn drawn(chart: &Chart, title: &str, lang: Lang) -> String {
    match chart {
        Chart::Line(line) => svg::line(line, title, lang),
        Chart::Bars(bars) => svg::bars(bars, title, lang),
        Chart::Curve(curve) => svg::curve(curve, title, lang),
        Chart::Map(map) => svg::map(map, title, lang),
        Chart::Heat(heat) => svg::heat(heat, title, lang),
    }
}

fn write_table(out: &mut String, table: &Table, (titled, lang, currency): (bool, Lang, &str)) {
    if table.rows.is_empty() {
        return;
    }
    let columns = table.page_columns();
    let side = |at: usize| {
        if table.is_right(at) {
            " class=\"n\""
        } else if WHOLE.contains(&table.columns[at].name) {
            " class=\"w\""
        } else {
            ""
        }
    };
    out.push_str("<table>\n");
    if titled {
        let _ = writeln!(out, "<caption>{}</caption>", escaped(&table.title));
    }
    out.push_str("<thead><tr>");
    for at in &columns {
        let label = escaped(table.columns[*at].label);
        let _ = write!(out, "<th scope=\"col\"{}>{label}</th>", side(*at));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in table.rows.iter().take(Table::ON_PAGE) {
        out.push_str("<tr>");
        for at in &columns {
            let text = row
                .get(*at)
                .map_or_else(String::new, |cell| shown(cell, lang, currency));
            let _ = write!(out, "<td{}>{}</td>", side(*at), escaped(&text));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    if table.left_out() > 0 {
        let more = say::report_and_more(lang, table.left_out() as u64);
        let _ = writeln!(out, "<p class=\"more\">{}</p>", escaped(&more));
    }
}

#[cfg(test)]
mod tests {
    use super::super::summary::summary;
    use super::super::{Cell, Column, Place};
    use super::*;

    fn report(name: &str, rows: usize) -> Report {
        let column = Column {
            name: "name",
            label: "Name",
            place: Place::Both,
            rank: 0,
        };
        let table = Table {
            name: "slipping",
            title: name.to_owned(),
            columns: vec![column],
            rows: vec![vec![Cell::Text(name.to_owned())]; rows],
            total: rows + 5,
            on_page: true,
        };
        let section = Section {
            name: "slipping",
            title: name.to_owned(),
            sentences: vec![name.to_owned()],
            tables: vec![table],
            chart: None,
        };
        Report {
            title: name.to_owned(),
            days: String::new(),
            page: Vec::new(),
            summary: summary(Cell::Blank, &[], Lang::En),
            sections: vec![section],
        }
    }

    #[test]
    fn no_name_becomes_a_part_of_the_page() {
        let page = html(
            &report("</title><script>alert(1)</script>\u{1b}[2J\u{202e}&\"'", 1),
            Lang::En,
            "IDR",
        );
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(!page.contains("http://") && !page.contains("https://"));
    }

    #[test]
    fn a_long_list_shows_ten_rows_and_says_how_many_more() {
        let page = html(&report("Budi", 28), Lang::Id, "IDR");
        assert_eq!(page.matches("<td>Budi</td>").count(), Table::ON_PAGE);
        assert!(page.contains("dan 23 lagi"), "{page}");
    }
}
