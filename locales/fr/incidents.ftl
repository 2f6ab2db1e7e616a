incidents-title = Incidents
incidents-lead = Toute violation de données s'inscrit ici, même sans risque. L'autorité est avertie dans les 72 heures, nuits et fins de semaine comprises ; les personnes touchées, sans attendre quand le risque est élevé.
incidents-empty = Aucun incident
incidents-empty-text = Rien n'est inscrit au registre.
incidents-add = Inscrire un incident
incidents-submit = Inscrire
incident-name = En quelques mots
incident-name-hint = Sans nommer personne, ici comme plus bas.
incident-known-at = L'école l'a su le
incident-known-at-hint = Heure de Strasbourg. Les 72 heures partent de là.
incident-nature = Ce qui est arrivé aux données
incident-nature-confidentiality = vues par qui ne devait pas les voir
incident-nature-integrity = modifiées sans droit
incident-nature-availability = perdues ou inaccessibles
incident-categories = Catégories touchées
incident-description = Ce qui s'est passé
incident-consequences = Ce qui peut en résulter
incident-measures = Ce qui a été fait, et ce que chacun peut faire
incident-measures-hint = Ces trois textes sont repris dans la lettre aux personnes touchées : écrivez simplement.
incident-risk = Risque pour les personnes
incident-risk-none = aucun : inscrit au registre, sans notification
incident-risk-risk = un risque : l'autorité est avertie
incident-risk-high = un risque élevé : l'autorité et les personnes sont averties
incident-accounts = Comptes touchés
incident-accounts-hint = Une adresse électronique par ligne. Laissez vide si toutes les personnes dont l'école garde ces données sont touchées : elles seront trouvées.
incident-people = Personnes touchées
incident-people-count = { $n ->
    [0] personne
    [one] une personne
   *[other] { $n } personnes
}
incident-clock = Horloge
incident-clock-running = encore { $n } h avant la fin des 72 heures
incident-clock-overdue = les 72 heures sont passées depuis { $n } h
incident-clock-stopped = l'autorité est avertie
incident-clock-needless = sans risque, aucune notification
incident-due = À notifier avant le
incident-authority = Notification à la CNIL
incident-authority-text = Le projet reprend chaque point de l'article 33(3). Téléchargez-le, déposez-le sur le téléservice de la CNIL, puis notez ici la référence reçue.
incident-authority-draft = Télécharger le projet
incident-authority-reference = Référence donnée par la CNIL
incident-authority-delay = Motifs du retard
incident-authority-do = Noter que la CNIL est avertie
incident-authority-done = La CNIL est avertie depuis le { $a }, référence { $b }.
incident-tell = Lettre aux personnes touchées
incident-tell-do = Envoyer la lettre
incident-tell-text = La lettre dit ce qui s'est passé, ce qui peut en résulter, ce qui a été fait et qui contacter. Elle part une seule fois : relisez-la.
incident-tell-done = La lettre est partie le { $value }.
incident-close = Clore l'incident
incident-closed = Clos le { $value }.
incident-draft-title = Notification d'une violation de données à caractère personnel (RGPD art. 33)
incident-draft-controller = Responsable du traitement
incident-draft-contact = Délégué à la protection des données
incident-draft-who = Personnes concernées, nombre approximatif
incident-draft-people = { $n ->
    [one] 1 personne
   *[other] { $n } personnes
}
error-incident-text = Écrivez quelques mots, 5 000 caractères au plus.
error-incident-known-at = Donnez le jour et l'heure, passés.
error-incident-nature = Cochez au moins une case.
error-incident-categories = Choisissez au moins une catégorie.
error-incident-risk = Dites quel est le risque.
error-incident-accounts = Une adresse électronique par ligne.
error-incident-unknown-account = Une de ces adresses n'a pas de compte.
error-incident-told = La CNIL est déjà avertie.
error-incident-delay = Les 72 heures sont passées : dites pourquoi.
error-incident-people-told = La lettre est déjà partie.
error-incident-untold = La CNIL, ou les personnes touchées, ne sont pas encore averties.
flash-incident-entered = Incident inscrit. L'horloge court.
flash-incident-authority = C'est noté : la CNIL est avertie.
flash-incident-people = Les lettres partent.
flash-incident-closed = Incident clos.
letter-incident-affected-subject = Un incident a touché vos données
letter-incident-affected-body =
    Le { $day }, nous avons appris qu'un incident touchait vos données. { $description }
    Ce qui peut en résulter : { $consequences }
    Ce que nous avons fait, et ce que vous pouvez faire : { $measures }
    Pour toute question, notre délégué à la protection des données vous répond : { $contact }. Vous pouvez aussi saisir la CNIL, cnil.fr.
letter-incident-affected-action = Nous écrire
letter-incident-near-subject = Incident : il reste moins d'un jour
letter-incident-near-body =
    « { $title } », connu le { $day } : la CNIL doit être avertie avant la fin des 72 heures.
letter-incident-near-action = Ouvrir l'incident
letter-incident-overdue-subject = Incident : les 72 heures sont passées
letter-incident-overdue-body =
    « { $title } », connu le { $day } : la CNIL n'est pas encore avertie. Avertissez-la maintenant, en disant pourquoi ce retard.
letter-incident-overdue-action = Ouvrir l'incident
