//! The fields of a campaign.

use chrono::Days;

use super::CampaignForm;
use crate::domain::trade::Word;
use crate::domain::{CampaignFacts, CampaignOffer, Day};
use crate::message::{Template, Templates};
use crate::protocol::{BeginCampaign, Context};
use crate::screens::entry::parse::{self, mistake};
use crate::screens::entry::{Field, Label};
use crate::screens::group::Group;
use crate::screens::sheet::{campaign, message};
use crate::text::{Lang, Say, short_date};

/// Which field of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CampaignField {
    /// What it is called.
    Name,
    /// Whom it means.
    Segment,
    /// What is sent.
    Template,
    /// What is promised.
    Offer,
    /// The last day on which that holds.
    OfferUntil,
    /// The last day on which messages go.
    Until,
    /// Days in which a visit counts as coming back.
    Within,
    /// Whatever else.
    Note,
}

use CampaignField as F;

/// Days that a new campaign lasts, and in which a visit counts, until somebody says otherwise.
const MONTH: u64 = 30;
/// The template that a new campaign begins with: most mean those who stay away.
const FIRST: &str = "win_back";

/// What a field of a number of days takes.
pub(super) fn within(text: &str) -> Result<i64, Say> {
    let days = text.trim().parse().ok();
    days.filter(|days| (1..=365).contains(days))
        .ok_or(Say::CampaignWithinBad)
}

impl CampaignForm {
    /// The fields, once segments and templates are there.
    pub(super) fn fields(&self, context: &Context) -> Option<Vec<Field<F>>> {
        let groups = self.groups.as_ref()?;
        let templates = Templates::of_shop(self.templates.as_ref()?);
        let lang = context.lang;
        let known = self.known();
        let template = known.map_or(FIRST, |facts| facts.template.as_str());
        let until = known.map_or_else(
            || context.today.checked_add_days(Days::new(MONTH)),
            |facts| Some(facts.until),
        );
        let offer = known.and_then(|facts| facts.offer.as_ref());
        let days = known.map_or_else(|| MONTH.to_string(), |facts| facts.within.to_string());
        let reads = |text: &str, _: &Context| within(text).err();
        let mut fields = vec![Field::text(F::Name, Say::CampaignName, &self.name(context))];
        if known.is_none() {
            let (chosen, choices) = self.group_choices(groups);
            fields.push(Field::choice(
                F::Segment,
                Say::CampaignSegment,
                &chosen,
                choices,
            ));
        }
        fields.extend([
            Field::choice(
                F::Template,
                Say::CampaignTemplate,
                template,
                template_choices(&templates, lang),
            ),
            Field::text(
                F::Offer,
                Say::CampaignOffer,
                offer.map_or("", |one| &one.text),
            )
            .example(Say::CampaignOfferExample),
            Field::text(
                F::OfferUntil,
                Say::CampaignOfferUntil,
                &parse::shown_day(offer.and_then(|one| one.until)),
            )
            .read_by(mistake::day),
            Field::text(F::Until, Say::CampaignUntil, &parse::shown_day(until))
                .read_by(mistake::day),
            Field::text(F::Within, Say::CampaignWithin, &days).number(reads),
            Field::note(
                F::Note,
                Say::CampaignNote,
                known.map_or("", |facts| facts.note.as_str()),
            ),
        ]);
        Some(fields)
    }

    /// What is said of the campaign that is changed.
    pub(super) fn known(&self) -> Option<&CampaignFacts> {
        match &self.begin {
            BeginCampaign::Known(campaign) => Some(&campaign.facts),
            BeginCampaign::New(_) => None,
        }
    }

    /// A new one is called as its segment, with the day, until somebody says otherwise.
    fn name(&self, context: &Context) -> String {
        match &self.begin {
            BeginCampaign::Known(campaign) => campaign.facts.name.clone(),
            BeginCampaign::New(Some(group)) => named(group, context),
            BeginCampaign::New(None) => String::new(),
        }
    }

    fn group_choices(&self, groups: &[Group]) -> (String, Vec<(String, Label)>) {
        let chosen = match &self.begin {
            BeginCampaign::New(Some(group)) => Some(group),
            _ => groups.first().map(|group| &group.name),
        };
        let choices = groups.iter().map(Group::choice).collect();
        (chosen.cloned().unwrap_or_default(), choices)
    }

    /// What the fields say; `since` is the first day of a new one.
    pub(super) fn facts(&self, context: &Context) -> Result<CampaignFacts, Vec<(F, Say)>> {
        let form = &self.form;
        let mut errors = Vec::new();
        let known = self.known().cloned();
        let group = self.group();
        if known.is_none() && group.is_none() {
            errors.push((F::Segment, Say::CampaignNoSegment));
        }
        let (segment, filter) = group.map_or_else(Default::default, |group| {
            (group.name.clone(), group.filter.to_json())
        });
        let mut facts = known.unwrap_or_else(|| CampaignFacts {
            name: String::new(),
            segment,
            filter,
            template: String::new(),
            purpose: String::new(),
            offer: None,
            since: context.today,
            until: Day::default(),
            within: 0,
            note: String::new(),
        });
        form.value(F::Name).clone_into(&mut facts.name);
        form.write(F::Note, &mut facts.note);
        if facts.name.is_empty() {
            errors.push((F::Name, Say::FormRequired));
        }
        let own = self.templates.as_deref().unwrap_or_default();
        let templates = Templates::of_shop(own);
        let template = templates.named(form.value(F::Template));
        facts.offer = self.offer(template, &mut errors, context);
        match template {
            Some(template) => {
                facts.template.clone_from(&template.key);
                template.purpose.key().clone_into(&mut facts.purpose);
            }
            None => errors.push((F::Template, Say::FormRequired)),
        }
        match parse::day(form.value(F::Until), context.today) {
            Ok(Some(day)) => facts.until = day,
            Ok(None) => errors.push((F::Until, Say::FormRequired)),
            Err(why) => errors.push((F::Until, why)),
        }
        match within(form.value(F::Within)) {
            Ok(days) => facts.within = days,
            Err(why) => errors.push((F::Within, why)),
        }
        if errors.is_empty() {
            Ok(facts)
        } else {
            Err(errors)
        }
    }
}

impl CampaignForm {
    /// That the messages leave a gap for an offer and nothing is promised; `None` where they do not.
    pub(super) fn gap(&self) -> Option<Say> {
        let templates = Templates::of_shop(self.templates.as_deref().unwrap_or_default());
        let template = templates.named(self.form.value(F::Template))?;
        let promised = !self.form.value(F::Offer).trim().is_empty();
        campaign::lacks_offer(template).filter(|_| !promised)
    }

    /// What is promised, where anything is; a template that does not offer cannot carry it.
    fn offer(
        &self,
        template: Option<&Template>,
        errors: &mut Vec<(F, Say)>,
        context: &Context,
    ) -> Option<CampaignOffer> {
        let text = self.form.value(F::Offer).trim().to_owned();
        let until = match parse::day(self.form.value(F::OfferUntil), context.today) {
            Ok(until) => until,
            Err(why) => {
                errors.push((F::OfferUntil, why));
                None
            }
        };
        if text.is_empty() {
            if until.is_some() {
                errors.push((F::Offer, Say::CampaignOfferWhat));
            }
            return None;
        }
        let wrong = template.and_then(campaign::cannot_offer);
        errors.extend(wrong.map(|why| (F::Offer, why)));
        Some(CampaignOffer { text, until })
    }
}

/// `Sleeping 26 Nov`.
pub(super) fn named(segment: &str, context: &Context) -> String {
    let date = short_date(context.lang, context.today, context.today);
    format!("{segment} {date}")
}

fn template_choices(templates: &Templates, lang: Lang) -> Vec<(String, Label)> {
    let all = templates.all().iter();
    all.map(|template| {
        let called = message::called(&template.key, lang);
        (template.key.clone(), Label::Trade(Word::same(&called)))
    })
    .collect()
}
