//! One condition of a typed filter.

use super::Terms;
use super::tokens::{Token, Tokens};
use crate::domain::date::{DateOrder, typed_date};
use crate::domain::filter::word::not_a_choice;
use crate::domain::filter::write::units;
use crate::domain::filter::{Bound, Condition, Field, Figure, Kind, Mistake, Problem, Test, When};
use crate::domain::{Amount, Money};

pub(super) fn read(tokens: &mut Tokens, terms: Terms<'_>) -> Result<Condition, Mistake> {
    let not = tokens.take_word("not");
    let (at, token) = tokens.must()?;
    let Token::Word(name) = &token else {
        return Err(Mistake::at(at, Problem::Unexpected(token.to_string())));
    };
    let Some(field) = field(name, terms) else {
        return Err(Mistake::at(at, Problem::NoField(name.clone())));
    };
    let (turned, test) = Reader {
        kind: field.kind(terms.trade),
        choices: field.choices(terms.trade),
        name,
        tokens,
        terms,
    }
    .test()?;
    Ok(Condition {
        field,
        not: not != turned,
        test,
    })
}

/// The field of a name; a shop's own one may be called by its key alone.
fn field(name: &str, terms: Terms<'_>) -> Option<Field> {
    let kept = |key: &str| terms.trade.kept().any(|own| own.key == key);
    let name = name.to_lowercase();
    match Field::named(&name) {
        Some(Field::Own(key)) => kept(&key).then_some(Field::Own(key)),
        None => kept(&name).then_some(Field::Own(name)),
        known => known,
    }
}

struct Reader<'a> {
    kind: Kind,
    choices: Vec<&'a str>,
    name: &'a str,
    tokens: &'a mut Tokens,
    terms: Terms<'a>,
}

impl Reader<'_> {
    /// What stands behind the field, and whether that is turned over.
    fn test(mut self) -> Result<(bool, Test), Mistake> {
        if self.kind == Kind::YesNo {
            return self.yes_or_no();
        }
        if self.tokens.take_word("is") {
            if self.tokens.take_word("known") {
                return Ok((false, Test::Known));
            }
            if self.tokens.take_word("unknown") {
                return Ok((true, Test::Known));
            }
            let turned = self.tokens.take_word("not");
            return Ok((turned, self.same()?));
        }
        let (at, token) = self.tokens.must()?;
        let sign = match &token {
            Token::Sign(sign) => (*sign).to_owned(),
            Token::Word(word) => word.to_lowercase(),
            Token::Quoted(_) => {
                return Err(Mistake::at(at, Problem::Unexpected(token.to_string())));
            }
        };
        let bound: fn(String) -> Bound<String> = match sign.as_str() {
            "=" => return Ok((false, self.same()?)),
            "!=" => return Ok((true, self.same()?)),
            "~" | "contains" if self.kind.is_text() => return Ok((false, self.contains()?)),
            "!~" if self.kind.is_text() => return Ok((true, self.contains()?)),
            "in" if self.kind.is_worded() => return Ok((false, self.any_of()?)),
            "between" if !self.kind.is_worded() => return Ok((false, self.between()?)),
            "<" => Bound::Below,
            "<=" => Bound::AtMost,
            ">" => Bound::Above,
            ">=" => Bound::AtLeast,
            "~" | "!~" | "contains" | "in" | "between" => return Err(self.cannot(at, &sign)),
            _ => return Err(Mistake::at(at, Problem::Unexpected(token.to_string()))),
        };
        if self.kind.is_worded() {
            return Err(self.cannot(at, &sign));
        }
        let (at, value) = self.value()?;
        Ok((false, self.bounded(bound(value), at, at)?))
    }

    fn cannot(&self, at: usize, asked: &str) -> Mistake {
        let (field, asked) = (self.name.to_owned(), asked.to_owned());
        Mistake::at(at, Problem::CannotAsk { field, asked })
    }

    fn yes_or_no(self) -> Result<(bool, Test), Mistake> {
        if !self.tokens.take_sign("=") && !self.tokens.take_word("is") {
            return Ok((false, Test::Yes));
        }
        let (at, token) = self.tokens.must()?;
        match token.to_string().to_lowercase().as_str() {
            "yes" => Ok((false, Test::Yes)),
            "no" => Ok((true, Test::Yes)),
            other => Err(Mistake::at(at, not_a_choice(other, &["yes", "no"]))),
        }
    }

    /// A value: a word that means nothing of itself, or a quoted text.
    fn value(&mut self) -> Result<(usize, String), Mistake> {
        let (at, token) = self.tokens.must()?;
        match token {
            Token::Word(text) | Token::Quoted(text) if !text.trim().is_empty() => Ok((at, text)),
            Token::Sign(sign) => Err(Mistake::at(at, Problem::Unexpected(sign.to_owned()))),
            _ => Err(Mistake::at(at, Problem::Empty)),
        }
    }

    fn same(&mut self) -> Result<Test, Mistake> {
        let (at, value) = self.value()?;
        match self.kind {
            kind if kind.is_worded() => self.one_of(vec![(at, value)]),
            _ => self.bounded(Bound::Exactly(value), at, at),
        }
    }

    fn contains(&mut self) -> Result<Test, Mistake> {
        let (at, part) = self.value()?;
        let since = self.kind == Kind::Dated && self.tokens.take_word("since");
        if !since {
            return self.sound(Test::Contains(part), at);
        }
        let (day_at, day) = self.value()?;
        let from = self.when(&day, day_at)?;
        self.sound(Test::Since { part, from }, at)
    }

    fn any_of(&mut self) -> Result<Test, Mistake> {
        let (at, open) = self.tokens.must()?;
        if open != Token::Sign("(") {
            return Err(Mistake::at(at, Problem::Unexpected(open.to_string())));
        }
        let mut words = vec![self.value()?];
        loop {
            match self.tokens.must()? {
                (_, Token::Sign(")")) => return self.one_of(words),
                (_, Token::Sign(",")) => words.push(self.value()?),
                (at, other) => return Err(Mistake::at(at, Problem::Unexpected(other.to_string()))),
            }
        }
    }

    fn one_of(&self, words: Vec<(usize, String)>) -> Result<Test, Mistake> {
        let first = words.first().map_or(0, |(at, _)| *at);
        let mut found = Vec::new();
        for (at, word) in words {
            let known = |choice: &&&str| choice.eq_ignore_ascii_case(&word);
            match self.choices.iter().find(known) {
                Some(choice) => found.push((*choice).to_owned()),
                None if self.choices.is_empty() => found.push(word),
                None => return Err(Mistake::at(at, not_a_choice(&word, &self.choices))),
            }
        }
        self.sound(Test::Is(found), first)
    }

    fn between(&mut self) -> Result<Test, Mistake> {
        let (from_at, from) = self.value()?;
        if !self.tokens.take_word("and") {
            let (at, other) = self.tokens.must()?;
            return Err(Mistake::at(at, Problem::Unexpected(other.to_string())));
        }
        let (until_at, until) = self.value()?;
        self.bounded(Bound::Between(from, until), from_at, until_at)
    }

    /// The values of a bound, read as the field's kind wants them.
    fn bounded(&self, bound: Bound<String>, first: usize, second: usize) -> Result<Test, Mistake> {
        let mut places = [first, second].into_iter();
        let mut at = || places.next().unwrap_or(second);
        match self.kind {
            Kind::Money => {
                let read = try_map(bound, |text| self.amount(&text, at()))?;
                Ok(Test::Money(read))
            }
            Kind::Day => Ok(Test::Day(try_map(bound, |text| self.when(&text, at()))?)),
            _ => Ok(Test::Number(try_map(bound, |text| figure(&text, at()))?)),
        }
    }

    fn amount(&self, text: &str, at: usize) -> Result<i64, Mistake> {
        let currency = self.terms.currency;
        // As it was written out, whatever the currency's own marks are.
        let plain = || {
            let digits: String = text.chars().filter(|c| *c != '.').collect();
            let minor: i64 = digits.parse().ok()?;
            (units(minor, currency) == text).then_some(minor)
        };
        let read = || Some(Amount::typed(text, currency).ok()??.money.0);
        let minor = plain()
            .or_else(read)
            .filter(|minor| Money::new(*minor).is_some());
        minor.ok_or_else(|| Mistake::at(at, Problem::NotAnAmount(text.to_owned())))
    }

    fn when(&self, text: &str, at: usize) -> Result<When, Mistake> {
        let typed = || {
            let is_date = text.starts_with(|c: char| c.is_ascii_digit());
            let day = typed_date(text, DateOrder::DayFirst, self.terms.today);
            day.filter(|_| is_date).map(When::On)
        };
        let when = When::parse(&text.to_lowercase()).or_else(typed);
        when.ok_or_else(|| Mistake::at(at, Problem::NotADay(text.to_owned())))
    }

    fn sound(&self, test: Test, at: usize) -> Result<Test, Mistake> {
        match test.is_sound(&self.choices) {
            Ok(()) => Ok(test),
            Err(mistake) => Err(Mistake::at(at, mistake.problem)),
        }
    }
}

/// A number; the sign of per cent may stand behind it.
fn figure(text: &str, at: usize) -> Result<Figure, Mistake> {
    let number = Figure::parse(text.trim_end_matches('%'));
    number.ok_or_else(|| Mistake::at(at, Problem::NotANumber(text.to_owned())))
}

fn try_map<T>(
    bound: Bound<String>,
    mut read: impl FnMut(String) -> Result<T, Mistake>,
) -> Result<Bound<T>, Mistake> {
    Ok(match bound {
        Bound::Below(one) => Bound::Below(read(one)?),
        Bound::AtMost(one) => Bound::AtMost(read(one)?),
        Bound::Exactly(one) => Bound::Exactly(read(one)?),
        Bound::AtLeast(one) => Bound::AtLeast(read(one)?),
        Bound::Above(one) => Bound::Above(read(one)?),
        Bound::Between(from, until) => Bound::Between(read(from)?, read(until)?),
    })
}
