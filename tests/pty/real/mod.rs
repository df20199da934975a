//! The real program in a real terminal, on a real book.

mod book;
mod damage;
mod drafts;
mod ends;
mod hostile;
mod input;
mod place;
mod quiet;
mod saving;
mod tmux;
mod together;
