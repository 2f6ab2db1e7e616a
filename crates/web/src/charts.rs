//! Where the marks of a chart stand. A chart is drawn in SVG that stretches with the page, and its numbers stand in a table beside it.

/// Where a mark begins and how long it is, in hundredths of the whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Where it begins.
    pub from: f64,
    /// How long it is.
    pub length: f64,
}

/// Counts side by side, together a hundred; nothing when there is nothing to share.
pub(crate) fn shares<const N: usize>(counts: [i64; N]) -> [Mark; N] {
    let total: i64 = counts.iter().sum();
    let mut before = 0;
    counts.map(|count| {
        let share = |count: i64| if total == 0 { 0.0 } else { count as f64 * 100.0 / total as f64 };
        let mark = Mark { from: share(before), length: share(count) };
        before += count;
        mark
    })
}

/// Columns in a field of a hundred by a hundred, the tallest as tall as the field: for each, where it begins and its height.
pub(crate) fn columns(values: &[i64]) -> Vec<Mark> {
    let tallest = values.iter().copied().max().unwrap_or_default().max(1) as f64;
    let step = 100.0 / values.len().max(1) as f64;
    values
        .iter()
        .enumerate()
        .map(|(index, value)| Mark { from: index as f64 * step, length: *value as f64 * 100.0 / tallest })
        .collect()
}
