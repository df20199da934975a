//! The review as text: the one page, and under a rule all of it.

use crate::cli::exit::Ended;
use crate::cli::{columns, session::Session};
use crate::exchange::report::{Cell, Chart, Report, Section, Table, shown};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::text::{Lang, Say, say};

/// The widest that a sentence runs: longer lines tire the eye.
const WIDEST: u16 = 100;

/// Prints all of it.
pub(super) fn print(session: &mut Session, report: &Report, currency: &str) -> Ended<()> {
    let out = &mut session.out;
    out.spans(&[(&report.title, Role::Title)])?;
    out.spans(&[(&report.days, Role::Label)])?;
    // The page has its charts where it can be drawn; the details say them in words.
    let page = report.page.iter().filter(|section| section.chart.is_none());
    for section in page {
        print_section(session, section, currency)?;
    }
    rule(session)?;
    for section in &report.sections {
        print_section(session, section, currency)?;
    }
    Ok(())
}

/// Where the page ends.
fn rule(session: &mut Session) -> Ended<()> {
    let out = &mut session.out;
    // A line that goes left and right.
    let line = out.symbols().chart.lines[4 + 8];
    let wide = usize::from(out.style().width.min(WIDEST));
    out.line("")?;
    out.spans(&[(&line.repeat(wide), Role::Border)])?;
    let details = Say::ReportDetails.in_(session.lang());
    session.out.spans(&[(details, Role::Title)])
}

fn print_section(session: &mut Session, section: &Section, currency: &str) -> Ended<()> {
    let lang = session.lang();
    session.out.line("")?;
    session.out.spans(&[(&section.title, Role::Title)])?;
    let said = section
        .chart
        .as_ref()
        .and_then(|chart| summary(chart, lang));
    for sentence in section.sentences.iter().chain(&said) {
        for line in wrap(sentence, session.out.style().width.min(WIDEST)) {
            session.out.line(&line)?;
        }
    }
    let tables = section.tables.iter();
    for (at, table) in tables.filter(|table| table.on_page).enumerate() {
        if at > 0 {
            session.out.spans(&[(&table.title, Role::Label)])?;
        }
        print_table(session, table, currency)?;
    }
    Ok(())
}

fn print_table(session: &mut Session, table: &Table, currency: &str) -> Ended<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let lang = session.lang();
    let columns = table.page_columns();
    let ranks: Vec<u8> = columns.iter().map(|at| table.columns[*at].rank).collect();
    let mut rows = vec![
        columns
            .iter()
            .map(|at| (table.columns[*at].label.to_owned(), Role::Label))
            .collect::<Vec<_>>(),
    ];
    for row in table.rows.iter().take(Table::ON_PAGE) {
        let cell = |at: &usize| {
            let text = row
                .get(*at)
                .map_or_else(String::new, |cell| shown(cell, lang, currency));
            (text, role(row.get(*at)))
        };
        rows.push(columns.iter().map(cell).collect());
    }
    for (place, at) in columns.iter().enumerate() {
        if table.is_right(*at) {
            to_the_right(&mut rows, place);
        }
    }
    columns::print(&mut session.out, &ranks, &rows)?;
    if table.left_out() > 0 {
        let more = say::report_and_more(lang, table.left_out() as u64);
        session.out.spans(&[(&more, Role::Label)])?;
    }
    Ok(())
}

fn role(cell: Option<&Cell>) -> Role {
    match cell {
        Some(Cell::Money(_)) => Role::Strong,
        _ => Role::Normal,
    }
}

/// Numbers end in one column.
fn to_the_right(rows: &mut [Vec<(String, Role)>], place: usize) {
    let texts = rows.iter().filter_map(|row| row.get(place));
    let widest = texts.map(|(text, _)| width(text)).max().unwrap_or(0);
    for row in rows {
        if let Some((text, _)) = row.get_mut(place) {
            let before = widest.saturating_sub(width(text));
            text.insert_str(0, &" ".repeat(before.into()));
        }
    }
}

/// What a chart shows, as a sentence; nothing where the table below says it all.
fn summary(chart: &Chart, lang: Lang) -> Option<String> {
    Some(match chart {
        Chart::Line(line) => line.summary(lang),
        Chart::Bars(bars) => bars.summary(lang),
        Chart::Curve(curve) => curve.summary(lang),
        Chart::Map(_) => return None,
        Chart::Heat(heat) => heat.summary(lang),
    })
}
