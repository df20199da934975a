//! Who brought whom, and whom the shop lost to another.

use super::{CustomerId, Day, Money};

/// Days after a first paid visit on which thanks are still in place.
pub const THANKS_DAYS: u64 = 365;

/// Somebody who is meant beside a customer: who brought them, or whom they brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub id: CustomerId,
    /// The customer ID that people see.
    pub code: String,
    /// The name with the honorific.
    pub name: String,
    /// The honorific that the name begins with; may be empty.
    pub honorific: String,
}

impl Named {
    /// The name without the honorific.
    pub fn bare(&self) -> &str {
        let bare = self.name.strip_prefix(&self.honorific);
        bare.map_or(&self.name, str::trim_start)
    }
}

/// Somebody who was brought, and what they did since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// Who.
    pub who: Named,
    /// Who brought them.
    pub by: CustomerId,
    /// Days with a done visit; 0 for somebody who has not come yet.
    pub visits: u32,
    /// Money of their done visits, refunds taken off.
    pub spent: Money,
    /// The first day on which they came.
    pub first_visit: Option<Day>,
    /// The last one.
    pub last_visit: Option<Day>,
    /// When whoever brought them was thanked for it.
    pub thanked: Option<Day>,
}

/// How many somebody brought and what those brought to the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BroughtSum {
    /// How many in all.
    pub made: u32,
    /// Of these, how many came.
    pub came: u32,
    /// What they spent, refunds taken off.
    pub spent: Money,
}

impl BroughtSum {
    /// Counts one more.
    pub fn add(&mut self, visits: u32, spent: Money) {
        self.made += 1;
        self.came += u32::from(visits > 0);
        self.spent = Money(self.spent.0.saturating_add(spent.0));
    }
}

/// Whom a customer brought, and whom those brought in their turn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReferralTree {
    /// Who brought the customer.
    pub by: Option<Named>,
    /// Whom the customer brought, oldest first.
    pub brought: Vec<Brought>,
    /// Whom those brought, in the order of those.
    pub then: Vec<Brought>,
}

impl ReferralTree {
    /// Those whom the customer brought, summed up, and those whom these brought.
    pub fn sums(&self) -> [BroughtSum; 2] {
        [&self.brought, &self.then].map(|list| {
            let mut sum = BroughtSum::default();
            for one in list {
                sum.add(one.visits, one.spent);
            }
            sum
        })
    }

    /// Nobody brought the customer, and the customer nobody.
    pub fn is_empty(&self) -> bool {
        self.by.is_none() && self.brought.is_empty()
    }
}

/// Somebody who brought others, among all who did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referrer {
    /// Who.
    pub who: Named,
    /// Those whom they brought.
    pub brought: BroughtSum,
    /// Those whom these brought.
    pub then: BroughtSum,
}

/// Thanks that are owed: somebody came and paid for the first time, and whoever brought them was
/// not thanked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThanksOwed {
    /// To whom.
    pub referrer: Named,
    /// For whom.
    pub friend: Named,
    /// The day of the first paid visit.
    pub day: Day,
    /// What was paid then.
    pub paid: Money,
    /// Points that whoever brought them got for it; 0 for none.
    pub points: i64,
}

/// All thanks that are owed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThanksList {
    /// Those that can be said, the newest first.
    pub owed: Vec<ThanksOwed>,
    /// How many are owed to somebody who wants to be left alone.
    pub left_alone: u64,
}

/// That a customer went to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostTo {
    /// Since when, as far as the shop knows.
    pub day: Day,
    /// To whom; may be empty.
    pub competitor: String,
    /// Why; may be empty.
    pub reason: String,
}
