//! The palette: every command by its name, found by a few letters.

use super::draw::{centred, clear, panel, put, row};
use super::line::{Edited, Line};
use super::list::{List, ListIntent};
use crate::look::{Look, Role};
use crate::protocol::{Code, Key};
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

/// Letters that may stand apart.
const FEW: usize = 4;

/// One command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub label: String,
    /// What the footer calls it: found by that too.
    pub short: String,
    /// What else people call it.
    pub also: Vec<&'static str>,
    /// What it does.
    pub help: String,
    /// Its first key; may be empty.
    pub key: String,
    /// Why it does not apply now; empty when it does.
    pub blocked: String,
}

/// What the palette wants after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaletteIntent {
    /// The key is not one of the palette's.
    Ignored,
    /// It was used up.
    Handled,
    /// Run the entry with this number.
    Run(usize),
    /// Close the palette.
    Close,
}

/// The palette with what is typed and what that finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    entries: Vec<Entry>,
    query: Line,
    found: Vec<usize>,
    list: List,
}

/// What the palette says itself.
#[derive(Debug, Clone, Copy)]
pub struct Captions<'a> {
    /// Above.
    pub title: &'a str,
    /// In the line while nothing is typed.
    pub hint: &'a str,
    /// When nothing is found.
    pub nothing: &'a str,
}

impl Palette {
    /// A palette of these commands, in this order while nothing is typed.
    pub fn new(entries: Vec<Entry>) -> Palette {
        let found: Vec<usize> = (0..entries.len()).collect();
        Palette {
            list: List::new(found.len()),
            entries,
            query: Line::default(),
            found,
        }
    }

    /// Types, moves, runs with Enter, closes with Esc.
    pub fn press(&mut self, key: Key) -> PaletteIntent {
        if key == Key::plain(Code::Esc) {
            return PaletteIntent::Close;
        }
        let moves = matches!(
            key.code,
            Code::Up | Code::Down | Code::PageUp | Code::PageDown | Code::Enter
        );
        if moves {
            return self.intent(|list| list.press(key));
        }
        match self.query.press(key) {
            Edited::No => PaletteIntent::Ignored,
            Edited::Moved | Edited::Full => PaletteIntent::Handled,
            Edited::Changed => {
                self.search();
                PaletteIntent::Handled
            }
        }
    }

    /// Inserts pasted text into the line.
    pub fn paste(&mut self, text: &str) {
        self.query.paste(text);
        self.search();
    }

    /// Selects or runs the entry under the mouse.
    pub fn click(&mut self, at: Position) -> PaletteIntent {
        self.intent(|list| list.click(at))
    }

    /// Draws the palette over the middle of `area`.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, captions: &Captions<'_>, look: &Look) {
        let rows = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        let place = centred(area, (72, rows.saturating_add(4)));
        clear(frame, place, look);
        let inner = panel(frame, place, captions.title, "", true, look);
        let line = super::draw::after(row(inner, 0), 1);
        self.query
            .view(frame, line, look.style(Role::Strong), true, look);
        self.query
            .placeholder(frame, super::draw::after(line, 1), captions.hint, look);
        let body = Rect {
            y: inner.y + 1,
            height: inner.height.saturating_sub(2),
            ..inner
        };
        if self.found.is_empty() {
            put(
                frame,
                super::draw::after(body, 1),
                captions.nothing,
                look.style(Role::Label),
                look,
            );
            return;
        }
        self.list.view(frame, body, true, look, |at, columns| {
            self.row(at, columns, look)
        });
        self.explain(frame, row(inner, inner.height.saturating_sub(1)), look);
    }

    /// The last row explains the selected command, or why it does not apply.
    fn explain(&self, frame: &mut Frame<'_>, place: Rect, look: &Look) {
        let selected = self.list.selected().and_then(|at| self.found.get(at));
        if let Some(entry) = selected.map(|at| &self.entries[*at]) {
            let (text, role) = if entry.blocked.is_empty() {
                (&entry.help, Role::Label)
            } else {
                (&entry.blocked, Role::Attention)
            };
            let place = super::draw::after(place, 1);
            put(frame, place, text, look.style(role), look);
        }
    }

    fn row(&self, at: usize, columns: u16, look: &Look) -> Vec<Span<'static>> {
        let entry = &self.entries[self.found[at]];
        let role = if entry.blocked.is_empty() {
            Role::Value
        } else {
            Role::KeyOff
        };
        let key_room = super::width::width(&entry.key) + 1;
        let name = super::width::pad(
            &entry.label,
            columns.saturating_sub(key_room),
            look.symbols.more,
        );
        vec![
            Span::styled(name, look.style(role)),
            Span::styled(format!(" {}", entry.key), look.style(Role::Key)),
        ]
    }

    fn intent(&mut self, act: impl FnOnce(&mut List) -> ListIntent) -> PaletteIntent {
        match act(&mut self.list) {
            ListIntent::Chosen(at) => PaletteIntent::Run(self.found[at]),
            ListIntent::Moved => PaletteIntent::Handled,
            ListIntent::Ignored => PaletteIntent::Ignored,
        }
    }

    /// Best first; a hit in the name counts more than one in the explanation. Letters that stand
    /// apart are sought only for a few of them, and only where none has them together: many
    /// letters lie scattered over any sentence.
    fn search(&mut self) {
        let query = self.query.value().trim().to_lowercase();
        let together = self.found_by(|entry| together(entry, &query));
        self.found = if together.is_empty() && query.chars().count() <= FEW {
            let matcher = SkimMatcherV2::default().ignore_case();
            let named = |name: &str| matcher.fuzzy_match(name, &query);
            self.found_by(|entry| named(&entry.label).max(named(&entry.short)))
        } else {
            together
        };
        self.list.reset(self.found.len());
    }

    /// The entries with a score, best first.
    fn found_by(&self, score: impl Fn(&Entry) -> Option<i64>) -> Vec<usize> {
        let entries = self.entries.iter().enumerate();
        let mut hits: Vec<(i64, usize)> = entries
            .filter_map(|(at, entry)| score(entry).map(|score| (-score, at)))
            .collect();
        hits.sort_unstable();
        hits.into_iter().map(|(_, at)| at).collect()
    }
}

/// How good an entry is that has the typed piece as it stands: at the start of a word of its name,
/// in its name, in its explanation.
fn together(entry: &Entry, query: &str) -> Option<i64> {
    let names = [&entry.label, &entry.short].map(|name| name.to_lowercase());
    let begins = |name: &String| name.split(' ').any(|word| word.starts_with(query));
    if names.iter().any(|name| name.starts_with(query)) {
        Some(4)
    } else if names.iter().any(begins) {
        Some(3)
    } else if names.iter().any(|name| name.contains(query))
        || entry.also.iter().any(|word| word.starts_with(query))
    {
        Some(2)
    } else {
        entry.help.to_lowercase().contains(query).then_some(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    fn palette(typed: &str) -> Palette {
        let entry = |label: &str, help: &str, key: &str| Entry {
            label: label.to_owned(),
            short: String::new(),
            also: Vec::new(),
            help: help.to_owned(),
            key: key.to_owned(),
            blocked: String::new(),
        };
        let mut palette = Palette::new(vec![
            entry("visit", "Write down a visit", "F2"),
            entry("new customer", "Make a new customer", "F3"),
            Entry {
                blocked: "Choose a customer first".to_owned(),
                ..entry("sold", "Same plate, new owner", "")
            },
        ]);
        for key in Key::sequence(typed).expect("keys") {
            palette.press(key);
        }
        palette
    }

    fn shown(palette: &Palette, look: &Look) -> String {
        let captions = Captions {
            title: "All commands",
            hint: "Type a piece",
            nothing: "No such command",
        };
        probe::draw(40, 9, |frame| {
            palette.view(frame, frame.area(), &captions, look);
        })
    }

    #[test]
    fn a_few_letters_find_the_command_and_enter_runs_it() {
        assert_eq!(
            palette("nwcu").press(Key::plain(Code::Enter)),
            PaletteIntent::Run(1)
        );
        assert_eq!(
            palette("owner").press(Key::plain(Code::Enter)),
            PaletteIntent::Run(2)
        );
        assert_eq!(
            palette("<Down>").press(Key::plain(Code::Enter)),
            PaletteIntent::Run(1)
        );
        assert_eq!(
            palette("zzz").press(Key::plain(Code::Enter)),
            PaletteIntent::Ignored
        );
        assert_eq!(
            palette("").press(Key::plain(Code::Esc)),
            PaletteIntent::Close
        );
    }

    #[test]
    fn letters_scattered_over_a_sentence_find_nothing() {
        // Each lies somewhere in "Make a new customer", in this order.
        let mut scattered = palette("mnwcr");
        assert_eq!(
            scattered.press(Key::plain(Code::Enter)),
            PaletteIntent::Ignored
        );
        let mut explained = palette("same plate");
        assert_eq!(
            explained.press(Key::plain(Code::Enter)),
            PaletteIntent::Run(2)
        );
    }

    #[test]
    fn what_the_footer_calls_it_finds_it_too() {
        let mut palette = Palette::new(vec![Entry {
            label: "Counter sale".to_owned(),
            short: "jual".to_owned(),
            also: vec!["stok"],
            help: String::new(),
            key: String::new(),
            blocked: String::new(),
        }]);
        palette.paste("sto");
        assert_eq!(
            palette.clone().press(Key::plain(Code::Enter)),
            PaletteIntent::Run(0)
        );
        palette.press(Key::ctrl('u'));
        palette.paste("jual");
        assert_eq!(
            palette.press(Key::plain(Code::Enter)),
            PaletteIntent::Run(0)
        );
    }

    #[test]
    fn the_selected_command_is_explained_or_its_reason_given() {
        let look = probe::look();
        insta::assert_snapshot!("palette_all", shown(&palette(""), &look));
        insta::assert_snapshot!("palette_blocked", shown(&palette("sold"), &look));
        insta::assert_snapshot!("palette_nothing", shown(&palette("zzz"), &look));
    }
}
