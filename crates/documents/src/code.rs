//! The QR code of an address, as vector drawing.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode};

use crate::Error;

/// Modules a side of the largest code accepted (version 15): on the 27 mm the page gives, anything finer than 0.35 mm a
/// module is beyond an ordinary camera.
const LARGEST_SIDE: usize = 77;

/// Draws the code of an address: an SVG image of dark squares on nothing, one unit per module, with correction level M
/// (15 %), which suits clean paper. The page leaves the white margin that ISO/IEC 18004 asks for.
pub(crate) fn draw(address: &str) -> Result<String, Error> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().map_err(|_| Error::AddressTooLong)?;
    if code.size > LARGEST_SIDE {
        return Err(Error::AddressTooLong);
    }
    let side = code.size;
    let mut outline = String::new();
    for row in 0..code.size {
        for (column, length) in dark_runs(&code, row) {
            // A String never refuses what is written to it.
            let _ = write!(outline, "M{column} {row}h{length}v1h-{length}z");
        }
    }
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#000" d="{outline}"/></svg>"##
    ))
}

/// First column and length of each run of dark modules in a row: long bars leave fewer seams than squares.
fn dark_runs(code: &QRCode, row: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (column, _) in code[row].iter().enumerate().filter(|(_, module)| module.value()) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == column => *length += 1,
            _ => runs.push((column, 1)),
        }
    }
    runs
}
