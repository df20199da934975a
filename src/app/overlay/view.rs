//! How overlays look.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{ColumnsDialog, ExportDialog, Overlay, Person, StaffPicker};
use crate::kit::draw::{after, centred, clear, panel, put, row};
use crate::kit::help;
use crate::kit::palette::Captions;
use crate::kit::width::wrap;
use crate::look::{Look, Role};
use crate::protocol::ExportFormat;
use crate::text::{Lang, Say, say};

impl Overlay {
    /// Draws the overlay over the middle of `area`.
    pub(in crate::app) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, lang: Lang) {
        match self {
            Overlay::Help(sections, scroll) => {
                let place = centred(area, (area.width.saturating_sub(4).min(76), area.height));
                clear(frame, place, look);
                let close = Say::HelpClose.in_(lang);
                let inner = panel(frame, place, Say::HelpTitle.in_(lang), close, true, look);
                help::view(frame, after(inner, 1), sections, scroll, look);
            }
            Overlay::Palette(palette, _) => {
                let captions = Captions {
                    title: Say::HelpPaletteTitle.in_(lang),
                    hint: Say::HelpPaletteHint.in_(lang),
                    nothing: Say::HelpPaletteNothing.in_(lang),
                };
                palette.view(frame, area, &captions, look);
            }
            Overlay::Staff(picker) => picker.view(frame, area, look, lang),
            Overlay::Export(dialog) => dialog.view(frame, area, look, lang),
            Overlay::Columns(dialog) => dialog.view(frame, area, look, lang),
            Overlay::Question(_, dialog) => dialog.view(frame, area, look),
        }
    }
}

impl ExportDialog {
    fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, lang: Lang) {
        let columns = area.width.saturating_sub(4).min(76);
        let inside = columns.saturating_sub(4);
        let title = self.title().unwrap_or(Say::ExportReportElsewhere.in_(lang));
        let title = wrap(title, inside);
        let kind = |format: ExportFormat| format.ending().to_uppercase();
        let other = kind(self.format.other());
        let kind = say::export_dialog_kind(lang, kind(self.format), other);
        let hint = match self.title() {
            Some(_) => [kind.as_str(), Say::ExportDialogHint.in_(lang)],
            None => [Say::ExportReportFolder.in_(lang), ""],
        };
        let hint = hint.iter().filter(|said| !said.is_empty());
        let hint: Vec<String> = hint.flat_map(|said| wrap(said, inside)).collect();
        let above = u16::try_from(title.len()).unwrap_or(1);
        let below = u16::try_from(hint.len()).unwrap_or(1);
        let place = centred(area, (columns, above + below + 3));
        clear(frame, place, look);
        let inner = panel(
            frame,
            place,
            Say::ExportDialogTitle.in_(lang),
            "",
            true,
            look,
        );
        for (at, text) in (0..).zip(&title) {
            put(
                frame,
                after(row(inner, at), 1),
                text,
                look.style(Role::Value),
                look,
            );
        }
        let line = after(row(inner, above), 1);
        self.line
            .view(frame, line, look.style(Role::FieldFocused), true, look);
        for (at, text) in (above + 1..).zip(&hint) {
            put(
                frame,
                after(row(inner, at), 1),
                text,
                look.style(Role::Label),
                look,
            );
        }
    }
}

impl StaffPicker {
    fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, lang: Lang) {
        let people = self.people();
        let rows = u16::try_from(people.len()).unwrap_or(u16::MAX).clamp(1, 10);
        let columns = area.width.saturating_sub(4).min(56);
        let hint = if self.proposed {
            Say::ShellStaffFirst
        } else {
            Say::ShellStaffHint
        };
        let hint = wrap(hint.in_(lang), columns.saturating_sub(4));
        let below = u16::try_from(hint.len()).unwrap_or(1);
        let place = centred(area, (columns, rows + below + 3));
        clear(frame, place, look);
        let inner = panel(frame, place, Say::StaffTitle.in_(lang), "", true, look);
        let line = after(row(inner, 0), 1);
        self.line
            .view(frame, line, look.style(Role::FieldFocused), true, look);
        self.line
            .placeholder(frame, after(line, 1), Say::StaffAdd.in_(lang), look);
        let body = Rect {
            y: inner.y + 1,
            height: inner.height.saturating_sub(below + 1),
            ..inner
        };
        let numbered = self.line.is_empty();
        self.list.view(frame, body, true, look, |at, _| {
            let number = if numbered && at < 9 {
                format!("{} ", at + 1)
            } else {
                String::new()
            };
            let name = match &people[at] {
                Person::Known(name) => name.clone(),
                Person::New(name) => say::shell_staff_add(lang, name),
            };
            vec![
                Span::styled(number, look.style(Role::Label)),
                Span::styled(name, look.style(Role::Value)),
            ]
        });
        for (at, text) in (inner.height.saturating_sub(below)..).zip(&hint) {
            let line = after(row(inner, at), 1);
            put(frame, line, text, look.style(Role::Label), look);
        }
    }
}

impl ColumnsDialog {
    fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, lang: Lang) {
        let all = self.of.choosable();
        let columns = area.width.saturating_sub(4).min(48);
        let hint = wrap(Say::ShellColumnsHint.in_(lang), columns.saturating_sub(4));
        let below = u16::try_from(hint.len()).unwrap_or(1);
        let rows = u16::try_from(all.len()).unwrap_or(u16::MAX);
        let place = centred(area, (columns, rows.saturating_add(below + 2)));
        clear(frame, place, look);
        let title = Say::ShellColumnsTitle.in_(lang);
        let inner = panel(frame, place, title, "", true, look);
        let body = Rect {
            height: inner.height.saturating_sub(below),
            ..inner
        };
        self.list.view(frame, body, true, look, |at, _| {
            let Some((name, say)) = all.get(at) else {
                return Vec::new();
            };
            let shown = !self.hidden.has(self.of.list, name);
            let (mark, role) = if shown {
                (look.symbols.check, Role::Value)
            } else {
                (" ", Role::Label)
            };
            let number = format!("{} ", at + 1);
            vec![
                Span::styled(number, look.style(Role::Label)),
                Span::styled(format!("{mark} "), look.style(Role::Done)),
                Span::styled(say.in_(lang), look.style(role)),
            ]
        });
        for (at, text) in (inner.height.saturating_sub(below)..).zip(&hint) {
            let line = after(row(inner, at), 1);
            put(frame, line, text, look.style(Role::Label), look);
        }
    }
}
