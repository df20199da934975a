//! Which key means which command where: the table's keys, changed by the person's settings.

use std::collections::BTreeMap;

use super::{COMMANDS, Command, Key, Scope};

/// The keys in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    keys: BTreeMap<Command, Vec<Key>>,
}

/// Two commands want one key where both could be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The key.
    pub key: Key,
    /// The command that keeps it.
    pub first: Command,
    /// The command that does not get it.
    pub second: Command,
}

impl Default for Keymap {
    /// The keys of the table.
    fn default() -> Keymap {
        let parse = |keys: &[&str]| keys.iter().filter_map(|key| key.parse().ok()).collect();
        Keymap {
            keys: COMMANDS
                .iter()
                .map(|spec| (spec.id, parse(spec.keys)))
                .collect(),
        }
    }
}

impl Keymap {
    /// The keys of the table, except that each command named here has the keys given here. A
    /// key taken over from a command that was not named leaves that command; two named ones
    /// that want the same key clash.
    pub fn with(own: &BTreeMap<Command, Vec<Key>>) -> (Keymap, Vec<Clash>) {
        let mut map = Keymap::default();
        let mut clashes = Vec::new();
        for (&command, keys) in own {
            for &key in keys {
                for rival in COMMANDS
                    .iter()
                    .map(|spec| spec.id)
                    .filter(|id| meet(*id, command))
                {
                    match own.get(&rival) {
                        None => map
                            .keys
                            .entry(rival)
                            .or_default()
                            .retain(|known| *known != key),
                        Some(wanted) if rival < command && wanted.contains(&key) => {
                            clashes.push(Clash {
                                key,
                                first: rival,
                                second: command,
                            });
                        }
                        Some(_) => {}
                    }
                }
            }
            map.keys.insert(command, keys.clone());
        }
        (map, clashes)
    }

    /// What a key means in a scope; a command of the scope itself comes before a global one.
    pub fn command(&self, scope: Scope, key: Key) -> Option<Command> {
        let bound = |scope: Scope| {
            let here = |spec: &&super::CommandSpec| spec.scopes.contains(&scope);
            let mut specs = COMMANDS.iter().filter(here);
            specs
                .find(|spec| self.keys(spec.id).contains(&key))
                .map(|spec| spec.id)
        };
        bound(scope).or_else(|| bound(Scope::Global))
    }

    /// The keys of a command, the one to show first.
    pub fn keys(&self, command: Command) -> &[Key] {
        self.keys.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The key to show beside a command; empty when it has none.
    pub fn shown(&self, command: Command) -> String {
        self.keys(command)
            .first()
            .map_or_else(String::new, ToString::to_string)
    }
}

/// Whether two commands could be meant by one key press: they share a scope, or one is global.
fn meet(a: Command, b: Command) -> bool {
    let (left, right) = (a.spec().scopes, b.spec().scopes);
    let global = |scopes: &[Scope]| scopes.contains(&Scope::Global);
    a != b && (global(left) || global(right) || left.iter().any(|scope| right.contains(scope)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(rows: &[(Command, &str)]) -> BTreeMap<Command, Vec<Key>> {
        rows.iter()
            .map(|(command, key)| (*command, vec![key.parse().unwrap()]))
            .collect()
    }

    #[test]
    fn a_key_means_what_the_table_says_in_its_scope() {
        let map = Keymap::default();
        assert_eq!(map.command(Scope::Desk, Key::f(2)), Some(Command::NewVisit));
        assert_eq!(
            map.command(Scope::Desk, Key::alt('2')),
            Some(Command::NewVisit)
        );
        assert_eq!(map.command(Scope::Form, Key::f(2)), None);
        assert_eq!(
            map.command(Scope::Form, Key::ctrl('z')),
            Some(Command::Undo)
        );
        assert_eq!(map.shown(Command::Undo), "Ctrl+Z");
        assert_eq!(map.shown(Command::Suspend), "");
    }

    #[test]
    fn a_setting_replaces_all_keys_of_its_command() {
        let (map, clashes) = Keymap::with(&own(&[(Command::NewVisit, "F12")]));
        assert_eq!(clashes, []);
        assert_eq!(
            map.command(Scope::Card, Key::f(12)),
            Some(Command::NewVisit)
        );
        assert_eq!(map.command(Scope::Card, Key::f(2)), None);
    }

    #[test]
    fn a_key_taken_over_leaves_the_command_that_had_it() {
        let (map, clashes) = Keymap::with(&own(&[(Command::NewVisit, "F1")]));
        assert_eq!(clashes, []);
        assert_eq!(map.command(Scope::Desk, Key::f(1)), Some(Command::NewVisit));
        assert_eq!(map.keys(Command::Help), [Key::alt('1')]);
    }

    #[test]
    fn two_settings_that_want_one_key_in_one_place_clash() {
        let key = Key::f(12);
        let (_, clashes) =
            Keymap::with(&own(&[(Command::NewVisit, "F12"), (Command::Help, "F12")]));
        assert_eq!(
            clashes,
            [Clash {
                key,
                first: Command::Help,
                second: Command::NewVisit
            }]
        );
        let apart = own(&[(Command::OpenCard, "F12"), (Command::TakeTheirs, "F12")]);
        assert_eq!(Keymap::with(&apart).1, [], "a form is never on the desk");
    }
}
