//! A list of the screen on top on its way into a file: the dialog, and what is said while it is
//! written and when the file is there.

use std::path::PathBuf;

use super::overlay::{Chosen, ExportDialog, Goes, Overlay};
use super::stack::Token;
use super::{App, Writer};
use crate::domain::{Change, Day};
use crate::protocol::{
    Context, Effect, Export, ExportContent, ExportFormat, Exported, Failure, Level, Notice,
};
use crate::text::{Say, say};

/// What the weekly review is called in the audit.
const REVIEW: &str = "review";

/// A file that is being written.
#[derive(Debug)]
pub(super) struct GoingOut {
    /// The screen that asked for it.
    asker: Token,
    /// The week, and the folder, where it is the weekly review.
    report: Option<(Option<Day>, PathBuf)>,
}

impl App {
    /// Asks where the list of the screen on top shall go.
    pub(super) fn export_list(&mut self, context: &Context) -> Vec<Effect> {
        let Some(list) = self.screens.top().list(context) else {
            let notice = self.terms(context).blocked(Say::ExportNoList);
            return vec![self.notices.show(notice)];
        };
        let dialog = ExportDialog::new(list, &self.folder, context.today, self.format);
        self.overlay = Some(Overlay::Export(dialog));
        Vec::new()
    }

    /// The file is chosen: its rows are written.
    pub(super) fn export(&mut self, chosen: Chosen, context: &Context) -> Vec<Effect> {
        let list = match chosen.goes {
            Goes::List(list) => list,
            Goes::Report(week) => return self.report_into(chosen.path, week, context),
        };
        let under_way = self.terms(context).info(Say::ExportUnderWay);
        self.format = chosen.format;
        let export = Export {
            path: chosen.path,
            format: chosen.format,
            what: list.what.to_owned(),
            content: ExportContent::Rows(list.rows),
            without: self.put_away(context),
        };
        self.goes_out(export, under_way)
    }

    /// A file is begun.
    fn goes_out(&mut self, export: Export, under_way: Notice) -> Vec<Effect> {
        self.going_out.push_back(GoingOut {
            asker: self.screens.top_token(),
            report: match export.content {
                ExportContent::Review(week) => Some((week, export.path.clone())),
                ExportContent::Rows(_) => None,
            },
        });
        vec![
            self.notices.show(under_way),
            Effect::Export(Box::new(export)),
        ]
    }

    /// Whether a file that the screen on top asked for is being written.
    pub(super) fn is_going_out(&self) -> bool {
        let top = self.screens.top_token();
        self.going_out.iter().any(|out| out.asker == top)
    }

    /// The columns of the list on top that somebody put away.
    fn put_away(&self, context: &Context) -> Vec<String> {
        let of = self.screens.top().columns();
        of.map_or_else(Vec::new, |of| of.put_away(&context.columns))
    }

    /// A list that takes long has come so far.
    pub(super) fn exporting(&mut self, percent: u8, context: &Context) -> Vec<Effect> {
        let notice = Notice {
            level: Level::Info,
            text: match self.going_out.front() {
                Some(out) if out.report.is_some() => say::export_report_come(context.lang, percent),
                _ => say::export_come(context.lang, percent),
            },
            hint: String::new(),
        };
        vec![self.notices.show(notice)]
    }

    /// The weekly review becomes files in the folder of lists.
    pub(super) fn save_report(&mut self, week: Option<Day>, context: &Context) -> Vec<Effect> {
        self.report_into(self.folder.clone(), week, context)
    }

    fn report_into(
        &mut self,
        folder: PathBuf,
        week: Option<Day>,
        context: &Context,
    ) -> Vec<Effect> {
        if self.going_out.iter().any(|out| out.report.is_some()) {
            let notice = self.terms(context).blocked(Say::ExportReportGoesOut);
            return vec![self.notices.show(notice)];
        }
        let under_way = self.terms(context).info(Say::ExportReportUnderWay);
        let export = Export {
            path: folder,
            format: ExportFormat::Xlsx,
            what: REVIEW.to_owned(),
            content: ExportContent::Review(week),
            without: Vec::new(),
        };
        self.goes_out(export, under_way)
    }

    /// The file is there, or is not. That it is there goes into the audit.
    pub(super) fn exported(
        &mut self,
        result: Result<Exported, Failure>,
        context: &Context,
    ) -> Vec<Effect> {
        let out = self.going_out.pop_front();
        let exported = match result {
            Ok(exported) => exported,
            Err(Failure::Cancelled) => {
                let stopped = self.terms(context).info(Say::ExportStopped);
                return vec![self.notices.show(stopped)];
            }
            Err(failure) => {
                let said = self.say_failure(&failure, context);
                if let Some((week, folder)) = out.and_then(|out| out.report)
                    && matches!(failure, Failure::NotWritten(_))
                    && self.overlay.is_none()
                {
                    self.overlay = Some(Overlay::Export(ExportDialog::report(week, &folder)));
                }
                return said;
            }
        };
        // Where one was saved the next is proposed.
        if let Some((_, folder)) = out.and_then(|out| out.report) {
            self.folder = folder;
        }
        let place = exported.path.display().to_string();
        let notice = Notice {
            level: Level::Done,
            text: if exported.what == REVIEW {
                say::report_saved(context.lang, &place)
            } else {
                say::export_written(context.lang, exported.rows, &place)
            },
            hint: String::new(),
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
}
