//! What a phone or a mail program opens. Opening drafts a message; a person sends it.

use std::fmt::Write as _;

use crate::domain::{CustomerFacts, FIELD_CHANNEL, MessageChannel};

/// The number that a chat can be opened with, digits only: the first mobile one, else the first
/// that is usable at all; `None` without any.
pub fn chat_number(facts: &CustomerFacts) -> Option<&str> {
    let phones = || facts.phones.iter().map(|entry| &entry.phone);
    let mobile = phones().find(|phone| phone.is_mobile() && phone.e164.is_some());
    let found = mobile.or_else(|| phones().find(|phone| phone.e164.is_some()))?;
    found
        .e164
        .as_deref()
        .map(|number| number.trim_start_matches('+'))
}

/// Opens a chat: `https://wa.me/6281234567890`.
pub fn bare(digits: &str) -> String {
    format!("https://wa.me/{digits}")
}

/// Opens a chat with a text in it.
pub fn whatsapp(digits: &str, text: &str) -> String {
    format!("https://wa.me/{digits}?text={}", encoded(text))
}

/// By which way a customer is reached best: as they prefer, else as can be.
pub fn preferred(facts: &CustomerFacts) -> MessageChannel {
    let prefers = facts.fields.get(FIELD_CHANNEL).map(String::as_str);
    let chat = chat_number(facts).is_some();
    match (prefers, chat, !facts.email.is_empty()) {
        (Some("email"), _, true) | (_, false, true) => MessageChannel::Email,
        (_, true, _) => MessageChannel::WhatsApp,
        (_, false, false) => MessageChannel::Clipboard,
    }
}

/// Opens a mail without anything in it.
pub fn bare_mail(address: &str) -> String {
    format!("mailto:{}", encoded(address).replace("%40", "@"))
}

/// Opens a mail with a subject and a text.
pub fn mail(address: &str, subject: &str, text: &str) -> String {
    // RFC 6068: line breaks are CR LF.
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let to = bare_mail(address);
    format!("{to}?subject={}&body={}", encoded(subject), encoded(&text))
}

/// UTF-8, with everything but letters, digits and `-._~` as `%XX`.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{INDONESIA, Phone, PhoneEntry};
    use proptest::prelude::*;

    fn phones(numbers: &[&str]) -> CustomerFacts {
        let phones = numbers.iter().map(|number| PhoneEntry {
            phone: Phone::parse(number, INDONESIA),
            label: String::new(),
        });
        CustomerFacts {
            phones: phones.collect(),
            ..CustomerFacts::default()
        }
    }

    fn decoded(text: &str) -> Vec<u8> {
        let (mut out, mut rest) = (Vec::new(), text.as_bytes());
        while let [first, tail @ ..] = rest {
            if let (b'%', [high, low, after @ ..]) = (*first, tail) {
                let pair = [*high, *low];
                let pair = std::str::from_utf8(&pair).unwrap();
                out.push(u8::from_str_radix(pair, 16).unwrap());
                rest = after;
            } else {
                out.push(*first);
                rest = tail;
            }
        }
        out
    }

    #[test]
    fn a_chat_goes_to_the_first_mobile_number_in_digits() {
        assert_eq!(
            chat_number(&phones(&["021-5551234", "0812-3456-7890"])),
            Some("6281234567890")
        );
        assert_eq!(chat_number(&phones(&["021-5551234"])), Some("62215551234"));
        assert_eq!(chat_number(&phones(&["6.28E+12", "?"])), None);
        assert_eq!(bare("6281234567890"), "https://wa.me/6281234567890");
    }

    #[test]
    fn a_text_with_emoji_and_breaks_is_encoded_for_each_way() {
        let chat = whatsapp("62812", "Hai & 🎂\n1+1");
        assert_eq!(
            chat,
            "https://wa.me/62812?text=Hai%20%26%20%F0%9F%8E%82%0A1%2B1"
        );
        let mail = mail("a+b@c.id", "Halo, ya", "x\ny");
        assert_eq!(mail, "mailto:a%2Bb@c.id?subject=Halo%2C%20ya&body=x%0D%0Ay");
    }

    /// What a mail program makes of a link (RFC 6068): to whom, the subject, the text.
    fn mailed(link: &str) -> [String; 3] {
        let read = |text: &str| String::from_utf8(decoded(text)).unwrap();
        let rest = link.strip_prefix("mailto:").expect("a mailto link");
        let (to, fields) = rest.split_once('?').expect("fields");
        let field = |name: &str| {
            let mut all = fields.split('&').filter_map(|field| field.split_once('='));
            let found = all.find(|(known, _)| *known == name);
            read(found.expect("the field").1)
        };
        [read(to), field("subject"), field("body")]
    }

    #[test]
    fn a_mail_program_reads_the_subject_and_every_line_of_an_indonesian_text() {
        let text = "Selamat ulang tahun, Bu Sari! 🎂\n\nDiskon 10% & cuci = gratis?\r\n— Jl. Kenanga #5; +62";
        let link = mail("bu.sari@contoh.co.id", "Bengkel Maju & Jaya", text);
        assert!(link.is_ascii() && !link.contains([' ', '+', '#']), "{link}");
        assert!(
            link.contains("%0D%0A%0D%0A") && !link.contains("%0D%0D"),
            "{link}"
        );
        let read = mailed(&link);
        let lines = "Selamat ulang tahun, Bu Sari! 🎂\r\n\r\nDiskon 10% & cuci = gratis?\r\n— Jl. Kenanga #5; +62";
        assert_eq!(read, ["bu.sari@contoh.co.id", "Bengkel Maju & Jaya", lines]);
    }

    proptest! {
        #[test]
        fn a_mail_program_reads_back_what_was_written(subject in "[^\r\n]*", text in "[^\r]*") {
            let [to, read, body] = mailed(&mail("a+b@c.id", &subject, &text));
            prop_assert_eq!(to, "a+b@c.id");
            prop_assert_eq!(read, subject);
            prop_assert_eq!(body.replace("\r\n", "\n"), text);
        }

        #[test]
        fn what_is_encoded_reads_back_and_needs_no_other_sign(text in any::<String>()) {
            let once = encoded(&text);
            prop_assert!(once.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)));
            prop_assert_eq!(decoded(&once), text.as_bytes());
        }
    }
}
