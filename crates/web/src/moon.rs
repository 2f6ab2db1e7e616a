//! The one picture of progress: a moon phase, from new (nothing done) to full (all done).
//!
//! The picture never stands alone: [`Moon::words`] says the same in words, beside it.

/// Radius of the disc and middle of its 24 × 24 viewBox, in user units.
const RADIUS: f64 = 10.0;
const TOP: &str = "12 2";
const BOTTOM: &str = "12 22";

/// A moon phase ready to be drawn by the template macro `moon`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moon {
    /// The `d` attribute of the lit part, in a 24 × 24 viewBox; empty at new moon.
    pub path: String,
    /// What the phase means, in the reader's language (« 3 ressources sur 8 »).
    pub words: String,
    /// The lit share of the disc's area, from 0 to 100.
    pub percent: u8,
}

impl Moon {
    /// The phase whose lit area is `percent` of the disc; above 100 counts as 100.
    pub(crate) fn new(percent: u8, words: String) -> Self {
        let percent = percent.min(100);
        Self { path: lit_path(percent), words, percent }
    }
}

/// Outline of the lit part: down the right limb by a half circle, back up along the terminator.
///
/// Seen from afar the terminator, a great circle, is a half ellipse whose tall axis is the disc's
/// radius r and whose wide axis a shrinks with the phase. The lit area is half the disc, πr²/2, less
/// (crescent) or more (gibbous) that half ellipse, πra/2. Asking it to be the share s of πr² gives
/// a = r·|2s − 1|: no approximation, and no need to go through the phase angle.
fn lit_path(percent: u8) -> String {
    if percent == 0 {
        return String::new();
    }
    let share = f64::from(percent) / 100.0;
    let terminator = RADIUS * (2.0 * share - 1.0).abs();
    // Sweep 0 climbs back on the right, leaving a crescent; sweep 1 climbs on the left, a gibbous moon.
    let sweep = u8::from(percent > 50);
    format!("M{TOP}A{RADIUS} {RADIUS} 0 0 1 {BOTTOM}A{terminator:.2} {RADIUS} 0 0 {sweep} {TOP}Z")
}
