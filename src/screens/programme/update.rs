//! What the screen of the programme does with an event.

use super::Programme;
use crate::domain::Change;
use crate::points::{Rule, RuleError};
use crate::protocol::{
    Answer, Applies, Choice, Command, Context, Event, ExportList, Failure, Go, Key, Level, Notice,
    Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::{saved, unsaved};
use crate::text::{Say, rules_mistake, say, younger_rules};

impl Screen for Programme {
    fn scope(&self) -> Scope {
        Scope::Programme
    }

    fn applies(&self, command: Command) -> Applies {
        if self.typing.is_some() {
            // Digits type; Enter keeps.
            return if command == Command::Back {
                Applies::Yes
            } else {
                Applies::No
            };
        }
        match command {
            Command::Save if self.writing => Applies::Blocked(Say::NoticeBlockedBusy),
            Command::Save if !self.can_save() => Applies::Blocked(Say::ProgrammeSame),
            Command::Play if self.rule.value.is_none() => Applies::Blocked(Say::WordLoading),
            Command::ExportList if self.played.value.is_none() => {
                Applies::Blocked(Say::ProgrammeNotPlayed)
            }
            Command::NextField if self.played.value.is_none() => Applies::No,
            Command::Save
            | Command::Play
            | Command::ExportList
            | Command::NextField
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![
            Say::ProgrammeExplain,
            Say::ProgrammeExplainPlayed,
            Say::ProgrammeExplainFile,
        ]
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale => return vec![self.ask(context)],
            Event::Command(command) => return self.command(command, context),
            Event::Key(key) => return self.key(key, context),
            Event::Mouse(mouse) => self.mouse(mouse, context),
            Event::Paste(text) => {
                if let Some(line) = &mut self.typing {
                    line.paste(text);
                    return self.ask_files();
                }
            }
            Event::Answer(Slot::Rules, Answer::Rules { now, later }) => {
                self.stand_on(now.as_deref());
                self.later = *later;
            }
            Event::Answer(Slot::Played, Answer::Played(played)) => {
                self.played.put(Some((**played).clone()));
                self.in_front = true;
            }
            Event::Answer(Slot::RulesFiles, Answer::RulesFiles(files)) => {
                self.files.clone_from(files);
            }
            Event::Answer(Slot::RulesFiles, Answer::RulesFile(read)) => {
                return vec![self.of_file(read.as_ref(), context)];
            }
            Event::Failed(Slot::Rules, failure) => self.rule.fail(failure),
            Event::Failed(Slot::Played, failure) => self.played.fail(failure),
            Event::Slow(Slot::Rules) => self.rule.takes_long(),
            Event::Slow(Slot::Played) => self.played.takes_long(),
            Event::Come(Slot::Played, percent) => self.played.has_come(percent),
            Event::Saved(receipt) => {
                (self.other, self.since, self.writing) = (None, None, false);
                return vec![saved::said(receipt, context), self.ask(context)];
            }
            Event::NotSaved(failure) => {
                self.writing = false;
                return not_taken(failure, context);
            }
            Event::Chosen(choice) => {
                let to = self.leaving.take().filter(|_| *choice == Choice::Nth(1));
                return to.map(Step::Go).into_iter().collect();
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl Programme {
    /// Asks for the rules of the day from which on others shall hold.
    pub(super) fn ask(&mut self, context: &Context) -> Step {
        self.rule.ask();
        let on = self.since.unwrap_or(context.today);
        Step::Read(Slot::Rules, Query::Rules(on))
    }

    /// These are in force on that day: what was changed here is changed in them.
    fn stand_on(&mut self, rule: Option<&Rule>) {
        let at = self.rows.selected().unwrap_or(0);
        let was = self.now();
        self.rule.put(Some(rule.cloned()));
        if let (Some(was), Some(now), Some(other)) = (was, self.now(), &self.other) {
            self.other = Some(other.over(&was, &now));
        }
        self.show(at);
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back if self.typing.take().is_some() => {}
            Command::Back if self.covers(context) => self.in_front = false,
            Command::Back if self.open.is_some() => self.open(None),
            Command::Back => return self.leave(Go::Back(None), context),
            Command::Quit => return self.leave(Go::Quit, context),
            Command::Play => return self.play(context),
            Command::NextField if !self.in_front => self.in_front = true,
            Command::NextField => self.turned += 1,
            Command::Save => return self.save(context),
            moves => {
                if let Some(code) = moves.row_key() {
                    self.rows.press(Key::plain(code));
                }
            }
        }
        Vec::new()
    }

    /// Asks before what is tried out is thrown away.
    fn leave(&mut self, to: Go, context: &Context) -> Vec<Step> {
        if !self.is_other() {
            // Nothing stands against leaving the program.
            let back = (to != Go::Quit).then_some(Step::Go(to));
            return back.into_iter().collect();
        }
        self.leaving = Some(to);
        unsaved::ask(context.lang)
    }

    /// Whether what was played lies over the rules.
    pub(super) fn covers(&self, context: &Context) -> bool {
        self.in_front && self.played.value.is_some() && context.size.0 < super::view::WIDE
    }

    fn save(&mut self, context: &Context) -> Vec<Step> {
        let Some(rule) = self.shown().filter(|_| self.can_save()) else {
            return Vec::new();
        };
        let change = Change::SetPointsRule {
            since: self.since.unwrap_or(context.today),
            rule: rule.to_json(),
        };
        self.writing = true;
        vec![Step::Write(context.op, Box::new(change))]
    }

    fn play(&mut self, context: &Context) -> Vec<Step> {
        let Some(rule) = self.shown() else {
            return Vec::new();
        };
        self.played.ask();
        self.turned = 0;
        let query = Query::Play {
            rule: Box::new(rule),
            today: context.today,
            years: self.years,
        };
        vec![Step::Read(Slot::Played, query)]
    }

    /// The rules of a file are tried out, or it is said why they cannot be.
    fn of_file(&mut self, read: Option<&Result<Box<Rule>, RuleError>>, context: &Context) -> Step {
        let lang = context.lang;
        let file = self
            .typing
            .as_ref()
            .map_or("", |line| line.value())
            .to_owned();
        let (level, text) = match read {
            Some(Ok(rule)) => {
                (self.other, self.typing) = (Some((**rule).clone()), None);
                self.show(self.rows.selected().unwrap_or(0));
                (Level::Info, say::programme_file_read(lang, file))
            }
            Some(Err(error)) => {
                let (why, lines) = rules_mistake(error, &file, lang);
                let parts = [&[why][..], &lines].concat();
                (Level::Attention, parts.join(" "))
            }
            None => (Level::Attention, say::points_rule_file(lang, file)),
        };
        said(level, text)
    }
}

/// Says why the book did not take the rules; what else went wrong is said by the shell.
fn not_taken(failure: &Failure, context: &Context) -> Vec<Step> {
    let younger = match failure {
        Failure::Refused(reasons) => younger_rules(reasons, context.lang),
        _ => None,
    };
    let Some(text) = younger else {
        return saved::not_taken(failure, context);
    };
    vec![Step::Say(Notice {
        level: Level::Attention,
        text,
        hint: Say::ProgrammeOlderHint.in_(context.lang).to_owned(),
    })]
}

/// A sentence below.
pub(super) fn said(level: Level, text: String) -> Step {
    Step::Say(Notice {
        level,
        text,
        hint: String::new(),
    })
}
