//! People who belong together, with their vehicles and all their visits.

use crate::domain::{
    CustomerFacts, CustomerId, Day, EarlierPlate, FIELD_MECHANIC, FIELD_OIL, FIELD_TYRE, Household,
    HouseholdId, Plate, VehicleFacts, VehicleId, VisitFacts,
};

use super::calendar::{DayNo, day};
use super::cars::{self, Model};
use super::dice::Dice;
use super::rhythm::{self, Ending, Rhythm};
use super::words::MECHANICS;
use super::work::{self, Habits};
use super::{Numbers, people};

/// A customer, or a family, a firm with its fleet, or the seller and the buyer of a car: whatever
/// must be written together. Numbers grow from party to party.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// In the order of their numbers.
    pub customers: Vec<(CustomerId, CustomerFacts)>,
    /// In the order of their numbers.
    pub vehicles: Vec<SampleVehicle>,
    /// By customer, then by vehicle, then by day.
    pub visits: Vec<VisitFacts>,
}

/// A vehicle with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleVehicle {
    /// Its number.
    pub id: VehicleId,
    /// What is known.
    pub facts: VehicleFacts,
    /// Owners, oldest first: whose, first day, last day.
    pub owners: Vec<(CustomerId, Option<Day>, Option<Day>)>,
    /// The plate it carried before, if it changed.
    pub earlier_plate: Option<(Plate, EarlierPlate)>,
}

/// What sort of party comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Single,
    Family,
    Firm,
    Sale,
}

/// Draws a kind of at most `room` customers.
pub(super) fn kind(dice: &mut Dice, room: u64) -> Kind {
    let kind = *dice.weighted(&[
        (Kind::Single, 790),
        (Kind::Family, 120),
        (Kind::Firm, 45),
        (Kind::Sale, 45),
    ]);
    if room >= 4 { kind } else { Kind::Single }
}

/// Makes one party.
pub(super) struct Maker<'a> {
    pub(super) dice: Dice,
    pub(super) seed: u64,
    pub(super) numbers: &'a mut Numbers,
    pub(super) opened: DayNo,
    pub(super) today: DayNo,
    pub(super) party: Party,
}

/// One vehicle in one pair of hands.
struct Stretch<'a> {
    owner: CustomerId,
    vehicle: VehicleId,
    model: &'a Model,
    habits: &'a Habits,
    rhythm: Rhythm,
    ending: Ending,
    from: DayNo,
    until: DayNo,
}

impl Maker<'_> {
    pub(super) fn make(mut self, kind: Kind) -> Party {
        match kind {
            Kind::Single => self.single(),
            Kind::Family => self.family(),
            Kind::Firm => self.firm(),
            Kind::Sale => self.sale(),
        }
        self.party
    }

    fn single(&mut self) {
        let family = people::family_name(&mut self.dice);
        let owner = self.person(&family, None);
        let cars = *self.dice.weighted(&[(1, 840), (2, 130), (3, 30)]);
        for _ in 0..cars {
            self.private_car(owner);
        }
    }

    fn family(&mut self) {
        let family = people::family_name(&mut self.dice);
        let id = self.numbers.household();
        let name = format!("Keluarga {family}");
        let household = Household { id: Some(id), name };
        for _ in 0..self.dice.between(2, 4) {
            let owner = self.person(&family, Some(&household));
            if self.dice.chance(800) {
                self.private_car(owner);
            }
        }
    }

    fn firm(&mut self) {
        let number = self.numbers.customer();
        let facts = people::firm(&mut self.dice, self.seed, number.unsigned_abs());
        let firm = CustomerId(number);
        self.party.customers.push((firm, facts));
        let ending = rhythm::ending(&mut self.dice);
        let from = self.first_day();
        for _ in 0..self.dice.between(2, 9) {
            let model = cars::work_car(&mut self.dice);
            self.car(firm, model, rhythm::FLEET, ending, from);
        }
        if self.dice.chance(600) {
            let family = people::family_name(&mut self.dice);
            let contact = self.person(&family, None);
            if let Some((_, facts)) = self
                .party
                .customers
                .iter_mut()
                .find(|(id, _)| *id == contact)
            {
                facts.company = Some(firm);
            }
        }
    }

    /// The seller comes for a while; then the buyer brings the same car.
    fn sale(&mut self) {
        let (one, other) = (
            people::family_name(&mut self.dice),
            people::family_name(&mut self.dice),
        );
        let (seller, buyer) = (self.person(&one, None), self.person(&other, None));
        let model = cars::any_car(&mut self.dice);
        let from = self.first_day();
        let sold = self.dice.between(from, self.today);
        let id = self.add_vehicle(model, from, seller);
        let vehicle = &mut self.party.vehicles[id];
        vehicle.owners = vec![(seller, day(from), day(sold - 1)), (buyer, day(sold), None)];
        let vehicle = vehicle.id;
        let habits = Habits::new(&mut self.dice, model);
        let rhythm = Rhythm::Every {
            gap: 110,
            spread: 25,
        };
        let mut reading = Odometer::start(&mut self.dice, rhythm, from);
        let first = Stretch {
            owner: seller,
            vehicle,
            model,
            habits: &habits,
            rhythm,
            ending: Ending::Active,
            from,
            until: sold - 1,
        };
        self.serve(&first, &mut reading);
        let ending = rhythm::ending(&mut self.dice);
        let second = Stretch {
            owner: buyer,
            from: sold,
            until: self.today,
            ending,
            ..first
        };
        self.serve(&second, &mut reading);
    }

    fn person(&mut self, family: &str, household: Option<&Household>) -> CustomerId {
        let number = self.numbers.customer();
        let place = number.unsigned_abs();
        let mut facts = people::person(&mut self.dice, self.seed, place, family, self.today);
        facts.household = household.cloned();
        self.party.customers.push((CustomerId(number), facts));
        CustomerId(number)
    }

    fn private_car(&mut self, owner: CustomerId) {
        let model = cars::any_car(&mut self.dice);
        let rhythm = rhythm::private(&mut self.dice);
        let ending = rhythm::ending(&mut self.dice);
        let from = self.first_day();
        self.car(owner, model, rhythm, ending, from);
    }

    fn car(
        &mut self,
        owner: CustomerId,
        model: &Model,
        rhythm: Rhythm,
        ending: Ending,
        from: DayNo,
    ) {
        let at = self.add_vehicle(model, from, owner);
        let vehicle = self.party.vehicles[at].id;
        let habits = Habits::new(&mut self.dice, model);
        self.prefer(owner, model, &habits);
        let mut reading = Odometer::start(&mut self.dice, rhythm, from);
        let until = self.today;
        self.serve(
            &Stretch {
                owner,
                vehicle,
                model,
                habits: &habits,
                rhythm,
                ending,
                from,
                until,
            },
            &mut reading,
        );
    }

    /// Some customers have said what they want.
    fn prefer(&mut self, owner: CustomerId, model: &Model, habits: &Habits) {
        let Some((_, facts)) = self.party.customers.iter_mut().find(|(id, _)| *id == owner) else {
            return;
        };
        let mut keep =
            |key: &str, value: &str| facts.fields.insert(key.to_owned(), value.to_owned());
        if self.dice.chance(80) {
            keep(FIELD_OIL, habits.oil);
        }
        if self.dice.chance(50) {
            keep(FIELD_MECHANIC, MECHANICS[habits.mechanic]);
        }
        if self.dice.chance(120) {
            keep(FIELD_TYRE, model.tyre);
        }
    }

    /// Half of the customers were there soon after the shop opened, a few are new this month.
    fn first_day(&mut self) -> DayNo {
        let (opened, today) = (self.opened, self.today);
        match self.dice.below(20) {
            0 => self.dice.between(today - 55, today),
            1..=9 => self.dice.between(opened, opened + 300),
            _ => self.dice.between(opened, today - 60),
        }
    }

    fn add_vehicle(&mut self, model: &Model, from: DayNo, owner: CustomerId) -> usize {
        let id = VehicleId(self.numbers.vehicle());
        let plate = self.numbers.plate();
        let mut facts = VehicleFacts::default();
        if let Some(plate) = cars::plate(&mut self.dice, self.seed, plate) {
            facts = cars::vehicle(&mut self.dice, model, plate, from);
        }
        let earlier_plate = self
            .dice
            .chance(20)
            .then(|| self.earlier_plate(from))
            .flatten();
        let since = self.dice.chance(600).then(|| day(from)).flatten();
        let owners = vec![(owner, since, None)];
        self.party.vehicles.push(SampleVehicle {
            id,
            facts,
            owners,
            earlier_plate,
        });
        self.party.vehicles.len() - 1
    }

    fn earlier_plate(&mut self, from: DayNo) -> Option<(Plate, EarlierPlate)> {
        let number = self.numbers.plate();
        let plate = cars::plate(&mut self.dice, self.seed, number)?;
        let until = day(self.dice.between(from, self.today))?;
        let shown = plate.display();
        Some((
            plate,
            EarlierPlate {
                plate: shown,
                until,
            },
        ))
    }

    fn serve(&mut self, stretch: &Stretch<'_>, reading: &mut Odometer) {
        let days = rhythm::days(
            &mut self.dice,
            stretch.rhythm,
            stretch.ending,
            stretch.from,
            stretch.until,
        );
        for on in days {
            let made = work::visit(
                &mut self.dice,
                stretch.model,
                stretch.habits,
                on,
                self.today,
            );
            let Some(mut visit) = made else { continue };
            visit.customer = Some(stretch.owner);
            visit.vehicle = Some(stretch.vehicle);
            visit.odometer = reading.read(&mut self.dice, on);
            if !visit.oil.is_empty() {
                visit.next_service =
                    work::next_service(&mut self.dice, stretch.model, on, visit.odometer);
            }
            self.party.visits.push(visit);
        }
    }
}

/// An odometer that grows with the days.
struct Odometer {
    km: i64,
    per_day: i64,
    on: DayNo,
}

impl Odometer {
    fn start(dice: &mut Dice, rhythm: Rhythm, from: DayNo) -> Self {
        let per_day = match rhythm {
            rhythm::TAXI => dice.between(110, 190),
            rhythm::FLEET => dice.between(55, 120),
            _ => dice.between(14, 55),
        };
        Self {
            km: dice.between(200, 110_000),
            per_day,
            on: from,
        }
    }

    /// The reading on a day that is not before the last one; now and then nobody wrote it down.
    fn read(&mut self, dice: &mut Dice, on: DayNo) -> Option<i64> {
        let driven = dice.about(self.per_day * (on - self.on).max(0), 15);
        self.km += driven.max(1);
        self.on = on;
        dice.chance(930).then_some(self.km)
    }
}

/// Numbers that are given out once.
impl Numbers {
    fn customer(&mut self) -> i64 {
        self.customers += 1;
        self.customers
    }

    fn vehicle(&mut self) -> i64 {
        self.vehicles += 1;
        self.vehicles
    }

    fn household(&mut self) -> HouseholdId {
        self.households += 1;
        HouseholdId(self.households)
    }

    fn plate(&mut self) -> u64 {
        self.plates += 1;
        self.plates
    }
}
