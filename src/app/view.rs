//! How the shell looks: header, the screen on top, what lies over it, a notice, the footer.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::update::disturbs_nothing;
use super::{App, notices};
use crate::kit::canvas::Canvas;
use crate::kit::draw::{put, put_right, row};
use crate::kit::footer::{self, Hint};
use crate::kit::small;
use crate::kit::width::{clean, fit, width};
use crate::look::{Role, to_ascii};
use crate::protocol::{Applies, Command, CommandSpec, Context, Mouse, Notice, Scope};
use crate::text::{self, Say, say};

/// The smallest window that is drawn on: columns and rows.
const SMALLEST: (u16, u16) = (40, 10);

/// Rows that the desk keeps, whatever stands below it; one less in the smallest window.
const DESK_ROWS: u16 = 8;

/// Columns that `kenal` keeps at the left of the header.
const BRIEF: u16 = 7;

/// The most columns of a name that is proposed for the desk.
const PROPOSED: u16 = 24;

/// Where the key that redeems points stands in the footer of a form: before others of it.
const REDEEM: u8 = 3;

/// Where the keys that order, show and write a list stand in the footer of one.
const LISTED: u8 = 6;

/// Where the message stands in the footer of a list: it is what is done with its rows.
const WORK: u8 = 1;

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
        // A theme with a ground of its own has it everywhere, whatever the terminal's is.
        let ground = self.look.style(Role::Normal);
        frame.buffer_mut().set_style(area, ground);
        if too_small((area.width, area.height)) {
            self.view_too_small(frame, context);
        } else {
            let body = Rect {
                y: area.y + 1,
                height: area.height - 2,
                ..area
            };
            let (body, below) = self.make_room(body, context);
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
            if let Some((place, notice)) = &below {
                notices::view(frame, *place, notice, &self.look);
            }
            self.view_footer(frame, row(area, area.height - 1), context, &mut places);
            if let Some(notice) = self.notices.shown() {
                let place = if below.is_some() {
                    body
                } else {
                    notices::over(body, notice)
                };
                notices::view(frame, place, notice, &self.look);
            }
            *self.places.borrow_mut() = places;
        }
        if self.look.symbols.is_ascii() {
            to_ascii(frame.buffer_mut());
        }
    }

    /// What stays of the body, and what stands below it for as long as it is true. On the desk
    /// only: whoever has a form open is told when it is saved.
    fn make_room(&self, body: Rect, context: &Context) -> (Rect, Option<(Rect, Notice)>) {
        let standing = self.standing(context).filter(|_| self.screens.is_lowest());
        let Some(notice) = standing else {
            return (body, None);
        };
        let rows = notices::rows(&notice, body.width)
            .min(body.height.saturating_sub(DESK_ROWS))
            .max(1);
        let [body, place] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(rows)]).areas(body);
        (body, Some((place, notice)))
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
        let mark = if self.read_only {
            Say::ShellLookOnly.in_(context.lang)
        } else {
            ""
        };
        let parts = ["kenal", mark, shop];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let name = parts.join(dot);
        let least = match mark {
            "" => BRIEF,
            mark => BRIEF + width(dot) + width(mark),
        };
        let staff = &self.who(context, area.width.saturating_sub(2 + least));
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
        let brief = |right: &&String| width(right) + least <= inner.width;
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

    /// Who is at the desk. Nobody is asked before the search line, for a car may be rolling in;
    /// whom the computer knows is proposed right here, cut to what fits into so many columns.
    fn who(&self, context: &Context, columns: u16) -> String {
        if !context.desk.staff.is_empty() {
            return context.desk.staff.clone();
        }
        let key = text::key(context.lang, &self.keymap.shown(Command::SwitchStaff));
        let proposal = self.proposal();
        if proposal.is_empty() {
            return say::staff_ask(context.lang, key);
        }
        let rest = width(&say::staff_propose(context.lang, "", &key));
        let room = columns.saturating_sub(rest).min(PROPOSED);
        let name = clean(&proposal);
        let name = fit(&name, room, self.look.symbols.more);
        say::staff_propose(context.lang, &name, key)
    }

    fn view_footer(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        context: &Context,
        places: &mut Places,
    ) {
        let screen = self.screens.top();
        let scope = screen.scope();
        let form = scope == Scope::Form;
        let listed = matches!(
            scope,
            Scope::Lists | Scope::Recovery | Scope::Segments | Scope::Points
        );
        let rank = |spec: &CommandSpec, applies: Applies| match spec.id {
            // Where points may pay a part of a bill, its form says by which key.
            Command::Redeem if form && applies == Applies::Yes => REDEEM,
            // What a list can do stands before what can be done everywhere.
            Command::SortRows | Command::ExportList | Command::Columns if listed => LISTED,
            Command::Quit if listed => LISTED + 1,
            Command::Message if listed => WORK,
            _ => screen.footer(spec.id, applies).unwrap_or(spec.footer),
        };
        let (commands, hints): (Vec<Command>, Vec<Hint>) = self
            .in_force(context)
            .filter(|(spec, applies)| rank(spec, *applies) > 0 && *applies != Applies::No)
            .map(|(spec, applies)| {
                let mut hint = Hint::new(
                    self.key_of(spec.id, context),
                    self.label(spec, context),
                    rank(spec, applies),
                );
                let reached = self.overlay.is_none() || disturbs_nothing(spec.id);
                hint.enabled = reached && applies == Applies::Yes;
                hint.keeps = matches!(spec.id, Command::Back | Command::Help)
                    || (spec.id == Command::OpenCard && scope == Scope::Today);
                (spec.id, hint)
            })
            .filter(|(_, hint)| !hint.key.is_empty())
            .unzip();
        let inner = Rect {
            x: area.x + 1,
            width: area.width - 1,
            ..area
        };
        for (at, place) in footer::view(frame, inner, &hints, &self.look) {
            places.0.push((commands[at], place));
        }
    }
}
