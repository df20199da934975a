//! Rows with some lines above them, in a frame.

use crate::kit::draw::{after, below, panel};
use crate::kit::table::Column;
use crate::kit::titled::{Words, lines, titled};
use crate::kit::{Canvas, List};
use crate::look::Role;
use crate::screens::failed;
use crate::screens::shown::Shown;
use crate::text::Say;

/// What is drawn.
pub struct Rows<'a> {
    /// On the border.
    pub title: &'a str,
    /// Lines above the rows; they are wrapped, and give way where rows are few.
    pub head: Vec<Words>,
    /// The columns.
    pub columns: &'a [Column],
    /// What each column is called; nothing draws no such line.
    pub titles: Vec<String>,
    /// The rows.
    pub told: Vec<Vec<Words>>,
    /// What is said where there are none.
    pub none: Words,
    /// Which row is chosen.
    pub list: &'a List,
}

/// Draws them, or why they are not there, or that they are loading.
pub fn draw<T>(all: &Rows<'_>, shown: &Shown<T>, canvas: &mut Canvas<'_, '_>) {
    let (look, lang) = (canvas.look, canvas.lang);
    let inner = panel(canvas.frame, canvas.area, all.title, "", true, look);
    let instead = match (&shown.failed, &shown.value) {
        (Some(failure), _) => Some((failed::sentence(failure, lang), Role::Attention)),
        (None, None) if shown.slow => Some((Say::WordLoading.in_(lang).to_owned(), Role::Label)),
        (None, None) => return,
        (None, Some(_)) => None,
    };
    if let Some(words) = instead {
        lines(canvas, after(inner, 1), &[words]);
        return;
    }
    let used = lines(canvas, after(inner, 1), &all.head);
    let inner = below(inner, used);
    if all.told.is_empty() {
        lines(canvas, after(inner, 1), std::slice::from_ref(&all.none));
        return;
    }
    let titles: Vec<&str> = all.titles.iter().map(String::as_str).collect();
    titled(all.list, (all.columns, &titles), canvas, inner, |at| {
        all.told.get(at).cloned().unwrap_or_default()
    });
}
