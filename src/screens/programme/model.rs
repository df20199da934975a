//! What the screen of the programme knows.

use super::part::Part;
use super::row::Row;
use crate::domain::Day;
use crate::kit::{Line, List};
use crate::points::Rule;
use crate::protocol::{Go, PlayedRules};
use crate::screens::shown::Shown;

/// The rules, and years under others.
#[derive(Debug)]
pub struct Programme {
    /// The rules of the day from which on they are changed, of today if none is said; nothing in them before a
    /// programme began.
    pub(super) rule: Shown<Option<Rule>>,
    /// From which day on other rules are in force than today, where some are to come.
    pub(super) later: Option<Day>,
    /// As they are changed here, and not saved.
    pub(super) other: Option<Rule>,
    /// From when on they hold when they are saved; nothing: from today on.
    pub(super) since: Option<Day>,
    /// How many years are played.
    pub(super) years: u32,
    /// The tier, work or days that are open.
    pub(super) open: Option<Part>,
    /// Which row is chosen.
    pub(super) rows: List,
    /// What is typed into it.
    pub(super) typing: Option<Line>,
    /// Files that may be meant.
    pub(super) files: Vec<String>,
    /// What the last years came to under both.
    pub(super) played: Shown<PlayedRules>,
    /// Whether that covers the rules, where there is no room for both.
    pub(super) in_front: bool,
    /// How often the next part of it was asked for.
    pub(super) turned: usize,
    /// They are being saved.
    pub(super) writing: bool,
    /// Where to, while it is asked whether what is tried out is thrown away.
    pub(super) leaving: Option<Go>,
}

impl Default for Programme {
    fn default() -> Self {
        let mut screen = Self {
            rule: Shown::default(),
            later: None,
            other: None,
            since: None,
            years: 1,
            open: None,
            rows: List::default(),
            typing: None,
            files: Vec::new(),
            played: Shown::default(),
            in_front: false,
            turned: 0,
            writing: false,
            leaving: None,
        };
        // What stands above the first that is changed is in sight too.
        screen.rows = List::new(screen.listed().len());
        screen.rows.select(Row::FIRST);
        screen
    }
}

impl Programme {
    /// A screen that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The rules of today; those that a new shop begins with where there are none.
    pub(super) fn now(&self) -> Option<Rule> {
        let rule = self.rule.value.as_ref()?;
        Some(rule.clone().unwrap_or_default())
    }

    /// The rules as they stand here.
    pub(super) fn shown(&self) -> Option<Rule> {
        self.other.clone().or_else(|| self.now())
    }

    /// Whether it is known that no programme is in force today.
    pub(super) fn has_none(&self) -> bool {
        self.rule.value == Some(None)
    }

    /// Whether there is something to put in force: where no rules are, also the starting values.
    pub(super) fn can_save(&self) -> bool {
        self.is_other() || self.has_none()
    }

    /// Whether something differs from the rules of today.
    pub(super) fn is_other(&self) -> bool {
        self.other.is_some() && self.other != self.now()
    }

    /// Whether what was played is of other rules than those that stand here now.
    pub(super) fn is_of_before(&self, played: &PlayedRules) -> bool {
        self.shown().is_some_and(|rule| rule != played.other.0)
    }

    /// All rows.
    pub(super) fn listed(&self) -> Vec<Row> {
        Row::all(&self.shown().unwrap_or_default(), self.open)
    }

    /// The chosen row.
    pub(super) fn row(&self) -> Option<Row> {
        self.listed().get(self.rows.selected()?).copied()
    }

    /// Brings the list up to date, with the pointer on that row.
    pub(super) fn show(&mut self, at: usize) {
        let len = self.listed().len();
        self.rows.replace(len, Some(at.min(len.saturating_sub(1))));
    }

    /// Opens one of several, or closes it, with the pointer where it stands in the list.
    pub(super) fn open(&mut self, part: Option<Part>) {
        let was = std::mem::replace(&mut self.open, part);
        let back = was.filter(|_| part.is_none());
        let at = back.and_then(|part| {
            let mut rows = self.listed().into_iter();
            rows.position(|row| row == Row::Part(part) || row == Row::New(part.kind))
        });
        self.show(at.unwrap_or(0));
    }

    /// What of the file's path could follow what is typed.
    pub(super) fn offer(&self) -> Option<&str> {
        let line = self.typing.as_ref().filter(|line| line.is_at_end())?;
        let mut files = self.files.iter();
        files.find_map(|file| {
            file.strip_prefix(line.value())
                .filter(|rest| !rest.is_empty())
        })
    }
}
