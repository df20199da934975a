//! Whom the messages of a list go to.

use super::super::exit::{Ended, Exit, Failing};
use super::super::segment;
use super::super::session::Session;
use super::left_out::AllLeftOut;
use crate::calendar::{Coming, FarFeast};
use crate::domain::{CustomerId, Day, GuestState};
use crate::insight::{CampaignPeople, GatheringGuests};
use crate::message::{Template, Unfit};
use crate::screens::sheet::message as words;
use crate::store::Store;
use crate::text::{Say, say};

/// Whom the messages go to.
#[derive(Debug, Clone, Copy)]
pub(super) enum To<'a> {
    /// Whom a segment of this name holds.
    Segment(&'a str),
    /// Whoever is greeted at the feast of this key.
    Feast(&'a str),
    /// Everybody whom the campaign means.
    Campaign,
    /// Everybody who is invited to the gathering and has not said no.
    Event,
}

impl To<'_> {
    /// Who gets a message, as far as the list itself says so; whom it leaves out is told there.
    pub(super) fn customers(
        self,
        session: &Session,
        store: &Store,
        (campaign, feast, today): (Option<&CampaignPeople>, Option<&Coming<'_>>, Day),
        left_out: &mut AllLeftOut,
    ) -> Ended<Vec<CustomerId>> {
        match self {
            To::Segment(name) => segment::customers(session, store, name, today),
            To::Campaign => {
                let people = campaign.iter().flat_map(|all| &all.people);
                Ok(people.map(|one| one.person.customer).collect())
            }
            To::Event => Ok(Vec::new()),
            To::Feast(_) => {
                let Some(coming) = feast else {
                    return Ok(Vec::new());
                };
                let all = store
                    .feast_people(coming, today, usize::MAX)
                    .and_then(|all| {
                        let meant = all.row.customers + all.row.done;
                        let others = store.feast_left_out(coming, meant)?;
                        Ok((all, others))
                    });
                let (all, others) = all.map_err(|error| session.failing(&error))?;
                Ok(left_out.of_feast(all, others))
            }
        }
    }

    /// Whether the template goes to these people today: the message of a feast goes near its feast.
    pub(super) fn goes(
        self,
        session: &Session,
        template: &Template,
        far: &[FarFeast],
    ) -> Ended<()> {
        let lang = session.lang();
        let feast = match self {
            To::Feast(key) => key,
            _ => template.key.as_str(),
        };
        let Some(far) = far.iter().find(|one| one.key == feast) else {
            return Ok(());
        };
        let why = words::unfit(&Unfit::Feast(far.clone()), lang);
        let why = say::message_not_sent(lang, why);
        let hint = Say::MessageFeastFarHint.in_(lang);
        Err(Failing::new(Exit::Refused, why, hint))
    }
}

/// Whoever is invited to a gathering and has not said no, nor was there.
pub(super) fn invited(known: &GatheringGuests) -> Vec<CustomerId> {
    let open = [GuestState::Invited, GuestState::Coming];
    let guests = known.guests.iter();
    let guests = guests.filter(|guest| open.contains(&guest.state));
    guests.map(|guest| guest.customer).collect()
}

/// Whom a message of the campaign went to before.
pub(super) fn already(campaign: Option<&CampaignPeople>) -> impl Iterator<Item = CustomerId> {
    let people = campaign.into_iter().flat_map(|all| &all.people);
    let sent = people.filter(|one| one.sent.is_some());
    sent.map(|one| one.person.customer)
}
