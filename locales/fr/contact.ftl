### Le contact et le délégué à la protection des données.

frame-contact = Contact

contact-title = Vos droits, sans compte
contact-lead = Écrivez-nous au sujet de vos données. Nous répondons dans le mois.
contact-signed-in = Vous êtes connecté : la plupart des demandes se font d'un clic dans
contact-kind = Que souhaitez-vous ?
contact-kind-access = Obtenir une copie de mes données
contact-kind-rectification = Les faire corriger
contact-kind-erasure = Les faire effacer
contact-kind-restriction = Les faire geler
contact-kind-portability = Les emporter
contact-kind-objection = M'opposer à un usage
contact-kind-minor = Signaler qu'un compte est celui d'un mineur
contact-kind-other = Autre chose
contact-email-hint = Nous y enverrons un lien, pour être sûrs que c'est vous. Rien de plus ne vous sera demandé sans raison.
contact-reported = Adresse du compte signalé
contact-reported-hint = Seulement pour signaler un mineur, si vous la connaissez.
contact-text = Votre message
contact-use = Ce que vous écrivez ici sert à vous répondre, et s'efface deux ans après notre dernier échange.
contact-action = Envoyer
contact-post = Par courrier
contact-officer = Délégué à la protection des données : { $value }.
contact-said-sent = Votre message est reçu
contact-said-text-sent = Nous venons de vous écrire. Suivez le lien de cette lettre pour confirmer votre adresse ; le délai d'un mois court déjà.
contact-said-confirm = Confirmez votre demande
contact-said-text-confirm = Un clic, et nous savons que c'est bien vous.
contact-said-confirmed = Votre adresse est confirmée
contact-said-text-confirmed = Nous vous répondrons dans le mois qui suit votre demande, à cette adresse.
contact-said-spent = Ce lien ne sert plus
contact-said-text-spent = Il a déjà servi, ou un lien plus récent l'a remplacé. Votre demande, elle, est bien reçue.
contact-confirm-action = C'est bien moi
error-contact-kind = Choisissez ce que vous souhaitez.

officer-title = Confidentialité
officer-queue = Demandes à traiter
officer-queue-empty = Aucune demande n'attend
officer-queue-empty-text = Les demandes arrivent ici, la plus urgente en premier.
officer-right = Demande
officer-from = De
officer-received = Reçue le
officer-due = À répondre avant le
officer-extended = prolongée
officer-limit = Limite légale
officer-limit-is = limite légale : { $value }
officer-clock = Délai
officer-account = Compte concerné
officer-account-found = trouvé
officer-account-none = aucun, ou adresse non confirmée
officer-outcome = Issue
officer-act = Traiter
officer-logged = Cet accès est consigné : la personne le verra.
standing-signed-in = depuis son espace
standing-proved = sans compte, adresse confirmée
standing-unproved = sans compte, adresse non confirmée
clock-paused = suspendu
clock-overdue = dépassé
clock-near = proche
clock-calm = dans les temps
case-what = Que faites-vous ?
case-answer = Répondre
case-extend = Prolonger de deux mois, en disant pourquoi
case-identity = Demander de quoi vérifier l'identité : le délai s'arrête
case-identity-given = L'identité est vérifiée : le délai reprend
case-erase = Effacer tout ce qui peut l'être et fermer le compte : définitif
case-unfounded = Le signalement est infondé : le gel sera levé dans sept jours
case-text = Ce que vous écrivez à la personne
case-text-hint = En cas de refus : la raison, l'article, et le droit de saisir la CNIL.
case-do = Envoyer
error-case-outcome = Choisissez une issue.
error-case-no-account = Aucun compte ouvert ne correspond à cette demande.
error-request-answered = Cette demande a déjà reçu sa réponse.
error-request-not-open = Cette demande n'est plus ouverte, ou a déjà été prolongée.
error-request-not-paused = Le délai de cette demande n'est pas suspendu.
error-request-too-late = Le premier mois est passé : une prolongation doit être annoncée avant.
flash-case-answered = La réponse est partie.
flash-case-extended = Le délai est prolongé, et la personne prévenue.
flash-case-paused = Le délai est suspendu, et la personne prévenue.
flash-case-resumed = Le délai court de nouveau.
flash-case-erased = Le compte est effacé. La réponse et son reçu sont partis.
look-request = Pour répondre à votre demande.
look-erasure = Pour effacer vos données à votre demande.

letter-request-confirm-subject = Confirmez votre demande
letter-request-confirm-body =
    Nous avons reçu une demande faite avec cette adresse chez { $school } : { $right }. Confirmez qu'elle vient de vous. Nous vous répondrons au plus tard le { $day }.
    Si ce n'était pas vous, laissez ce message.
letter-request-confirm-action = C'est bien moi
letter-request-received-subject = Votre demande est reçue
letter-request-received-body =
    Nous avons bien reçu votre demande : { $right }. Une personne vous répondra au plus tard le { $day }.
letter-request-received-action = Suivre ma demande
letter-request-identity-subject = Il nous faut vérifier que c'est bien vous
letter-request-identity-body =
    Au sujet de votre demande ({ $right }), nous avons un doute, et devons vérifier que c'est bien vous :
    { $text }
    Le délai de réponse est suspendu jusque-là. Vous pouvez aussi saisir la CNIL, cnil.fr.
letter-request-identity-action = Nous répondre
letter-request-extended-subject = Il nous faut plus de temps
letter-request-extended-body =
    Votre demande ({ $right }) nous prendra plus d'un mois :
    { $text }
    Nous vous répondrons au plus tard le { $day }. Vous pouvez aussi saisir la CNIL, cnil.fr.
letter-request-extended-action = Voir où nous en sommes
letter-request-answered-subject = Notre réponse à votre demande
letter-request-answered-body =
    Voici notre réponse à votre demande ({ $right }) :
    { $text }
    Si elle ne vous convient pas, vous pouvez saisir la CNIL, cnil.fr, ou un juge.
letter-request-answered-action = Nous écrire
letter-request-near-subject = Une demande arrive à son terme
letter-request-near-body =
    Une demande au moins doit recevoir sa réponse dans les sept jours.
letter-request-near-action = Ouvrir les demandes
letter-request-overdue-subject = Une demande a dépassé son terme
letter-request-overdue-body =
    Une demande au moins a dépassé le jour promis. Répondez-y aujourd'hui.
letter-request-overdue-action = Ouvrir les demandes
