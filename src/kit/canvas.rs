//! What a screen draws on.

use crate::look::Look;
use crate::text::Lang;
use ratatui::Frame;
use ratatui::layout::Rect;

/// A frame with the place that belongs to the screen, and how things look and read there.
#[derive(Debug)]
pub struct Canvas<'a, 'b> {
    /// The frame of the whole terminal.
    pub frame: &'a mut Frame<'b>,
    /// The screen's part of it; nothing is drawn elsewhere.
    pub area: Rect,
    /// Styles and symbols.
    pub look: &'a Look,
    /// The person's language.
    pub lang: Lang,
}
