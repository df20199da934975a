//! Names of keys as people read them.

use super::{Lang, Say};

/// A key as it is shown to a person, such as `Shift+Kanan`: what has a word in their language is
/// called by it, what is printed on every keyboard keeps its name. Files of settings know the names
/// of the program alone.
pub fn key(lang: Lang, shown: &str) -> String {
    let at = shown.rfind('+').map_or(0, |at| at + 1);
    let (held, name) = shown.split_at(at);
    let say = match name {
        "Right" => Say::KeyRight,
        "Left" => Say::KeyLeft,
        "Up" => Say::KeyUp,
        "Down" => Say::KeyDown,
        "Space" => Say::KeySpace,
        _ => return shown.to_owned(),
    };
    format!("{held}{}", say.in_(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_word_is_called_by_it_and_the_rest_keeps_its_name() {
        for (shown, en, id) in [
            ("Right", "Right", "Kanan"),
            ("Shift+Left", "Shift+Left", "Shift+Kiri"),
            ("Space", "Space", "Spasi"),
            ("Enter", "Enter", "Enter"),
            ("Ctrl+E", "Ctrl+E", "Ctrl+E"),
            ("Ctrl++", "Ctrl++", "Ctrl++"),
            ("", "", ""),
        ] {
            assert_eq!(
                (key(Lang::En, shown), key(Lang::Id, shown)),
                (en.into(), id.into())
            );
        }
    }
}
