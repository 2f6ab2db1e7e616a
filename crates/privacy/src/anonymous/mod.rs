//! The anonymised data set: a school like the real one, of people who do not exist.
//!
//! [`measure`] reads the real school and gives a [`Likeness`]: what groups of at least [`CROWD`] people share, and the texts that
//! the school published. No key is needed for it: a sealed value is never opened, only its length is looked at. [`invent`] fills
//! an empty school from the likeness and from chance, and sees nothing else. How each column is made stands in the map.

mod cell;
mod copying;
mod crowd;
mod declared;
mod dice;
mod filling;
mod invent;
mod likeness;
mod measure;
mod placing;
mod reading;
mod row;
mod rule;
mod together;

pub use crowd::CROWD;
pub use filling::Invention;
pub use invent::invent;
pub use likeness::Likeness;
pub use measure::measure;
pub use row::{Plain, Recipes, Slot};
pub use rule::{Copying, Drawing, Made, Making, Per, Reference};
