//! The kinds of changes that the audit keeps, in words.

use super::Say;

/// What a change of this stable kind (`add_visit`, `import`) is called: "a visit".
pub fn change_kind(kind: &str) -> Say {
    match kind {
        "add_customer" => Say::ShellKindAddCustomer,
        "edit_customer" => Say::ShellKindEditCustomer,
        "add_vehicle" => Say::ShellKindAddVehicle,
        "edit_vehicle" => Say::ShellKindEditVehicle,
        "change_owner" => Say::ShellKindChangeOwner,
        "change_plate" => Say::ShellKindChangePlate,
        "add_visit" => Say::ShellKindAddVisit,
        "edit_visit" => Say::ShellKindEditVisit,
        "import" => Say::ShellKindImport,
        "demo" => Say::CliKindDemo,
        "undo" => Say::CliKindUndo,
        "undo_import" => Say::CliKindUndoImport,
        "add_staff" => Say::CliKindAddStaff,
        "edit_staff" => Say::CliKindEditStaff,
        "set_consent" => Say::CliKindSetConsent,
        "add_segment" => Say::FilterKindAdd,
        "edit_segment" => Say::FilterKindEdit,
        "remove_segment" => Say::FilterKindRemove,
        "settle" => Say::DoubtKind,
        "export" => Say::ExportKind,
        "set_shop" => Say::CliKindSetShop,
        _ => Say::ShellKindOther,
    }
}

/// Why an import noticed something, by the stable code of its reason (`bad_date`).
pub fn import_reason(code: &str) -> Option<Say> {
    let why = |say: &&Say| say.id().strip_prefix("import_reason_") == Some(code);
    Say::ALL.iter().find(why).copied()
}

/// What a field that the audit names (`phone`, `odometer`) is called; `None` for a field of the
/// trade's own, whose key is its name.
pub fn field_name(field: &str) -> Option<Say> {
    Some(match field {
        "kind" => Say::FormKind,
        "honorific" => Say::FormHonorific,
        "name" => Say::FormName,
        "phone" => Say::FormPhone,
        "email" => Say::FormEmail,
        "address" => Say::FormAddress,
        "city" => Say::FormCity,
        "birthday" => Say::FormBirthday,
        "alert" => Say::FormAlert,
        "note" => Say::FormNote,
        "source" => Say::FormSource,
        "member_since" => Say::FormMemberSince,
        "household" => Say::FormHousehold,
        "company" => Say::FormCompany,
        "customer_id" => Say::FormCustomerId,
        "customer" => Say::WordCustomer,
        "vehicle" => Say::WordVehicle,
        "staff" => Say::WordStaff,
        "segment" => Say::FilterSegment,
        "filter" => Say::FilterFilter,
        "status" => Say::EntryStatus,
        "owned_since" => Say::EntryOwnedSince,
        "engine_cc" => Say::EntryEngineCc,
        "at_desk" => Say::CliFieldAtDesk,
        "is_mechanic" => Say::CliFieldIsMechanic,
        "active" => Say::CliFieldActive,
        "mechanic" => Say::FormUsualMechanic,
        "tyre" => Say::FormTyre,
        "waits" => Say::FormWaits,
        "channel" => Say::FormChannel,
        "likes" => Say::FormLikes,
        "plate" => Say::FormPlate,
        "make" => Say::FormMake,
        "model" => Say::FormModel,
        "year" => Say::FormYear,
        "color" => Say::FormColor,
        "vin" => Say::FormChassis,
        "engine_no" => Say::FormEngine,
        "owner" => Say::FormOwner,
        "day" => Say::FormDate,
        "odometer" => Say::FormOdometer,
        "lines" => Say::FormServices,
        "oil" => Say::FormOil,
        "mechanics" => Say::FormMechanics,
        "complaint" => Say::FormComplaint,
        "total" => Say::FormTotal,
        "currency" => Say::ShopCurrency,
        "trade" => Say::ShopTrade,
        "utc_offset_minutes" => Say::ShopOffset,
        "sensitive" => Say::ShopSensitive,
        "fields" => Say::ShopOwnFields,
        "cost" => Say::FormCost,
        "discount" => Say::FormDiscount,
        "payment" => Say::FormPayment,
        "doc_no" => Say::FormDocNo,
        "next_service" => Say::FormNextDate,
        "consent" => Say::SheetConsents,
        "customers" => Say::CliInfoCustomers,
        "vehicles" => Say::CliInfoVehicles,
        "visits" => Say::CliInfoVisits,
        "updated" => Say::CliFieldUpdated,
        "list" => Say::ExportFieldList,
        "rows" => Say::ExportFieldRows,
        "place" => Say::ExportFieldPlace,
        "kept" => Say::CliFieldKept,
        "checked" => Say::DoubtChecked,
        "earlier_plate" => Say::CliFieldEarlierPlate,
        "owned_until" => Say::CliFieldOwnedUntil,
        _ => return None,
    })
}
