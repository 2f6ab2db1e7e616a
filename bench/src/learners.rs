//! The learners of the demonstration school, signed in, each with a lesson open.

use anyhow::{Context, Result, ensure};

use crate::client::Client;

/// As many as read at the same time.
pub(crate) const LEARNERS: usize = 32;
/// Whom the demonstration's terminal shows.
pub(crate) const SHOWN: &str = "camille@demo.example";
/// The password of everybody there.
pub(crate) const PASSWORD: &str = "quatre lunes tranquilles";
/// Everybody there is enrolled in its programme.
pub(crate) const LESSON: &str = "/apprendre/creer-son-entreprise/de-l-idee-au-probleme/partir-d-un-probleme";

/// Somebody with a lesson open.
pub(crate) struct Learner {
    /// Their device.
    pub(crate) client: Client,
    /// Where the lesson's progress is saved.
    pub(crate) progress: String,
    /// A block in the middle of the lesson.
    pub(crate) block: String,
}

/// Signs the learners in.
pub(crate) fn learners(address: &str) -> Result<Vec<Learner>> {
    (1..=LEARNERS).map(|number| learner(address, &format!("apprenant{number:02}@demo.example"))).collect()
}

fn learner(address: &str, email: &str) -> Result<Learner> {
    let mut client = Client::connect(address)?;
    client.sign_in(email, PASSWORD)?;
    let answer = client.get(LESSON)?;
    ensure!(answer.status == 200, "{email} cannot open {LESSON}: {} {}", answer.status, answer.location);
    let page = answer.text();
    let progress = after(&page, "data-progress-url=\"").context("the lesson says where to save")?.to_owned();
    let blocks: Vec<&str> = page.split(" data-block=\"").skip(1).filter_map(|tag| tag.split('"').next()).collect();
    let block = (*blocks.get(blocks.len() / 2).context("the lesson has blocks")?).to_owned();
    Ok(Learner { client, progress, block })
}

fn after<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    text.split_once(beginning)?.1.split('"').next()
}
