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

/// What is done again and again: something is asked for, then the answer is waited for.
pub(crate) struct Work<A, H> {
    /// Asks.
    pub(crate) ask: A,
    /// Waits for the answer, and refuses one that is not what was asked for.
    pub(crate) hear: H,
}

/// Lets each of these do the same again and again, all at the same time. What they asked for before `begin` is called is not
/// counted; `begin` reads what else is to be known of that time.
pub(crate) fn together<T: Send, A, H, B>(
    those: &mut [T],
    work: &Work<A, H>,
    begin: impl FnOnce() -> Result<B>,
) -> Result<(Load, B)>
where
    A: Fn(&mut T) -> Result<()> + Sync,
    H: Fn(&mut T) -> Result<()> + Sync,
{
    let from = Instant::now() + BEFORE;
    let until = from + WHILE;
    // A thread for each that asks would be woken for each answer, and the machine would be measured at changing threads.
    let threads = std::thread::available_parallelism()?.get();
    let share = those.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let workers: Vec<_> =
            those.chunks_mut(share).map(|some| scope.spawn(move || repeat(some, work, from, until))).collect();
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

/// Asks for all of them first, then hears one after the other and asks anew at once: an answer that came while another was
/// heard seems to have taken longer than it did, never shorter.
fn repeat<T, A, H>(those: &mut [T], work: &Work<A, H>, from: Instant, until: Instant) -> Result<Vec<f64>>
where
    A: Fn(&mut T) -> Result<()>,
    H: Fn(&mut T) -> Result<()>,
{
    let (mut waits, mut asked) = (Vec::new(), Vec::new());
    for one in &mut *those {
        asked.push(Some(Instant::now()));
        (work.ask)(one)?;
    }
    while asked.iter().any(Option::is_some) {
        for (one, asked) in those.iter_mut().zip(&mut asked) {
            let Some(since) = *asked else { continue };
            (work.hear)(one)?;
            let now = Instant::now();
            if since >= from {
                waits.push(now.duration_since(since).as_secs_f64() * 1000.0);
            }
            *asked = (now < until).then_some(now);
            if asked.is_some() {
                (work.ask)(one)?;
            }
        }
    }
    Ok(waits)
}
