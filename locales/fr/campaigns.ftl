### Les lettres à celles et ceux qui l'ont accepté.

campaigns-title = Lettres de l'école
campaigns-lead = La lettre mensuelle, les invitations, les nouveaux programmes. Elles ne partent qu'à qui l'a accepté, et l'école n'en voit que des totaux.
campaigns-empty = Pas encore de lettre
campaigns-empty-text = Écrivez la première : elle reste un brouillon tant que vous ne la faites pas partir.
campaigns-new = Écrire une lettre
campaign-topic = Sujet
campaign-subject-fr = Objet
campaign-body-fr = Texte
campaign-markdown = En Markdown. Sans image : une image dirait à d'autres que la lettre a été ouverte.
campaign-subject-en = Objet en anglais
campaign-body-en = Texte en anglais
campaign-english = Laissez les deux vides : chacun recevra le français.
campaign-event = La rencontre
campaign-event-hint = Seulement pour une invitation : le jour, la durée et le lieu vont aussi dans un fichier d'agenda.
campaign-event-minutes = Durée en minutes
campaign-save = Garder le brouillon
campaign-discard = Jeter le brouillon
campaign-words = Les mots
campaign-leave = Faire partir
campaign-leave-text = { $n ->
    [0] Personne n'a encore accepté ce sujet : la lettre ne partirait à personne.
    [one] Une personne a accepté ce sujet. Une fois la lettre partie, ses mots ne changent plus.
   *[other] { $n } personnes ont accepté ce sujet. Une fois la lettre partie, ses mots ne changent plus.
}
campaign-leaves-at = Quand
campaign-leaves-hint = Laissez vide pour maintenant.
campaign-schedule = Faire partir
campaign-test = M'envoyer un essai
campaign-cancel = Arrêter l'envoi
campaign-leaves = Part le
campaign-queued = Prêtes
campaign-sent = Envoyées
campaign-left = Non écrites : la personne l'a arrêté
campaign-refused = Refusées par le relais
campaign-changed = Changée le
campaign-audience = { $n ->
    [0] personne ne l'a accepté
    [one] une personne l'a accepté
   *[other] { $n } personnes l'ont accepté
}
campaign-registered = { $n ->
    [0] aucune inscription
    [one] une inscription
   *[other] { $n } inscriptions
}
campaign-preview-fr = En français
campaign-preview-en = En anglais
campaign-text-part = La partie en texte
campaign-event-action = Voir et m'inscrire
campaign-state-draft = brouillon
campaign-state-scheduled = prête à partir
campaign-state-sending = en train de partir
campaign-state-sent = partie
campaign-state-cancelled = arrêtée
event-at = Quand
event-lasts = Durée
event-minutes = { $n ->
    [one] une minute
   *[other] { $n } minutes
}
event-place = Où
event-come = M'inscrire
event-leave = Rendre ma place
event-registered = vous êtes inscrit
event-cancelled = Cette rencontre est annulée.
event-over = Cette rencontre a eu lieu.
flash-event-registered = Vous êtes inscrit.
flash-event-left = Votre place est rendue.
flash-campaign-saved = Brouillon gardé.
flash-campaign-discarded = Brouillon jeté.
flash-campaign-tested = L'essai part à votre adresse.
flash-campaign-scheduled = La lettre partira comme prévu.
flash-campaign-cancelled = L'envoi est arrêté : ce qui n'était pas parti ne partira pas.
error-campaign-topic = Choisissez le sujet.
error-campaign-subject = Un objet, de 120 caractères au plus.
error-campaign-body = Un texte, de 20 000 caractères au plus.
error-campaign-picture = Sans image : une image dirait à d'autres que la lettre a été ouverte.
error-campaign-link = Un lien commence par https:// pour mener quelque part depuis une lettre.
error-campaign-event-at = Le jour et l'heure de la rencontre.
error-campaign-event-minutes = Une durée, de 1 à 1440 minutes.
error-campaign-event-place = Le lieu, ou le lien, de la rencontre.
error-campaign-leaves-at = Un jour et une heure à venir.
error-campaign-left = La lettre est déjà prête à partir ou partie : ses mots ne changent plus.
samples-title = Toutes les lettres que le programme écrit
samples-lead = Telles qu'une personne inventée les recevrait, dans les deux langues, en texte et en HTML.
samples-fr = En français
samples-en = En anglais
samples-html = Voir la partie HTML
samples-organisation = à un organisme du registre
