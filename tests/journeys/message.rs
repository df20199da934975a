//! A birthday greeting from the desk, and what a phone that looks at the screen reads.

use kenal::domain::{
    Author, Birthday, Change, CustomerId, MessageChannel, OpId, Purpose, SentMessage,
};
use kenal::look::{Look, Theme};
use kenal::protocol::Msg;
use kenal::text::Lang;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::book::{Book, today};
use crate::count;
use crate::stage::Stage;

/// The keys of the whole task, after a piece of the plate.
const TASK: &str = "1234<F5><Enter><Enter>";

fn write(book: &Book, number: u8, change: &Change) {
    let author = Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "elsewhere".to_owned(),
    };
    let op = OpId([number; 16]);
    book.writer().write(&author, op, change).expect("written");
}

fn answer(customer: CustomerId, purpose: Purpose, yes: bool) -> Change {
    Change::SetConsent {
        customer,
        purpose: purpose.key().to_owned(),
        yes,
        day: today(),
        channel: "counter".to_owned(),
    }
}

/// Pak Budi, who has his birthday in four days and agreed to be greeted.
fn book() -> (Book, CustomerId) {
    let book = Book::new();
    let budi = book.card("B1234XYZ").customer.expect("somebody");
    let mut facts = budi.facts.clone();
    facts.birthday = Birthday::new(26, 11, Some(1974));
    let edit = Change::EditCustomer {
        id: budi.id,
        base: Box::new(budi.facts),
        facts: Box::new(facts),
    };
    write(&book, 101, &edit);
    write(&book, 102, &answer(budi.id, Purpose::Birthday, true));
    (book, budi.id)
}

fn desk(book: &Book, size: (u16, u16), theme: &str, ascii: bool) -> Stage {
    let look = Look::new(Theme::load(theme).expect("a theme"), ascii);
    let mut stage = Stage::looking(book.reader(), book.writer(), today(), look);
    stage.context.size = size;
    stage.context.ascii = ascii;
    stage
}

fn sent(book: &Book) -> Option<SentMessage> {
    book.written().into_iter().find_map(|change| match change {
        Change::MarkSent(sent) => Some(*sent),
        _ => None,
    })
}

#[test]
fn a_birthday_greeting_as_a_whatsapp_code_marked_as_sent_takes_three() {
    let (book, budi) = book();
    let mut stage = desk(&book, (80, 24), "dark", false);
    stage.play(TASK);
    assert!(count::keys(TASK) <= 3, "{}", count::keys(TASK));
    let sent = sent(&book).expect("marked as sent");
    assert_eq!((sent.customer, sent.template.as_str()), (budi, "birthday"));
    assert_eq!(sent.channel, MessageChannel::WhatsApp);
    assert!(sent.body.contains("Budi Santoso") && sent.body.contains('🎂'));
    assert!(stage.text().contains("Marked as sent"), "{}", stage.text());
    stage.play("<Ctrl+Z>");
    stage.play("<F5>");
    assert!(!stage.text().contains("✓ today"), "{}", stage.text());
}

#[test]
fn whoever_wants_no_contact_gets_nothing_whatever_is_pressed() {
    let (book, budi) = book();
    write(&book, 103, &answer(budi, Purpose::Contact, false));
    let mut stage = desk(&book, (80, 24), "dark", false);
    stage.play("1234<F5><Enter><Enter>k<Enter>k<Enter><Ctrl+C>y<Enter><Ctrl+S>");
    assert_eq!((sent(&book), stage.copied.clone()), (None, None));
}

#[test]
fn the_same_greeting_from_another_terminal_says_who_sent_it_and_is_kept_once_more_only_by_going_on()
{
    for (size, lang, sent) in [
        ((80, 24), Lang::En, "This was sent already"),
        ((40, 20), Lang::Id, "Ini sudah dikirim"),
    ] {
        let (book, _) = book();
        let mut first = desk(&book, size, "dark", false);
        let mut second = desk(&book, size, "dark", false);
        second.context.lang = lang;
        // Attempts to write have names that no other terminal gives.
        second.context.op = OpId([9; 16]);
        second.play("1234<F5><Enter>");
        first.play("<Ctrl+W>Sari<Enter>1234<F5><Enter><Enter>");
        second.send(Msg::FileChanged);
        let before = book.written().len();
        second.play("<Enter>");
        let told = second.text();
        for said in [sent, "22 Nov", "Sari"] {
            assert!(told.contains(said), "{said}\n{told}");
        }
        assert_eq!(book.written().len(), before, "nothing is written down");
        second.play("<Enter><Enter>");
        let again = book.written().pop();
        assert!(matches!(again, Some(Change::MarkSentAgain(_))), "{again:?}");
    }
}

#[test]
fn a_code_goes_with_the_no_that_is_written_down_elsewhere() {
    let (book, budi) = book();
    let mut stage = desk(&book, (80, 24), "dark", false);
    stage.play("1234<F5><Enter>");
    assert!(stage.text().contains('█'), "{}", stage.text());
    write(&book, 104, &answer(budi, Purpose::Birthday, false));
    stage.send(Msg::FileChanged);
    let told = stage.text();
    assert!(!told.contains('█') && !told.contains('▀'), "{told}");
    assert!(told.contains("The customer said no to greetings"), "{told}");
    stage.play("<Enter>");
    assert_eq!(sent(&book), None);
}

/// What a camera sees of the screen: a square of pixels a half of a cell. The ground and the ink of
/// the terminal are what a cell without colours has.
struct Camera {
    ground: u8,
    ink: u8,
}

const DARK: Camera = Camera {
    ground: 0,
    ink: 220,
};
const LIGHT: Camera = Camera {
    ground: 255,
    ink: 30,
};
/// Pixels across and down of half a cell.
const SCALE: usize = 4;

impl Camera {
    fn shade(colour: Color, plain: u8) -> u8 {
        match colour {
            Color::Reset => plain,
            Color::Indexed(16) => 0,
            Color::Indexed(231) => 255,
            // Some grey: colours of the text around the code.
            _ => 128,
        }
    }

    /// The brightness of a pixel of a cell.
    fn pixel(&self, cell: &Cell, (x, y): (usize, usize)) -> u8 {
        let mut ink = Self::shade(cell.fg, self.ink);
        let mut ground = Self::shade(cell.bg, self.ground);
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut ground);
        }
        let inked = match cell.symbol() {
            " " => false,
            "█" => true,
            "▀" => y < SCALE,
            "▄" => y >= SCALE,
            // A letter, roughly.
            _ => x % 2 == 0 && (2..6).contains(&y),
        };
        if inked { ink } else { ground }
    }

    /// What a reader makes of it.
    fn reads(&self, frame: &Buffer) -> Vec<String> {
        let wide = usize::from(frame.area.width);
        let size = (wide * SCALE, usize::from(frame.area.height) * SCALE * 2);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(size.0, size.1, |x, y| {
            let cell = &frame.content[y / (SCALE * 2) * wide + x / SCALE];
            self.pixel(cell, (x % SCALE, y % (SCALE * 2)))
        });
        let grids = image.detect_grids();
        let read = grids.iter().filter_map(|grid| grid.decode().ok());
        read.map(|(_, text)| text).collect()
    }
}

const BARE: &str = "https://wa.me/6281234567890";

#[test]
fn a_camera_reads_the_screen_in_every_theme_on_dark_and_on_light() {
    for theme in ["dark", "light", "high-contrast", "colour-blind"] {
        for camera in [DARK, LIGHT] {
            let (book, _) = book();
            let mut stage = desk(&book, (80, 24), theme, false);
            stage.play("1234<F5><Enter>");
            assert_eq!(camera.reads(&stage.frame()), [BARE], "{theme}");
            // Only the link fits: the text is copied.
            let copied = stage.copied.clone().expect("copied");
            assert!(
                copied.starts_with("Selamat ulang tahun, Pak Budi Santoso! 🎂"),
                "{copied}"
            );
            assert!(
                stage.text().contains("needs a window of"),
                "{}",
                stage.text()
            );
        }
    }
}

#[test]
fn the_window_that_is_named_holds_the_whole_text() {
    let (book, _) = book();
    let mut stage = desk(&book, (80, 24), "dark", false);
    stage.play("1234<F5><Enter>");
    let text = stage
        .text()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let named = text.split("a window of ").nth(1).expect("a size");
    let number =
        |text: Option<&str>| -> u16 { text.and_then(|text| text.parse().ok()).expect("a number") };
    let mut words = named
        .split([' ', '×', ';'])
        .filter(|word| word.parse::<u16>().is_ok());
    let size = (number(words.next()), number(words.next()));
    let mut stage = desk(&book, size, "dark", false);
    stage.play("1234<F5><Enter>");
    let read = DARK.reads(&stage.frame());
    assert_eq!(read.len(), 1, "{size:?}:\n{}", stage.text());
    assert!(read[0].starts_with("https://wa.me/6281234567890?text=Selamat%20ulang%20tahun%2C%20Pak%20Budi%20Santoso%21%20%F0%9F%8E%82"), "{read:?}");
    assert_eq!(stage.copied, None);
}

#[test]
fn a_short_text_fits_into_a_small_window_as_it_is() {
    let (book, _) = book();
    let mut stage = desk(&book, (80, 24), "dark", false);
    stage.play(
        "1234<F5><F9><Ctrl+A><Ctrl+K>Selamat ulang tahun, Pak Budi! Salam, Maju<Enter><Enter>",
    );
    let read = DARK.reads(&stage.frame());
    assert_eq!(
        read,
        [format!(
            "{BARE}?text=Selamat%20ulang%20tahun%2C%20Pak%20Budi%21%20Salam%2C%20Maju"
        )]
    );
    assert_eq!(stage.copied, None);
    insta::assert_snapshot!("short_text", stage.text());
}

#[test]
fn a_camera_reads_it_from_a_phone_of_forty_columns() {
    let (book, _) = book();
    let mut stage = desk(&book, (40, 20), "dark", false);
    stage.play("1234<F5><Enter>");
    assert_eq!(DARK.reads(&stage.frame()), [BARE], "{}", stage.text());
}

#[test]
fn without_colours_a_dark_terminal_is_read_and_one_key_turns_it_for_a_light_one() {
    let (book, _) = book();
    let mut stage = desk(&book, (80, 24), "none", false);
    stage.play("1234<F5><Enter>");
    assert_eq!(DARK.reads(&stage.frame()), [BARE]);
    stage.play("i");
    assert_eq!(LIGHT.reads(&stage.frame()), [BARE]);
}

#[test]
fn ascii_squares_are_read_where_there_is_room_and_else_the_size_is_said() {
    for (theme, camera) in [("dark", DARK), ("light", LIGHT), ("none", DARK)] {
        let (book, _) = book();
        let mut stage = desk(&book, (120, 40), theme, true);
        stage.play("1234<F5><Enter>");
        assert_eq!(
            camera.reads(&stage.frame()),
            [BARE],
            "{theme}:\n{}",
            stage.text()
        );
        let mut stage = desk(&book, (80, 24), theme, true);
        stage.play("1234<F5><Enter>");
        assert!(stage.text().contains("window of 62 "), "{}", stage.text());
        assert!(stage.text().contains(BARE), "{}", stage.text());
    }
}
