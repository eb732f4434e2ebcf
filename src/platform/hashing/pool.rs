//! A few places for heavy work, a short line before them, and a clear answer when the line is full.

use super::HashError;
use crate::platform::telemetry::metrics;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
#[cfg(test)]
use tokio::sync::SemaphorePermit;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many may wait, and how long. Tests that are about something else must not meet a limit because the machine is busy.
const LINE: usize = 64;
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 60 } else { 3 });

pub(super) struct Pool {
    places: Arc<Semaphore>,
    line: Semaphore,
    patience: Duration,
}

impl Pool {
    /// One place for each processor core: more at once would only make each slower.
    pub fn of_this_machine() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, NonZeroUsize::get), LINE, PATIENCE)
    }

    /// Half of the cores: for work that anybody may ask for and nobody signs in by.
    pub fn of_half_this_machine() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2)), LINE, PATIENCE)
    }

    fn new(places: usize, line: usize, patience: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), line: Semaphore::new(line), patience }
    }

    /// Runs `work` on a thread for blocking work as soon as there is a place, or answers [`HashError::Busy`] without running it.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashError> {
        let place = self.place().await?;
        let running = tokio::task::spawn_blocking(move || {
            // The place belongs to the work, not to the request: when that goes away, the work still runs to its end.
            let _place = place;
            work()
        });
        running.await.map_err(|_| HashError::Failed("the work did not finish"))
    }

    /// Fills every place and the whole line, as a rush does, until what it answers is dropped.
    #[cfg(test)]
    pub fn rush(&self) -> (OwnedSemaphorePermit, SemaphorePermit<'_>) {
        let all = |free: usize| u32::try_from(free).unwrap_or(u32::MAX);
        let places = Arc::clone(&self.places).try_acquire_many_owned(all(self.places.available_permits()));
        let line = self.line.try_acquire_many(all(self.line.available_permits()));
        places.ok().zip(line.ok()).expect("nobody else is taking places")
    }

    /// Fills every place and leaves the line: whoever comes waits until what it answers is dropped.
    #[cfg(test)]
    pub fn hold(&self) -> OwnedSemaphorePermit {
        let all = u32::try_from(self.places.available_permits()).unwrap_or(u32::MAX);
        Arc::clone(&self.places).try_acquire_many_owned(all).expect("nobody else is taking places")
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit, HashError> {
        let closed = |_| HashError::Failed("the pool is closed");
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(place);
        }
        let Ok(_in_line) = self.line.try_acquire() else {
            metrics().hashing_shed();
            return Err(HashError::Busy);
        };
        metrics().hashing_waited();
        match tokio::time::timeout(self.patience, Arc::clone(&self.places).acquire_owned()).await {
            Ok(place) => place.map_err(closed),
            Err(_) => {
                metrics().hashing_shed();
                Err(HashError::Busy)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;
    use tokio::task::JoinHandle;

    /// Work that lasts until the sender says so (or is dropped).
    fn hold(pool: &Arc<Pool>) -> (mpsc::Sender<()>, JoinHandle<Result<(), HashError>>) {
        let (release, held) = mpsc::channel();
        let pool = Arc::clone(pool);
        let task = tokio::spawn(async move {
            pool.run(move || {
                let _ = held.recv();
            })
            .await
        });
        (release, task)
    }

    async fn until(condition: impl Fn() -> bool) {
        while !condition() {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn when_the_line_is_full_the_next_is_turned_away_before_any_work() {
        let pool = Arc::new(Pool::new(1, 1, Duration::from_secs(60)));
        let (first, running) = hold(&pool);
        until(|| pool.places.available_permits() == 0).await;
        let (second, waiting) = hold(&pool);
        until(|| pool.line.available_permits() == 0).await;
        let ran = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&ran);
        assert!(matches!(pool.run(move || count.fetch_add(1, Ordering::SeqCst)).await, Err(HashError::Busy)));
        assert_eq!(ran.load(Ordering::SeqCst), 0);
        drop((first, second));
        assert!(running.await.unwrap().is_ok() && waiting.await.unwrap().is_ok());
        assert!(pool.run(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn whoever_waits_too_long_is_turned_away() {
        let pool = Arc::new(Pool::new(1, 1, Duration::from_millis(20)));
        let (release, running) = hold(&pool);
        until(|| pool.places.available_permits() == 0).await;
        assert!(matches!(pool.run(|| ()).await, Err(HashError::Busy)));
        drop(release);
        running.await.unwrap().unwrap();
        assert!(pool.run(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn a_request_that_goes_away_keeps_its_place_until_the_work_is_done() {
        let pool = Arc::new(Pool::new(1, 1, Duration::from_millis(20)));
        let (release, running) = hold(&pool);
        until(|| pool.places.available_permits() == 0).await;
        running.abort();
        let _ = running.await;
        assert!(matches!(pool.run(|| ()).await, Err(HashError::Busy)));
        drop(release);
        until(|| pool.places.available_permits() == 1).await;
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_place_back() {
        let pool = Pool::new(1, 1, Duration::from_secs(1));
        assert!(matches!(pool.run(|| panic!("broken")).await, Err::<(), _>(HashError::Failed(_))));
        assert!(pool.run(|| ()).await.is_ok());
    }
}
