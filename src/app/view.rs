//! How the shell looks: header, the screen on top, what lies over it, a notice, the footer.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::App;
use super::commands::label;
use crate::kit::canvas::Canvas;
use crate::kit::draw::{clear, put, put_right, row};
use crate::kit::footer::{self, Hint};
use crate::kit::notice::{self, Weight};
use crate::kit::small;
use crate::kit::width::{width, wrap};
use crate::look::{Look, Role, to_ascii};
use crate::protocol::{Applies, Command, Context, Level, Mouse, Notice};
use crate::text::{self, Say, say};

/// The smallest window that is drawn on: columns and rows.
const SMALLEST: (u16, u16) = (40, 10);

/// Whether a window is too small to draw on.
pub(super) fn too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

/// Where the mouse was, as the kit takes it.
pub(super) fn position(mouse: Mouse) -> Position {
    Position {
        x: mouse.column,
        y: mouse.row,
    }
}

/// Where the shell's own parts were drawn that the mouse can hit.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<(Command, Rect)>);

impl Places {
    /// The command under the mouse.
    pub(super) fn command_at(&self, mouse: Mouse) -> Option<Command> {
        let hit = self
            .0
            .iter()
            .find(|(_, place)| place.contains(position(mouse)));
        hit.map(|(command, _)| *command)
    }
}

impl App {
    /// Draws everything.
    pub fn view(&self, frame: &mut Frame<'_>, context: &Context) {
        let area = frame.area();
        if too_small((area.width, area.height)) {
            self.view_too_small(frame, context);
        } else {
            let body = Rect {
                y: area.y + 1,
                height: area.height - 2,
                ..area
            };
            let mut places = Places::default();
            self.view_header(frame, row(area, 0), context, &mut places);
            let mut canvas = Canvas {
                frame,
                area: body,
                look: &self.look,
                lang: context.lang,
            };
            self.screens.top().view(&mut canvas, context);
            if let Some(overlay) = &self.overlay {
                overlay.view(frame, body, &self.look, context.lang);
            }
            if let Some(notice) = self.notices.shown() {
                view_notice(frame, body, notice, &self.look);
            }
            self.view_footer(frame, row(area, area.height - 1), context, &mut places);
            *self.places.borrow_mut() = places;
        }
        if self.look.symbols.is_ascii() {
            to_ascii(frame.buffer_mut());
        }
    }

    fn view_too_small(&self, frame: &mut Frame<'_>, context: &Context) {
        let size = |(columns, rows): (u16, u16)| format!("{columns}×{rows}");
        let area = frame.area();
        let has = size((area.width, area.height));
        let hint = say::error_too_small_hint(context.lang, has, size(SMALLEST));
        small::view(
            frame,
            Say::ErrorTooSmall.in_(context.lang),
            &hint,
            &self.look,
        );
    }

    /// `kenal · shop` on the left, who, day and time on the right; what is least needed gives
    /// way first.
    fn view_header(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        context: &Context,
        places: &mut Places,
    ) {
        let look = &self.look;
        let dot = look.symbols.dot;
        let shop = self.shop.as_ref().map_or("", |shop| shop.name.as_str());
        let name = if shop.is_empty() {
            "kenal".to_owned()
        } else {
            format!("kenal{dot}{shop}")
        };
        // Nobody is asked before the search line: a car may be rolling in.
        let staff = &if context.desk.staff.is_empty() {
            say::staff_ask(context.lang, self.keymap.shown(Command::SwitchStaff))
        } else {
            context.desk.staff.clone()
        };
        let date = text::header_date(context.lang, context.today);
        let join = |parts: &[&str]| {
            let parts: Vec<&str> = parts
                .iter()
                .copied()
                .filter(|part| !part.is_empty())
                .collect();
            parts.join(dot)
        };
        let index = if self.indexed < 100 {
            say::shell_loading_index(context.lang, u64::from(self.indexed))
        } else {
            String::new()
        };
        let candidates = [
            join(&[&index, staff, &date, &context.time]),
            join(&[staff, &date, &context.time]),
            join(&[staff, &context.time]),
            staff.clone(),
        ];
        let inner = Rect {
            x: area.x + 1,
            width: area.width - 2,
            ..area
        };
        let fits = |right: &&String| width(right) + width(&name) + 2 <= inner.width;
        let brief = |right: &&String| width(right) + 7 <= inner.width;
        let right = candidates
            .iter()
            .find(fits)
            .or_else(|| candidates[2..].iter().find(brief));
        let right = right.map_or("", String::as_str);
        let taken = put_right(frame, inner, right, look.style(Role::Label), look);
        let left = Rect {
            width: inner.width.saturating_sub(taken + 2),
            ..inner
        };
        put(frame, left, &name, look.style(Role::Title), look);
        places.0.push((
            Command::SwitchStaff,
            Rect {
                x: inner.right() - taken,
                width: taken,
                ..inner
            },
        ));
    }

    fn view_footer(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        context: &Context,
        places: &mut Places,
    ) {
        let shown = |spec: &&crate::protocol::CommandSpec| spec.footer > 0;
        let (commands, hints): (Vec<Command>, Vec<Hint>) = self
            .in_force(context)
            .filter(|(spec, applies)| shown(spec) && *applies != Applies::No)
            .map(|(spec, applies)| {
                let mut hint = Hint::new(
                    self.keymap.shown(spec.id),
                    label(spec, context),
                    spec.footer,
                );
                hint.enabled = applies == Applies::Yes;
                hint.keeps = matches!(spec.id, Command::Back | Command::Help);
                (spec.id, hint)
            })
            .filter(|(_, hint)| !hint.key.is_empty())
            .unzip();
        let inner = Rect {
            x: area.x + 1,
            width: area.width - 2,
            ..area
        };
        for (at, place) in footer::view(frame, inner, &hints, &self.look) {
            places.0.push((commands[at], place));
        }
    }
}

/// Draws a notice over the last rows of the screen, as many as it needs.
fn view_notice(frame: &mut Frame<'_>, body: Rect, notice: &Notice, look: &Look) {
    let weight = match notice.level {
        Level::Done => Weight::Done,
        Level::Info => Weight::Info,
        Level::Attention => Weight::Attention,
        Level::Problem => Weight::Problem,
    };
    let columns = body.width - 2;
    let whole = width(&notice.text) + width(&notice.hint) + 6;
    if whole <= columns {
        let place = bottom(body, 1);
        clear(frame, place, look);
        let line = Rect {
            x: place.x + 1,
            width: columns,
            ..place
        };
        notice::view(frame, line, weight, &notice.text, &notice.hint, look);
        return;
    }
    let text = wrap(&notice.text, columns - 2);
    let hint = if notice.hint.is_empty() {
        Vec::new()
    } else {
        wrap(&notice.hint, columns - 2)
    };
    let rows = u16::try_from(text.len() + hint.len())
        .unwrap_or(u16::MAX)
        .min(body.height);
    let place = bottom(body, rows);
    clear(frame, place, look);
    let first = text.len();
    for (at, line) in (0..rows).zip(text.iter().chain(&hint)) {
        let line_place = Rect {
            x: place.x + 1,
            width: columns,
            ..row(place, at)
        };
        if at == 0 {
            notice::view(frame, line_place, weight, line, "", look);
        } else {
            let style = look.style(if usize::from(at) < first {
                Role::Value
            } else {
                Role::Label
            });
            let place = Rect {
                x: line_place.x + 2,
                width: columns - 2,
                ..line_place
            };
            put(frame, place, line, style, look);
        }
    }
}

fn bottom(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    }
}
