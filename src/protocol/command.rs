//! The table of commands: dispatch, footer, help, palette, the manual's key page and the
//! default keys all come from it.

use super::Code;
use crate::text::Say;

use Command as C;
use Scope as S;

/// Everything a person can tell the program to do, apart from typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    /// Help on this screen.
    Help,
    /// The palette: every command by name.
    Palette,
    /// Leave the program.
    Quit,
    /// Back, close, clear.
    Back,
    /// Take back the last thing done.
    Undo,
    /// Keep what the form says.
    Save,
    /// Facts of the shop.
    Shop,
    /// The segments that are kept.
    Segments,
    /// The customers of a segment in another order.
    SortSegment,
    /// Open a form again that was not saved.
    OpenDraft,
    /// Throw away what is kept of it.
    DropDraft,
    /// Who is at the desk.
    SwitchStaff,
    /// English or Indonesian.
    SwitchLanguage,
    /// Draw everything again.
    Redraw,
    /// Stop in the background.
    Suspend,
    /// Open the full card.
    OpenCard,
    /// Write down a visit.
    NewVisit,
    /// A new customer, from what is typed.
    NewCustomer,
    /// Edit the customer.
    EditCustomer,
    /// The vehicle: edit, new plate, sold, another one.
    Vehicle,
    /// A counter sale without a vehicle.
    CounterSale,
    /// What the customer agreed to.
    Consent,
    /// The history of the customer, or of the vehicle.
    WhoseHistory,
    /// Write the list of this screen into a file.
    ExportList,
    /// Copy the first phone.
    CopyPhone,
    /// Leave the prefilled lines out and begin with an empty one.
    ClearLines,
    /// Let points pay as much of a visit as they may.
    Redeem,
    /// Take what somebody else made of a field meanwhile.
    TakeTheirs,
    /// Up one row.
    Up,
    /// Down one row.
    Down,
    /// Up one page.
    PageUp,
    /// Down one page.
    PageDown,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// The next field or pane.
    NextField,
    /// The field or pane before.
    PreviousField,
    /// The weekly review.
    Review,
    /// The points of the customer.
    Points,
    /// Put points right.
    AdjustPoints,
    /// Give a tier.
    GiveTier,
    /// The rules of the points programme.
    Programme,
    /// What a year would have come to under other rules.
    Play,
    /// The chosen visit of the history, to be corrected.
    EditVisit,
    /// What the day asks for.
    Today,
    /// What is chosen there is done.
    Done,
    /// What is chosen there is put off.
    Snooze,
    /// Why a number or a row is there.
    Why,
    /// Why the numbers of the card at the counter are what they are.
    WhyCard,
    /// The next step of the review.
    NextStep,
    /// The step of the review before.
    PreviousStep,
    /// The customer's note.
    Note,
    /// Sort the list in another way.
    Sort,
    /// Only the rows with what is typed.
    Filter,
    /// Mark a row as looked at.
    Seen,
    /// What is to check is right as it stands.
    Settle,
    /// The week before the one that is shown.
    EarlierWeek,
    /// The week after it.
    LaterWeek,
    /// The review as files: a page and a workbook.
    SaveReport,
    /// A message to the customer.
    Message,
    /// Go on with a message: show it, then mark it as sent.
    SendMessage,
    /// By which way a message goes.
    MessageChannel,
    /// In which language.
    MessageLang,
    /// Change its text.
    EditMessage,
    /// Change its template.
    EditTemplate,
    /// Take what ships instead of the shop's text.
    ResetTemplate,
    /// Put its text on the clipboard.
    CopyMessage,
    /// Light squares for dark ones.
    InvertCode,
    /// The customer agrees to messages of this kind.
    AgreeYes,
    /// The customer does not.
    AgreeNo,
    /// Whom to win back.
    Recovery,
    /// What came of messages that asked customers to come back.
    Results,
    /// The customer went to another shop.
    MarkLost,
    /// What was agreed with the company.
    Terms,
    /// All vehicles of the company or the household.
    Fleet,
    /// The campaigns, with what came of them.
    Campaigns,
    /// A campaign for the chosen segment.
    NewCampaign,
    /// The gatherings of the shop.
    Gatherings,
    /// To whom thanks are owed for bringing somebody.
    Thanks,
    /// Open what the chosen row is about.
    OpenRow,
    /// Something new in this list.
    AddRow,
    /// Change what the chosen row says.
    EditRow,
    /// Take the chosen row away.
    RemoveRow,
    /// The rows in another order.
    SortRows,
    /// How a guest stands to a gathering.
    GuestState,
    /// Which columns of a list are shown.
    Columns,
    /// Only those of a list whom a kept segment holds.
    OnlySegment,
    /// Another record is the same person: make both one.
    SamePerson,
    /// Take the value of the other record.
    TakeOther,
    /// The other record stays.
    SwapSides,
}

/// Where a command is at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere.
    Global,
    /// The front desk.
    Desk,
    /// The full card.
    Card,
    /// Any form.
    Form,
    /// The weekly review. No line is typed into there, so that its commands may have letters.
    Review,
    /// What the day asks for. Letters are commands there, as in the review.
    Today,
    /// The points of a customer. Letters find lines of the ledger there.
    Points,
    /// The rules of the points programme. Letters are commands there, too.
    Programme,
    /// The list of segments. Letters find rows there, too.
    Segments,
    /// A filter that is built.
    Filter,
    /// Lists of campaigns, gatherings and vehicles. Letters find rows there.
    Lists,
    /// A message. Its commands have letters while its text is not typed into.
    Message,
    /// Whom to win back. Letters find rows there, too.
    Recovery,
    /// Two records of one person. Letters find the other; over both nothing is typed.
    Merge,
    /// Pickers, dialogs, help and palette.
    Overlay,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// Which.
    pub id: Command,
    /// Stable name in the settings file: `new_visit`.
    pub name: &'static str,
    /// Where it applies.
    pub scopes: &'static [Scope],
    /// Default keys, the first one shown: `F2`, `Alt+2`.
    pub keys: &'static [&'static str],
    /// One or two words for the footer.
    pub label: Say,
    /// What the palette calls it: understood without help.
    pub title: Say,
    /// One sentence for help and the manual.
    pub help: Say,
    /// Place in the footer, 1 first; 0 is never shown there.
    pub footer: u8,
}

/// The row of a global command, a movement or an action; kept short so that the table reads as one.
const fn row(
    id: Command,
    name: &'static str,
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    (label, title, help): (Say, Say, Say),
    footer: u8,
) -> CommandSpec {
    CommandSpec {
        id,
        name,
        scopes,
        keys,
        label,
        title,
        help,
        footer,
    }
}

const EVERYWHERE: &[Scope] = &[S::Global];
const CUSTOMER: &[Scope] = &[S::Desk, S::Card];
const MOVES: &[Scope] = &[
    S::Desk,
    S::Card,
    S::Form,
    S::Review,
    S::Today,
    S::Points,
    S::Programme,
    S::Segments,
    S::Filter,
    S::Lists,
    S::Message,
    S::Recovery,
    S::Merge,
    S::Overlay,
];
const PANES: &[Scope] = &[
    S::Desk,
    S::Card,
    S::Form,
    S::Review,
    S::Today,
    S::Programme,
    S::Filter,
    S::Recovery,
];
const REVIEW: &[Scope] = &[S::Review];
const LISTS: &[Scope] = &[S::Lists];
const ROWS: &[Scope] = &[S::Lists, S::Recovery, S::Segments, S::Merge];
const SORTED: &[Scope] = &[S::Lists, S::Recovery, S::Segments, S::Points];
const MESSAGE: &[Scope] = &[S::Message];
const ASKED: &[Scope] = &[S::Today, S::Message, S::Review];

/// The table, in the order in which help and footer show it. F4 stays free: contact will sit there.
#[rustfmt::skip]
pub const COMMANDS: &[CommandSpec] = &[
    row(C::OpenCard, "open_card", &[S::Desk, S::Review, S::Today, S::Points, S::Filter], &["Enter"], (Say::CommandOpen, Say::PaletteOpenCard, Say::CommandOpenHelp), 1),
    row(C::SendMessage, "send_message", MESSAGE, &["Enter", "Alt+M"], (Say::MessageSend, Say::PaletteSendMessage, Say::MessageSendHelp), 1),
    row(C::Save, "save", &[S::Form, S::Programme, S::Filter, S::Message, S::Merge], &["Ctrl+S", "Alt+S"], (Say::CommandSave, Say::PaletteSave, Say::CommandSaveHelp), 1),
    row(C::NewVisit, "new_visit", CUSTOMER, &["F2", "Alt+2"], (Say::CommandVisit, Say::PaletteNewVisit, Say::CommandVisitHelp), 2),
    row(C::NewCustomer, "new_customer", &[S::Desk], &["F3", "Alt+3"], (Say::CommandNew, Say::PaletteNewCustomer, Say::CommandNewHelp), 3),
    row(C::Message, "message", &[S::Desk, S::Card, S::Review, S::Today, S::Recovery, S::Lists], &["F5", "Alt+5"], (Say::MessageCommand, Say::PaletteMessage, Say::MessageCommandHelp), 6),
    row(C::AgreeYes, "agree_yes", ASKED, &["y", "Alt+A"], (Say::MessageYes, Say::PaletteAgreeYes, Say::MessageYesHelp), 2),
    row(C::AgreeNo, "agree_no", ASKED, &["x", "Alt+R"], (Say::MessageNo, Say::PaletteAgreeNo, Say::MessageNoHelp), 2),
    row(C::MessageChannel, "message_channel", MESSAGE, &["k", "Alt+K"], (Say::MessageWay, Say::PaletteMessageChannel, Say::MessageWayHelp), 4),
    row(C::MessageLang, "message_language", MESSAGE, &["b", "Alt+B"], (Say::MessageLanguage, Say::PaletteMessageLang, Say::MessageLanguageHelp), 3),
    row(C::EditMessage, "edit_message", MESSAGE, &["F9", "Alt+9", "e"], (Say::CommandEdit, Say::PaletteEditMessage, Say::MessageEditHelp), 6),
    row(C::CopyMessage, "copy_message", MESSAGE, &["Ctrl+C", "Alt+C", "c"], (Say::MessageCopy, Say::PaletteCopyMessage, Say::MessageCopyHelp), 7),
    row(C::EditTemplate, "edit_template", MESSAGE, &["Ctrl+T", "Alt+T", "t"], (Say::MessageTemplate, Say::PaletteEditTemplate, Say::MessageTemplateHelp), 8),
    row(C::ResetTemplate, "reset_template", MESSAGE, &["Ctrl+D", "Alt+D"], (Say::MessageReset, Say::PaletteResetTemplate, Say::MessageResetHelp), 0),
    row(C::InvertCode, "invert_code", MESSAGE, &["i", "Alt+I"], (Say::MessageInvert, Say::PaletteInvertCode, Say::MessageInvertHelp), 9),
    row(C::Vehicle, "vehicle", CUSTOMER, &["F8", "Alt+8"], (Say::ShellVehicle, Say::PaletteVehicle, Say::ShellVehicleHelp), 7),
    row(C::EditCustomer, "edit_customer", CUSTOMER, &["F9", "Alt+9"], (Say::CommandEdit, Say::PaletteEditCustomer, Say::CommandEditCustomerHelp), 6),
    row(C::EditVisit, "edit_visit", &[S::Card], &["Enter", "Alt+V"], (Say::ShellEditVisit, Say::ShellEditVisitTitle, Say::ShellEditVisitHelp), 8),
    row(C::CounterSale, "counter_sale", CUSTOMER, &["Alt+Q"], (Say::ShellCounterSale, Say::PaletteCounterSale, Say::ShellCounterSaleHelp), 0),
    row(C::Consent, "consent", &[S::Card], &["Alt+A"], (Say::CommandConsent, Say::PaletteConsent, Say::CommandConsentHelp), 0),
    row(C::OpenRow, "open_row", ROWS, &["Enter", "Alt+O"], (Say::RowsOpen, Say::RowsOpenPalette, Say::RowsOpenHelp), 1),
    row(C::AddRow, "add_row", LISTS, &["Ctrl+N", "Alt+N"], (Say::RowsAdd, Say::RowsAddPalette, Say::RowsAddHelp), 2),
    row(C::EditRow, "edit_row", LISTS, &["F9", "Alt+9"], (Say::RowsEdit, Say::RowsEditPalette, Say::RowsEditHelp), 3),
    row(C::GuestState, "guest_state", LISTS, &["Ctrl+T", "Alt+T"], (Say::EventState, Say::EventStatePalette, Say::EventStateHelp), 4),
    row(C::RemoveRow, "remove_row", &[S::Lists, S::Segments], &["Ctrl+D", "Alt+D"], (Say::RowsRemove, Say::RowsRemovePalette, Say::RowsRemoveHelp), 7),
    row(C::SortRows, "sort_rows", SORTED, &["Ctrl+O", "Alt+S"], (Say::RowsSort, Say::RowsSortPalette, Say::RowsSortHelp), 8),
    row(C::Fleet, "fleet", &[S::Card], &["Alt+F", "Ctrl+F"], (Say::FleetCommand, Say::FleetPalette, Say::FleetCommandHelp), 0),
    row(C::Campaigns, "campaigns", &[S::Desk, S::Card, S::Review, S::Segments, S::Lists], &["Alt+M"], (Say::CampaignCommand, Say::CampaignPalette, Say::CampaignCommandHelp), 0),
    row(C::NewCampaign, "new_campaign", &[S::Segments], &["Ctrl+N", "Alt+N"], (Say::CampaignNewCommand, Say::CampaignNewPalette, Say::CampaignNewHelp), 3),
    row(C::Gatherings, "gatherings", &[S::Desk, S::Card, S::Review, S::Segments, S::Lists], &["Alt+I"], (Say::EventCommand, Say::EventPalette, Say::EventCommandHelp), 0),
    row(C::Thanks, "thanks", CUSTOMER, &[], (Say::ReferralCommand, Say::ReferralPalette, Say::ReferralCommandHelp), 0),
    row(C::Terms, "terms", &[S::Card], &["Alt+N", "Ctrl+N"], (Say::TermsCommand, Say::TermsPalette, Say::TermsCommandHelp), 0),
    row(C::WhoseHistory, "whose_history", &[S::Card], &["Alt+H", "Ctrl+O"], (Say::CommandWhoseHistory, Say::PaletteWhoseHistory, Say::CommandWhoseHistoryHelp), 9),
    row(C::ExportList, "export_list", &[S::Desk, S::Card, S::Review, S::Today, S::Points, S::Programme, S::Segments, S::Filter, S::Recovery, S::Lists], &["Ctrl+E", "Alt+E"], (Say::ExportCommand, Say::PaletteExportList, Say::ExportCommandHelp), 11),
    row(C::Columns, "columns", &[S::Desk, S::Card, S::Review, S::Today, S::Filter, S::Lists, S::Recovery, S::Segments, S::Points], &["Alt+K", "Ctrl+K"], (Say::ShellColumns, Say::PaletteColumns, Say::ShellColumnsHelp), 11),
    row(C::CopyPhone, "copy_phone", &[S::Desk, S::Card, S::Review, S::Today, S::Recovery, S::Lists], &["Ctrl+C", "Alt+C"], (Say::ShellCopyPhone, Say::PaletteCopyPhone, Say::ShellCopyPhoneHelp), 0),
    row(C::ClearLines, "clear_lines", &[S::Form], &["Ctrl+N", "Alt+N"], (Say::ShellClearLines, Say::PaletteClearLines, Say::ShellClearLinesHelp), 6),
    row(C::Redeem, "redeem", &[S::Desk, S::Card, S::Points, S::Form], &["Alt+B", "Ctrl+B"], (Say::CommandRedeem, Say::PaletteRedeem, Say::CommandRedeemHelp), 0),
    row(C::TakeTheirs, "take_theirs", &[S::Form], &["Ctrl+T", "Alt+T"], (Say::ShellTakeTheirs, Say::PaletteTakeTheirs, Say::ShellTakeTheirsHelp), 2),
    row(C::Why, "why", &[S::Review, S::Today, S::Points, S::Card, S::Segments, S::Filter, S::Recovery, S::Lists], &["?", "Alt+Y"], (Say::CommandWhy, Say::PaletteWhy, Say::CommandWhyHelp), 2),
    row(C::WhyCard, "why_card", &[S::Desk], &["Alt+Y", "Ctrl+Y"], (Say::CommandWhy, Say::PaletteWhyCard, Say::CommandWhyHelp), 0),
    row(C::NextStep, "next_step", REVIEW, &["Right", "Space"], (Say::CommandNextStep, Say::PaletteNextStep, Say::CommandNextStepHelp), 3),
    row(C::PreviousStep, "previous_step", REVIEW, &["Left", "Backspace"], (Say::CommandPreviousStep, Say::PalettePreviousStep, Say::CommandPreviousStepHelp), 0),
    row(C::Note, "note", REVIEW, &["n", "Alt+N"], (Say::CommandNote, Say::PaletteNote, Say::CommandNoteHelp), 6),
    row(C::Sort, "sort", REVIEW, &["s", "Alt+S", "Ctrl+O"], (Say::CommandSort, Say::PaletteSort, Say::CommandSortHelp), 8),
    row(C::Filter, "filter", &[S::Review, S::Today], &["/", "Ctrl+F"], (Say::CommandFilter, Say::PaletteFilter, Say::CommandFilterHelp), 7),
    row(C::Seen, "seen", REVIEW, &["v", "Alt+V"], (Say::CommandSeen, Say::PaletteSeen, Say::CommandSeenHelp), 9),
    row(C::Settle, "settle", REVIEW, &["d", "Alt+D"], (Say::CommandSettle, Say::PaletteSettle, Say::CommandSettleHelp), 2),
    row(C::EarlierWeek, "earlier_week", REVIEW, &["[", "Alt+Left"], (Say::CommandEarlierWeek, Say::PaletteEarlierWeek, Say::CommandEarlierWeekHelp), 0),
    row(C::LaterWeek, "later_week", REVIEW, &["]", "Alt+Right"], (Say::CommandLaterWeek, Say::PaletteLaterWeek, Say::CommandLaterWeekHelp), 0),
    row(C::SaveReport, "save_report", REVIEW, &["Ctrl+S", "w"], (Say::CommandSaveReport, Say::PaletteSaveReport, Say::CommandSaveReportHelp), 4),
    row(C::Review, "review", &[S::Desk, S::Card, S::Today], &["F6", "Alt+6"], (Say::CommandReview, Say::PaletteReview, Say::CommandReviewHelp), 9),
    row(C::Today, "today", &[S::Desk, S::Card, S::Review, S::Segments], &["F7", "Alt+7"], (Say::CommandToday, Say::PaletteToday, Say::CommandTodayHelp), 9),
    row(C::Points, "points", CUSTOMER, &["Alt+O"], (Say::CommandPoints, Say::PalettePoints, Say::CommandPointsHelp), 0),
    row(C::Programme, "programme", &[S::Desk, S::Card, S::Points], &["Alt+J"], (Say::CommandProgramme, Say::PaletteProgramme, Say::CommandProgrammeHelp), 0),
    row(C::Play, "play", &[S::Programme], &["p", "Alt+X"], (Say::CommandPlay, Say::PalettePlay, Say::CommandPlayHelp), 2),
    row(C::AdjustPoints, "adjust_points", &[S::Points], &["Alt+A", "Ctrl+A"], (Say::CommandAdjustPoints, Say::PaletteAdjustPoints, Say::CommandAdjustPointsHelp), 2),
    row(C::GiveTier, "give_tier", &[S::Points], &["Alt+T", "Ctrl+T"], (Say::CommandGiveTier, Say::PaletteGiveTier, Say::CommandGiveTierHelp), 3),
    row(C::Done, "done", &[S::Today], &["d", "Alt+D"], (Say::CommandDone, Say::PaletteDone, Say::CommandDoneHelp), 2),
    row(C::Snooze, "snooze", &[S::Today], &["s", "Alt+S"], (Say::CommandSnooze, Say::PaletteSnooze, Say::CommandSnoozeHelp), 3),
    row(C::SortSegment, "sort_segment", &[S::Filter, S::Today], &["Ctrl+O", "Alt+O"], (Say::CommandSort, Say::PaletteSort, Say::CommandSortHelp), 8),
    row(C::Segments, "segments", &[S::Desk, S::Card, S::Review, S::Today], &["Ctrl+G", "Alt+G"], (Say::FilterCommandSegments, Say::PaletteSegments, Say::FilterCommandSegmentsHelp), 0),
    row(C::Recovery, "recovery", &[S::Desk, S::Card, S::Review, S::Today], &["Alt+X", "Ctrl+X"], (Say::RecoveryCommand, Say::RecoveryCommandTitle, Say::RecoveryCommandHelp), 0),
    row(C::Results, "results", &[S::Recovery], &["Alt+R", "Ctrl+R"], (Say::RecoveryResultsCommand, Say::RecoveryResultsTitle, Say::RecoveryResultsHelp), 2),
    row(C::MarkLost, "mark_lost", &[S::Card, S::Recovery], &["Alt+T", "Ctrl+T"], (Say::RecoveryLostCommand, Say::RecoveryLostCommandTitle, Say::RecoveryLostCommandHelp), 0),
    row(C::OnlySegment, "only_segment", &[S::Today, S::Recovery, S::Review], &["Alt+B", "Ctrl+B"], (Say::RowsOnly, Say::RowsOnlyPalette, Say::RowsOnlyHelp), 7),
    row(C::SamePerson, "same_person", CUSTOMER, &["Alt+S"], (Say::SameCommand, Say::SamePalette, Say::SameCommandHelp), 0),
    row(C::TakeOther, "take_other", &[S::Merge], &["Space", "Alt+T"], (Say::SameTake, Say::SameTakePalette, Say::SameTakeHelp), 2),
    row(C::SwapSides, "swap_sides", &[S::Merge], &["Ctrl+X", "Alt+X"], (Say::SameSwap, Say::SameSwapPalette, Say::SameSwapHelp), 3),
    row(C::Back, "back", EVERYWHERE, &["Esc"], (Say::CommandBack, Say::PaletteBack, Say::CommandBackHelp), 5),
    row(C::Undo, "undo", EVERYWHERE, &["Ctrl+Z", "Alt+Z"], (Say::CommandUndo, Say::PaletteUndo, Say::CommandUndoHelp), 8),
    row(C::SwitchStaff, "switch_staff", EVERYWHERE, &["Ctrl+W", "Alt+W"], (Say::CommandStaff, Say::PaletteSwitchStaff, Say::CommandStaffHelp), 10),
    row(C::Shop, "shop", &[S::Desk], &["Alt+U"], (Say::ShopCommand, Say::PaletteShop, Say::ShopCommandHelp), 0),
    row(C::OpenDraft, "open_draft", &[S::Desk], &["Ctrl+R", "Alt+R"], (Say::DraftOpen, Say::PaletteOpenDraft, Say::DraftOpenHelp), 0),
    row(C::DropDraft, "drop_draft", &[S::Desk], &["Ctrl+D", "Alt+D"], (Say::DraftDrop, Say::PaletteDropDraft, Say::DraftDropHelp), 0),
    row(C::Palette, "palette", EVERYWHERE, &["Ctrl+P", "Alt+P"], (Say::CommandPalette, Say::PalettePalette, Say::CommandPaletteHelp), 9),
    row(C::Help, "help", EVERYWHERE, &["F1", "Alt+1"], (Say::CommandHelp, Say::PaletteHelp, Say::CommandHelpHelp), 4),
    row(C::Quit, "quit", EVERYWHERE, &["F10", "Alt+0", "Ctrl+Q"], (Say::CommandQuit, Say::PaletteQuit, Say::CommandQuitHelp), 5),
    row(C::SwitchLanguage, "switch_language", EVERYWHERE, &["Alt+L"], (Say::CommandLanguage, Say::PaletteSwitchLanguage, Say::CommandLanguageHelp), 0),
    row(C::Redraw, "redraw", EVERYWHERE, &["Ctrl+L"], (Say::CommandRedraw, Say::PaletteRedraw, Say::CommandRedrawHelp), 0),
    row(C::Suspend, "suspend", EVERYWHERE, &[], (Say::CommandSuspend, Say::PaletteSuspend, Say::CommandSuspendHelp), 0),
    row(C::Up, "up", MOVES, &["Up"], (Say::ShellUp, Say::ShellUp, Say::ShellUpHelp), 0),
    row(C::Down, "down", MOVES, &["Down"], (Say::ShellDown, Say::ShellDown, Say::ShellDownHelp), 0),
    row(C::PageUp, "page_up", MOVES, &["PageUp"], (Say::ShellPageUp, Say::ShellPageUp, Say::ShellPageUpHelp), 0),
    row(C::PageDown, "page_down", MOVES, &["PageDown"], (Say::ShellPageDown, Say::ShellPageDown, Say::ShellPageDownHelp), 0),
    row(C::First, "first", MOVES, &["Ctrl+Home"], (Say::ShellFirst, Say::ShellFirst, Say::ShellFirstHelp), 0),
    row(C::Last, "last", MOVES, &["Ctrl+End"], (Say::ShellLast, Say::ShellLast, Say::ShellLastHelp), 0),
    row(C::NextField, "next_field", PANES, &["Tab"], (Say::CommandNext, Say::CommandNext, Say::CommandNextHelp), 0),
    row(C::PreviousField, "previous_field", PANES, &["Shift+Tab"], (Say::CommandPrevious, Say::CommandPrevious, Say::CommandPreviousHelp), 0),
];

/// What else people call the commands.
const WORDS: &str = include_str!("../../assets/words/commands.tsv");

impl Command {
    /// The row of this command.
    pub fn spec(self) -> &'static CommandSpec {
        // A test proves that the table holds every command in it once.
        COMMANDS
            .iter()
            .find(|spec| spec.id == self)
            .unwrap_or(&COMMANDS[0])
    }

    /// What else people call it, in every language: the palette finds it by that too.
    pub fn also_called(self) -> impl Iterator<Item = &'static str> {
        let name = self.spec().name;
        let mut rows = WORDS.lines().filter_map(|row| row.split_once('\t'));
        let words = rows
            .find(|(known, _)| *known == name)
            .map(|(_, words)| words);
        words
            .unwrap_or_default()
            .split(", ")
            .filter(|word| !word.is_empty())
    }

    /// The command with this name in the settings.
    pub fn named(name: &str) -> Option<Command> {
        COMMANDS
            .iter()
            .find(|spec| spec.name == name)
            .map(|spec| spec.id)
    }

    /// The key that a movement through rows stands for.
    pub fn row_key(self) -> Option<Code> {
        Some(match self {
            C::Up => Code::Up,
            C::Down => Code::Down,
            C::PageUp => Code::PageUp,
            C::PageDown => Code::PageDown,
            C::First => Code::Home,
            C::Last => Code::End,
            _ => return None,
        })
    }

    /// Whether it does nothing but write, or open what writes.
    pub fn writes(self) -> bool {
        matches!(
            self,
            C::NewVisit
                | C::NewCustomer
                | C::Vehicle
                | C::EditCustomer
                | C::CounterSale
                | C::EditVisit
                | C::Consent
                | C::Note
                | C::Settle
                | C::AdjustPoints
                | C::GiveTier
                | C::Done
                | C::Snooze
                | C::Undo
                | C::Shop
                | C::OpenDraft
                | C::DropDraft
                | C::AgreeYes
                | C::AgreeNo
                | C::EditTemplate
                | C::ResetTemplate
                | C::Terms
                | C::NewCampaign
                | C::AddRow
                | C::EditRow
                | C::RemoveRow
                | C::GuestState
                | C::SamePerson
        )
    }

    /// Whether another page comes: what was said about the one before means nothing there.
    pub fn turns(self) -> bool {
        matches!(
            self,
            C::NextStep | C::PreviousStep | C::EarlierWeek | C::LaterWeek
        )
    }

    /// Whether it only moves the focus or the selection: shown in help, not in the palette.
    pub fn moves(self) -> bool {
        self.row_key().is_some() || matches!(self, C::NextField | C::PreviousField)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Code, Key};
    use std::collections::BTreeSet;

    const ALL: [Command; 89] = [
        C::SamePerson,
        C::TakeOther,
        C::SwapSides,
        C::Columns,
        C::OnlySegment,
        C::EditVisit,
        C::Programme,
        C::Play,
        C::Points,
        C::AdjustPoints,
        C::GiveTier,
        C::Today,
        C::Done,
        C::Snooze,
        C::Message,
        C::SendMessage,
        C::MessageChannel,
        C::MessageLang,
        C::EditMessage,
        C::EditTemplate,
        C::ResetTemplate,
        C::CopyMessage,
        C::InvertCode,
        C::AgreeYes,
        C::AgreeNo,
        C::Recovery,
        C::Results,
        C::MarkLost,
        C::Terms,
        C::Segments,
        C::SortSegment,
        C::SaveReport,
        C::Help,
        C::Palette,
        C::Quit,
        C::Back,
        C::Undo,
        C::Save,
        C::Shop,
        C::OpenDraft,
        C::DropDraft,
        C::SwitchStaff,
        C::SwitchLanguage,
        C::Redraw,
        C::Suspend,
        C::OpenCard,
        C::NewVisit,
        C::NewCustomer,
        C::EditCustomer,
        C::Vehicle,
        C::CounterSale,
        C::Consent,
        C::WhoseHistory,
        C::ExportList,
        C::CopyPhone,
        C::ClearLines,
        C::Redeem,
        C::TakeTheirs,
        C::Up,
        C::Down,
        C::PageUp,
        C::PageDown,
        C::First,
        C::Last,
        C::NextField,
        C::PreviousField,
        C::Review,
        C::Why,
        C::WhyCard,
        C::NextStep,
        C::PreviousStep,
        C::Note,
        C::Sort,
        C::Filter,
        C::Seen,
        C::Settle,
        C::EarlierWeek,
        C::LaterWeek,
        C::Fleet,
        C::Gatherings,
        C::Thanks,
        C::OpenRow,
        C::AddRow,
        C::EditRow,
        C::RemoveRow,
        C::SortRows,
        C::GuestState,
        C::Campaigns,
        C::NewCampaign,
    ];

    fn keys(spec: &CommandSpec) -> Vec<Key> {
        spec.keys.iter().map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn the_table_holds_every_command_once_and_finds_it_by_name() {
        assert_eq!(COMMANDS.len(), ALL.len());
        for command in ALL {
            assert_eq!(command.spec().id, command);
            assert_eq!(Command::named(command.spec().name), Some(command));
        }
        assert_eq!(Command::named("nonsense"), None);
    }

    #[test]
    fn no_key_stands_twice_where_it_could_mean_two_things() {
        let everywhere: Vec<Key> = in_scope(S::Global);
        for scope in [
            S::Global,
            S::Desk,
            S::Card,
            S::Form,
            S::Review,
            S::Today,
            S::Points,
            S::Programme,
            S::Segments,
            S::Filter,
            S::Lists,
            S::Message,
            S::Recovery,
            S::Merge,
            S::Overlay,
        ] {
            let mut here = in_scope(scope);
            if scope != S::Global {
                here.extend(&everywhere);
            }
            let distinct: BTreeSet<Key> = here.iter().copied().collect();
            assert_eq!(distinct.len(), here.len(), "{scope:?}: {here:?}");
        }
    }

    fn in_scope(scope: Scope) -> Vec<Key> {
        COMMANDS
            .iter()
            .filter(|spec| spec.scopes.contains(&scope))
            .flat_map(keys)
            .collect()
    }

    #[test]
    fn every_function_key_is_also_alt_with_its_digit() {
        for spec in COMMANDS {
            for key in keys(spec) {
                if let Code::F(n) = key.code {
                    let digit = char::from_digit(u32::from(n % 10), 10).unwrap();
                    assert!(keys(spec).contains(&Key::alt(digit)), "{}", spec.name);
                }
            }
        }
    }

    #[test]
    fn the_keys_that_are_the_same_everywhere_are_these() {
        for (command, key) in [
            (C::Help, "F1"),
            (C::Save, "Ctrl+S"),
            (C::Undo, "Ctrl+Z"),
            (C::Palette, "Ctrl+P"),
            (C::Back, "Esc"),
            (C::Quit, "F10"),
            (C::SwitchStaff, "Ctrl+W"),
            (C::NewVisit, "F2"),
            (C::ExportList, "Ctrl+E"),
            (C::NewCustomer, "F3"),
            (C::Message, "F5"),
            (C::Review, "F6"),
            (C::Today, "F7"),
            (C::Vehicle, "F8"),
            (C::EditCustomer, "F9"),
        ] {
            assert_eq!(command.spec().keys.first(), Some(&key));
        }
    }

    #[test]
    fn every_action_has_two_bindings_and_no_command_takes_a_letter_where_letters_type() {
        for spec in COMMANDS {
            let keys = keys(spec);
            let letters = [S::Review, S::Today, S::Programme, S::Card, S::Message];
            let types = |scope: &S| !letters.contains(scope);
            // Over the people of a filter and over two records nothing is typed; elsewhere there it does not apply.
            let types = !matches!(spec.id, C::Why | C::TakeOther) && spec.scopes.iter().any(types);
            assert!(
                !types || keys.iter().all(|key| key.typed().is_none()),
                "{}",
                spec.name
            );
            assert!(
                keys.is_empty() || keys.iter().any(|key| key.typed().is_none()),
                "{}",
                spec.name
            );
            if spec.footer > 0 && !matches!(spec.id, C::OpenCard | C::Back) {
                assert!(keys.len() >= 2, "{}", spec.name);
            }
            // Without a key of its own it is reached through the palette.
            assert!(!keys.is_empty() || !spec.id.moves(), "{}", spec.name);
        }
    }

    #[test]
    fn other_words_are_of_commands_that_there_are() {
        let rows = WORDS.lines().filter(|row| !row.starts_with('#'));
        for row in rows {
            let (name, words) = row.split_once('\t').expect("a tab");
            assert!(Command::named(name).is_some(), "{name}");
            assert!(
                words.split(", ").all(|word| !word.trim().is_empty()),
                "{row}"
            );
            assert_eq!(words, words.to_lowercase(), "typed words are lower case");
        }
        assert!(Command::Undo.also_called().any(|word| word == "batal"));
        assert_eq!(Command::Help.also_called().next(), None);
    }

    #[test]
    fn every_command_has_a_place_and_texts_in_both_languages() {
        for spec in COMMANDS {
            assert!(!spec.scopes.is_empty(), "{}", spec.name);
            for lang in crate::text::Lang::ALL {
                assert!(!spec.label.in_(lang).is_empty() && spec.label.in_(lang).len() <= 24);
                // In the palette at 40 columns a name stands beside its key.
                let title = spec.title.in_(lang);
                assert!(!title.is_empty() && title.len() <= 44, "{title}");
                assert!(
                    spec.help.in_(lang).len() > spec.label.in_(lang).len(),
                    "{}",
                    spec.name
                );
            }
        }
    }
}
