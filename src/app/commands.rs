//! Commands: which apply, and what those of the shell do.

use super::overlay::{ColumnsDialog, Overlay, Person, StaffPicker, proposal};
use super::{App, Writer};
use crate::domain::{Change, Member};
use crate::kit::help::Section;
use crate::kit::palette::Entry;
use crate::kit::scroll::ScrollText;
use crate::protocol::{
    Applies, COMMANDS, Command, CommandSpec, Context, Effect, Event, Key, Level, Notice, Query,
    Scope, Slot,
};
use crate::text::{self, Lang, Say, heading, say};

impl App {
    /// A key with no overlay open: a command of the screen, one of everywhere, or it types.
    pub(super) fn screen_key(&mut self, key: Key, context: &Context) -> Vec<Effect> {
        let screen = self.screens.top();
        let typed = screen.types() && key.typed().is_some();
        let command = self.keymap.command(screen.scope(), key);
        match command.filter(|_| !typed) {
            Some(command) if self.applies(command, context) != Applies::No => {
                self.run(command, context)
            }
            _ => self.tell_top(Event::Key(key), context),
        }
    }

    /// Whether a command can be done now. The shell's own always can, except where a screen has
    /// a say in them.
    pub(super) fn applies(&self, command: Command, context: &Context) -> Applies {
        let screen = self.screens.top();
        let scopes = command.spec().scopes;
        let about_asset = matches!(
            command,
            Command::Vehicle | Command::CounterSale | Command::WhoseHistory
        );
        let meant = scopes.contains(&Scope::Global) || screen.applies(command) != Applies::No;
        let here = scopes.contains(&screen.scope()) || scopes.contains(&Scope::Global);
        if self.read_only && command.writes() && here && meant {
            Applies::Blocked(Say::NoticeBlockedReadOnly)
        } else if about_asset && scopes.contains(&screen.scope()) && context.trade.asset.is_none() {
            Applies::Blocked(Say::NoticeBlockedNoAsset)
        } else if command == Command::Columns && here {
            match screen.columns() {
                Some(_) => Applies::Yes,
                None => Applies::Blocked(Say::ShellNoColumns),
            }
        } else if scopes.contains(&screen.scope()) || command == Command::Back {
            screen.applies(command)
        } else if !scopes.contains(&Scope::Global) {
            Applies::No
        } else if command == Command::Undo && self.undoing() {
            Applies::Blocked(Say::NoticeBlockedBusy)
        } else if command == Command::Undo && screen.unsaved(context).is_some() {
            // It would take back something else, behind the text on which the eyes are.
            Applies::Blocked(Say::NoticeBlockedUnsaved)
        } else {
            Applies::Yes
        }
    }

    fn undoing(&self) -> bool {
        self.writes.values().any(|writer| *writer == Writer::Undo)
    }

    /// Does a command, or says why it cannot be done.
    pub(super) fn run(&mut self, command: Command, context: &Context) -> Vec<Effect> {
        if command == Command::Back && self.is_going_out() {
            return vec![Effect::StopExport];
        }
        match self.applies(command, context) {
            Applies::Yes => {}
            Applies::Blocked(reason) => return self.blocked(reason, context),
            Applies::No => return self.blocked(Say::NoticeBlockedNotOnScreen, context),
        }
        match command {
            Command::Help => self.explain(context),
            Command::Palette => self.opened(Overlay::palette(self.entries(context))),
            Command::SwitchStaff => self.pick_staff(context),
            Command::Undo => self.undo(context),
            Command::ExportList => self.export_list(context),
            Command::Columns => self.choose_columns(context),
            Command::Quit => self.quit(context),
            Command::Redraw => vec![Effect::Redraw],
            Command::Suspend => vec![Effect::Suspend],
            Command::SwitchLanguage => {
                let other = if context.lang == Lang::En {
                    Lang::Id
                } else {
                    Lang::En
                };
                vec![Effect::RememberLang(other)]
            }
            theirs => {
                if theirs.turns() {
                    self.notices.turn();
                }
                if theirs == Command::SendMessage {
                    self.notices.makes_room();
                }
                self.tell_top(Event::Command(theirs), context)
            }
        }
    }

    /// Opens the help: over a box that of the box, and once more closes it.
    fn explain(&mut self, context: &Context) -> Vec<Effect> {
        if matches!(self.overlay, Some(Overlay::Help(..))) {
            self.overlay = self.under.take();
            return Vec::new();
        }
        let mut sections = self.help(context);
        if let Some(overlay) = &self.overlay {
            let said = overlay.explains().in_(context.lang).to_owned();
            let in_the_box = Section {
                title: Say::HelpInTheBox.in_(context.lang).to_owned(),
                entries: vec![(String::new(), said)],
            };
            // What the screen below takes means nothing here.
            sections[0] = in_the_box;
        }
        self.under = self.overlay.take();
        self.opened(Overlay::Help(sections, ScrollText::default()))
    }

    /// Asks which columns of the list on top shall be seen.
    fn choose_columns(&mut self, context: &Context) -> Vec<Effect> {
        match self.screens.top().columns() {
            Some(of) => {
                let hidden = (*context.columns).clone();
                self.opened(Overlay::Columns(ColumnsDialog::new(of, hidden)))
            }
            None => self.blocked(Say::ShellNoColumns, context),
        }
    }

    fn opened(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlay = Some(overlay);
        Vec::new()
    }

    fn blocked(&mut self, reason: Say, context: &Context) -> Vec<Effect> {
        let notice = self.terms(context).blocked(reason);
        vec![self.notices.show(notice)]
    }

    /// Leaving is the screen's to refuse: one with unsaved text asks first, one without has
    /// nothing to say to it.
    fn quit(&mut self, context: &Context) -> Vec<Effect> {
        self.overlay = None;
        self.under = None;
        let objections = self.tell_top(Event::Command(Command::Quit), context);
        if objections.is_empty() && self.overlay.is_none() {
            self.leave(context)
        } else {
            objections
        }
    }

    fn undo(&mut self, context: &Context) -> Vec<Effect> {
        vec![self.write(Writer::Undo, context.op, Change::Undo { change: None })]
    }

    /// Whom to propose to a desk where nobody is yet; nobody where the computer does not tell.
    pub(super) fn proposal(&self) -> String {
        let members = self.shop.as_ref().map(|shop| shop.staff.as_slice());
        proposal(&self.user, members.unwrap_or_default())
    }

    /// Opens the picker of who is at the desk.
    pub(super) fn pick_staff(&mut self, context: &Context) -> Vec<Effect> {
        self.overlay = Some(Overlay::Staff(StaffPicker::new(
            &context.desk.staff,
            &self.proposal(),
        )));
        vec![self.ask(Slot::Staff, Query::Staff)]
    }

    /// Puts somebody at the desk; a new name is written down.
    pub(super) fn at_desk(&mut self, person: Person, context: &Context) -> Vec<Effect> {
        let (name, new) = match person {
            Person::Known(name) => (name, false),
            Person::New(name) => (name, true),
        };
        let welcome = Notice {
            level: Level::Done,
            text: say::notice_welcome(context.lang, &name),
            hint: String::new(),
        };
        let mut effects = vec![
            Effect::RememberStaff(name.clone()),
            self.notices.show(welcome),
        ];
        if new {
            let change = Change::AddStaff {
                name,
                at_desk: true,
                is_mechanic: false,
            };
            effects.push(self.write(Writer::Staff, context.op, change));
        }
        effects
    }

    /// Follows whoever is at the desk to another name; who has left is there no more, and the
    /// header asks anew. A name that the book does not know is left alone.
    pub(super) fn still_at_desk(
        &mut self,
        before: &[Member],
        now: &[Member],
        context: &Context,
    ) -> Vec<Effect> {
        let name = &context.desk.staff;
        let called = |member: &&Member| member.facts.name == *name;
        let known = before.iter().find(called).map(|member| member.id);
        let of_id = now.iter().find(|member| Some(member.id) == known);
        let member = of_id.or_else(|| now.iter().find(called));
        if member.is_none() && known.is_none() {
            return Vec::new();
        }
        let lang = context.lang;
        let key = text::key(lang, &self.keymap.shown(Command::SwitchStaff));
        let Some(member) = member else {
            // Whoever added them took that back.
            let text = say::staff_gone(lang, name, key);
            return self.nobody_at_desk(text);
        };
        if !member.facts.active {
            return self.nobody_at_desk(say::staff_left(lang, name, key));
        }
        if member.facts.name == *name {
            return Vec::new();
        }
        let new = member.facts.name.clone();
        let text = say::staff_renamed(lang, name, &new);
        self.now_at_desk(new, Level::Info, text)
    }

    fn nobody_at_desk(&mut self, text: String) -> Vec<Effect> {
        self.now_at_desk(String::new(), Level::Attention, text)
    }

    fn now_at_desk(&mut self, name: String, level: Level, text: String) -> Vec<Effect> {
        let hint = String::new();
        let said = self.notices.show(Notice { level, text, hint });
        vec![Effect::RememberStaff(name), said]
    }

    /// The rows of the table that belong to the screen on top or to every screen.
    pub(super) fn in_force(
        &self,
        context: &Context,
    ) -> impl Iterator<Item = (&'static CommandSpec, Applies)> {
        let scope = self.screens.top().scope();
        let here = move |spec: &&CommandSpec| {
            spec.scopes
                .iter()
                .any(|s| [scope, Scope::Global].contains(s))
        };
        COMMANDS
            .iter()
            .filter(here)
            .map(|spec| (spec, self.applies(spec.id, context)))
    }

    fn help(&self, context: &Context) -> Vec<Section> {
        let lang = context.lang;
        let entry = |spec: &CommandSpec| {
            let keys: Vec<String> = self.keys_of(spec.id, context).collect();
            (keys.join(", "), self.sentence_of(spec, context))
        };
        let section = |title: Say, global: bool| {
            let belongs = |spec: &&CommandSpec| spec.scopes.contains(&Scope::Global) == global;
            let shown = self
                .in_force(context)
                .filter(|(_, applies)| *applies != Applies::No)
                .map(|(spec, _)| spec);
            let entries = shown
                .filter(belongs)
                .map(entry)
                .filter(|(keys, _)| !keys.is_empty());
            Section {
                title: title.in_(lang).to_owned(),
                entries: entries.collect(),
            }
        };
        let mut everywhere = section(Say::HelpEverywhere, true);
        for text in [Say::HelpTyping, Say::HelpMouse] {
            everywhere
                .entries
                .push((String::new(), text.in_(lang).to_owned()));
        }
        let mut here = section(Say::HelpHere, false);
        let explained = self.screens.top().explains().into_iter();
        let explained = explained.map(|text| (String::new(), text.in_(lang).to_owned()));
        here.entries.splice(0..0, explained);
        vec![here, everywhere]
    }

    /// The palette's rows: all commands but movements, those of other screens with the reason.
    fn entries(&self, context: &Context) -> Vec<(Command, Entry)> {
        let lang = context.lang;
        let actions = COMMANDS
            .iter()
            .filter(|spec| !spec.id.moves() && spec.id != Command::Palette);
        let entry = |spec: &CommandSpec| {
            let blocked = match self.applies(spec.id, context) {
                Applies::Yes => "",
                Applies::Blocked(reason) => reason.in_(lang),
                Applies::No => Say::NoticeBlockedNotOnScreen.in_(lang),
            };
            let entry = Entry {
                label: self.title(spec, context),
                short: self.label(spec, context),
                also: spec.id.also_called().collect(),
                help: self.sentence_of(spec, context),
                key: self.key_of(spec.id, context),
                blocked: blocked.to_owned(),
            };
            (spec.id, entry)
        };
        actions.map(entry).collect()
    }
}

impl App {
    /// The keys of a command as they are spelled, without those that type now.
    fn keys_of(&self, command: Command, context: &Context) -> impl Iterator<Item = String> {
        let types = self.screens.top().types();
        let keys = self.keymap.keys(command).iter();
        let keys = keys.filter(move |key| !types || key.typed().is_none());
        let lang = context.lang;
        keys.map(move |key| text::key(lang, &key.to_string()))
    }

    /// The key that is shown beside a command.
    pub(super) fn key_of(&self, command: Command, context: &Context) -> String {
        self.keys_of(command, context).next().unwrap_or_default()
    }

    /// A command in one or two words; what customers bring has the trade's word.
    pub(super) fn label(&self, spec: &CommandSpec, context: &Context) -> String {
        let lang = context.lang;
        if let Some((label, _)) = self.screens.top().command_is_called(spec.id) {
            return label.in_(lang).to_owned();
        }
        match (spec.id, &context.trade.asset) {
            (Command::Vehicle, Some(asset)) => {
                // The footer has few columns: what has wheels has a short word.
                let (one, short) = (asset.one.inside(lang), Say::ShellVehicle.in_(lang));
                if asset.registered && short.len() < one.len() {
                    short.to_owned()
                } else {
                    one
                }
            }
            (Command::Back, _) => self.back(context).0.in_(lang).to_owned(),
            _ => spec.label.in_(lang).to_owned(),
        }
    }

    /// What the palette calls it.
    fn title(&self, spec: &CommandSpec, context: &Context) -> String {
        let lang = context.lang;
        if let Some((_, sentence)) = self.screens.top().command_is_called(spec.id) {
            return sentence.in_(lang).to_owned();
        }
        match (spec.id, &context.trade.asset) {
            (Command::Vehicle, Some(asset)) => heading(&say::palette_asset(
                lang,
                asset.one.inside(lang),
                asset.plate.inside(lang),
            )),
            (Command::Back, _) if self.back(context).0 == Say::CommandClear => {
                Say::PaletteClear.in_(lang).to_owned()
            }
            (Command::Back, _) if self.is_going_out() => Say::CommandStopHelp.in_(lang).to_owned(),
            _ => spec.title.in_(lang).to_owned(),
        }
    }

    /// What Esc is called here, and what it does.
    fn back(&self, context: &Context) -> (Say, Say) {
        if self.is_going_out() {
            return (Say::CommandStop, Say::CommandStopHelp);
        }
        self.screens.top().back_is_called(context)
    }

    fn sentence_of(&self, spec: &CommandSpec, context: &Context) -> String {
        let lang = context.lang;
        if let Some((_, sentence)) = self.screens.top().command_is_called(spec.id) {
            return sentence.in_(lang).to_owned();
        }
        match (spec.id, &context.trade.asset) {
            (Command::Vehicle, Some(asset)) => {
                say::shell_asset_help(lang, asset.one.inside(lang), asset.plate.inside(lang))
            }
            (Command::WhoseHistory, Some(asset)) => {
                say::shell_history_asset_help(lang, asset.one.inside(lang))
            }
            (Command::Back, _) => self.back(context).1.in_(lang).to_owned(),
            _ => spec.help.in_(lang).to_owned(),
        }
    }
}
