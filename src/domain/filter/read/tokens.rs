//! The words, signs and quoted texts of a typed filter.

use std::fmt;
use std::iter::Peekable;
use std::str::Chars;
use std::vec::IntoIter;

use crate::domain::filter::word::is_bare;
use crate::domain::filter::{Mistake, Problem};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word without quotation marks.
    Word(String),
    /// What stood in quotation marks.
    Quoted(String),
    /// `<=`, `(`, `,`.
    Sign(&'static str),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Word(text) | Token::Quoted(text) => f.write_str(text),
            Token::Sign(sign) => f.write_str(sign),
        }
    }
}

/// Longer ones first.
const SIGNS: &[&str] = &["<=", ">=", "!=", "!~", "<", ">", "=", "~", "(", ")", ","];

/// What is left of them, each with its place in characters.
#[derive(Debug)]
pub(super) struct Tokens {
    left: Peekable<IntoIter<(usize, Token)>>,
    end: usize,
}

impl Tokens {
    pub(super) fn of(text: &str) -> Result<Self, Mistake> {
        let mut found = Vec::new();
        let mut letters = Letters {
            left: text.chars(),
            at: 0,
        };
        while let Some(c) = letters.peek() {
            let at = letters.at;
            let sign = SIGNS
                .iter()
                .find(|sign| letters.left.as_str().starts_with(**sign));
            if c.is_whitespace() {
                letters.next();
            } else if let Some(sign) = sign {
                (0..sign.len()).for_each(|_| {
                    letters.next();
                });
                found.push((at, Token::Sign(sign)));
            } else if c == '"' {
                found.push((at, Token::Quoted(letters.quoted()?)));
            } else if is_bare(c) {
                found.push((at, Token::Word(letters.bare())));
            } else {
                return Err(Mistake::at(at, Problem::Unexpected(c.to_string())));
            }
        }
        Ok(Self {
            end: letters.at,
            left: found.into_iter().peekable(),
        })
    }

    pub(super) fn next(&mut self) -> Option<(usize, Token)> {
        self.left.next()
    }

    /// The next one, where something must follow.
    pub(super) fn must(&mut self) -> Result<(usize, Token), Mistake> {
        let end = self.end;
        self.next().ok_or(Mistake::at(end, Problem::Unfinished))
    }

    /// Takes the next one if it is this word, in any case.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let is = |token: &Token| matches!(token, Token::Word(w) if w.eq_ignore_ascii_case(word));
        self.left.next_if(|(_, token)| is(token)).is_some()
    }

    /// Takes the next one if it is this sign.
    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let is = |token: &Token| matches!(token, Token::Sign(s) if *s == sign);
        self.left.next_if(|(_, token)| is(token)).is_some()
    }
}

struct Letters<'a> {
    left: Chars<'a>,
    at: usize,
}

impl Letters<'_> {
    fn peek(&self) -> Option<char> {
        self.left.clone().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.left.next()?;
        self.at += 1;
        Some(c)
    }

    fn bare(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek().filter(|c| is_bare(*c)) {
            word.push(c);
            self.next();
        }
        word
    }

    /// Up to the closing mark; `\"` and `\\` are a mark and a stroke.
    fn quoted(&mut self) -> Result<String, Mistake> {
        let open = self.at;
        let mut text = String::new();
        self.next();
        while let Some(c) = self.next() {
            match c {
                '"' => return Ok(text),
                '\\' if matches!(self.peek(), Some('"' | '\\')) => text.extend(self.next()),
                c => text.push(c),
            }
        }
        Err(Mistake::at(open, Problem::OpenQuote))
    }
}
