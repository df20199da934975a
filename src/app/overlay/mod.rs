//! What lies over the screens: help, the palette, who is at the desk, a question. Each is a
//! value in the model; nothing waits for it.

mod columns;
mod export;
mod staff;
mod view;

use crate::kit::dialog::{Dialog, DialogIntent};
use crate::kit::help::Section;
use crate::kit::palette::{Entry, Palette, PaletteIntent};
use crate::kit::scroll::ScrollText;
use crate::protocol::{Choice, Code, Command, HiddenColumns, Key, Mouse, MouseKind, Question};

use crate::text::Say;

use super::stack::Token;
use super::view::position;

pub(super) use columns::ColumnsDialog;
pub(super) use export::{Chosen, ExportDialog, Goes};
pub(super) use staff::{Person, StaffPicker, proposal};

/// The one that is open.
#[derive(Debug)]
pub(super) enum Overlay {
    /// The keys in force here.
    Help(Vec<Section>, ScrollText),
    /// Every command by name, in the order of the palette's entries.
    Palette(Palette, Vec<Command>),
    /// Who is at the desk.
    Staff(StaffPicker),
    /// Where a list goes.
    Export(ExportDialog),
    /// Which columns of a list are shown.
    Columns(ColumnsDialog),
    /// A screen's question.
    Question(Token, Dialog),
}

/// What an overlay wants after a key or a press of the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Intent {
    /// It is not the overlay's; only what works everywhere may have it.
    Pass,
    /// It was used up.
    Stay,
    /// Close.
    Close,
    /// Close and do this.
    Run(Command),
    /// Close; this person is at the desk from now on.
    AtDesk(Person),
    /// Close; this list goes there.
    Export(Box<Chosen>),
    /// Stay; these columns are put away from now on.
    Columns(HiddenColumns),
    /// Close; the screen gets this answer.
    Answer(Token, Choice),
}

impl Overlay {
    /// The palette of these commands.
    pub(super) fn palette(entries: Vec<(Command, Entry)>) -> Overlay {
        let (commands, entries) = entries.into_iter().unzip();
        Overlay::Palette(Palette::new(entries), commands)
    }

    /// A screen's question.
    pub(super) fn question(asker: Token, question: Question) -> Overlay {
        Overlay::Question(
            asker,
            Dialog::new(question.title, question.body, question.choices),
        )
    }

    /// What the help says about it.
    pub(super) fn explains(&self) -> Say {
        match self {
            Overlay::Help(..) => Say::HelpClose,
            Overlay::Palette(..) => Say::HelpBoxPalette,
            Overlay::Staff(_) => Say::HelpBoxStaff,
            Overlay::Export(_) => Say::HelpBoxExport,
            Overlay::Columns(_) => Say::HelpBoxColumns,
            Overlay::Question(..) => Say::HelpBoxQuestion,
        }
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: Key) -> Intent {
        match self {
            Overlay::Help(_, scroll) => match key.code {
                Code::Esc | Code::Enter => Intent::Close,
                _ if scroll.press(key) => Intent::Stay,
                _ => Intent::Pass,
            },
            Overlay::Palette(palette, commands) => run(palette.press(key), commands),
            Overlay::Staff(picker) => picker.press(key),
            Overlay::Export(dialog) => dialog.press(key),
            Overlay::Columns(dialog) => dialog.press(key),
            Overlay::Question(asker, dialog) => answer(*asker, dialog.press(key)),
        }
    }

    /// Takes pasted text where something is typed. It confirms nothing.
    pub(super) fn paste(&mut self, text: &str) {
        match self {
            Overlay::Palette(palette, _) => palette.paste(text),
            Overlay::Staff(picker) => picker.paste(text),
            Overlay::Export(dialog) => dialog.paste(text),
            Overlay::Help(..) | Overlay::Columns(_) | Overlay::Question(..) => {}
        }
    }

    /// Takes the mouse.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Intent {
        let press = matches!(mouse.kind, MouseKind::Press | MouseKind::Double);
        match self {
            Overlay::Help(_, scroll) if !press => {
                scroll.wheel(mouse.kind == MouseKind::WheelDown);
                Intent::Stay
            }
            Overlay::Palette(palette, commands) if press => {
                run(palette.click(position(mouse)), commands)
            }
            Overlay::Staff(picker) if press => picker.click(mouse),
            Overlay::Export(dialog) if press => dialog.click(mouse),
            Overlay::Columns(dialog) if press => dialog.click(mouse),
            Overlay::Question(asker, dialog) if press => {
                answer(*asker, dialog.click(position(mouse)))
            }
            _ => Intent::Stay,
        }
    }
}

fn run(intent: PaletteIntent, commands: &[Command]) -> Intent {
    match intent {
        PaletteIntent::Ignored => Intent::Pass,
        PaletteIntent::Handled => Intent::Stay,
        PaletteIntent::Close => Intent::Close,
        PaletteIntent::Run(at) => commands
            .get(at)
            .map_or(Intent::Stay, |command| Intent::Run(*command)),
    }
}

fn answer(asker: Token, intent: DialogIntent) -> Intent {
    match intent {
        DialogIntent::Ignored => Intent::Pass,
        DialogIntent::Moved => Intent::Stay,
        DialogIntent::Pressed(at) => Intent::Answer(asker, Choice::Nth(at)),
        DialogIntent::Dismissed => Intent::Answer(asker, Choice::None),
    }
}
