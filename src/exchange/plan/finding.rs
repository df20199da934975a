//! What an import noticed about a row.

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth telling, nothing to do: a zero was put back.
    Note,
    /// The row came in and somebody should look at it.
    Check,
    /// The row did not come in.
    Rejected,
    /// The row is no data: a header again, a total. Blank rows are counted and not told.
    Skipped,
}

macro_rules! reasons {
    ($($(#[$meta:meta])* $name:ident = $code:literal,)+) => {
        /// Why a value or a row was noticed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason { $($(#[$meta])* $name,)+ }

        impl Reason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable code; the sentence for people has the id `import.reason.<code>`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

reasons! {
    /// More cells than the header has columns.
    TooManyFields = "too_many_fields",
    /// Fewer cells than the header has columns.
    ShortRow = "short_row",
    /// Neither name, phone nor plate.
    EmptyIdentity = "empty_identity",
    /// The same customer stands on an earlier line.
    DuplicateInFile = "duplicate_in_file",
    /// A field is longer than the limit.
    FieldTooLong = "field_too_long",
    /// A spreadsheet cell holds an error.
    CellError = "cell_error",
    /// Invisible or terminal-controlling characters were taken out.
    ControlCharsRemoved = "control_chars_removed",
    /// The spreadsheet had eaten the leading zero of a phone.
    LeadingZeroRestored = "leading_zero_restored",
    /// The phone came as `….0`.
    PhoneDecimalRemoved = "phone_decimal_removed",
    /// `6.28E+12`: the digits are gone.
    PhoneScientific = "phone_scientific",
    /// Several phones in one cell.
    PhoneMultiple = "phone_multiple",
    /// Words where a phone should be.
    PhoneLetters = "phone_letters",
    /// No digit where a phone should be.
    PhoneNoDigits = "phone_no_digits",
    /// A placeholder such as `0` or `(BLANK)`.
    PhonePlaceholder = "phone_placeholder",
    /// More digits than any phone has.
    PhoneTooLong = "phone_too_long",
    /// Not as long as phones of that country are.
    PhoneBadLength = "phone_bad_length",
    /// A doubled zero at the beginning was read as one.
    PhoneZeroDoubled = "phone_zero_doubled",
    /// The same phone under another name.
    PhoneShared = "phone_shared",
    /// Two customers of this name have these phones.
    TwoCustomers = "two_customers",
    /// Nothing but the name says that rows of several days are one customer.
    NameAlone = "name_alone",
    /// The book knew the owner of the plate by this name and another phone; both are kept.
    PhoneOther = "phone_other",
    /// `1.00E+10`: no plate any more.
    PlateScientific = "plate_scientific",
    /// The spreadsheet made a date of the plate.
    PlateIsDate = "plate_is_date",
    /// The spreadsheet made a number of the plate.
    PlateNumericCell = "plate_numeric_cell",
    /// A plate of no usual shape.
    PlateUnusual = "plate_unusual",
    /// A placeholder such as `BARU` or `(BLANK)`.
    PlatePlaceholder = "plate_placeholder",
    /// The plate stands under two owners.
    PlateOtherOwner = "plate_other_owner",
    /// No calendar has this date, or no rule reads it.
    BadDate = "bad_date",
    /// A bare number where a date should be.
    DateSerial = "date_serial",
    /// A date that lies ahead.
    FutureDate = "future_date",
    /// An instant with a time zone, not a calendar day.
    DateWithTimezone = "date_with_timezone",
    /// `0000-00-00` and its kin: no date.
    ZeroDateBlank = "zero_date_blank",
    /// The century was decided by rule.
    TwoDigitYear = "two_digit_year",
    /// Nothing in the column decides between day and month.
    DateOrderUndecided = "date_order_undecided",
    /// The column says day first and month first.
    DateOrderMixed = "date_order_mixed",
    /// A visit without a day.
    DateMissing = "date_missing",
    /// A date that stands on the first row of a day was taken for the rows below it.
    DateFilledDown = "date_filled_down",
    /// Lines of one document carry several days; the first line's day stands.
    DatesDiffer = "dates_differ",
    /// Rows of one day without a document number were put together, and may be several visits.
    SameDay = "same_day",
    /// A row with work and no day that can be read: it is in no visit.
    VisitNotMade = "visit_not_made",
    /// The row stands in its visit word for word already, and counts once.
    RowRepeated = "row_repeated",
    /// The row stands in its visit word for word already, and counts twice.
    LineTwice = "line_twice",
    /// The same amount on all rows of a visit was taken for the total of the whole.
    TotalOnce = "total_once",
    /// The day had other work in the book; this is one more visit of it.
    OtherWork = "other_work",
    /// The visit has lines in the book that this file does not know; they stay.
    LinesKept = "lines_kept",
    /// A visit of that day cost the same and was in the book with other work; what this file says
    /// stands.
    VisitReplaced = "visit_replaced",
    /// No amount of money.
    BadMoney = "bad_money",
    /// `1,000`, and nothing in the column tells whether its mark groups.
    MoneyUndecided = "money_undecided",
    /// No whole number.
    BadNumber = "bad_number",
    /// A year of no car.
    BadYear = "bad_year",
    /// An e-mail address without `@`.
    BadEmail = "bad_email",
    /// An earlier row says something else about the same customer or vehicle; that one stands.
    FactDiffers = "fact_differs",
    /// A company and somebody who is no company bear the same name.
    CompanyNamesake = "company_namesake",
    /// Several companies of the book or the files bear this name; the first was taken.
    CompanySeveral = "company_several",
    /// No name of a company: it stays a text of the customer.
    CompanyUnclear = "company_unclear",
    /// Nobody or several in the book are meant by who brought the customer.
    ReferrerUnclear = "referrer_unclear",
    /// Neither a yes nor a no to being written to.
    AnswerUnclear = "answer_unclear",
    /// A yes to being written to that is in no list of a book, or has no day.
    YesNotTaken = "yes_not_taken",
    /// Who brought the customer was brought by them.
    ReferralCircle = "referral_circle",
    /// No line of a ledger of points: its number, day, kind or points cannot be read.
    NoPointsLine = "no_points_line",
    /// The line rests on lines of the ledger that the file does not have.
    PointsIncomplete = "points_incomplete",
    /// Points that should have paid a part of a visit are not there, or the rules do not let them.
    PointsNotRedeemed = "points_not_redeemed",
    /// Points paid a part of a visit of another book, and the ledger of that book has not come yet.
    PointsToCome = "points_to_come",
    /// A row of rules of the points that this program cannot read.
    NoRule = "no_rule",
    /// The book has rules of its own; those of the file were not taken.
    RulesKept = "rules_kept",
    /// Points of before that are below zero: nobody begins with a debt.
    PointsBelowZero = "points_below_zero",
    /// The amount differs within one document; the first stands.
    TotalsDiffer = "totals_differ",
    /// A total without any row of its own.
    TotalsRow = "totals_row",
    /// A lone text below the total: a signature.
    FooterRow = "footer_row",
    /// The header again.
    RepeatedHeaderSkipped = "repeated_header_skipped",
    /// The columns were recognised by their content.
    NoHeader = "no_header",
    /// A stock list: the plate belongs to no customer.
    StockList = "stock_list",
    /// A list of receipts: the name identifies nobody.
    CashLog = "cash_log",
    /// The text was read as Windows-1252.
    EncodingGuessed = "encoding_guessed",
    /// A column was left out because it holds numbers that a shop must not keep.
    SensitiveLeftOut = "sensitive_left_out",
    /// A row of another list that stands below or above the table.
    AnotherTable = "another_table",
    /// A sheet without columns that import understands.
    SheetLeftOut = "sheet_left_out",
}

/// One thing that was noticed.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which file of the plan, 0-based.
    pub file: usize,
    /// Which sheet of it, 0-based; 0 for text files.
    pub sheet_no: usize,
    /// Name of the sheet; empty for text files.
    pub sheet: String,
    /// Physical line or sheet row, 1-based; 0 when it concerns the whole file.
    pub line: u64,
    /// Header of the column, or empty when it concerns the row.
    pub column: String,
    /// The value as written, at most 200 characters of it.
    pub value: String,
    /// Why.
    pub reason: Reason,
    /// How much it weighs.
    pub level: Level,
    /// The earlier line with which it clashes.
    pub same_as_line: Option<u64>,
    /// All cells of a rejected row, for the rejects file.
    pub cells: Vec<String>,
    /// Whether the row is no data, as a total is none: only `--strict` rejects it, by default it is
    /// passed over.
    pub is_no_data: bool,
}
