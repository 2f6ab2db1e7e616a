//! A person at a tab: what they do is said in the words that the page shows them.

use std::path::Path;

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{DispatchMouseEventParams, DispatchMouseEventType, InsertTextParams};
use chromiumoxide::cdp::browser_protocol::page::Viewport;
use chromiumoxide::cdp::browser_protocol::web_authn::{
    AddVirtualAuthenticatorParams, AuthenticatorId, AuthenticatorProtocol, AuthenticatorTransport,
    ClearCredentialsParams, EnableParams, VirtualAuthenticatorOptions,
};
use chromiumoxide::layout::Point;
use chromiumoxide::page::ScreenshotParams;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::patience::until;

const FINDER: &str = include_str!("finder.js");

/// A tab of a device. Whatever is asked for is waited for.
pub(crate) struct Tab {
    page: Page,
    school: String,
}

/// What keeps a device's passkeys.
pub(crate) struct Authenticator(AuthenticatorId);

impl Tab {
    pub(crate) const fn new(page: Page, school: String) -> Self {
        Self { page, school }
    }

    /// Types an address of the school.
    pub(crate) async fn open(&self, path: &str) {
        self.page.goto(format!("{}{path}", self.school)).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        let before = self.document().await;
        self.page.reload().await.expect("the page is loaded again");
        self.arrive("the page again", &before).await;
    }

    /// Clicks a link or a button of the page's content by its name, and waits for the page that it leads to.
    pub(crate) async fn press(&self, name: &str) {
        self.press_in("main", name).await;
    }

    /// The same, in a part of the page.
    pub(crate) async fn press_in(&self, scope: &str, name: &str) {
        let before = self.document().await;
        self.touch(scope, name).await;
        self.arrive(name, &before).await;
    }

    /// Clicks a link or a button that leads to no other page.
    pub(crate) async fn touch(&self, scope: &str, name: &str) {
        self.click(&format!("named({}, {})", quoted(scope), quoted(name))).await;
    }

    /// Chooses an option, or ticks a box, by the beginning of its label.
    pub(crate) async fn choose(&self, scope: &str, label: &str) {
        self.click(&format!("labelled({}, {})", quoted(scope), quoted(label))).await;
    }

    /// Replaces what stands in a field.
    pub(crate) async fn fill(&self, field: &str, text: &str) {
        let element = format!("find({})", quoted(&format!("[name='{field}']")));
        self.click(&element).await;
        let _: Value = self.ask(&format!("({element}.select(), true)")).await.unwrap_or_default();
        self.page.execute(InsertTextParams::new(text)).await.expect("the text is typed");
        assert_eq!(self.value(field).await, text);
    }

    /// Chooses an entry of a list with the keyboard.
    pub(crate) async fn pick(&self, field: &str, entry: &str) {
        let list = format!("find({})", quoted(&format!("select[name='{field}']")));
        let entries: usize = self.ask(&format!("({list}.focus(), {list}.length)")).await.expect("a list");
        let chosen = format!("plain({list}.selectedOptions[0].textContent)");
        self.key("Home").await;
        for _ in 0..entries {
            if self.ask::<String>(&chosen).await.as_deref() == Some(entry) {
                return;
            }
            self.key("ArrowDown").await;
        }
        panic!("« {entry} » is not in the list {field}");
    }

    /// Strikes a key.
    pub(crate) async fn key(&self, key: &str) {
        let page = self.page.find_element("html").await.expect("a page");
        page.press_key(key).await.unwrap_or_else(|error| panic!("the key {key}: {error}"));
    }

    /// Turns the wheel until the page stands further down, and says which block of the lesson is then being read.
    pub(crate) async fn read_on(&self, pixels: f64) -> String {
        let before: f64 = self.ask("scrollY").await.unwrap_or_default();
        let wheel = DispatchMouseEventParams::builder().r#type(DispatchMouseEventType::MouseWheel);
        let wheel = wheel.x(400).y(400).delta_x(0).delta_y(pixels).build().expect("a turn of the wheel");
        self.page.execute(wheel).await.expect("the wheel turns");
        let goal = before + pixels;
        let condition =
            format!("Math.abs(scrollY - {goal}) < 2 || scrollY + innerHeight >= document.body.scrollHeight");
        self.wait_for(&condition).await;
        self.ask("blockAtReadingLine()").await.expect("a block at the reading line")
    }

    /// Waits until the page's content says these words.
    pub(crate) async fn sees(&self, words: &str) {
        self.sees_in("main", words).await;
    }

    /// Waits until a part of the page says these words.
    pub(crate) async fn sees_in(&self, selector: &str, words: &str) {
        let said = format!("plain(find({})?.innerText ?? '').includes(plain({}))", quoted(selector), quoted(words));
        self.wait_for(&said).await;
    }

    /// Waits until something is true of the page.
    pub(crate) async fn wait_for(&self, condition: &str) {
        let holds = until(async || self.ask::<bool>(condition).await.filter(|holds| *holds)).await;
        if holds.is_none() {
            self.fail(condition).await;
        }
    }

    /// What stands in a field.
    pub(crate) async fn value(&self, field: &str) -> String {
        self.read(&format!("find({})?.value", quoted(&format!("[name='{field}']")))).await
    }

    /// An answer of the page, as soon as it has one.
    pub(crate) async fn read<T: DeserializeOwned>(&self, expression: &str) -> T {
        match until(async || self.ask(expression).await).await {
            Some(answer) => answer,
            None => self.fail(expression).await,
        }
    }

    /// The path of the page.
    pub(crate) async fn path(&self) -> String {
        self.read("location.pathname").await
    }

    /// What the page says now, if it can answer: between two pages nobody does.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, expression: &str) -> Option<T> {
        let question = format!("(() => {{ {FINDER}\nreturn {expression}; }})()");
        let answer = self.page.evaluate_expression(question).await.ok()?;
        answer.into_value().ok()
    }

    /// Gives the device something that makes and keeps passkeys, and recognises its owner by itself.
    pub(crate) async fn keeps_passkeys(&self) -> Authenticator {
        self.page.execute(EnableParams::default()).await.expect("passkeys are simulated");
        let options = VirtualAuthenticatorOptions::builder()
            .protocol(AuthenticatorProtocol::Ctap2)
            .transport(AuthenticatorTransport::Internal)
            .has_resident_key(true)
            .has_user_verification(true)
            .is_user_verified(true)
            .automatic_presence_simulation(true);
        let options = options.build().expect("an authenticator");
        let added = self.page.execute(AddVirtualAuthenticatorParams::new(options)).await.expect("an authenticator");
        Authenticator(added.result.authenticator_id.clone())
    }

    /// The device loses every passkey it keeps.
    pub(crate) async fn loses_passkeys(&self, authenticator: &Authenticator) {
        self.page.execute(ClearCredentialsParams::new(authenticator.0.clone())).await.expect("they are gone");
    }

    /// Lets no script of the pages run.
    pub(crate) async fn without_scripts(&self) {
        self.page.execute(SetScriptExecutionDisabledParams::new(true)).await.expect("scripts are off");
    }

    /// Leaves a picture in the folder that MIRAVOLUNEX_TEST_PICTURES names, for whoever wants to see the story.
    pub(crate) async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("MIRAVOLUNEX_TEST_PICTURES") {
            let path = Path::new(&folder).join(format!("{name}.png"));
            self.page.save_screenshot(ScreenshotParams::default(), path).await.expect("a picture");
        }
    }

    /// Gives the window this width: a telephone's when it is narrow.
    pub(crate) async fn window(&self, width: u32) {
        let size = SetDeviceMetricsOverrideParams::new(width, 800, 1.0, width < 600);
        self.page.execute(size).await.expect("a window");
    }

    /// How wide the page is, in pixels, when that is more than its window.
    pub(crate) async fn overflow(&self, width: u32) -> Option<u32> {
        let wide = self.read("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)").await;
        Some(wide).filter(|wide| *wide > width)
    }

    /// Asks the pages for light or dark, as the system does.
    pub(crate) async fn prefers(&self, scheme: &str) {
        let feature = MediaFeature::new("prefers-color-scheme", scheme);
        self.page.emulate_media_features(vec![feature]).await.expect("a colour scheme");
    }

    /// Takes a picture of the whole page, beyond the window's lower edge.
    pub(crate) async fn whole_picture(&self, width: u32, file: &Path) {
        let height: f64 = self.read("document.documentElement.scrollHeight").await;
        let whole = Viewport { x: 0.0, y: 0.0, width: width.into(), height, scale: 1.0 };
        let picture = ScreenshotParams::builder().clip(whole).capture_beyond_viewport(true).build();
        self.page.save_screenshot(picture, file).await.expect("a picture");
    }

    /// Closes the tab, as one does without thinking of it.
    pub(crate) async fn close(self) {
        self.page.close().await.expect("the tab closes");
    }

    /// Clicks an element that stands still: right after it was loaded, a page may still be on its way to a fragment.
    async fn click(&self, element: &str) {
        let spot = format!("spot({element})");
        let mut before = None;
        let still = until(async || {
            let now = self.ask::<Option<[f64; 2]>>(&spot).await.flatten();
            let was = std::mem::replace(&mut before, now);
            now.filter(|_| was == now)
        });
        match still.await {
            Some([x, y]) => self.page.click(Point::new(x, y)).await.map(|_| ()).expect("a click"),
            None => self.fail(&spot).await,
        }
    }

    /// Each document has an instant of its own.
    async fn document(&self) -> Value {
        self.read("performance.timeOrigin").await
    }

    async fn arrive(&self, towards: &str, before: &Value) {
        let other = format!("performance.timeOrigin !== {before} && document.readyState === 'complete'");
        let arrived = until(async || self.ask::<bool>(&other).await.filter(|arrived| *arrived)).await;
        if arrived.is_none() {
            self.fail(&format!("« {towards} » leads nowhere")).await;
        }
    }

    async fn fail(&self, what: &str) -> ! {
        let page: Option<String> = self.ask("`${location.href}\n${document.body.innerText}`").await;
        self.picture("failure").await;
        panic!("{what}\n── {}", page.as_deref().unwrap_or("the page does not answer"));
    }
}

/// A text as JavaScript writes it.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
