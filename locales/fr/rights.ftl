### Mes données et mes droits.

nav-data = Mes données

basis-contract = contrat
basis-consent = consentement
basis-legitimate-interest = intérêt légitime
basis-legal-obligation = obligation légale

rights-title = Mes données
rights-lead = Tout ce que nous gardons de vous, pourquoi, jusqu'à quand, qui peut le voir et qui l'a vu.
rights-verbs = Ce que vous pouvez en faire
rights-why = Pourquoi
rights-purpose = { $purpose } ({ $basis })
rights-until = Jusqu'à quand
rights-until-known = Jusqu'au { $day }.
rights-until-closing = Jusqu'au { $day } : { $kept } après la fermeture de votre compte.
rights-until-closure = { $kept } après la fermeture de votre compte. Si vous le fermiez aujourd'hui : jusqu'au { $day }.
rights-until-event = { $kept } après chaque événement. Le plus ancien sera effacé le { $day }.
rights-until-contact = { $kept } après le dernier contact de chaque conversation.
rights-until-year = { $kept } après la fin de l'exercice comptable de chaque document.
rights-until-nothing = Rien n'est gardé en ce moment.
rights-who = Qui peut le voir
rights-you = vous
rights-who-did = Qui l'a vu
rights-nobody-did = Personne de l'école n'a ouvert cette partie de votre dossier.
rights-look = { $a }, le { $b }.
rights-nothing = Nous ne gardons rien de vous dans cette catégorie.
rights-more = { $n ->
    [one] Et une ligne plus ancienne.
   *[other] Et { $n } lignes plus anciennes.
}
rights-see-all = Tout voir
rights-frozen = Gelé.
rights-frozen-since = Depuis le { $value }, ces données sont gardées et ne servent à rien d'autre.
rights-yes = oui
rights-no = non
rights-in-copy = dans votre copie
rights-destroyed = effacé
rights-complaint = Si nos réponses ne vous conviennent pas, vous pouvez à tout moment saisir la CNIL, l'autorité française :

right-rectify = Corriger
right-rectify-text = Votre nom, votre adresse, votre téléphone : vous les changez vous-même, à tout moment.
right-close = Fermer mon compte
right-close-text = Toujours possible. Vous voyez d'abord ce qui sera effacé, et quand.

closure-title = Fermer mon compte
closure-lead = Vous pouvez fermer votre compte à tout moment, sans donner de raison.
closure-planned = Votre compte sera fermé le { $value }.
closure-planned-text = D'ici là, rien ne change. Vous pouvez y renoncer d'un clic.
closure-cancel = Garder mon compte
closure-what = Ce qui va se passer
closure-what-access = Vous ne pourrez plus vous connecter, ni suivre vos programmes. Nous ne vous écrirons plus.
closure-what-certificates = Vos certificats restent vérifiables par ceux à qui vous en avez donné le lien.
closure-what-erased = { $a } : tout sera effacé le { $b }.
closure-days = Quand ?
closure-in-days = { $n ->
    [one] Demain : je peux encore y renoncer
   *[other] Dans { $n } jours : je peux encore y renoncer
}
closure-now = Tout de suite : c'est définitif
closure-action = Fermer mon compte
closure-back = Revenir sans rien changer

flash-account-closed = Votre compte est fermé. Nous venons de vous l'écrire une dernière fois.
flash-closure-asked = Votre demande est enregistrée. La date est ci-dessous.
flash-closure-cancelled = Vous gardez votre compte.

copy-file = mes-donnees
copy-title = Tout ce que nous gardons de vous
copy-subtitle = Copie faite le { $moment } par { $school }.
copy-about = Ce qu'il faut savoir
copy-controller = Le responsable du traitement est { $school }, { $address }.
copy-rights = Vous pouvez corriger ces données, les faire effacer, les faire geler, les emporter, ou vous opposer à ce que nous en faisons : tout se fait depuis « Mes données », ou par la page de contact.
copy-complaint = Vous pouvez saisir à tout moment la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris cedex 07, cnil.fr.
copy-decisions = Aucune décision qui vous concerne n'est prise par une machine seule : les suggestions n'engagent à rien, et une évaluation manquée peut être revue par une personne.
copy-transfers-none = Aucun autre organisme ne reçoit ce qui suit, et rien n'en est envoyé hors de l'Union européenne.
copy-transfers = Peuvent recevoir une partie de ce qui suit, pour ce qu'ils font pour l'école : { $value }.
copy-complete = Le fichier JSON contient les mêmes lignes, pour une machine ; le PDF en donne les plus récentes.
copy-more = { $n ->
    [one] Une ligne plus ancienne se trouve dans les deux autres fichiers.
   *[other] { $n } lignes plus anciennes se trouvent dans les deux autres fichiers.
}
copy-lead = Un fichier ZIP, prêt tout de suite, avec tout ce que nous gardons de vous.
copy-holds-html = un rapport à lire dans n'importe quel navigateur ;
copy-holds-pdf = le même en PDF, à imprimer ou à conserver ;
copy-holds-json = toutes les lignes en JSON, pour une machine.
copy-keep = Ce fichier dit beaucoup de vous : gardez-le en lieu sûr. Nous n'en gardons aucun exemplaire.
copy-action = Télécharger ma copie

right-copy = Obtenir une copie
right-copy-text = Tout ce que nous gardons, à lire ou à conserver. Prête en quelques secondes.
right-take = Emporter mes données
right-take-text = Ce que vous nous avez donné et ce que vous avez fait ici, dans un format qu'un autre service peut lire.

take-lead = Ce que vous nous avez donné et ce que vous avez fait ici, sans ce que nous en avons déduit.
take-format = Le fichier est en JSON, en CSV (une archive, un fichier par table) ou en déclarations xAPI 2.0.
take-schema = Sa description, pour qui veut le lire par programme

requests-title = Vos demandes
request-access = Copie de vos données
request-rectification = Correction
request-erasure = Effacement
request-restriction = Gel de vos données
request-portability = Vos données emportées
request-objection = Opposition
request-minor = Signalement d'un mineur
request-other = Autre demande
request-due = réponse au plus tard le { $value }
outcome-granted = fait
outcome-partly = fait en partie
outcome-refused = refusé
outcome-withdrawn = retirée

request-open = Nous vous répondrons au plus tard le { $value }.
request-paused = Le délai est suspendu : nous attendons de quoi vérifier que c'est bien vous.
request-outcome-granted = C'est fait.
request-outcome-partly = C'est fait en partie.
request-outcome-refused = Nous n'avons pas pu faire ce que vous demandez.
request-outcome-withdrawn = Vous avez retiré cette demande.
request-asked = Votre demande
request-answer = Notre réponse
request-timeline = Chronologie
request-latest = dernier jour pour vous répondre
step-received = demande reçue
step-confirmed = adresse confirmée
step-identity_asked = preuve d'identité demandée
step-identity_given = preuve d'identité reçue
step-extended = délai prolongé
step-answered = réponse donnée
step-withdrawn = demande retirée

right-erase = Effacer
right-erase-text = Votre progression seule, ou tout. Vous voyez d'abord ce qui part, ce qui reste et pourquoi.
erasure-lead = Ce qui peut partir part tout de suite, y compris de nos sauvegardes, dont la clé est détruite. Le reste est nommé ci-dessous, avec sa raison et sa date.
erasure-what = Que voulez-vous effacer ?
erasure-parts = Ma progression et mes échanges, en gardant mon compte
erasure-whole = Tout, en fermant mon compte
erasure-now = effacé tout de suite.
erasure-with-account = gardé tant que votre compte est ouvert : il ne peut s'en passer (RGPD art. 17(1)(a)).
erasure-held = gardé : une obligation légale suspend tout effacement (RGPD art. 17(3)(b) et (e)). Nous vous le dirons quand elle sera levée.
erasure-kept-until = gardé jusqu'au { $day } : { $why } ({ $article }).
erasure-kept = gardé jusqu'à son terme : { $why } ({ $article }).
erasure-why = Pour quelle raison ?
erasure-ground-a = Ces données ne servent plus.
erasure-ground-b = Je retire mon consentement.
erasure-ground-c = Je m'oppose à ce que vous en faites.
erasure-ground-d = Elles ont été utilisées contre la loi.
erasure-ground-e = Une loi impose de les effacer.
erasure-ground-f = Elles ont été recueillies quand j'étais mineur.
erasure-final = L'effacement est définitif. Vos certificats cesseront d'être vérifiables. Si vous voulez garder une trace, demandez d'abord votre copie.
erasure-action = Effacer
erasure-done-title = C'est effacé
erasure-receipt = Votre reçu
erasure-receipt-text = Il prouve, à qui vous voulez et sans nous, que cet effacement a eu lieu. Il ne contient rien de vous.
erasure-receipt-open = Ouvrir mon reçu
erasure-receipt-at = Reçu : { $path }
erasure-goodbye = Nous ne pouvons plus vous écrire : nous n'avons plus votre adresse. Gardez ce reçu.

error-erasure-scope = Choisissez ce que vous voulez effacer.
error-erasure-ground = Choisissez une raison.

receipt-title = Reçu d'effacement
receipt-made = Fait le { $value }.
receipt-text = Ce fichier contient l'entrée de notre journal, la preuve qu'elle s'y trouve et notre signature. Gardez-le.
receipt-download = Télécharger le reçu
receipt-check = Le vérifier sans nous
receipt-check-1 = Installez le programme, libre, sur n'importe quelle machine, même sans réseau.
receipt-check-2 = Lancez
receipt-check-3 = Comparez la clé affichée avec celle que nous publions :
receipt-soon = Votre reçu sera prêt dans moins d'une minute. Cette page se recharge d'elle-même.

right-freeze = Geler
right-freeze-text = Vos données sont gardées, vous les voyez, et elles ne servent à rien d'autre.
freeze-lead = Des données gelées sont gardées et ne servent plus à rien : ni suggestions, ni statistiques, ni regards de l'équipe ou d'un partenaire. Vous continuez de les voir. La purge ne les touche pas.
freeze-what = Que voulez-vous geler ?
freeze-why = Pour quelle raison ?
freeze-ground-a = Elles sont inexactes, et je veux que vous le vérifiiez.
freeze-ground-b = Vous les utilisez contre la loi, et je ne veux pas qu'elles soient effacées.
freeze-ground-c = Vous n'en avez plus besoin, mais moi oui, pour faire valoir un droit.
freeze-ground-d = Je m'y suis opposé, et j'attends votre réponse.
freeze-action = Geler
freeze-state = gelé.
freeze-lift = Lever le gel
freeze-answer = Ces données sont gelées. Si nous devions lever ce gel, nous vous l'écririons d'abord.
unfreeze-answer = Le gel est levé, à votre demande.
flash-frozen = C'est gelé.
flash-unfrozen = Le gel est levé.
error-freeze-category = Choisissez ce que vous voulez geler.
error-freeze-ground = Choisissez une raison.

right-object = M'opposer
right-object-text = À ce que nous faisons au titre de notre intérêt légitime.
object-lead = Ces usages de vos données reposent sur notre intérêt légitime. Vous pouvez vous y opposer en disant pourquoi.
object-grounds = Nous y voyons un motif impérieux : { $value }. Une personne pèsera vos raisons ; d'ici là, cet usage continue pour cette seule protection.
object-state-pending = Vous vous y êtes opposé. Une personne pèse vos raisons et vous répondra dans le mois.
object-state-upheld = Arrêté, à votre demande.
object-state-rejected = Une personne a pesé vos raisons, et vous a répondu. Vous pouvez en donner d'autres.
object-reasons = Pourquoi, dans votre situation ?
object-action = M'opposer
object-marketing = Publicité et partage
object-marketing-text = Nous ne vendons ni ne partageons vos données, et n'écrivons rien de publicitaire sans votre accord. Un mot suffit pour l'arrêter, sans raison à donner.
object-signal-on = Votre navigateur nous envoie le signal « Global Privacy Control ». Il est respecté : rien n'est vendu ni partagé.
object-signal-off = Si votre navigateur envoie le signal « Global Privacy Control », il est respecté. Il ne l'envoie pas en ce moment.
objection-answer = Cet usage de vos données est arrêté.
flash-objected = Votre opposition est enregistrée.

rectify-profile = Changer mon nom, mon adresse ou mon téléphone
rectify-rest = Pour le reste
rectify-wish = Que souhaitez-vous ?
rectify-correct = Une correction : une personne la fera dans le mois.
rectify-statement = Une déclaration : elle figurera tout de suite à côté de ces données.
rectify-about = À quel sujet ?
rectify-text = Ce qui est inexact ou incomplet, et ce qu'il faudrait
rectify-action = Envoyer
flash-statement-added = Votre déclaration figure maintenant à côté de vos données.
flash-request-received = Votre demande est reçue. La date de réponse est ci-dessous.
error-text-missing = Écrivez quelques mots.
error-text-long = Ce texte est trop long : 5 000 caractères au plus.
rights-frozen-until = Ce gel sera levé le { $value }.

policy-older = Cette version n'est plus en vigueur.
policy-current = Lire la version en vigueur
policy-versions = Versions
policy-version = Version { $n }
policy-changes = Ce qui a changé
policy-added = Ajouté
policy-removed = Retiré
policy-changed = Notre politique de confidentialité a changé.
policy-changed-read = Lire ce qui a changé
policy-changed-ok = J'ai lu
flash-policy-read = C'est noté.
