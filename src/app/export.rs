//! A list of the screen on top on its way into a file: the dialog, the question to the book where
//! there is one, and what is said when the file is there.

use super::overlay::{Chosen, ExportDialog, Overlay};
use super::{App, Writer};
use crate::domain::{Change, Day};
use crate::protocol::{
    Answer, Context, Effect, Export, ExportContent, ExportFormat, ExportRows, Exported, Failure,
    Level, MOST_ASKED, Notice, Slot, TableOf,
};
use crate::text::{Say, say};

/// What the weekly review is called in the audit.
const REVIEW: &str = "review";

/// A list of which the book has yet to answer the rows.
#[derive(Debug)]
pub(super) struct Awaited {
    chosen: Chosen,
    table: TableOf,
}

impl App {
    /// Asks where the list of the screen on top shall go.
    pub(super) fn export_list(&mut self, context: &Context) -> Vec<Effect> {
        let Some(list) = self.screens.top().list(context) else {
            let notice = self.terms(context).blocked(Say::ExportNoList);
            return vec![self.notices.show(notice)];
        };
        let dialog = ExportDialog::new(list, &self.folder, context.today);
        self.overlay = Some(Overlay::Export(dialog));
        Vec::new()
    }

    /// The file is chosen: its rows are written, or the book is asked for them first.
    pub(super) fn export(&mut self, chosen: Chosen, context: &Context) -> Vec<Effect> {
        let under_way = self.terms(context).info(Say::ExportUnderWay);
        let mut effects = vec![self.notices.show(under_way)];
        effects.push(match chosen.list.rows.clone() {
            ExportRows::Here(table) => going(chosen, ExportContent::Table(table)),
            ExportRows::Book(kind, filter) => going(chosen, ExportContent::Book(kind, filter)),
            ExportRows::Asked(query, table) => {
                self.awaited = Some(Awaited { chosen, table });
                self.ask(Slot::Export, query)
            }
        });
        effects
    }

    /// The weekly review becomes files in the folder of lists.
    pub(super) fn save_report(&mut self, week: Option<Day>, context: &Context) -> Vec<Effect> {
        let under_way = self.terms(context).info(Say::ExportUnderWay);
        let export = Export {
            path: self.folder.clone(),
            format: ExportFormat::Xlsx,
            what: REVIEW.to_owned(),
            asked: false,
            content: ExportContent::Review(week),
        };
        vec![
            self.notices.show(under_way),
            Effect::Export(Box::new(export)),
        ]
    }

    /// The book has answered what a list holds.
    pub(super) fn rows_answered(
        &mut self,
        answer: Result<Answer, Failure>,
        context: &Context,
    ) -> Vec<Effect> {
        let Some(Awaited { chosen, table }) = self.awaited.take() else {
            return Vec::new();
        };
        match answer {
            Ok(answer) => table(&answer, context)
                .map(|table| going(chosen, ExportContent::Table(table)))
                .into_iter()
                .collect(),
            // It took longer than a read may: nobody else stops this one.
            Err(Failure::Cancelled) => {
                let notice = self.problem(Say::ExportTooLong, Say::ExportTooLongHint, context);
                vec![self.notices.show(notice)]
            }
            Err(failure) => self.say_failure(&failure, context),
        }
    }

    /// The file is there, or is not. That it is there goes into the audit.
    pub(super) fn exported(
        &mut self,
        result: Result<Exported, Failure>,
        context: &Context,
    ) -> Vec<Effect> {
        let exported = match result {
            Ok(exported) => exported,
            Err(failure) => return self.say_failure(&failure, context),
        };
        let place = exported.path.display().to_string();
        let first = exported.asked && exported.rows >= MOST_ASKED as u64;
        let notice = Notice {
            level: Level::Done,
            text: if exported.what == REVIEW {
                say::report_saved(context.lang, &place)
            } else {
                say::export_written(context.lang, exported.rows, &place)
            },
            hint: if first {
                Say::ExportFirst.in_(context.lang).to_owned()
            } else {
                String::new()
            },
        };
        let change = Change::Export {
            what: exported.what,
            rows: exported.rows,
            place,
        };
        vec![
            self.notices.show(notice),
            self.write(Writer::Log, context.op, change),
        ]
    }

    /// The audit could not be written: the file is there all the same.
    pub(super) fn not_logged(&mut self, context: &Context) -> Vec<Effect> {
        let notice = self.terms(context).blocked(Say::ExportNotLogged);
        vec![self.notices.show(notice)]
    }

    fn problem(&self, text: Say, hint: Say, context: &Context) -> Notice {
        Notice {
            level: Level::Problem,
            hint: hint.in_(context.lang).to_owned(),
            ..self.terms(context).info(text)
        }
    }
}

fn going(chosen: Chosen, content: ExportContent) -> Effect {
    let asked = matches!(chosen.list.rows, ExportRows::Asked(..));
    Effect::Export(Box::new(Export {
        path: chosen.path,
        format: chosen.format,
        what: chosen.list.what.to_owned(),
        asked,
        content,
    }))
}
