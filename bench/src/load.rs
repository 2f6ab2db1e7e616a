//! Many at once, for a while: how often, and how long each waited.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long a rate is measured for.
pub(crate) const WHILE: Duration = Duration::from_secs(5);
/// What comes first and is not counted: caches fill, connections open.
const BEFORE: Duration = Duration::from_secs(1);

/// What was measured.
pub(crate) struct Load {
    /// How often a second, all together.
    pub(crate) rate: f64,
    /// How many, in all.
    pub(crate) count: usize,
    /// Every wait in milliseconds, the shortest first.
    waits: Vec<f64>,
}

impl Load {
    /// The wait that this share of all did not exceed, in milliseconds.
    pub(crate) fn percentile(&self, share: f64) -> f64 {
        let index = (self.waits.len() as f64 * share) as usize;
        self.waits.get(index.min(self.waits.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// Lets each of these do the same again and again, all at the same time. What they did before `begin` is asked for is not
/// counted; `begin` and `end` read what else is to be known of that time.
pub(crate) fn together<T: Send, B>(
    those: &mut [T],
    work: impl Fn(&mut T) -> Result<()> + Sync,
    begin: impl FnOnce() -> Result<B>,
) -> Result<(Load, B)> {
    let (from, work) = (Instant::now() + BEFORE, &work);
    let until = from + WHILE;
    std::thread::scope(|scope| {
        let workers: Vec<_> = those.iter_mut().map(|one| scope.spawn(move || repeat(one, work, from, until))).collect();
        std::thread::sleep(BEFORE);
        let begun = begin()?;
        let mut waits = Vec::new();
        for worker in workers {
            waits.extend(worker.join().ok().context("a worker panicked")??);
        }
        waits.sort_by(f64::total_cmp);
        let load = Load { rate: waits.len() as f64 / WHILE.as_secs_f64(), count: waits.len(), waits };
        Ok((load, begun))
    })
}

fn repeat<T>(one: &mut T, work: &impl Fn(&mut T) -> Result<()>, from: Instant, until: Instant) -> Result<Vec<f64>> {
    let mut waits = Vec::new();
    loop {
        let since = Instant::now();
        if since >= until {
            return Ok(waits);
        }
        work(one)?;
        if since >= from {
            waits.push(since.elapsed().as_secs_f64() * 1000.0);
        }
    }
}
