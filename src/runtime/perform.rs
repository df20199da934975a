//! Performing effects: what the shell wants done reaches the threads, the clock, the memory
//! and the clipboard from here. Nothing here waits.

use std::io;
use std::sync::{Arc, mpsc};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::book::Newest;
use super::clock::Clock;
use super::exporter::{ExportWords, Exporter};
use super::platform;
use super::reader::Request;
use super::writer::Writer;
use crate::config::Memory;
use crate::domain::trade::Trade;
use crate::domain::{Author, Currency};
use crate::protocol::{Context, Desk, Effect, HiddenColumns};
use crate::store::fresh_op;
use crate::text::Lang;

/// What effects are performed with, and what the next context is made of.
pub(super) struct Hands {
    pub(super) newest: Newest,
    pub(super) to_reader: mpsc::Sender<Request>,
    pub(super) to_analyst: mpsc::Sender<Request>,
    pub(super) writer: Writer,
    pub(super) exporter: Exporter,
    pub(super) clock: Clock,
    pub(super) memory: Memory,
    /// This terminal's stable name: undo takes back only what was done here.
    pub(super) terminal: String,
    pub(super) staff: String,
    /// The computer's user, who writes while nobody is at the desk.
    pub(super) user: String,
    /// Whether symbols are those of ASCII.
    pub(super) ascii: bool,
    pub(super) lang: Lang,
    pub(super) currency: String,
    pub(super) trade: Arc<Trade>,
    pub(super) columns: Arc<HiddenColumns>,
}

impl Hands {
    /// The world at this moment.
    pub(super) fn context(&self, size: (u16, u16)) -> Context {
        let (today, time) = self.clock.now();
        Context {
            today,
            time,
            size,
            desk: Desk {
                staff: self.staff.clone(),
            },
            ascii: self.ascii,
            lang: self.lang,
            currency: self.currency.clone(),
            trade: Arc::clone(&self.trade),
            columns: Arc::clone(&self.columns),
            op: fresh_op(),
        }
    }

    /// Who writes.
    pub(super) fn author(&self) -> Author {
        Author {
            staff: None,
            name: if self.staff.is_empty() {
                self.user.clone()
            } else {
                self.staff.clone()
            },
            terminal: self.terminal.clone(),
        }
    }

    /// Performs an effect that concerns neither the screen nor the loop itself.
    pub(super) fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::StopReading(id) => self.newest.nobody(id),
            Effect::Read(id, query) => {
                self.newest.set(id);
                let to = if id.slot.is_study() {
                    &self.to_analyst
                } else {
                    &self.to_reader
                };
                let _ = to.send(Request::Read(id, query));
            }
            Effect::Write { id, op, change } => {
                self.writer.write(id, op, self.author(), change);
            }
            Effect::KeepDrafts(drafts) => self.writer.keep(self.author(), drafts, false),
            Effect::LeaveDraft(draft) => self.writer.keep(self.author(), vec![*draft], true),
            Effect::TakeDraft(op) => self.writer.take(op),
            Effect::EndDraft(op, fate) => self.writer.end_draft(op, fate),
            Effect::Export(export) => {
                let words = ExportWords {
                    lang: self.lang,
                    trade: Arc::clone(&self.trade),
                    currency: Currency::of(&self.currency).unwrap_or(Currency::IDR),
                    today: self.clock.now().0,
                };
                self.exporter.export(export, words);
            }
            Effect::StopExport => self.exporter.stop(),
            Effect::Copy(text) => return copy(&text),
            Effect::RememberStaff(name) => {
                // What cannot be remembered is asked for again at the next start.
                let _ = self.memory.remember_staff(&self.terminal, &name);
                self.staff = name;
            }
            Effect::RememberLang(lang) => {
                let _ = self.memory.remember_lang(lang);
                self.lang = lang;
            }
            Effect::RememberColumns(columns) => {
                let _ = self.memory.remember_columns(&columns.line());
                self.columns = Arc::from(columns);
            }
            Effect::Shop(shop) => {
                self.clock.moved_to(shop.utc_offset_minutes);
                self.trade = Arc::new(shop.profile());
                self.currency = shop.currency;
            }
            Effect::Wake(..) | Effect::Suspend | Effect::Redraw | Effect::Quit => {}
        }
        Ok(())
    }
}

/// Asks the terminal to put text on the person's clipboard, over SSH too. The text travels
/// encoded, so nothing in it can act on the terminal.
fn copy(text: &str) -> io::Result<()> {
    let mut sequence = String::new();
    if CopyToClipboard::to_clipboard_from(text)
        .write_ansi(&mut sequence)
        .is_err()
    {
        return Ok(());
    }
    platform::write_all(sequence.as_bytes())
}
