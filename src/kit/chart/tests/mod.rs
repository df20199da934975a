//! Every chart at the sizes of a panel, half a screen and a whole one, with Braille and with
//! ASCII; and at every other size with whatever data there may be.

mod odd;
mod pictures;

use crate::kit::{Canvas, probe};
use crate::look::{Look, Theme};
use crate::text::Lang;
use std::fmt::Write as _;

const SIZES: [(u16, u16); 3] = [(38, 10), (78, 18), (118, 36)];

fn drawn(size: (u16, u16), lang: Lang, look: &Look, draw: impl Fn(&mut Canvas<'_, '_>)) -> String {
    probe::draw(size.0, size.1, |frame| {
        let area = frame.area();
        draw(&mut Canvas {
            frame,
            area,
            look,
            lang,
        });
    })
}

/// A page with a chart in all sizes, first with Braille and then in ASCII; the styles of the
/// smallest one with colours and without.
fn page(draw: impl Fn(&mut Canvas<'_, '_>)) -> String {
    let mut page = String::new();
    for (look, lang) in [
        (Look::new(Theme::plain(), false), Lang::Id),
        (Look::new(Theme::plain(), true), Lang::En),
    ] {
        for size in SIZES {
            let text = probe::text(size.0, size.1, |frame| {
                let area = frame.area();
                let look = &look;
                draw(&mut Canvas {
                    frame,
                    area,
                    look,
                    lang,
                });
                // As the shell does before such a terminal.
                if look.symbols.is_ascii() {
                    crate::look::to_ascii(frame.buffer_mut());
                }
            });
            let _ = write!(page, "{}x{} {}\n{text}\n", size.0, size.1, lang.code());
            assert!(!look.symbols.is_ascii() || text.is_ascii());
            assert!(!text.contains('?'), "{text}");
        }
    }
    for look in [probe::look(), Look::default()] {
        let text = drawn(SIZES[0], Lang::En, &look, &draw);
        let styles = text.split_once("-- styles\n");
        page += styles.map_or("", |(_, styles)| styles);
        page += "\n";
    }
    page
}
