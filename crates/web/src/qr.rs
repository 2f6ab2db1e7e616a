//! The drawing of a QR code, as the outline of its dark squares.

use std::fmt::Write as _;

use crate::failure::Failure;

/// The outline of a text's code, one unit a square, with the margin of two squares that readers need on a page of ours.
pub(crate) struct Code {
    /// For the `d` of a path.
    pub path: String,
    /// Squares a side, margins included.
    pub side: usize,
}

/// Draws the code of a text.
pub(crate) fn draw(text: &str) -> Result<Code, Failure> {
    let code = fast_qr::QRBuilder::new(text)
        .build()
        .map_err(|error| Failure::Broken(school::Error::Other(format!("{error:?}"))))?;
    let mut path = String::new();
    for row in 0..code.size {
        for column in 0..code.size {
            if code[row][column].value() {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", column + 2, row + 2);
            }
        }
    }
    Ok(Code { path, side: code.size + 4 })
}
