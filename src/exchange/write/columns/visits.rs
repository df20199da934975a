//! Visits, and visits line by line.

use super::{ColumnOf, column};
use crate::exchange::recognise::Field as F;
use crate::exchange::write::Cell;
use crate::store::{RowLine, VisitRow as Row};
use crate::text::Say as S;

// What stands in both lists.
#[rustfmt::skip]
const VISIT_ID: ColumnOf<Row> = column("visit_id", S::ExportVisitId, Some(F::VisitNo), |row, _| Cell::Whole(row.id));
#[rustfmt::skip]
const DATE: ColumnOf<Row> = column("date", S::FormDate, Some(F::VisitDate), |row, _| Cell::Day(row.day));
#[rustfmt::skip]
const STATUS: ColumnOf<Row> = column("status", S::EntryStatus, Some(F::Status), |row, speech| speech.status(row.status));
#[rustfmt::skip]
const INVOICE_NO: ColumnOf<Row> = column("invoice_no", S::FormDocNo, Some(F::InvoiceNo), |row, _| Cell::text(&row.doc_no));
#[rustfmt::skip]
const CUSTOMER_ID: ColumnOf<Row> = column("customer_id", S::FormCustomerId, Some(F::MemberNo), |row, _| Cell::text(&row.code));
#[rustfmt::skip]
const NAME: ColumnOf<Row> = column("name", S::FormName, Some(F::CustomerName), |row, _| Cell::text(&row.name));
#[rustfmt::skip]
const PLATE: ColumnOf<Row> = column("plate", S::FormPlate, Some(F::Plate), |row, _| Cell::text(&row.plate));
#[rustfmt::skip]
const ODOMETER: ColumnOf<Row> = column("odometer", S::FormOdometer, Some(F::Odometer), |row, _| Cell::whole(row.odometer));
#[rustfmt::skip]
const OIL: ColumnOf<Row> = column("oil", S::FormOil, Some(F::Oil), |row, _| Cell::text(&row.oil));
#[rustfmt::skip]
const MECHANICS: ColumnOf<Row> = column("mechanics", S::FormMechanics, Some(F::Mechanic), |row, _| Cell::text(&row.mechanics));
#[rustfmt::skip]
const COMPLAINT: ColumnOf<Row> = column("complaint", S::FormComplaint, Some(F::Complaint), |row, _| Cell::text(&row.complaint));
#[rustfmt::skip]
const NOTE: ColumnOf<Row> = column("note", S::FormNote, Some(F::Notes), |row, _| Cell::text(&row.note));
#[rustfmt::skip]
const TOTAL: ColumnOf<Row> = column("total", S::FormTotal, Some(F::Total), |row, _| Cell::money(row.total));
#[rustfmt::skip]
const DISCOUNT: ColumnOf<Row> = column("discount", S::FormDiscount, Some(F::Discount), |row, _| Cell::money(row.discount));
// They pay a part of the total; the ledger is a list of its own, and what a sheet of customers says of points is what somebody
// has.
#[rustfmt::skip]
const REDEEMED: ColumnOf<Row> = column("redeemed", S::PointsFieldRedeemed, Some(F::Redeemed), |row, _| Cell::whole(row.redeemed));
#[rustfmt::skip]
const REDEEMED_WORTH: ColumnOf<Row> = column("redeemed_worth", S::ExportRedeemedWorth, None, |row, _| Cell::money(row.redeemed_worth));
#[rustfmt::skip]
const COST: ColumnOf<Row> = column("cost", S::FormCost, Some(F::VisitCost), |row, _| Cell::money(row.cost));
#[rustfmt::skip]
const PAYMENT: ColumnOf<Row> = column("payment", S::FormPayment, Some(F::PaymentMethod), |row, _| Cell::text(&row.payment));
#[rustfmt::skip]
const NEXT_SERVICE_DAY: ColumnOf<Row> = column("next_service_day", S::FormNextDate, Some(F::NextServiceDate), |row, _| Cell::day(row.next_service_day));
#[rustfmt::skip]
const NEXT_SERVICE_ODOMETER: ColumnOf<Row> = column("next_service_odometer", S::FormNextKm, Some(F::NextServiceKm), |row, _| Cell::whole(row.next_service_odometer));
#[rustfmt::skip]
const BOOK: ColumnOf<Row> = column("book", S::ExportBook, Some(F::Book), |_, speech| speech.book());

/// The columns of a list of visits.
#[rustfmt::skip]
pub const VISITS: &[ColumnOf<Row>] = &[
    VISIT_ID,
    DATE,
    STATUS,
    INVOICE_NO,
    CUSTOMER_ID,
    NAME,
    PLATE,
    ODOMETER,
    OIL,
    MECHANICS,
    column("services", S::FormServices, Some(F::WorkDone), |row, _| Cell::text(&row.services)),
    COMPLAINT,
    NOTE,
    TOTAL,
    DISCOUNT,
    REDEEMED,
    REDEEMED_WORTH,
    COST,
    PAYMENT,
    NEXT_SERVICE_DAY,
    NEXT_SERVICE_ODOMETER,
    BOOK,
];

/// The columns of a list of lines: the visit stands on each of its rows.
#[rustfmt::skip]
pub const LINES: &[ColumnOf<Row>] = &[
    VISIT_ID,
    column("line", S::ExportLine, None, |row, _| Cell::whole(line(row).and_then(|_| i64::try_from(row.at + 1).ok()))),
    DATE,
    STATUS,
    INVOICE_NO,
    CUSTOMER_ID,
    NAME,
    PLATE,
    ODOMETER,
    OIL,
    MECHANICS,
    column("text", S::ExportText, Some(F::WorkDone), |row, _| line(row).map_or(Cell::Blank, |line| Cell::text(&line.text))),
    column("quantity", S::ExportQuantity, Some(F::Quantity), |row, _| line(row).map_or(Cell::Blank, |line| Cell::Thousandths(line.quantity))),
    column("amount", S::ExportAmount, Some(F::LineAmount), |row, _| line(row).map_or(Cell::Blank, |line| Cell::money(line.amount))),
    column("line_cost", S::ExportLineCost, Some(F::WholeLineCost), |row, _| line(row).map_or(Cell::Blank, |line| Cell::money(line.cost))),
    COMPLAINT,
    NOTE,
    TOTAL,
    DISCOUNT,
    REDEEMED,
    REDEEMED_WORTH,
    COST,
    PAYMENT,
    NEXT_SERVICE_DAY,
    NEXT_SERVICE_ODOMETER,
    BOOK,
];

/// The line that is meant.
fn line(row: &Row) -> Option<&RowLine> {
    row.lines.get(row.at)
}
