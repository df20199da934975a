//! The fields of a gathering.

use crate::domain::{Gathering, GatheringFacts};
use crate::protocol::Context;
use crate::screens::entry::parse::{self, mistake};
use crate::screens::entry::{Field, Form, Label};
use crate::screens::group::Group;
use crate::text::Say;

/// Which field of a gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GatheringField {
    /// What it is called.
    Name,
    /// When.
    Day,
    /// At what time of day.
    Time,
    /// Where.
    Place,
    /// Which segment is invited.
    Invite,
    /// Whatever else.
    Note,
}

use GatheringField as F;

/// The fields, each with the text of its fact.
pub(super) fn fields(base: Option<&Gathering>, groups: &[Group]) -> Vec<Field<F>> {
    let facts = base.map(|base| &base.facts);
    let text = |of: fn(&GatheringFacts) -> &String| facts.map_or("", |facts| of(facts).as_str());
    let day = parse::shown_day(facts.map(|facts| facts.day));
    let mut choices = vec![(String::new(), Label::Say(Say::EventInviteNone))];
    choices.extend(groups.iter().map(Group::choice));
    vec![
        Field::text(F::Name, Say::EventName, text(|facts| &facts.name)),
        Field::text(F::Day, Say::EventDay, &day)
            .example(Say::FormDateHint)
            .read_by(mistake::day),
        Field::text(F::Time, Say::EventTime, text(|facts| &facts.time))
            .example(Say::EventTimeExample),
        Field::text(F::Place, Say::EventPlace, text(|facts| &facts.place)),
        Field::choice(F::Invite, Say::EventInvite, "", choices),
        Field::note(F::Note, Say::EventNote, text(|facts| &facts.note)),
    ]
}

/// What the fields say; what nobody touched stays as it was.
pub(super) fn facts(
    form: &Form<F>,
    base: Option<&Gathering>,
    context: &Context,
) -> Result<GatheringFacts, Vec<(F, Say)>> {
    let mut errors = Vec::new();
    let known = base.map(|base| base.facts.clone());
    let mut facts = known.unwrap_or_else(|| GatheringFacts {
        name: String::new(),
        day: context.today,
        time: String::new(),
        place: String::new(),
        note: String::new(),
    });
    form.write(F::Name, &mut facts.name);
    form.write(F::Time, &mut facts.time);
    form.write(F::Place, &mut facts.place);
    form.write(F::Note, &mut facts.note);
    if facts.name.is_empty() {
        errors.push((F::Name, Say::FormRequired));
    }
    match parse::day(form.value(F::Day), context.today) {
        Ok(Some(day)) => facts.day = day,
        Ok(None) => errors.push((F::Day, Say::FormRequired)),
        Err(why) => errors.push((F::Day, why)),
    }
    if errors.is_empty() {
        Ok(facts)
    } else {
        Err(errors)
    }
}
