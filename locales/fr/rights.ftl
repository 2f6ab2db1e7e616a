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
