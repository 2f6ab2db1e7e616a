//! Who asks: a visitor, or a person who is signed in. A handler that takes a [`Signed`] cannot run without a session.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum_extra::extract::cookie::CookieJar;
use coursework::Language;
use database::Reader;
use school::access::{self, Access, AccessReviewer, Administration, Privacy, Purpose, Support, Teaching};
use school::assessments::Teacher;
use school::campaigns::Editor;
use school::conversations::{Answerer, Desk};
use school::detection::{self, Family};
use school::disclosures::Reviewer;
use school::people::{self, PersonId, Role, Session};
use school::rights::Officer;

use crate::failure::Failure;
use crate::origin::{address, device, language};
use crate::{App, flow};

/// Whoever asks for a public page.
pub(crate) struct Visitor {
    /// The session, for those who are signed in.
    pub session: Option<Session>,
    /// Their name, which stands above every page; none once its key was destroyed.
    pub name: Option<String>,
    /// The language of the pages.
    pub language: Language,
    /// Empty, `light` or `dark`.
    pub theme: String,
    /// Path and query of the page, to come back to.
    pub path: String,
    /// The code of the sentence to show.
    pub notice: Option<String>,
}

/// A person who is signed in; anyone else is sent to `/connexion` and comes back.
pub(crate) struct Signed {
    /// The session.
    pub session: Session,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl Signed {
    /// The person.
    pub(crate) fn person(&self) -> PersonId {
        self.session.person
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self::with(parts, app, |_, _| Ok(())).await?.0)
    }
}

impl Visitor {
    /// Whoever asks, and what a story reads for them: one transaction for a page that is opened often.
    pub(crate) async fn with<T: Send + 'static>(
        parts: &Parts,
        app: &App,
        story: impl FnOnce(&Reader<'_>, &Session) -> Result<T, school::Error> + Send + 'static,
    ) -> Result<(Self, Option<T>), Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        let (session, name, told) = match flow::session_token(app, &jar) {
            Some(token) => signed_in(parts, app, token, story).await?,
            None => (None, None, None),
        };
        let query = parts.uri.query().unwrap_or_default();
        let notice = flow::query_value(query, "avis");
        let theme = || jar.get("theme").map(|cookie| cookie.value().to_owned());
        let (language, theme) = if let Some(session) = &session {
            (session.language, session.theme.clone())
        } else {
            let theme = theme().filter(|theme| theme == "light" || theme == "dark");
            (language(&parts.headers), theme.unwrap_or_default())
        };
        Ok((Self { session, name, language, theme, path: parts.uri.path().to_owned(), notice }, told))
    }
}

/// Who is signed in, their name, and what a story read for them. A session that is used from two far networks at once is none.
async fn signed_in<T: Send + 'static>(
    parts: &Parts,
    app: &App,
    token: String,
    story: impl FnOnce(&Reader<'_>, &Session) -> Result<T, school::Error> + Send + 'static,
) -> Result<(Option<Session>, Option<String>, Option<T>), Failure> {
    let address = address(parts, app);
    // The name's key may have to be fetched, which only a story may wait for.
    let known = app.school.read(move |reader, vault, moment| {
        let Some(session) = people::signed_in(reader, moment, (&token, Family::of(address)))? else { return Ok(None) };
        let told = story(reader, &session)?;
        let is_elsewhere = detection::is_elsewhere(vault, &session, address);
        Ok(Some((session.name(vault).ok(), is_elsewhere, session, told)))
    });
    let Some((name, is_elsewhere, session, told)) = known.await? else { return Ok((None, None, None)) };
    if is_elsewhere {
        let (engine, session, device) = (app.school.privacy.clone(), session.clone(), device(parts, app));
        let moved = app.school.write(move |transaction, vault, moment| {
            detection::moved(transaction, vault, moment, &engine, (&session, &device))
        });
        if moved.await? {
            return Ok((None, None, None));
        }
    }
    if session.stale {
        let id = session.id;
        app.school.write(move |transaction, _, moment| people::touch(transaction, moment, id)).await?;
    }
    Ok((Some(session), name, Some(told)))
}

impl FromRequestParts<App> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self::with(parts, app, |_, _| Ok(())).await?.0)
    }
}

impl Signed {
    /// [`Visitor::with`] for a person who is signed in.
    pub(crate) async fn with<T: Send + 'static>(
        parts: &Parts,
        app: &App,
        story: impl FnOnce(&Reader<'_>, &Session) -> Result<T, school::Error> + Send + 'static,
    ) -> Result<(Self, T), Failure> {
        let (visitor, told) = Visitor::with(parts, app, story).await?;
        match (visitor.session.clone(), told) {
            (Some(session), Some(told)) => Ok((Self { session, visitor }, told)),
            _ => Err(Failure::SignInFirst(parts.uri.to_string())),
        }
    }
}

/// Somebody of the staff with an access for a purpose. To any other role the page does not exist; whoever misses something is
/// sent to do it, and comes back.
pub(crate) struct Staff<P> {
    /// What the work takes.
    pub access: Access<P>,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl<P: Purpose> FromRequestParts<App> for Staff<P> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Signed { session, visitor } = Signed::from_request_parts(parts, app).await?;
        match access::take::<P>(&app.school, &session).await? {
            Ok(access) => Ok(Self { access, visitor }),
            Err(_) => Err(Failure::AccessFirst(parts.uri.path().to_owned())),
        }
    }
}

/// A privacy officer.
pub(crate) struct SignedOfficer {
    /// What only an officer may do takes this.
    pub officer: Officer,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedOfficer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Staff { access, visitor } = Staff::<Privacy>::from_request_parts(parts, app).await?;
        Ok(Self { officer: access.into(), visitor })
    }
}

/// A teacher.
pub(crate) struct SignedTeacher {
    /// What only a teacher may do takes this.
    pub teacher: Teacher,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedTeacher {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Staff { access, visitor } = Staff::<Teaching>::from_request_parts(parts, app).await?;
        Ok(Self { teacher: access.into(), visitor })
    }
}

/// Somebody of a desk; the address says which desk.
pub(crate) struct SignedAnswerer {
    /// What only that desk may do takes this.
    pub answerer: Answerer,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedAnswerer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let desk = Desk::ALL.into_iter().find(|desk| parts.uri.path().starts_with(desk.path()));
        match desk.ok_or(Failure::NotFound)? {
            Desk::Teaching => {
                let Staff { access, visitor } = Staff::<Teaching>::from_request_parts(parts, app).await?;
                Ok(Self { answerer: access.into(), visitor })
            }
            Desk::Support => {
                let Staff { access, visitor } = Staff::<Support>::from_request_parts(parts, app).await?;
                Ok(Self { answerer: access.into(), visitor })
            }
        }
    }
}

/// Somebody who writes campaigns.
pub(crate) struct SignedEditor {
    /// What only an editor may do takes this.
    pub editor: Editor,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedEditor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Staff { access, visitor } = Staff::<Teaching>::from_request_parts(parts, app).await?;
        Ok(Self { editor: access.into(), visitor })
    }
}

/// Somebody who may read the register of disclosures and approve one: an officer or an administrator.
pub(crate) struct SignedReviewer {
    /// What only a reviewer of disclosures may do takes this.
    pub reviewer: Reviewer,
    /// What only an officer may do takes this; an administrator has none.
    pub officer: Option<Officer>,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl FromRequestParts<App> for SignedReviewer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let signed = Signed::from_request_parts(parts, app).await?;
        if signed.session.role == Role::Admin {
            let Staff { access, visitor } = Staff::<Administration>::from_request_parts(parts, app).await?;
            return Ok(Self { reviewer: access.into(), officer: None, visitor });
        }
        let Staff { access, visitor } = Staff::<Privacy>::from_request_parts(parts, app).await?;
        let officer = Officer::from(access);
        Ok(Self { reviewer: officer.into(), officer: Some(officer), visitor })
    }
}

/// Somebody who reviews accesses; the address says as what.
pub(crate) struct AccessReview {
    /// What only a reviewer of accesses may do takes this.
    pub reviewer: AccessReviewer,
    /// The page's address.
    pub here: &'static str,
    /// Whether they may invite.
    pub invites: bool,
    /// What the frame needs.
    pub visitor: Visitor,
}

impl From<Staff<Administration>> for AccessReview {
    fn from(staff: Staff<Administration>) -> Self {
        let here = "/equipe/administration";
        Self { reviewer: staff.access.into(), here, invites: true, visitor: staff.visitor }
    }
}

impl FromRequestParts<App> for AccessReview {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if parts.uri.path().starts_with("/equipe/administration") {
            return Ok(Staff::<Administration>::from_request_parts(parts, app).await?.into());
        }
        let Staff { access, visitor } = Staff::<Privacy>::from_request_parts(parts, app).await?;
        let here = "/equipe/confidentialite/acces";
        Ok(Self { reviewer: access.into(), here, invites: false, visitor })
    }
}

/// Anybody of the staff, for what they do for their own access.
pub(crate) struct Colleague(pub(crate) Signed);

impl FromRequestParts<App> for Colleague {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let signed = Signed::from_request_parts(parts, app).await?;
        if signed.session.role == Role::Learner { Err(Failure::NotFound) } else { Ok(Self(signed)) }
    }
}
