//! Waiting for something to become true. A loaded machine is slow, not wrong.

use std::time::{Duration, Instant};

/// How long anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(50);

/// Asks again until there is an answer, or nothing when patience is at its end.
pub(crate) async fn until<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let since = Instant::now();
    loop {
        let answer = ask().await;
        if answer.is_some() || since.elapsed() > PATIENCE {
            return answer;
        }
        tokio::time::sleep(PAUSE).await;
    }
}
