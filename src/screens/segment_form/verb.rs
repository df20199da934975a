//! How a field is asked: the word between the field and the value.

use crate::domain::filter::{Bound, Condition, Kind, Test};
use crate::text::Say;

/// How a field is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    AtLeast,
    AtMost,
    Exactly,
    Above,
    Below,
    Between,
    Contains,
    Lacks,
    Since,
    LacksSince,
    Is,
    IsNot,
    Known,
    Unknown,
    Yes,
    No,
}

use Verb as V;

const NUMBERS: &[Verb] = &[
    V::AtLeast,
    V::AtMost,
    V::Exactly,
    V::Above,
    V::Below,
    V::Between,
    V::Known,
    V::Unknown,
];
const TEXTS: &[Verb] = &[V::Contains, V::Lacks, V::Is, V::IsNot, V::Known, V::Unknown];
const DATED: &[Verb] = &[
    V::Contains,
    V::Lacks,
    V::Since,
    V::LacksSince,
    V::Is,
    V::IsNot,
    V::Known,
    V::Unknown,
];
const CHOICES: &[Verb] = &[V::Is, V::IsNot, V::Known, V::Unknown];
const SWITCHES: &[Verb] = &[V::Yes, V::No];

impl Verb {
    /// Those of a kind of field, the most usual first.
    pub(super) fn of(kind: Kind) -> &'static [Verb] {
        match kind {
            Kind::Number | Kind::Days | Kind::Money | Kind::Day => NUMBERS,
            Kind::Text => TEXTS,
            Kind::Dated => DATED,
            Kind::Choice => CHOICES,
            Kind::YesNo => SWITCHES,
        }
    }

    /// The one that asks a condition, and whether the whole of it is turned over beside that.
    pub(super) fn asking(condition: &Condition) -> (Verb, bool) {
        let either = |yes, no| (if condition.not { no } else { yes }, false);
        match &condition.test {
            Test::Known => either(V::Known, V::Unknown),
            Test::Yes => either(V::Yes, V::No),
            Test::Is(_) => either(V::Is, V::IsNot),
            Test::Contains(_) => either(V::Contains, V::Lacks),
            Test::Since { .. } => either(V::Since, V::LacksSince),
            Test::Number(bound) => (Verb::bounding(bound), condition.not),
            Test::Money(bound) => (Verb::bounding(bound), condition.not),
            Test::Day(bound) => (Verb::bounding(bound), condition.not),
        }
    }

    fn bounding<T>(bound: &Bound<T>) -> Verb {
        match bound {
            Bound::AtLeast(_) => V::AtLeast,
            Bound::AtMost(_) => V::AtMost,
            Bound::Exactly(_) => V::Exactly,
            Bound::Above(_) => V::Above,
            Bound::Below(_) => V::Below,
            Bound::Between(..) => V::Between,
        }
    }

    /// Whether a value stands behind it.
    pub(super) fn takes_value(self) -> bool {
        !matches!(self, V::Known | V::Unknown | V::Yes | V::No)
    }

    /// Whether it turns over what it asks.
    pub(super) fn turns_over(self) -> bool {
        matches!(
            self,
            V::Lacks | V::LacksSince | V::IsNot | V::Unknown | V::No
        )
    }

    /// What a person reads; days have words of their own.
    pub(super) fn word(self, kind: Kind) -> Say {
        let day = kind == Kind::Day;
        match self {
            V::AtLeast if day => Say::FilterOpFrom,
            V::AtMost if day => Say::FilterOpUntil,
            V::Exactly if day => Say::FilterOpOn,
            V::Above if day => Say::FilterOpAfter,
            V::Below if day => Say::FilterOpBefore,
            V::AtLeast => Say::FilterOpAtLeast,
            V::AtMost => Say::FilterOpAtMost,
            V::Exactly => Say::FilterOpExactly,
            V::Above => Say::FilterOpAbove,
            V::Below => Say::FilterOpBelow,
            V::Between => Say::FilterOpBetween,
            V::Contains => Say::FilterOpContains,
            V::Lacks => Say::FilterOpLacks,
            V::Since => Say::FilterOpSince,
            V::LacksSince => Say::FilterOpLacksSince,
            V::Is => Say::FilterOpIs,
            V::IsNot => Say::FilterOpIsNot,
            V::Known => Say::FilterOpKnown,
            V::Unknown => Say::FilterOpUnknown,
            V::Yes => Say::FilterOpYes,
            V::No => Say::FilterOpNo,
        }
    }

    /// The sign of the typed form.
    pub(super) fn sign(self) -> &'static str {
        match self {
            V::AtLeast => ">=",
            V::AtMost => "<=",
            V::Above => ">",
            V::Below => "<",
            V::Between => "between",
            V::Since | V::LacksSince => "~",
            _ => "=",
        }
    }
}
