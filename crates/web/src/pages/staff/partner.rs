//! `/equipe/partenaire` (P25, decision 9): a partner's own modules, and learners under pseudonyms.

use askama::Template;
use axum::extract::{Path, State};
use school::access::Partnership;
use school::partners::{self, Follower, MINIMUM_GROUP, ModuleView, PartnerModule, ResourceCount};
use school::programmes::ModuleId;

use crate::App;
use crate::charts::{self, Mark};
use crate::failure::Answer;
use crate::flow::{identifier, show};
use crate::frame::Frame;
use crate::moon::Moon;
use crate::visitor::Staff;

#[derive(Template)]
#[template(path = "pages/staff/partner.html")]
struct PartnerPage {
    frame: Frame,
    modules: Vec<PartnerModule>,
}

#[derive(Template)]
#[template(path = "pages/staff/partner_module.html")]
struct ModulePage {
    frame: Frame,
    module: ModuleView,
}

impl ModulePage {
    fn moon(&self, follower: &Follower) -> Moon {
        let total = i64::try_from(self.module.resources.len()).unwrap_or(i64::MAX).max(1);
        let percent = u8::try_from(follower.done * 100 / total).unwrap_or(100);
        Moon::new(percent, self.frame.pair("follow-done-of", follower.done, total))
    }

    fn bar(&self, resource: &ResourceCount) -> Mark {
        let everybody = i64::try_from(self.module.followers.len()).unwrap_or(i64::MAX);
        charts::shares([resource.done, everybody - resource.done])[0]
    }
}

/// One's modules.
pub(crate) async fn list(State(app): State<App>, me: Staff<Partnership>) -> Answer {
    let (access, engine) = (me.access, app.school.privacy.clone());
    let modules = app.school.read(move |reader, _, _| partners::modules(reader, &engine, access)).await?;
    show(&PartnerPage { frame: Frame::new(&app, &me.visitor), modules })
}

/// One of them.
pub(crate) async fn module(State(app): State<App>, me: Staff<Partnership>, Path(id): Path<String>) -> Answer {
    let (access, engine, id) = (me.access, app.school.privacy.clone(), identifier::<ModuleId>(&id)?);
    let story = app
        .school
        .write(move |transaction, vault, moment| partners::module(transaction, vault, moment, &engine, (access, id)));
    let module = story.await?;
    show(&ModulePage { frame: Frame::new(&app, &me.visitor), module })
}
