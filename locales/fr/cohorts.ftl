### Le suivi des apprenants, les promotions.

frame-rooms = Espace de travail
nav-work = Mon travail
room-waiting = À faire
room-messages = Messages
room-programmes = Programmes
room-requests = Demandes
follow-title = Suivi
follow-lead = Où en sont les programmes et les promotions, et qui a besoin d'aide.
follow-empty = Aucun programme
follow-empty-text = Dès qu'un programme est publié, ses apprenants se suivent ici.
follow-enrolled = { $n ->
    [0] Personne n'est inscrit.
    [one] Une personne est inscrite.
   *[other] { $n } personnes sont inscrites.
}
follow-completed = { $n ->
    [0] {""}
    [one] Une a terminé.
   *[other] { $n } ont terminé.
}
follow-recorded = Cet accès est consigné : chaque apprenant listé lit, parmi ses données, que l'équipe pédagogique a suivi sa promotion.
follow-figure-enrolled = inscrits
follow-figure-active = actifs cette semaine
follow-figure-completed = ont terminé
follow-modules = Par module
follow-module = Module
follow-key-done = terminé
follow-key-begun = commencé
follow-key-untouched = pas encore ouvert
follow-weeks = Temps de travail, par semaine
follow-week-of = Semaine du
follow-worked = Temps actif
follow-this-week = cette semaine
follow-learners = Les apprenants
follow-name = Nom
follow-done = Avancement
follow-total = Ressources
follow-done-of = { $a } sur { $b }
follow-last = Dernière venue
follow-week = Sept derniers jours
follow-minutes = Minutes, sept derniers jours
follow-help = Aide
follow-aside = { $n ->
    [one] Une personne a gelé sa progression : elle n'est ni comptée ni listée.
   *[other] { $n } personnes ont gelé leur progression : elles ne sont ni comptées ni listées.
}
follow-cut = Seuls les cinq cents premiers sont listés ; suivez ce programme par promotion.
follow-nobody = Personne pour l'instant
follow-nobody-text = Les apprenants apparaissent ici dès qu'ils sont inscrits.
chart-numbers = Les nombres
table-filter = Filtrer
table-none = Aucune ligne ne contient ces mots.
table-csv = Télécharger pour un tableur
help-asks = attend une réponse
help-late = { $n ->
    [one] un module en retard
   *[other] { $n } modules en retard
}
help-failed = { $n ->
    [one] une évaluation échouée
   *[other] { $n } évaluations échouées
}
help-stuck = { $n ->
    [one] bute sur une question
   *[other] bute sur { $n } questions
}
help-silent = absent depuis { $n } jours
path-why = Pourquoi ouvrez-vous ce parcours ?
path-why-lead = La raison est demandée une fois par jour. L'apprenant la lit, avec la date, parmi ses données.
path-reason-choose = Choisissez une raison.
path-open = Ouvrir le parcours
path-back = Revenir à la liste
path-recorded = Cet accès est consigné.
path-enrolled = Inscription
path-due = À terminer pour le { $value }.
path-resource = Ressource
path-state = État
path-time = Temps actif
path-result = Résultat
path-percent = { $n } %
path-attempts = { $n ->
    [one] (un passage)
   *[other] ({ $n } passages)
}
flash-path-frozen = Cette personne a gelé sa progression : elle ne s'ouvre pas.
look-cohort = Pour suivre votre promotion ou votre programme.
look-path-asked = Parce que vous avez demandé de l'aide.
look-path-late = Parce que vous êtes en retard ou absent depuis un moment.
look-path-meeting = Pour préparer un entretien avec vous.
look-path-assessment = Pour une évaluation ou un certificat.
look-path-technical = Parce que quelque chose ne fonctionne pas pour vous.
cohorts-none = Aucune promotion.
cohort-new = Nouvelle promotion
cohort-name = Nom de la promotion
cohort-name-hint = Par exemple « Janvier 2027 ». Aucun nom de personne.
cohort-begins-on = Premier jour
cohort-create = Créer la promotion
cohort-begins = à partir du { $value }
cohort-members = { $n ->
    [0] personne encore
    [one] une personne
   *[other] { $n } personnes
}
cohort-manage = Gérer la promotion
cohort-link = Le lien pour rejoindre
cohort-link-text = Donnez ce lien à qui doit rejoindre la promotion : la personne ouvre un compte ou se connecte, et elle est inscrite.
cohort-list = Inscrire par liste
cohort-list-text = Les adresses qui ont un compte sont inscrites tout de suite. Les autres le seront à l'ouverture de leur compte, pendant un mois ; d'ici là, seule une empreinte illisible en est gardée. Rien ici ne dit laquelle a déjà un compte.
cohort-addresses = Adresses
cohort-addresses-hint = Une par ligne, ou les lignes d'un tableur (CSV) dont une case est une adresse.
cohort-list-action = Inscrire
cohort-bad-line = Ligne { $a } : { $b }
cohort-days = Les échéances
cohort-days-text = Le jour que chacun a choisi pour lui-même passe avant celui de la promotion.
cohort-day = À terminer pour le
cohort-day-of = À terminer pour le : { $value }
cohort-archive = Archiver la promotion
cohort-archive-text = Elle n'est plus listée et son lien n'ouvre plus rien. Ses membres restent inscrits et gardent tout.
error-cohort-name = Donnez un nom de quatre-vingts caractères au plus.
error-cohort-lines = Ces lignes ne contiennent pas d'adresse. Rien n'a été inscrit : corrigez-les ou retirez-les.
error-cohort-addresses = Donnez au moins une adresse, et deux mille au plus.
error-day-expected = Donnez un jour, tel que 2027-01-15.
flash-cohort-created = La promotion est créée.
flash-cohort-listed = La liste est prise en compte.
flash-cohort-day = L'échéance est enregistrée.
flash-cohort-removed = La personne est sortie de la promotion.
flash-cohort-archived = La promotion est archivée.
flash-cohort-joined = Vous êtes inscrit.
join-lead = Une promotion du programme « { $value } ».
join-text = En la rejoignant, vous êtes inscrit au programme avec ses échéances. L'équipe pédagogique suit la progression de la promotion ; chaque regard est consigné, et vous le lisez dans « Mes données ».
join-action = Rejoindre
join-already = Vous en faites déjà partie.
join-go = Aller au programme
notice-cohort-joined = Vous êtes inscrit à « { $subject } » avec votre promotion.
cohort-remove = Sortir de la promotion
cohort-remove-one = Sortir { $value } de la promotion
