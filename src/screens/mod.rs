//! Floor 6: one folder per screen, the same file names everywhere: `model.rs` what it knows,
//! `update.rs` what it does with an event, `view.rs` how it looks, `tests.rs`. Screens never meet.

pub mod campaign;
pub mod campaign_form;
pub mod campaigns;
pub mod card;
pub mod customer_form;
pub mod desk;
pub mod entry;
pub mod failed;
pub mod feast;
pub mod fleet;
pub mod gathering_form;
pub mod gatherings;
mod group;
pub mod guests;
pub mod ledger;
mod listed;
pub mod lost_form;
pub mod message;
mod narrow;
pub mod programme;
pub mod recovery;
pub mod review;
pub mod same_person;
#[cfg(test)]
pub mod samples;
pub mod segment_form;
pub mod segments;
pub mod sheet;
pub mod shop_form;
pub mod shown;
pub mod terms_form;
pub mod thanks;
pub mod today;
pub mod vehicle_form;
mod vehicle_menu;
pub mod visit_form;
mod whom;
pub mod why;
mod why_filter;
mod within;

use crate::domain::{Draft, DraftForm};
use crate::kit::Canvas;
use crate::protocol::{Applies, Command, Context, Event, ExportList, Go, ListColumns, Scope, Step};
use crate::text::Say;

/// Makes the screen that another one asked for; `None` when it means no screen.
pub fn open(go: &Go, context: &Context) -> Option<Box<dyn Screen>> {
    Some(match go {
        Go::Card(of) => Box::new(card::FullCard::new(*of)),
        Go::WhyCard(of) => Box::new(card::FullCard::explaining(*of)),
        Go::NewVisit(of) => Box::new(visit_form::VisitForm::new(*of)),
        Go::Redeem(of) => Box::new(visit_form::VisitForm::redeeming(*of)),
        Go::EditVisit(visit, of) => Box::new(visit_form::VisitForm::edit(*visit, *of)),
        Go::NewCustomer(typed) => Box::new(customer_form::CustomerForm::new(typed, &context.trade)),
        Go::EditCustomer(customer) => {
            Box::new(customer_form::CustomerForm::edit(*customer, &context.trade))
        }
        Go::SamePerson(customer) => Box::new(same_person::SamePerson::new(*customer)),
        Go::EditNote(customer) => {
            Box::new(customer_form::CustomerForm::note(*customer, &context.trade))
        }
        Go::Review => Box::new(review::WeeklyReview::new()),
        Go::Points(customer) => Box::new(ledger::LedgerSheet::new(*customer)),
        Go::Programme => Box::new(programme::Programme::new()),
        Go::Today => Box::new(today::TodayList::new()),
        Go::Feast(key) => Box::new(feast::FeastScreen::new(key.clone())),
        Go::Fleet(of) => Box::new(fleet::FleetScreen::new(*of)),
        Go::Campaigns => Box::new(campaigns::Campaigns::new()),
        Go::Campaign(id) => Box::new(campaign::CampaignScreen::new(*id)),
        Go::CampaignForm(begin) => Box::new(campaign_form::CampaignForm::new((**begin).clone())),
        Go::Thanks => Box::new(thanks::Thanks::new()),
        Go::Gatherings => Box::new(gatherings::Gatherings::new()),
        Go::Guests(id) => Box::new(guests::GuestList::new(*id)),
        Go::GatheringForm(base) => {
            Box::new(gathering_form::GatheringForm::new(base.as_deref().cloned()))
        }
        Go::Terms(company) => Box::new(terms_form::TermsForm::new(*company)),
        Go::Shop => Box::new(shop_form::ShopForm::new()),
        Go::Segments => Box::new(segments::Segments::new()),
        Go::Recovery => Box::new(recovery::WinBack::new()),
        Go::MarkLost(customer) => Box::new(lost_form::LostForm::new(*customer)),
        Go::Filter(begin) => Box::new(segment_form::SegmentForm::new(begin, context)),
        Go::NewVehicle(customer) => Box::new(vehicle_form::VehicleForm::add(*customer)),
        Go::EditVehicle(id, of) => Box::new(vehicle_form::VehicleForm::edit(*id, *of)),
        Go::NewOwner(id, of) => Box::new(vehicle_form::VehicleForm::new_owner(*id, *of)),
        Go::NewPlate(id, of) => Box::new(vehicle_form::VehicleForm::new_plate(*id, *of)),
        Go::Message(begin) => Box::new(message::MessageScreen::new((**begin).clone(), context)),
        Go::Resume(draft) => return resume(draft, context),
        Go::TakeDraft(_) | Go::Back(_) | Go::Ask(_) | Go::Quit => return None,
    })
}

/// Makes the form that a draft is of; `None` when the draft does not say whom it is for.
fn resume(draft: &Draft, context: &Context) -> Option<Box<dyn Screen>> {
    use DraftForm as D;
    Some(match draft.form {
        D::NewCustomer | D::EditCustomer => {
            Box::new(customer_form::CustomerForm::resume(draft, context)?)
        }
        D::NewVisit | D::EditVisit => Box::new(visit_form::VisitForm::resume(draft)?),
        D::NewVehicle | D::EditVehicle | D::NewPlate | D::NewOwner => {
            Box::new(vehicle_form::VehicleForm::resume(draft)?)
        }
        D::Terms => Box::new(terms_form::TermsForm::resume(draft)?),
        D::Message => Box::new(message::MessageScreen::resume(draft, context)?),
        D::Shop => Box::new(shop_form::ShopForm::resume(draft)),
    })
}

/// What the shell needs of every screen.
pub trait Screen {
    /// Which commands belong here.
    fn scope(&self) -> Scope;

    /// Whether a command of this scope can be done now, with the reason if not. The shell also
    /// asks about [`Command::Back`], which every screen decides for itself. A key whose command
    /// answers [`Applies::No`] comes as [`Event::Key`].
    fn applies(&self, command: Command) -> Applies;

    /// Whether characters go into a line here, for now: then none of them is the key of a command,
    /// while function keys and those with Ctrl and Alt still are.
    fn types(&self) -> bool {
        false
    }

    /// What [`Command::Back`] does here, in one or two words and in a sentence.
    fn back_is_called(&self, _: &Context) -> (Say, Say) {
        (Say::CommandBack, Say::CommandBackHelp)
    }

    /// What a command is called here, in one or two words and in a sentence, where it does something
    /// else than its name says.
    fn command_is_called(&self, _: Command) -> Option<(Say, Say)> {
        None
    }

    /// The place of a command in the bottom line, 1 first, where it is another than everywhere; 0 is
    /// not shown there.
    fn footer(&self, _: Command, _: Applies) -> Option<u8> {
        None
    }

    /// What the help says about this screen beyond its commands.
    fn explains(&self) -> Vec<Say> {
        Vec::new()
    }

    /// Takes an event and says what it wants done. Touches no terminal, no file, no clock.
    ///
    /// Every screen is also told of [`Command::Quit`]: one with something unsaved answers with a
    /// question, every other with nothing, and the program ends.
    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step>;

    /// What is typed into this screen and not saved yet, for the day on which the program ends
    /// without being asked; nothing where nothing is typed.
    fn unsaved(&self, _: &Context) -> Option<Draft> {
        None
    }

    /// The list that [`Command::ExportList`] writes into a file: a name, a title and where its rows come
    /// from. Asked only when [`Screen::applies`] says that the command applies; a screen that shows no list
    /// offers none.
    fn list(&self, _: &Context) -> Option<ExportList> {
        None
    }

    /// The columns of the list that is shown, where some of them can be put away.
    fn columns(&self) -> Option<ListColumns> {
        None
    }

    /// Draws itself. Changes nothing but scroll memory and the places that the mouse can hit.
    fn view(&self, canvas: &mut Canvas<'_, '_>, context: &Context);
}
