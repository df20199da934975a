//! Facts with their labels in one column: the counter card, a customer's profile.

use super::draw::{after, put, put_spans, row};
use super::width::{clean, clean_lines, width, wrap};
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// One fact: a label, and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The label; empty for a fact that takes the whole width.
    pub label: String,
    /// The text, wrapped at words; its own line breaks stay.
    pub text: String,
    /// How the text looks.
    pub role: Role,
    /// At most so many lines.
    pub lines: u16,
}

impl Fact {
    /// A plain fact of one or two lines.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Fact {
        Fact {
            label: label.into(),
            text: text.into(),
            role: Role::Value,
            lines: 2,
        }
    }

    /// A line over the whole width, such as an alert.
    pub fn whole(text: impl Into<String>, role: Role) -> Fact {
        Fact {
            label: String::new(),
            text: text.into(),
            role,
            lines: 2,
        }
    }

    /// The same fact with another role.
    #[must_use]
    pub fn role(self, role: Role) -> Fact {
        Fact { role, ..self }
    }

    /// The same fact with at most so many lines.
    #[must_use]
    pub fn lines(self, lines: u16) -> Fact {
        Fact { lines, ..self }
    }
}

/// Spaces between the longest label and the texts.
const GAP: u16 = 2;

/// Draws facts from the top, labels in one column. Answers with the rows taken; facts
/// for which there is no room are left out from the end, and a sign says so.
pub fn view(frame: &mut Frame<'_>, area: Rect, facts: &[Fact], look: &Look) -> u16 {
    let column = label_column(facts, area.width);
    let mut used = 0;
    for (at, fact) in facts.iter().enumerate() {
        let lines = lines_of(fact, column, area.width, look);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let is_last = at + 1 == facts.len();
        let room = area.height - used;
        if height > room || (height == room && !is_last) {
            return cut_short(frame, area, used, &lines, column, fact, look);
        }
        draw(frame, area, used, &lines, column, fact, look);
        used += height;
    }
    used
}

/// Draws facts with each label before its text instead of all in one column: what takes the fewest
/// rows. Answers with the rows taken; what has no room is left out from the end.
pub fn view_dense(frame: &mut Frame<'_>, area: Rect, facts: &[Fact], look: &Look) -> u16 {
    let mut used = 0;
    for fact in facts {
        for (at, line) in dense_lines(fact, area.width, look).iter().enumerate() {
            if used == area.height {
                return used;
            }
            let place = row(area, used);
            put(frame, place, line, look.style(fact.role), look);
            if at == 0 && !fact.label.is_empty() {
                put(frame, place, &fact.label, look.style(Role::Label), look);
            }
            used += 1;
        }
    }
    used
}

/// How many rows that takes.
pub fn dense_height(facts: &[Fact], columns: u16, look: &Look) -> u16 {
    let lines = facts.iter().map(|fact| dense_lines(fact, columns, look));
    u16::try_from(lines.map(|lines| lines.len()).sum::<usize>()).unwrap_or(u16::MAX)
}

fn dense_lines(fact: &Fact, columns: u16, look: &Look) -> Vec<String> {
    let text = clean(&fact.text);
    let text = match fact.label.as_str() {
        "" => text.into_owned(),
        label => format!("{label} {text}"),
    };
    let whole = Fact::whole(text, fact.role).lines(fact.lines);
    lines_of(&whole, 0, columns, look)
}

/// How many rows the facts need at that width.
pub fn height(facts: &[Fact], columns: u16, look: &Look) -> u16 {
    height_of_first(facts, facts.len(), columns, look)
}

/// How many rows the first `count` of them need.
pub fn height_of_first(facts: &[Fact], count: usize, columns: u16, look: &Look) -> u16 {
    let column = label_column(facts, columns);
    let lines = facts
        .iter()
        .take(count)
        .map(|fact| lines_of(fact, column, columns, look).len())
        .sum::<usize>();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// The widest label with its gap, but never more than a third of the width.
fn label_column(facts: &[Fact], columns: u16) -> u16 {
    let widest = facts
        .iter()
        .map(|fact| width(&clean(&fact.label)))
        .max()
        .unwrap_or(0);
    if widest == 0 {
        0
    } else {
        (widest + GAP).min(columns / 3 + GAP).min(columns)
    }
}

fn lines_of(fact: &Fact, column: u16, columns: u16, look: &Look) -> Vec<String> {
    let indent = if fact.label.is_empty() { 0 } else { column };
    let room = columns.saturating_sub(indent).max(1);
    let mut lines = wrap(&clean_lines(&fact.text), room);
    let most = usize::from(fact.lines.max(1));
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let kept = super::width::beginning(last, room.saturating_sub(width(look.symbols.more)));
            *last = format!("{}{}", kept.trim_end(), look.symbols.more);
        }
    }
    lines
}

fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    top: u16,
    lines: &[String],
    column: u16,
    fact: &Fact,
    look: &Look,
) {
    let indent = if fact.label.is_empty() { 0 } else { column };
    let label = Rect {
        width: indent.saturating_sub(1),
        ..row(area, top)
    };
    put(frame, label, &fact.label, look.style(Role::Label), look);
    for (at, line) in (top..).zip(lines) {
        put(
            frame,
            after(row(area, at), indent),
            line,
            look.style(fact.role),
            look,
        );
    }
}

/// The last row says that there is more below.
fn cut_short(
    frame: &mut Frame<'_>,
    area: Rect,
    used: u16,
    lines: &[String],
    column: u16,
    fact: &Fact,
    look: &Look,
) -> u16 {
    let room = area.height - used;
    if room == 0 {
        return used;
    }
    let fitting = usize::from(room - 1).min(lines.len());
    if fitting > 0 {
        draw(frame, area, used, &lines[..fitting], column, fact, look);
    }
    let more = Span::styled(
        look.symbols.more.to_owned(),
        Style::new().patch(look.style(Role::Label)),
    );
    put_spans(frame, row(area, area.height - 1), &[more], look);
    area.height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    fn facts() -> Vec<Fact> {
        vec![
            Fact::whole("! Call before touching the AC", Role::Danger),
            Fact::new(
                "Last",
                "12 Aug · 45,210 km · Rp 650.000\noil change, oil filter · Joko",
            ),
            Fact::new("Usual", "Shell HX7 10W-40 · Joko").role(Role::Strong),
            Fact::new(
                "Note",
                "a long note that goes on and on over more lines than it is given here",
            ),
        ]
    }

    #[test]
    fn labels_stand_in_one_column() {
        let look = probe::look();
        insta::assert_snapshot!(probe::draw(42, 8, |frame| {
            view(frame, frame.area(), &facts(), &look);
        }));
    }

    #[test]
    fn what_has_no_room_is_announced() {
        let look = Look::default();
        let text = probe::text(42, 3, |frame| {
            assert_eq!(view(frame, frame.area(), &facts(), &look), 3);
        });
        assert_eq!(
            text,
            "! Call before touching the AC\nLast   12 Aug · 45,210 km · Rp 650.000\n…\n"
        );
        // A fact of which no line is seen does not show its label either.
        let text = probe::text(42, 2, |frame| {
            view(frame, frame.area(), &facts(), &look);
        });
        assert_eq!(text, "! Call before touching the AC\n…\n");
    }

    #[test]
    fn dense_facts_have_their_labels_before_them() {
        let look = Look::default();
        let text = probe::text(24, 5, |frame| {
            let taken = view_dense(frame, frame.area(), &facts(), &look);
            assert_eq!(taken, 5);
            assert!(dense_height(&facts(), 24, &look) > 5);
        });
        let expected = "! Call before touching\nthe AC\nLast 12 Aug · 45,210 km\n\
            · Rp 650.000 oil change…\nUsual Shell HX7 10W-40 ·\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn height_is_what_drawing_takes() {
        let look = Look::default();
        for columns in [12, 24, 42, 80] {
            let mut taken = 0;
            probe::draw(columns, 40, |frame| {
                taken = view(frame, frame.area(), &facts(), &look);
            });
            assert_eq!(taken, height(&facts(), columns, &look), "{columns}");
        }
    }
}
