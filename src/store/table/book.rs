//! The tables of the book.

use super::{PLAIN, Table, own, said, to};

pub(in crate::store) static SHOP: Table = Table {
    name: "shop",
    key: &["key"],
    columns: &[own("key"), said("value", "shop.")],
    ..PLAIN
};

pub(in crate::store) static STAFF: Table = Table {
    name: "staff",
    columns: &[
        own("id"),
        said("name", "staff"),
        own("name_key"),
        said("at_desk", "at_desk"),
        said("is_mechanic", "is_mechanic"),
        said("active", "active"),
        own("rowver"),
    ],
    shared: true,
    ..PLAIN
};

pub(in crate::store) static HOUSEHOLD: Table = Table {
    name: "household",
    columns: &[own("id"), said("name", "household"), own("rowver")],
    shared: true,
    ..PLAIN
};

pub(in crate::store) static CUSTOMER: Table = Table {
    name: "customer",
    columns: &[
        own("id"),
        said("code", "customer_id"),
        said("kind", "kind"),
        said("honorific", "honorific"),
        said("name", "name"),
        own("name_key"),
        to("household_id", "household", "household"),
        to("company_id", "customer", "company"),
        to("referred_by", "customer", "referred_by"),
        said("email", "email"),
        said("address", "address"),
        said("city", "city"),
        said("birth_day", "birthday"),
        said("birth_month", "birthday"),
        said("birth_year", "birthday"),
        said("alert", "alert"),
        said("note", "note"),
        said("source", "source"),
        said("member_since", "member_since"),
        to("batch_id", "import_batch", ""),
        own("created_at"),
        own("rowver"),
    ],
    customer: Some("id"),
    forget_summary: Some("DELETE FROM customer_summary WHERE customer_id = ?1"),
    ..PLAIN
};

pub(in crate::store) static ALIAS: Table = Table {
    name: "alias",
    key: &["code"],
    columns: &[
        said("code", "customer_id"),
        to("customer_id", "customer", ""),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static MERGED: Table = Table {
    name: "merged",
    key: &["gone_id"],
    columns: &[
        own("gone_id"),
        to("customer_id", "customer", ""),
        own("into_id"),
        own("day"),
        own("line_id"),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static PHONE: Table = Table {
    name: "phone",
    key: &["customer_id", "position"],
    columns: &[
        to("customer_id", "customer", ""),
        own("position"),
        said("raw", "phone"),
        own("e164"),
        own("tail"),
        said("label", "phone"),
        own("flag"),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static CONSENT: Table = Table {
    name: "consent",
    columns: &[
        own("id"),
        to("customer_id", "customer", ""),
        said("purpose", "consent"),
        said("state", "consent"),
        said("day", "consent"),
        said("channel", "consent"),
        to("staff_id", "staff", ""),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static CUSTOMER_FIELD: Table = Table {
    name: "customer_field",
    key: &["customer_id", "key"],
    columns: &[
        to("customer_id", "customer", ""),
        own("key"),
        said("value", "field."),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static VEHICLE: Table = Table {
    name: "vehicle",
    columns: &[
        own("id"),
        said("plate", "plate"),
        own("plate_key"),
        own("plate_tail"),
        said("make", "make"),
        said("model", "model"),
        said("year", "year"),
        said("color", "color"),
        said("vin", "vin"),
        said("engine_no", "engine_no"),
        said("engine_cc", "engine_cc"),
        said("note", "note"),
        said("next_service_day", "next_service"),
        said("next_service_odometer", "next_service"),
        to("batch_id", "import_batch", ""),
        own("created_at"),
        own("rowver"),
    ],
    vehicle: Some("id"),
    forget_summary: Some("DELETE FROM vehicle_summary WHERE vehicle_id = ?1"),
    ..PLAIN
};

pub(in crate::store) static VEHICLE_FIELD: Table = Table {
    name: "vehicle_field",
    key: &["vehicle_id", "key"],
    columns: &[
        to("vehicle_id", "vehicle", ""),
        own("key"),
        said("value", "field."),
    ],
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(in crate::store) static PLATE_HISTORY: Table = Table {
    name: "plate_history",
    columns: &[
        own("id"),
        to("vehicle_id", "vehicle", ""),
        said("plate", "earlier_plate"),
        own("plate_key"),
        own("plate_tail"),
        said("until", "earlier_plate"),
    ],
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(in crate::store) static OWNERSHIP: Table = Table {
    name: "ownership",
    columns: &[
        own("id"),
        to("vehicle_id", "vehicle", ""),
        to("customer_id", "customer", "owner"),
        said("since", "owned_since"),
        said("until", "owned_until"),
    ],
    customer: Some("customer_id"),
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(in crate::store) static VISIT: Table = Table {
    name: "visit",
    columns: &[
        own("id"),
        to("customer_id", "customer", "customer"),
        to("vehicle_id", "vehicle", "vehicle"),
        said("day", "day"),
        said("status", "status"),
        said("doc_no", "doc_no"),
        said("odometer", "odometer"),
        said("oil", "oil"),
        said("complaint", "complaint"),
        said("note", "note"),
        said("total", "total"),
        said("cost", "cost"),
        said("discount", "discount"),
        said("redeemed", "redeemed"),
        said("payment", "payment"),
        said("next_service_day", "next_service"),
        said("next_service_odometer", "next_service"),
        to("batch_id", "import_batch", ""),
        own("created_at"),
        own("rowver"),
    ],
    customer: Some("customer_id"),
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(in crate::store) static VISIT_LINE: Table = Table {
    name: "visit_line",
    key: &["visit_id", "position"],
    columns: &[
        to("visit_id", "visit", ""),
        own("position"),
        said("text", "lines"),
        said("quantity", "lines"),
        said("amount", "lines"),
        said("cost", "lines"),
    ],
    ..PLAIN
};

pub(in crate::store) static VISIT_MECHANIC: Table = Table {
    name: "visit_mechanic",
    key: &["visit_id", "position"],
    columns: &[
        to("visit_id", "visit", ""),
        own("position"),
        to("staff_id", "staff", "mechanics"),
    ],
    ..PLAIN
};

pub(in crate::store) static SEGMENT: Table = Table {
    name: "segment",
    columns: &[
        own("id"),
        said("name", "segment"),
        own("name_key"),
        said("filter", "filter"),
        own("created_at"),
        own("rowver"),
    ],
    ..PLAIN
};

pub(in crate::store) static SETTLED: Table = Table {
    name: "settled",
    columns: &[
        own("id"),
        said("kind", "checked"),
        to("customer_id", "customer", ""),
        to("other_id", "customer", ""),
        to("vehicle_id", "vehicle", ""),
        own("value"),
        own("settled_at"),
    ],
    customer: Some("customer_id"),
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

/// An import writes them, and the door settles them.
pub(in crate::store) static IMPORT_REMARK: Table = Table {
    name: "import_remark",
    columns: &[
        own("id"),
        to("batch_id", "import_batch", ""),
        own("file"),
        own("row"),
        own("column_name"),
        own("value"),
        own("code"),
        own("rejected"),
        to("customer_id", "customer", ""),
        to("vehicle_id", "vehicle", ""),
        to("visit_id", "visit", ""),
        said("settled_at", "checked"),
    ],
    customer: Some("customer_id"),
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(in crate::store) static COMPANY_TERMS: Table = Table {
    name: "company_terms",
    key: &["customer_id"],
    columns: &[
        to("customer_id", "customer", ""),
        said("price", "price"),
        said("discount", "discount_percent"),
        said("payment_days", "payment_days"),
        said("contract", "contract"),
        said("contract_until", "contract_until"),
        said("note", "note"),
        own("rowver"),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static CAMPAIGN: Table = Table {
    name: "campaign",
    columns: &[
        own("id"),
        said("name", "campaign"),
        own("name_key"),
        said("segment", "segment"),
        own("filter"),
        said("template", "template"),
        own("purpose"),
        said("offer", "offer"),
        said("offer_until", "offer_until"),
        said("since", "since"),
        said("until", "until"),
        said("within_days", "within_days"),
        said("note", "note"),
        own("earlier_names"),
        own("created_at"),
        own("rowver"),
    ],
    ..PLAIN
};

pub(in crate::store) static CAMPAIGN_TARGET: Table = Table {
    name: "campaign_target",
    key: &["campaign_id", "customer_id"],
    columns: &[
        to("campaign_id", "campaign", ""),
        to("customer_id", "customer", ""),
    ],
    ..PLAIN
};

pub(in crate::store) static EVENT: Table = Table {
    name: "event",
    columns: &[
        own("id"),
        said("name", "event"),
        own("name_key"),
        said("day", "day"),
        said("time", "event_time"),
        said("place", "event_place"),
        said("note", "note"),
        own("created_at"),
        own("rowver"),
    ],
    ..PLAIN
};

pub(in crate::store) static EVENT_GUEST: Table = Table {
    name: "event_guest",
    key: &["event_id", "customer_id"],
    columns: &[
        to("event_id", "event", ""),
        to("customer_id", "customer", ""),
        said("state", "event_guest"),
    ],
    ..PLAIN
};

pub(in crate::store) static POINTS_RULE: Table = Table {
    name: "points_rule",
    columns: &[
        own("id"),
        said("since", "since"),
        said("rule", "points_rule"),
        own("taken_back"),
        own("created_at"),
    ],
    ..PLAIN
};

pub(in crate::store) static POINTS_LINE: Table = Table {
    name: "points_line",
    columns: &[
        own("id"),
        own("customer_id"),
        own("kind"),
        said("points", "points"),
        own("visit_id"),
        to("rule_id", "points_rule", ""),
        own("day"),
        own("expires_on"),
        to("reverses", "points_line", ""),
        said("reason", "reason"),
        own("staff_name"),
        own("at"),
        to("batch_id", "import_batch", ""),
        own("tier_percent"),
        own("is_birthday"),
    ],
    customer: Some("customer_id"),
    appended: true,
    ..PLAIN
};

pub(in crate::store) static TIER_GIVEN: Table = Table {
    name: "tier_given",
    key: &["customer_id", "since"],
    columns: &[
        to("customer_id", "customer", ""),
        own("since"),
        said("tier", "tier"),
        said("until", "tier"),
        said("reason", "reason"),
        own("rowver"),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static TODAY_MARK: Table = Table {
    name: "today_mark",
    columns: &[
        own("id"),
        to("customer_id", "customer", ""),
        said("kind", "occasion"),
        own("refers"),
        said("done_on", "done_on"),
        said("snoozed_until", "snoozed_until"),
        to("staff_id", "staff", ""),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static MESSAGE: Table = Table {
    name: "message",
    columns: &[
        own("id"),
        to("customer_id", "customer", ""),
        said("day", "day"),
        own("at"),
        said("template", "template"),
        own("purpose"),
        said("channel", "sent_through"),
        own("language"),
        said("body", "message"),
        own("campaign_id"),
        to("staff_id", "staff", ""),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static THANKS: Table = Table {
    name: "thanks",
    key: &["customer_id", "friend_id"],
    columns: &[
        to("customer_id", "customer", ""),
        to("friend_id", "customer", ""),
        said("day", "thanks"),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static LOST_TO: Table = Table {
    name: "lost_to",
    key: &["customer_id"],
    columns: &[
        to("customer_id", "customer", ""),
        said("day", "lost_to"),
        said("competitor", "lost_to"),
        said("reason", "reason"),
        own("rowver"),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(in crate::store) static TEMPLATE: Table = Table {
    name: "template",
    key: &["key"],
    columns: &[
        said("key", "template"),
        said("purpose", "purpose"),
        said("text_id", "text_id"),
        said("text_en", "text_en"),
        own("rowver"),
    ],
    ..PLAIN
};

/// Every table that the door writes.
pub(in crate::store) static TABLES: [&Table; 32] = [
    &SHOP,
    &STAFF,
    &HOUSEHOLD,
    &CUSTOMER,
    &ALIAS,
    &MERGED,
    &PHONE,
    &CONSENT,
    &CUSTOMER_FIELD,
    &VEHICLE,
    &VEHICLE_FIELD,
    &PLATE_HISTORY,
    &OWNERSHIP,
    &VISIT,
    &VISIT_LINE,
    &VISIT_MECHANIC,
    &SEGMENT,
    &SETTLED,
    &IMPORT_REMARK,
    &COMPANY_TERMS,
    &CAMPAIGN,
    &CAMPAIGN_TARGET,
    &EVENT,
    &EVENT_GUEST,
    &POINTS_RULE,
    &POINTS_LINE,
    &TIER_GIVEN,
    &TODAY_MARK,
    &MESSAGE,
    &TEMPLATE,
    &THANKS,
    &LOST_TO,
];
