//! What a phone is shown: the link with its text, where the window holds its code, else the bare
//! link while the text is copied.

use super::MessageScreen;
use crate::domain::MessageChannel;
use crate::message::{Code, Squares, link};

/// What is drawn for a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Offer {
    /// Nothing: the text is copied and goes by whatever way.
    Nothing,
    /// The whole message.
    Whole(Code),
    /// Only the link that opens it; the code of the whole needs so many columns and rows, or none
    /// can hold it.
    Bare(Code, Option<(usize, usize)>),
    /// Not even that fits; it needs so many columns and rows.
    TooSmall((usize, usize)),
}

impl MessageScreen {
    /// What opens the message, whole and bare; `None` where no link can.
    pub(super) fn links(&self) -> Option<(String, String)> {
        let (body, to) = (self.body()?, self.address()?);
        match self.way() {
            MessageChannel::WhatsApp => Some((link::whatsapp(to, &body), link::bare(to))),
            MessageChannel::Email => {
                let subject = self
                    .known
                    .value
                    .as_ref()
                    .map_or("", |known| known.shop.as_str());
                let bare = link::bare_mail(to);
                Some((link::mail(to, subject, &body), bare))
            }
            MessageChannel::Clipboard => None,
        }
    }

    /// What is drawn in a place of so many columns and rows of the window.
    pub(super) fn offer(&self, room: (usize, usize), squares: Squares) -> Offer {
        let Some((whole, bare)) = self.links() else {
            return Offer::Nothing;
        };
        let needs = |code: &Code| {
            let (columns, rows) = code.needs(squares);
            let beside = columns + light(squares) + TEXT <= room.0;
            // Who it is for stands beside the code, or below it.
            (columns, rows + usize::from(!beside))
        };
        let fits = |code: &Code| {
            let (columns, rows) = needs(code);
            columns <= room.0 && rows <= room.1
        };
        let whole = Code::of(&whole);
        match (whole, Code::of(&bare)) {
            (Some(whole), _) if fits(&whole) => Offer::Whole(whole),
            (whole, Some(bare)) if fits(&bare) => Offer::Bare(bare, whole.as_ref().map(needs)),
            (whole, bare) => {
                let needs = bare.or(whole).as_ref().map(needs);
                needs.map_or(Offer::Nothing, Offer::TooSmall)
            }
        }
    }
}

/// Least columns in which a text reads beside a code.
pub(super) const TEXT: usize = 24;

/// Columns of light that a code may have around it beyond what it needs.
pub(super) const fn light(squares: Squares) -> usize {
    match squares {
        Squares::Halves => 2,
        Squares::Pairs => 4,
    }
}

/// Columns and rows of the window that the rest of the screen takes.
pub(super) const AROUND: (usize, usize) = (0, 2);

/// The room of a code in a window: all of the screen's rows, and the columns beside a narrow text.
pub(super) fn room(size: (u16, u16)) -> (usize, usize) {
    let (columns, rows) = size;
    (
        usize::from(columns),
        usize::from(rows).saturating_sub(AROUND.1),
    )
}
