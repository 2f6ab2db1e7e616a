//! A browser that tells of no trouble is believed, because it would have told.

use crate::ONE_AT_A_TIME;
use crate::device::{Device, Screen};
use crate::school::{Engine, School};

#[tokio::test(flavor = "multi_thread")]
async fn browser_trouble_is_noticed() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let school = School::open(Engine::Sqlite).await;
    let computer = Device::new(&school, Screen::Computer).await;
    let tab = computer.tab().await;
    tab.window(360).await;
    tab.open("/").await;
    assert_eq!(tab.overflow(360).await, None);
    tab.wait_for("(find('footer').style.width = '500px') === '500px'").await;
    assert!(tab.overflow(360).await >= Some(500));
    computer.turns_to("the front page");
    for trouble in [
        "!console.log('a word')",
        "!!setTimeout(() => { throw new Error('an error') })",
        "!document.body.setAttribute('style', 'color: red')",
        "fetch('/rien-ici').then((answer) => answer.status === 404)",
        "fetch('http://127.0.0.2:9/elsewhere').catch(() => true)",
    ] {
        tab.wait_for(trouble).await;
    }
    let troubles = computer.troubles(&[]).await.join("\n");
    for told in
        ["a word", "an error", "Content Security Policy", "/rien-ici", "127.0.0.2:9/elsewhere", "the front page: "]
    {
        assert!(troubles.contains(told), "« {told} » is not in:\n{troubles}");
    }
}
