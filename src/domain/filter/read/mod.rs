//! Reads a filter that a person has typed.

mod condition;
mod tokens;

use super::{Filter, Join, Mistake, Problem};
use crate::domain::trade::Trade;
use crate::domain::{Currency, Day};
use tokens::{Token, Tokens};

/// What a reader of filters must know.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The trade, with the shop's own fields.
    pub trade: &'a Trade,
    /// What amounts are in.
    pub currency: Currency,
    /// What `22/11` is the day of.
    pub today: Day,
}

impl Filter {
    /// Reads `days_silent > 90 and money >= 5000000`.
    ///
    /// A condition is a field, a sign (`=` `!=` `<` `<=` `>` `>=` `~` for "has in it" `!~`) and a
    /// value; or `in (a, b)`, `between 1 and 9`, `is known`, `is unknown`; a field of yes or no
    /// stands alone, and what was taken may have been `since today-90`. `not` before a condition turns it over. All are joined with `and`, or all
    /// with `or`. Days are `2026-11-22`, `today`, `today-90`, `today+14`; amounts are as in a form
    /// (`5jt`). What has spaces or signs in it stands in quotation marks. `everybody` has none.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn read(text: &str, terms: Terms<'_>) -> Result<Self, Mistake> {
        if text.len() > Self::LONGEST {
            return Err(Problem::TooLong.into());
        }
        let mut tokens = Tokens::of(text)?;
        if tokens.take_word("everybody") {
            return match tokens.next() {
                None => Ok(Self::default()),
                Some((at, more)) => Err(Mistake::at(at, Problem::Unexpected(more.to_string()))),
            };
        }
        let mut conditions = vec![condition::read(&mut tokens, terms)?];
        let mut join = None;
        while let Some((at, token)) = tokens.next() {
            let here = match &token {
                Token::Word(word) if word.eq_ignore_ascii_case("and") => Join::All,
                Token::Word(word) if word.eq_ignore_ascii_case("or") => Join::Any,
                other => return Err(Mistake::at(at, Problem::Unexpected(other.to_string()))),
            };
            if join.is_some_and(|before| before != here) {
                return Err(Mistake::at(at, Problem::Mixed));
            }
            join = Some(here);
            conditions.push(condition::read(&mut tokens, terms)?);
            if conditions.len() > Self::MOST {
                return Err(Mistake::at(at, Problem::TooLong));
            }
        }
        Ok(Self::new(join.unwrap_or_default(), conditions))
    }
}
