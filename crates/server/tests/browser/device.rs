//! A computer or a telephone: a Chromium with a profile of its own, in French.

use std::path::PathBuf;
use std::sync::Mutex;

use chromiumoxide::cdp::IntoEventKind;
use chromiumoxide::cdp::browser_protocol::browser::{SetDownloadBehaviorBehavior, SetDownloadBehaviorParams};
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::network::{
    EventLoadingFailed, EventRequestWillBeSent, EventResponseReceived,
};
use chromiumoxide::cdp::js_protocol::runtime::{EventConsoleApiCalled, EventExceptionThrown};
use chromiumoxide::error::CdpError;
use chromiumoxide::handler::Handler;
use chromiumoxide::handler::viewport::Viewport;
use chromiumoxide::types::MethodType;
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures_util::StreamExt;
use serde::Serialize;
use tokio::task::JoinHandle;

use crate::patience::{PATIENCE, until};
use crate::school::School;
use crate::tab::Tab;
use crate::watch::{PLACE, Refusal, Watch};

/// Chromium is told to speak to nobody by itself; root has no sandbox to offer it, and a container little shared memory. What
/// glides is missed by whoever clicks without eyes, so nothing does.
const SWITCHES: [&str; 16] = [
    "force-prefers-reduced-motion",
    "disable-smooth-scrolling",
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    "disable-dev-shm-usage",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-default-apps",
    "disable-sync",
    "disable-breakpad",
    "disable-renderer-backgrounding",
    "disable-background-timer-throttling",
    "metrics-recording-only",
    "mute-audio",
];

/// What a person has in hand.
#[derive(Clone, Copy)]
pub(crate) enum Screen {
    Computer,
    Telephone,
}

/// A running browser; it is killed when this is dropped, and closed in good order by [`Device::put_away`].
pub(crate) struct Device {
    browser: Browser,
    watch: Watch,
    listeners: Mutex<Vec<JoinHandle<()>>>,
    school: String,
    folder: tempfile::TempDir,
}

impl Device {
    /// A device that nobody used before.
    pub(crate) async fn new(school: &School, screen: Screen) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = BrowserConfig::builder()
            .disable_default_args()
            .args(SWITCHES)
            .args([("lang", "fr"), ("accept-lang", "fr-FR,fr")])
            .user_data_dir(folder.path().join("profile"))
            .viewport(viewport(screen))
            .launch_timeout(2 * PATIENCE)
            .request_timeout(2 * PATIENCE)
            .surface_invalid_messages()
            .build()
            .expect("Chromium is installed; `cargo xtask test` does it");
        let (browser, handler) = Browser::launch(config).await.expect("Chromium starts");
        let watch = Watch::default();
        let listeners = Mutex::new(vec![tokio::spawn(carry(handler, watch.clone()))]);
        let device = Self { browser, watch, listeners, school: school.address.clone(), folder };
        device.keep_downloads().await;
        device
    }

    /// A new tab, listened to from its first request on.
    pub(crate) async fn tab(&self) -> Tab {
        let page = self.browser.new_page("about:blank").await.expect("a tab");
        self.listen::<EventEntryAdded>(&page).await;
        self.listen::<EventConsoleApiCalled>(&page).await;
        self.listen::<EventExceptionThrown>(&page).await;
        self.listen::<EventRequestWillBeSent>(&page).await;
        self.listen::<EventResponseReceived>(&page).await;
        self.listen::<EventLoadingFailed>(&page).await;
        Tab::new(page, self.school.clone())
    }

    /// A file that was downloaded whole, by the beginning of its name.
    pub(crate) async fn download(&self, beginning: &str) -> Vec<u8> {
        let folder = self.downloads();
        let found = until(async || {
            let mut files = std::fs::read_dir(&folder).ok()?.filter_map(Result::ok);
            let whole = |name: &str| name.starts_with(beginning) && !name.ends_with(".crdownload");
            let file = files.find(|file| file.file_name().to_str().is_some_and(whole))?;
            std::fs::read(file.path()).ok().filter(|bytes| !bytes.is_empty())
        });
        found.await.unwrap_or_else(|| panic!("no file {beginning}… was downloaded"))
    }

    /// Closes the browser, in which nothing went wrong: its cookies are the ones that our pages need, and all that was refused
    /// is what the story means to be.
    pub(crate) async fn put_away(self, cookies: &[&str], expected: &[Refusal]) {
        let kept = self.browser.get_cookies().await.expect("the cookies");
        let names: Vec<&str> = kept.iter().map(|cookie| cookie.name.as_str()).collect();
        assert_eq!(names, cookies);
        let troubles = self.troubles(expected).await;
        assert!(troubles.is_empty(), "{troubles:#?}");
    }

    /// Closes the browser, and gives everything that went wrong in it.
    pub(crate) async fn troubles(mut self, expected: &[Refusal]) -> Vec<String> {
        self.browser.close().await.expect("the browser closes");
        self.browser.wait().await.expect("its end");
        // They end with the browser, and then everything it told was noted.
        for listener in self.listeners.into_inner().expect("no listener panicked") {
            listener.await.expect("a listener ends");
        }
        assert!(self.watch.requests() > 0, "the browser told of no request");
        self.watch.troubles(&self.school, expected)
    }

    /// What comes next is told of this place.
    pub(crate) fn turns_to(&self, place: &str) {
        self.watch.note(PLACE, place.into());
    }

    async fn listen<E>(&self, page: &Page)
    where
        E: IntoEventKind + MethodType + Serialize + Unpin + Send + Sync + 'static,
    {
        let mut events = page.event_listener::<E>().await.expect("a listener");
        let watch = self.watch.clone();
        let listener = tokio::spawn(async move {
            while let Some(event) = events.next().await {
                watch.note(&E::method_id(), serde_json::to_value(&*event).unwrap_or_default());
            }
        });
        self.listeners.lock().expect("no listener panicked").push(listener);
    }

    async fn keep_downloads(&self) {
        let behaviour = SetDownloadBehaviorParams::builder()
            .behavior(SetDownloadBehaviorBehavior::Allow)
            .download_path(self.downloads().display().to_string())
            .build();
        self.browser.execute(behaviour.expect("a behaviour")).await.expect("downloads are kept");
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }
}

/// Carries messages between the browser and the test until the browser is closed.
async fn carry(mut handler: Handler, watch: Watch) {
    while let Some(carried) = handler.next().await {
        if let Err(CdpError::InvalidMessage(message, _)) = carried {
            watch.note_message(&message);
        }
    }
}

fn viewport(screen: Screen) -> Viewport {
    match screen {
        Screen::Computer => Viewport { width: 1280, height: 800, ..Viewport::default() },
        Screen::Telephone => {
            Viewport { width: 390, height: 844, emulating_mobile: true, has_touch: true, ..Viewport::default() }
        }
    }
}
