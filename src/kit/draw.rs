//! The strokes that all pieces share: text cut to its place, frames, popups.

use super::width::{clean, fit, width};
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use ratatui::widgets::{Block, Widget};

/// Writes cleaned text into one row of `area` (its first), cut with the sign for more.
/// Answers with the columns it took.
pub fn put(frame: &mut Frame<'_>, area: Rect, text: &str, style: Style, look: &Look) -> u16 {
    let text = clean(text);
    let text = fit(&text, area.width, look.symbols.more);
    if area.height > 0 {
        frame.buffer_mut().set_string(area.x, area.y, &text, style);
    }
    width(&text)
}

/// Writes cleaned text against the right edge of `area`'s first row.
pub fn put_right(frame: &mut Frame<'_>, area: Rect, text: &str, style: Style, look: &Look) -> u16 {
    let needed = width(&clean(text)).min(area.width);
    let place = Rect {
        x: area.right() - needed,
        width: needed,
        ..area
    };
    put(frame, place, text, style, look)
}

/// Writes a text, and another against the right edge: beside it where both find room, else in the row
/// below, if `area` has one. Answers with the rows that took.
pub fn put_ends(
    frame: &mut Frame<'_>,
    area: Rect,
    (text, style): (&str, Style),
    (right, right_style): (&str, Style),
    look: &Look,
) -> u16 {
    let wide = |text: &str| width(&clean(text));
    let beside = u16::from(!right.is_empty()).saturating_add(wide(right));
    if wide(text).saturating_add(beside) > area.width && !right.is_empty() && area.height > 1 {
        put(frame, area, text, style, look);
        put_right(frame, row(area, 1), right, right_style, look);
        return 2;
    }
    let taken = put_right(frame, area, right, right_style, look);
    let left = Rect {
        width: area.width.saturating_sub(taken + u16::from(taken > 0)),
        ..area
    };
    put(frame, left, text, style, look);
    1
}

/// Writes spans of different styles one after the other into `area`'s first row. What
/// does not fit is cut with the sign for more.
pub fn put_spans(frame: &mut Frame<'_>, area: Rect, spans: &[Span<'_>], look: &Look) -> u16 {
    let mut used = 0;
    for (at, span) in spans.iter().enumerate() {
        let left = area.width - used;
        if left == 0 {
            break;
        }
        let text = clean(&span.content);
        let rest: u16 = spans[at + 1..]
            .iter()
            .map(|span| width(&clean(&span.content)))
            .sum();
        // When this one fits but nothing after it would, the sign for more stands here.
        let text = if width(&text) == left && rest > 0 {
            fit(&format!("{text} "), left, look.symbols.more).into_owned()
        } else {
            fit(&text, left, look.symbols.more).into_owned()
        };
        let place = Rect {
            x: area.x + used,
            width: left,
            ..area
        };
        used += put(frame, place, &text, span.style, look);
    }
    used
}

/// Text whose characters at `marks` (counted from 0, ascending) are highlighted.
pub fn marked(text: &str, marks: &[usize], plain: Style, mark: Style) -> Vec<Span<'static>> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut last = None;
    for (at, c) in text.chars().enumerate() {
        let hit = marks.binary_search(&at).is_ok();
        match spans.last_mut() {
            Some(span) if last == Some(hit) => span.content.to_mut().push(c),
            _ => spans.push(Span::styled(
                c.to_string(),
                if hit { plain.patch(mark) } else { plain },
            )),
        }
        last = Some(hit);
    }
    spans
}

/// A frame with a title above left and a status below right. Answers with the area inside.
pub fn panel(
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    status: &str,
    focused: bool,
    look: &Look,
) -> Rect {
    let role = if focused {
        Role::BorderFocused
    } else {
        Role::Border
    };
    let block = Block::bordered()
        .border_set(look.symbols.border)
        .border_style(look.style(role));
    let inner = block.inner(area);
    block.render(area, frame.buffer_mut());
    let room = area.width.saturating_sub(4);
    if room == 0 || area.height < 2 {
        return inner;
    }
    let top = Rect {
        x: area.x + 1,
        width: room,
        height: 1,
        ..area
    };
    let caption = if title.is_empty() {
        String::new()
    } else {
        spaced(title, room, look)
    };
    let role = if focused { Role::Accent } else { Role::Title };
    let style = look.style(role).remove_modifier(Modifier::DIM);
    put(frame, top, &caption, style, look);
    self::status(frame, area, status, look);
    inner
}

/// Puts what is said of a framed place on its lower border, at the right.
pub fn status(frame: &mut Frame<'_>, area: Rect, status: &str, look: &Look) {
    let room = area.width.saturating_sub(4);
    if status.is_empty() || room == 0 || area.height < 2 {
        return;
    }
    let bottom = Rect {
        x: area.x + 2,
        y: area.bottom() - 1,
        width: room,
        height: 1,
    };
    put_right(
        frame,
        bottom,
        &spaced(status, room, look),
        look.style(Role::Label),
        look,
    );
}

fn spaced(text: &str, room: u16, look: &Look) -> String {
    let text = clean(text);
    format!(
        " {} ",
        fit(&text, room.saturating_sub(2), look.symbols.more)
    )
}

/// Empties an area for something that lies over the rest. A wide letter that would reach
/// into the area from the left is blanked, else it would eat the popup's edge.
pub fn clear(frame: &mut Frame<'_>, area: Rect, look: &Look) {
    let area = area.intersection(frame.area());
    let buffer = frame.buffer_mut();
    for y in area.top()..area.bottom() {
        if area.x > 0 {
            let left = &mut buffer[(area.x - 1, y)];
            if width(left.symbol()) > 1 {
                left.set_symbol(" ");
            }
        }
        for x in area.left()..area.right() {
            let cell = &mut buffer[(x, y)];
            cell.reset();
            cell.set_style(look.style(Role::Normal));
        }
    }
}

/// A place of at most `size` in the middle of `area`.
pub fn centred(area: Rect, size: (u16, u16)) -> Rect {
    let (width, height) = (size.0.min(area.width), size.1.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// Row `index` of an area, one high; empty when the area has no such row.
pub fn row(area: Rect, index: u16) -> Rect {
    Rect {
        y: area.y.saturating_add(index),
        height: 1,
        ..area
    }
    .intersection(area)
}

/// The area without its first `columns`.
pub fn after(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    }
}

/// The area without its first `rows`.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// Draws a scroll bar into the last column of `area` when only `visible` of `total` rows
/// are seen, the first of them being `first`.
pub fn scroll_bar(
    frame: &mut Frame<'_>,
    area: Rect,
    first: usize,
    visible: usize,
    total: usize,
    look: &Look,
) {
    if total <= visible || area.height == 0 || area.width == 0 {
        return;
    }
    let height = usize::from(area.height);
    let thumb = (height * visible / total).max(1);
    let last_first = total - visible;
    let top = (height - thumb) * first.min(last_first) / last_first;
    let column = Position {
        x: area.right() - 1,
        y: area.y,
    };
    for (at, y) in (column.y..area.bottom()).enumerate() {
        let on = (top..top + thumb).contains(&at);
        let sign = if on {
            look.symbols.thumb
        } else {
            look.symbols.track
        };
        frame
            .buffer_mut()
            .set_string(column.x, y, sign, look.style(Role::Border));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    #[test]
    fn of_two_texts_without_room_beside_each_other_one_goes_below() {
        let look = probe::look();
        let drawn = |columns, rows| {
            probe::text(columns, rows, |frame| {
                let (name, code) = (("Budi Santoso", Style::new()), ("C-1", Style::new()));
                put_ends(frame, frame.area(), name, code, &look);
            })
        };
        assert!(drawn(16, 2).contains("Budi Santoso C-1"));
        let below = drawn(15, 2);
        assert!(below.contains("Budi Santoso"), "{below}");
        assert!(!below.contains("Budi Santoso C-1") && below.contains("C-1"));
        assert!(drawn(15, 1).contains("Budi Santo… C-1"));
    }

    #[test]
    fn a_panel_shows_title_and_status_in_its_frame() {
        let look = probe::look();
        insta::assert_snapshot!(probe::draw(30, 3, |frame| {
            let inner = panel(
                frame,
                frame.area(),
                "Matches",
                "3 of 12,480 customers",
                true,
                &look,
            );
            put(
                frame,
                inner,
                "a line that is too long for it all",
                look.style(Role::Strong),
                &look,
            );
        }));
    }

    #[test]
    fn a_panel_in_ascii_has_a_plain_frame() {
        let look = crate::look::Look::new(crate::look::Theme::plain(), true);
        insta::assert_snapshot!(probe::draw(12, 3, |frame| {
            panel(frame, frame.area(), "A long title", "", false, &look);
        }));
    }

    #[test]
    fn marks_split_the_text_at_characters_not_bytes() {
        let (plain, mark) = (Style::new(), Style::new().red());
        let spans = marked("é12x", &[1, 2], plain, mark);
        let texts: Vec<_> = spans.iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(texts, ["é", "12", "x"]);
        assert_eq!(spans[1].style, mark);
    }

    #[test]
    fn a_popup_beside_a_wide_letter_keeps_its_edge() {
        let look = Look::default();
        let text = probe::text(6, 1, |frame| {
            frame.buffer_mut().set_string(0, 0, "山山山", Style::new());
            let area = Rect::new(3, 0, 3, 1);
            clear(frame, area, &look);
            put(frame, area, "abc", Style::new(), &look);
        });
        assert_eq!(text, "山 abc\n");
    }

    #[test]
    fn spans_that_do_not_fit_end_in_the_sign_for_more() {
        let look = Look::default();
        let spans = [Span::raw("B 1234 XYZ"), Span::raw(" · Avanza")];
        let text = |columns| {
            probe::text(columns, 1, |frame| {
                put_spans(frame, frame.area(), &spans, &look);
            })
        };
        assert_eq!(text(19), "B 1234 XYZ · Avanza\n");
        assert_eq!(text(14), "B 1234 XYZ ·…\n");
        assert_eq!(text(10), "B 1234 XY…\n");
    }

    #[test]
    fn nothing_is_too_small_to_draw_on() {
        let look = probe::look();
        for (width, height) in [(1, 1), (2, 2), (4, 1), (5, 2)] {
            probe::draw(width, height, |frame| {
                let inner = panel(frame, frame.area(), "Title", "status", true, &look);
                put(frame, inner, "text", Style::new(), &look);
                scroll_bar(frame, frame.area(), 3, 2, 9, &look);
            });
        }
    }
}
