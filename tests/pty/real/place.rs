//! What is to be heard about the place of the book.

use super::book::Book;

#[test]
fn a_book_in_a_folder_that_is_copied_elsewhere_says_so_once_and_the_search_line_is_free() {
    let book = Book::new();
    std::fs::create_dir(book.path(".stfolder")).expect("a mark");
    let mut session = book.open();
    session.wait_for("Another program copies this folder");
    session.send("1234xyz");
    session.wait_for("Zulkarnaen");
    session.send("\x11");
    assert_eq!(session.code(), 0);
}
