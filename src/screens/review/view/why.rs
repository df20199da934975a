//! Why a number or a row is there, over the review.

use super::super::WeeklyReview;
use crate::kit::Canvas;
use crate::protocol::Context;
use crate::screens::why::{self, Why};

pub(super) fn draw(
    review: &WeeklyReview,
    open: &Why,
    canvas: &mut Canvas<'_, '_>,
    context: &Context,
) {
    if let Some((about, told)) = review.explained(context, &canvas.look.symbols) {
        why::draw(open, canvas, about, told);
    }
}
