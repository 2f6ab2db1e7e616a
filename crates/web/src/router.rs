//! Every address of the school, in one table.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use crate::failure::Failure;
use crate::pages::staff::authoring::{
    difference, file, media as draft_media, preview, programme as workshop, programmes as workshops, publication,
    versions,
};
use crate::pages::staff::{
    access, accesses, accounting, appeal as staff_appeal, backups, campaign, campaigns, cohort, conversations,
    disclosures, following, grading, help, incident, incidents, installation, journal, partner, partners, path,
    privacy_case, privacy_queue, recipients, record, retention, samples, teaching, watched, work,
};
use crate::pages::{
    appeal, assessment, attachments, certificate, choices, closure, cohort_join, commitments, confirmation, contact,
    cookies, copy, deadline, erasure, event, exercise, freeze, health, home, invitation, learn, legal_notice, mailbox,
    media, messages, my_data, notices, objection, own_request, passkeys, password, policy, portability, preferences,
    profile, programmes, proof, receipt, rectification, reset, second_factor, security, sign_in, sign_out, sign_up,
    space, transparency, unsubscribe,
};
use crate::{App, assets, failure, watch};

/// The largest form: an essay of some twenty thousand words.
const MOST_BODY_BYTES: usize = 256 * 1024;

/// The largest upload: the largest media file that the format takes, and the form around it.
const MOST_UPLOAD_BYTES: usize = coursework::MEDIA_LIMIT as usize + 64 * 1024;

/// The largest text of a programme, each of its bytes written as three.
const MOST_TEXT_BYTES: usize = 3 * 1024 * 1024 + 64 * 1024;

/// The whole school as one service.
pub fn router(app: App) -> Router {
    let mut table = Router::new()
        // For everybody.
        .route("/", get(home::get))
        .route("/confidentialite", get(policy::get))
        .route("/confidentialite/versions/{number}", get(policy::version))
        .route("/confidentialite/lue", post(policy::informed))
        .route("/cookies", get(cookies::get))
        .route("/engagements", get(commitments::get))
        .route("/mentions-legales", get(legal_notice::get))
        .route("/.well-known/gpc.json", get(cookies::signal))
        .route("/transparence/journal", get(transparency::get))
        .route("/transparence/journal/checkpoint", get(transparency::checkpoint))
        .route("/transparence/journal/tile/{*path}", get(transparency::tile))
        .route("/sante", get(health::get))
        .route("/statique/{name}", get(assets::get))
        .route("/langue", post(choices::language))
        .route("/theme", post(choices::theme))
        .route("/programmes", get(programmes::list))
        .route("/programmes/{slug}", get(programmes::get))
        .route("/media/{hash}/{*name}", get(media::get))
        .route("/contact", get(contact::get).post(contact::post))
        .route("/contact/envoye", get(contact::sent))
        // Coming in.
        .route("/inscription", get(sign_up::get).post(sign_up::post))
        .route("/inscription/envoyee", get(sign_up::sent))
        .route("/connexion", get(sign_in::get).post(sign_in::post))
        .route("/connexion/oubli", get(reset::ask).post(reset::post))
        .route("/deconnexion", post(sign_out::post))
        // Learning.
        .route("/espace", get(space::get))
        .route("/programmes/{slug}/inscription", post(programmes::enrol))
        .route("/programmes/{slug}/echeances/{module}", post(deadline::post))
        .route("/apprendre/{programme}/{module}/{resource}", get(learn::get))
        .route("/apprendre/{programme}/{module}/{resource}/tentatives", post(assessment::start))
        .route("/apprendre/{programme}/{module}/{resource}/{question}", post(exercise::answer))
        .route("/apprendre/{programme}/{module}/{resource}/{question}/brouillon", post(exercise::draft))
        .route("/progression/{resource}", post(learn::progress))
        .route("/tentatives/{attempt}", get(assessment::attempt).post(assessment::submit))
        .route("/tentatives/{attempt}/brouillon", post(assessment::save))
        .route("/tentatives/{attempt}/relecture", post(appeal::post))
        .route("/certificats", get(certificate::list))
        .route("/certificats/{code}", get(certificate::get))
        .route("/certificats/{code}/pdf", get(certificate::pdf))
        .route("/messages", get(messages::get).post(messages::post))
        .route("/messages/nouveau", get(messages::begin))
        .route("/messages/{id}", get(messages::own).post(messages::write))
        .route("/rencontres/{id}", get(event::get).post(event::post))
        .route("/avis", get(notices::get))
        .route("/avis/lus", post(notices::read))
        .route("/avis/flux", get(notices::stream))
        .route("/avis/{id}", post(notices::open))
        // One's own account.
        .route("/profil", get(profile::get).post(profile::post))
        .route("/profil/adresse", post(profile::email))
        .route("/profil/preferences", get(preferences::get).post(preferences::post))
        .route("/profil/securite", get(security::get))
        .route("/profil/mot-de-passe", post(password::post))
        .route("/profil/securite/{session}/fin", post(security::end))
        .route("/profil/securite/autres/fin", post(security::end_others))
        // One's own data, and one's rights.
        .route("/mes-donnees", get(my_data::get))
        .route("/mes-donnees/categorie/{code}", get(my_data::category))
        .route("/mes-donnees/demandes/{id}", get(own_request::get))
        .route("/mes-donnees/copie", get(copy::get).post(copy::post))
        .route("/mes-donnees/emporter", get(portability::get).post(portability::take))
        .route("/mes-donnees/emporter/envoi", post(portability::send))
        .route("/api/schemas/donnees-personnelles-1.json", get(copy::schema))
        .route("/mes-donnees/corriger", get(rectification::get).post(rectification::post))
        .route("/mes-donnees/geler", get(freeze::get).post(freeze::post))
        .route("/mes-donnees/geler/fin", post(freeze::lift))
        .route("/mes-donnees/s-opposer", get(objection::get).post(objection::post))
        .route("/mes-donnees/effacer", get(erasure::get).post(erasure::post))
        .route("/mes-donnees/fermeture", get(closure::get).post(closure::post))
        .route("/mes-donnees/fermeture/annulation", post(closure::cancel))
        .merge(secret_links(&app))
        .merge(second_factors())
        .merge(following())
        .merge(partnership())
        .merge(keeping())
        .merge(files_of_messages())
        .merge(authors())
        .merge(staff())
        .merge(staff_backups());
    if app.hosting.mail_folder.is_some() {
        table = table.route("/demo/courrier", get(mailbox::list)).route("/demo/courrier/{name}", get(mailbox::letter));
    }
    layered(table, app)
}

/// Addresses that carry a secret: whoever guesses at them is made to wait.
fn secret_links(app: &App) -> Router<App> {
    Router::new()
        .route("/verifier/{code}", get(certificate::verify).post(certificate::claim))
        .route("/contact/confirmation/{token}", get(contact::confirmation).post(contact::confirm))
        .route("/desabonnement/{token}", get(unsubscribe::get).post(unsubscribe::post))
        .route("/recus/{code}", get(receipt::get))
        .route("/recus/{code}/recu.tlog-proof", get(receipt::file))
        .route("/calendrier/{person}/{token}", get(deadline::feed))
        .route("/inscription/confirmation/{token}", get(confirmation::get).post(confirmation::post))
        .route("/invitation/{token}", get(invitation::get).post(invitation::post))
        .route("/connexion/nouveau/{token}", get(reset::choose).post(reset::set))
        .route("/promotions/{ticket}", get(cohort_join::get).post(cohort_join::post))
        .layer(axum::middleware::from_fn_with_state(app.clone(), watch::links))
}

/// What shows who somebody is, besides a password.
fn second_factors() -> Router<App> {
    Router::new()
        .route("/connexion/code", get(second_factor::ask).post(second_factor::take))
        .route("/connexion/cle", post(passkeys::sign_in))
        .route("/connexion/cle/defi", post(passkeys::sign_in_challenge))
        .route("/connexion/confirmer", post(proof::post))
        .route("/connexion/confirmer/defi", post(proof::challenge))
        .route("/profil/securite/second-facteur", get(second_factor::get).post(second_factor::post))
        .route("/profil/securite/cles", post(passkeys::add))
        .route("/profil/securite/cles/defi", post(passkeys::registration_challenge))
        .route("/profil/securite/cles/{id}/retrait", post(passkeys::remove))
}

/// Cohorts, and how the teaching team follows learners.
fn following() -> Router<App> {
    Router::new()
        .route("/equipe/enseignement/suivi", get(following::list).post(following::create))
        .route("/equipe/enseignement/suivi/{programme}", get(following::glance))
        .route("/equipe/enseignement/suivi/{programme}/apprenants.csv", get(following::csv))
        .route("/equipe/enseignement/suivi/{programme}/apprenants/{person}", get(path::get).post(path::post))
        .route("/equipe/enseignement/promotions/{id}", get(cohort::get).post(cohort::post))
}

/// Partners, and who checks them.
fn partnership() -> Router<App> {
    Router::new()
        .route("/equipe/partenaire", get(partner::list))
        .route("/equipe/partenaire/{module}", get(partner::module))
        .route("/equipe/comptabilite", get(accounting::get))
        .route("/equipe/confidentialite/partenaires", get(partners::get).post(partners::post))
}

/// The journal, the machine's work, and help with accounts.
fn keeping() -> Router<App> {
    Router::new()
        .route("/equipe/confidentialite/journal", get(journal::get))
        .route("/equipe/confidentialite/journal/journal.csv", get(journal::csv))
        .route("/equipe/confidentialite/journal/verification", post(journal::verify))
        .route("/equipe/administration/travaux", get(work::queue))
        .route("/equipe/administration/travaux/{id}", post(work::act))
        .route("/equipe/administration/securite", get(watched::get))
        .route("/equipe/administration/courrier", get(work::mail))
        .route("/equipe/assistance/comptes", get(help::get).post(help::post))
}

/// The files of conversations. Those that come in are read by [`crate::upload`], which holds them to limits of its own.
fn files_of_messages() -> Router<App> {
    Router::new()
        .route("/messages/{id}/pieces/{attachment}", get(attachments::own))
        .route("/equipe/enseignement/messages/{id}/pieces/{attachment}", get(attachments::case))
        .route("/equipe/assistance/messages/{id}/pieces/{attachment}", get(attachments::case))
}

/// Where whoever runs the school looks after its backups, its room and how it is set up.
fn staff_backups() -> Router<App> {
    Router::new()
        .route("/equipe/administration/sauvegardes", get(backups::get).post(backups::post))
        .route("/equipe/administration/stockage", get(installation::storage))
        .route("/equipe/administration/reglages", get(installation::settings))
}

/// Writing what is taught.
fn authors() -> Router<App> {
    let texts = Router::new()
        .route("/equipe/enseignement/programmes/{slug}/fichiers/{*path}", get(file::get).post(file::post))
        .route("/equipe/enseignement/programmes/{slug}/apercu/{*path}", get(preview::get).post(preview::post))
        .layer(DefaultBodyLimit::max(MOST_TEXT_BYTES));
    let uploads = Router::new()
        .route("/equipe/enseignement/programmes/{slug}/medias", get(draft_media::get).post(draft_media::post))
        .route("/equipe/enseignement/programmes/{slug}/dossier", post(versions::import))
        .layer(DefaultBodyLimit::max(MOST_UPLOAD_BYTES));
    Router::new()
        .route("/equipe/enseignement/programmes", get(workshops::get).post(workshops::post))
        .route("/equipe/enseignement/programmes/{slug}", get(workshop::get).post(workshop::post))
        .route("/equipe/enseignement/programmes/{slug}/medias/{hash}/{*name}", get(draft_media::file))
        .route("/equipe/enseignement/programmes/{slug}/versions", get(versions::get).post(versions::post))
        .route("/equipe/enseignement/programmes/{slug}/differences/{older}/{newer}", get(difference::get))
        .route("/equipe/enseignement/programmes/{slug}/publier", get(publication::get).post(publication::post))
        .route("/equipe/enseignement/programmes/{slug}/export.zip", get(versions::published))
        .route("/equipe/enseignement/programmes/{slug}/brouillon.zip", get(versions::draft))
        .merge(texts)
        .merge(uploads)
}

/// The staff's addresses. Each page asks for the value that only its role has.
fn staff() -> Router<App> {
    Router::new()
        .route("/equipe/acces", get(access::get))
        .route("/equipe/acces/engagement", post(access::sign))
        .route("/equipe/acces/formation", get(access::training).post(access::follow))
        .route("/equipe/administration", get(accesses::get).post(accesses::invite))
        .route("/equipe/administration/{person}", post(accesses::act))
        .route("/equipe/confidentialite/acces", get(accesses::get))
        .route("/equipe/confidentialite/acces/{person}", post(accesses::act))
        .route("/equipe/enseignement", get(teaching::get))
        .route("/equipe/enseignement/relectures/{attempt}", get(staff_appeal::get).post(staff_appeal::post))
        .route("/equipe/enseignement/corrections/{person}/{resource}/{question}", get(grading::get).post(grading::post))
        .route("/equipe/enseignement/messages", get(conversations::queue).post(conversations::reply))
        .route("/equipe/enseignement/messages/{id}", get(conversations::case).post(conversations::act))
        .route("/equipe/enseignement/lettres", get(campaigns::list).post(campaigns::create))
        .route("/equipe/enseignement/lettres/modeles", get(samples::get))
        .route("/equipe/enseignement/lettres/modeles/{language}/{key}", get(samples::html))
        .route("/equipe/enseignement/lettres/{id}", get(campaign::get).post(campaign::post))
        .route("/equipe/assistance", get(conversations::queue).post(conversations::reply))
        .route("/equipe/assistance/messages/{id}", get(conversations::case).post(conversations::act))
        .route("/equipe/confidentialite", get(privacy_queue::get))
        .route("/equipe/confidentialite/registre", get(record::get))
        .route("/equipe/confidentialite/registre/{name}", get(record::file))
        .route("/equipe/confidentialite/destinataires", get(recipients::get).post(recipients::post))
        .route("/equipe/confidentialite/destinataires/{id}", post(recipients::act))
        .route("/equipe/confidentialite/communications", get(disclosures::get).post(disclosures::post))
        .route("/equipe/confidentialite/communications/{id}", post(disclosures::act))
        .route("/equipe/confidentialite/communications/{id}/extrait.csv", post(disclosures::extract))
        .route("/equipe/confidentialite/incidents", get(incidents::get).post(incidents::post))
        .route("/equipe/confidentialite/incidents/{id}", get(incident::get).post(incident::post))
        .route("/equipe/confidentialite/incidents/{id}/notification.txt", get(incident::draft))
        .route("/equipe/confidentialite/conservation", get(retention::get))
        .route("/equipe/confidentialite/demandes/{id}", get(privacy_case::get).post(privacy_case::post))
}

/// Puts around a table of addresses what stands around every page: cross-site refusal, limits, headers, the page of what does
/// not exist.
pub fn layered(table: Router<App>, app: App) -> Router {
    table
        .fallback(|| async { Failure::NotFound })
        .layer(axum::middleware::from_fn_with_state(app.clone(), watch::refusals))
        .layer(
            CsrfLayer::new()
                .with_rejection_response(|_| failure::french(StatusCode::FORBIDDEN, String::new()).into_response()),
        )
        .layer(DefaultBodyLimit::max(MOST_BODY_BYTES))
        .layer(CatchPanicLayer::custom(crate::security::panicked))
        .layer(axum::middleware::map_response(crate::security::headers))
        .with_state(app)
}
