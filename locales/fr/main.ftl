### Le cadre et le compte.

frame-skip = Aller au contenu
frame-menu = Menu
frame-navigation = Navigation
frame-legal = Informations légales
frame-privacy = Confidentialité
frame-language = Langue
frame-theme = Apparence
frame-theme-system = Comme l'appareil
frame-theme-light = Clair
frame-theme-dark = Sombre
frame-sign-in = Se connecter
frame-sign-up = Créer un compte
frame-sign-out = Se déconnecter

nav-space = Mon espace
nav-programmes = Programmes
nav-certificates = Certificats

form-errors = Quelques points sont à revoir
form-required = obligatoire
form-save = Enregistrer

home-title = Apprendre à entreprendre
home-heading = Apprendre à entreprendre, le soir, à votre rythme
home-lead = Des programmes courts et précis pour passer de l'idée au premier client, puis du premier client à une entreprise qui vous fait vivre.
home-choose = Choisir un programme
home-promises = Ce que nous promettons
home-promise-resume = Vous reprenez où vous étiez
home-promise-resume-text = La ligne, la minute, la réponse à moitié écrite : tout est là, sur chaque appareil.
home-promise-data = Vos données vous appartiennent
home-promise-data-text = Vous voyez ce que nous gardons et vous le corrigez vous-même. Votre nom et votre adresse sont chiffrés sous une clé qui n'appartient qu'à vous.
home-promise-certificate = Un certificat qui se vérifie
home-promise-certificate-text = Il énonce les compétences acquises ; chacun peut en contrôler l'authenticité.

failure-400-title = Cette demande n'a pas été comprise
failure-400-text = Ce qui a été envoyé ne correspond pas à ce que la page attendait. Revenez en arrière et réessayez.
failure-403-title = Cette demande vient d'ailleurs
failure-403-text = Par sécurité, un formulaire n'est accepté que depuis nos propres pages. Ouvrez la page concernée et recommencez.
failure-404-title = Cette page n'existe pas
failure-404-text = L'adresse est inexacte, la page a changé de place, ou elle ne vous est pas destinée.
failure-500-title = Quelque chose s'est rompu
failure-500-text = L'erreur est enregistrée et sera examinée. Ce que vous aviez déjà enregistré est intact.
failure-503-title = Nous ne pouvons rien enregistrer pour l'instant
failure-503-text = Ce que vous aviez déjà enregistré est intact. Revenez en arrière : ce que vous venez d'écrire y est encore. Réessayez dans quelques minutes.
failure-reference = Si vous nous écrivez, donnez cette référence : { $value }
failure-home = Retour à l'accueil

field-name = Nom complet
field-name-hint = Il figurera sur vos certificats.
field-email = Adresse électronique
field-email-hint = Nous y enverrons un lien de confirmation.
field-new-email = Nouvelle adresse électronique
field-phone = Téléphone
field-phone-hint = Facultatif. Seulement si vous souhaitez pouvoir être rappelé.
field-password = Mot de passe
field-new-password = Mot de passe
field-new-password-hint = Douze caractères au moins. Quelques mots sans rapport entre eux font très bien l'affaire.
field-current-password = Mot de passe actuel
field-adult = Je déclare avoir 18 ans ou plus.

strength-short = Encore trop court : douze caractères au moins.
strength-weak = Encore trop simple : mêlez lettres, chiffres ou signes, ou ajoutez un mot.
strength-good = Assez solide.

error-name-missing = Indiquez votre nom.
error-name-long = Ce nom dépasse 120 caractères ; raccourcissez-le.
error-name-characters = Ce nom contient un caractère invisible ; retapez-le.
error-name-undrawable = Nos certificats ne savent imprimer que les alphabets latin, grec et cyrillique ; écrivez ce nom dans l'un d'eux.
error-email-missing = Indiquez votre adresse électronique.
error-email-form = Cette adresse est incomplète ; elle s'écrit comme nom@exemple.fr.
error-phone-form = Ce numéro est incomplet ; il compte de 6 à 15 chiffres, avec + devant l'indicatif d'un autre pays.
error-password-short = Ce mot de passe est trop court ; il faut au moins douze caractères.
error-password-long = Ce mot de passe dépasse mille caractères ; raccourcissez-le.
error-password-weak = Ce mot de passe est trop simple ; mêlez lettres, chiffres ou signes, ou ajoutez un mot.
error-password-common = Ce mot de passe se devine facilement ; choisissez quelques mots sans rapport entre eux ni avec vous.
error-password-current = Ce n'est pas votre mot de passe actuel.
error-adult = Nos programmes s'adressent aux adultes ; cochez la case si vous avez 18 ans ou plus.

sign-up-title = Créer un compte
sign-up-lead = Votre nom, une adresse, un mot de passe : rien d'autre n'est nécessaire.
sign-up-contract = En créant ce compte, vous concluez un contrat de formation avec nous.
sign-up-privacy = Ce que deviennent vos données
sign-up-action = Créer mon compte
sign-up-have-account = J'ai déjà un compte

sent-title = Regardez votre courrier
sent-text = Nous vous avons écrit. Suivez le lien de notre message pour confirmer votre adresse ; il reste valable un jour.
sent-nothing = Rien reçu après quelques minutes ? Vérifiez les indésirables, puis l'adresse que vous avez saisie.

confirmation-title = Confirmer mon adresse
confirmation-text = Un dernier geste, et cette adresse est la vôtre ici.
confirmation-action = Confirmer mon adresse
link-spent-title = Ce lien ne peut plus servir
link-spent-text = Il a déjà été suivi, ou son délai est passé. S'il devait confirmer votre adresse, demandez un nouveau mot de passe : cela la confirme aussi.

sign-in-action = Se connecter
sign-in-forgotten = Mot de passe oublié
sign-in-no-account = Pas encore de compte ?
sign-in-wrong = L'adresse et le mot de passe ne vont pas ensemble. Vérifiez-les, ou demandez un nouveau mot de passe.
sign-in-unconfirmed = Votre adresse n'est pas encore confirmée. Suivez le lien de notre message, ou demandez un nouveau mot de passe : cela la confirme aussi.
sign-in-wait = { $n ->
    [one] Trop d'essais. Réessayez dans une minute, ou demandez un nouveau mot de passe.
   *[other] Trop d'essais. Réessayez dans { $n } minutes, ou demandez un nouveau mot de passe.
}

reset-title = Mot de passe oublié
reset-text = Indiquez l'adresse de votre compte. Si elle est connue, vous y recevrez un lien valable une heure.
reset-action = Recevoir un lien
reset-sent = Si cette adresse a un compte, un message vient de partir. Son lien est valable une heure.

choose-title = Choisir un mot de passe
choose-reset = Il remplacera l'ancien, et vos autres appareils seront déconnectés.
choose-invitation = Vous êtes invité à rejoindre l'équipe. Choisissez votre mot de passe.
choose-action = Enregistrer ce mot de passe

profile-title = Mon profil
profile-lead = Ce que vous nous avez confié. Vous le changez ou l'effacez quand vous voulez.
profile-phone-hint = Facultatif. Videz le champ pour effacer le numéro.
profile-email-text = Un changement prend effet quand vous l'avez confirmé depuis la nouvelle adresse. L'ancienne en est avertie.
profile-email-action = Demander le changement
profile-email-waiting = En attente de confirmation : { $value }
profile-security-text = Vos appareils connectés, vos connexions, votre mot de passe.

security-title = Sécurité du compte
security-lead = Voici les appareils où votre session est ouverte. Si l'un d'eux vous est inconnu, terminez sa session et changez de mot de passe.
security-sessions = Sessions ouvertes
security-device = Appareil
security-browser = Navigateur
security-address = Adresse IP
security-begun = Ouverte
security-this = cette session
security-end = Terminer
security-end-others = Terminer toutes les autres sessions
security-password = Changer de mot de passe
security-password-action = Changer
security-connections = Connexions
security-connections-text = Chaque connexion, acceptée ou refusée. Ces lignes sont gardées douze mois au plus, pour la sécurité de votre compte.
security-when = Quand
security-outcome = Résultat
security-accepted = acceptée
security-refused = refusée
device-phone = Téléphone
device-tablet = Tablette
device-computer = Ordinateur
device-other = Appareil inconnu

mailbox-title = Courrier de démonstration
mailbox-lead = Les messages de cette école de démonstration ne partent pas : ils arrivent ici.
mailbox-open = Ouvrir le courrier de démonstration
mailbox-empty = Aucun message
mailbox-empty-text = Créez un compte ou demandez un nouveau mot de passe : le message apparaîtra ici.

flash-confirmed = Votre adresse est confirmée. Vous pouvez vous connecter.
flash-email-changed = Votre adresse a changé.
flash-email-asked = Nous avons écrit à la nouvelle adresse. Suivez le lien du message pour confirmer.
flash-profile-saved = Vos changements sont enregistrés.
flash-password-changed = Votre mot de passe est changé.
flash-session-ended = La session est terminée.
flash-sessions-ended = Les autres sessions sont terminées.
flash-signed-out = Vous êtes déconnecté.
flash-invitation-accepted = Votre compte est prêt. Connectez-vous.

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
moment-day-time = { $day } à { $time }
duration-less = moins d'une minute

policy-title = Politique de confidentialité
policy-updated = Dernière mise à jour : { $value }
policy-language = Cette politique est rédigée en français, la langue du contrat.
