//! kenal: the customer book of a small business, in the terminal.
//!
//! The front desk, with the words that this code uses for its parts:
//!
//! ```text
//!  kenal · Bengkel Maju Jaya             Rina · Sun 22 Nov 2026 · 09:41   header: shop, desk, clock
//! ╭ Plate, customer ID, phone or name ────────────────────────────────╮
//! │ 1234                                                              │   search line
//! ╰──────────────────────────────────────────── 2 of 12,480 customers ╯
//! ╭ Matches ─────────────────────╮╭ B 1234 XYZ · Toyota Avanza 2019 ──╮
//! │▸ B 1234 XYZ  Pak Budi Santoso││ Pak Budi Santoso          C-00042 │   hit ▸, card: who
//! │  B 1234 XA   Bu Sari Dewi    ││ ! call before touching the AC     │   alert
//! │                              ││ Last   12 Aug · 45,210 km         │   facts: label and value
//! │                              ││ Usual  Shell HX7 10W-40 · Joko    │
//! │                              ││ Due    soon: 2 Dec (in 10 days)   │   promise, with its urgency
//! │                              ││ “Pak Budi, Avanza B 1234 XYZ; …”  │   sentence to say
//! ╰──────────────────────────────╯╰───────────────────────────────────╯
//!  ✓ Saved · Ctrl+Z takes it back                                         notice, over the footer
//!  Enter card  F2 visit  F3 new  F1 help  F10 quit                        footer: commands that apply
//! ```
//!
//! What lies over it (help, palette, who is at the desk, a dialog) is an *overlay*; what takes
//! its place (the full card, a form) is a *screen* on the stack.
//!
//! The folders are the architecture. Each is a floor and imports only from floors
//! below it; `tests/floors.rs` reads the imports and fails when one looks up.

pub mod app;
pub mod calendar;
pub mod chart;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod insight;
pub mod kit;
pub mod look;
pub mod message;
pub mod points;
pub mod protocol;
pub mod runtime;
pub mod sample;
pub mod screens;
pub mod store;
pub mod text;
