//! How the line and who is found look.

pub mod rows;

use ratatui::layout::Rect;

use self::rows::Rows;
use super::{Person, Whom};
use crate::kit::Canvas;
use crate::kit::draw::below;
use crate::kit::search::{Captions, HEIGHT};
use crate::kit::table::Column;
use crate::kit::titled::Words;
use crate::kit::width::width;
use crate::look::Role;

/// A customer ID of five digits.
const ID: u16 = 7;
/// Columns below which there is hardly any room.
const NARROW: u16 = 60;
/// Columns that names have at the least, and that they keep at the most.
const NAME: (u16, u16) = (12, 19);
/// Columns that it keeps why somebody is there.
const WHY: u16 = 14;

/// What is said around who is found.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Above the line.
    pub title: &'a str,
    /// In the line while nothing is typed.
    pub hint: &'a str,
    /// Above who is found.
    pub found: &'a str,
    /// Where nobody is.
    pub none: &'a str,
}

impl Whom {
    /// Draws the line and who is found. `why` says of each why they are there.
    pub fn draw(
        &self,
        around: Around<'_>,
        canvas: &mut Canvas<'_, '_>,
        why: impl Fn(&Person) -> Words,
    ) {
        let (area, look, lang) = (canvas.area, canvas.look, canvas.lang);
        let captions = Captions {
            title: around.title,
            status: "",
            hint: around.hint,
        };
        let height = HEIGHT.min(area.height);
        self.search
            .view(canvas.frame, Rect { height, ..area }, &captions, true, look);
        let people = self.people.value.as_deref().unwrap_or_default();
        let rows = people.iter().map(|person| row(person, why(person)));
        let told: Vec<Vec<Words>> = rows.collect();
        let widest = |at: usize| told.iter().map(|row| width(&row[at].0)).max().unwrap_or(0);
        // Names stand whole before anything else does; where it is narrow they go on into the blanks before
        // why somebody is there.
        let why = Column::growing(widest(2).min(WHY), 1, 1);
        let why = if area.width < NARROW {
            why.right()
        } else {
            why
        };
        let columns = [
            Column::growing(widest(0).clamp(NAME.0, NAME.1), 2, 0),
            Column::fixed(ID, 2),
            why,
            Column::growing(12, 2, 3),
        ];
        let all = Rows {
            title: around.found,
            head: Vec::new(),
            columns: &columns,
            titles: Vec::new(),
            told,
            none: (around.none.to_owned(), Role::Label),
            list: &self.list,
        };
        let mut canvas = Canvas {
            frame: &mut *canvas.frame,
            area: below(area, height),
            look,
            lang,
        };
        rows::draw(&all, &self.people, &mut canvas);
    }
}

fn row(person: &Person, why: Words) -> Vec<Words> {
    vec![
        (person.name.clone(), Role::Strong),
        (person.code.clone(), Role::Label),
        why,
        (person.known_by.clone(), Role::Label),
    ]
}
