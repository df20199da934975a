//! The frame around the screens.

use super::*;

#[test]
fn a_window_too_small_says_so_and_only_leaving_works() {
    let mut stage = Stage::new();
    for size in [(39, 24), (80, 9), (1, 1)] {
        stage.context.size = size;
        stage.shown();
        assert!(stage.press("a<F2>").is_empty());
    }
    stage.context.size = (39, 9);
    assert!(stage.shown().contains("too small"), "{}", stage.shown());
    assert!(stage.told().is_empty());
    assert!(matches!(stage.press("<F10>")[..], [Effect::Quit]));
}

#[test]
fn the_frame_around_a_screen_at_three_widths() {
    let mut stage = Stage::new();
    for size in [(40, 10), (80, 10), (120, 10)] {
        stage.context.size = size;
        insta::assert_snapshot!(format!("frame_{}", size.0), stage.shown());
    }
}

#[test]
fn a_theme_with_a_ground_of_its_own_has_it_everywhere() {
    let grounds = Stage::new().in_theme("high-contrast").grounds();
    assert!(
        !grounds.contains(&ratatui::style::Color::Reset),
        "{grounds:?}"
    );
}
