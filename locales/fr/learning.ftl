### Apprendre : programmes, lecteur, exercices, évaluations, certificats.

hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
modules = { $n ->
    [one] { $n } module
   *[other] { $n } modules
}
resources = { $n ->
    [one] { $n } ressource
   *[other] { $n } ressources
}
points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
resources-of = { $a } ressources sur { $b }
price = { $value }
price-free = Gratuit
kind-lesson = leçon
kind-exercise = exercice
kind-assessment = évaluation
dimension-technical = technique
dimension-strategic = stratégique
state-new = à découvrir
state-begun = commencé
state-done = terminé
flash-enrolled = Vous êtes inscrit. Bon travail.
flash-deadline-saved = L'échéance est enregistrée.
flash-answer-empty = Donnez d'abord une réponse à cette question.
flash-attempts-used = Vous avez utilisé toutes vos tentatives.
flash-attempt-too-soon = La prochaine tentative n'est possible qu'à partir du
flash-attempt-kept = Vos réponses sont enregistrées. Vous pouvez les reprendre tant que le temps n'est pas écoulé.
flash-attempt-conflict = Des réponses plus récentes, données ailleurs, ont été gardées. Relisez-les avant de rendre.

programmes-lead = Des programmes pour apprendre le métier d'entrepreneur, à votre rythme.
programmes-empty = Aucun programme pour l'instant
programmes-empty-text = Les premiers programmes paraîtront bientôt.
programme-enrol = M'inscrire à ce programme
programme-modules = Les modules
programme-content = Contenu du module
programme-about = En bref
programme-audience = Pour qui
programme-prerequisites = Avant de commencer
programme-checked = Chiffres vérifiés le
programme-objectives = Ce que vous saurez faire
programme-competences = Compétences
programme-certificate = Il est délivré quand tout est terminé et que la moyenne de vos évaluations atteint { $n } %.
programme-continue = Continuer : { $value }
map-due = à terminer avant le { $value }
map-deadline = Choisir une échéance
map-deadline-day = Jour (videz le champ pour n'en avoir aucune)

reader-outline = Dans cette leçon
reader-outline-phone = Plan de la leçon
reader-place = Étape { $a } sur { $b }
reader-minutes = { $n ->
    [one] environ une minute
   *[other] environ { $n } minutes
}
reader-neighbours = Avant et après
reader-previous = Précédent
reader-next = Suivant
saved-at = enregistré à {"{"}time{"}"}
saved-not = pas encore enregistré : la connexion est interrompue, nouvel essai bientôt
saved-conflict = Une version plus récente existe sur un autre appareil.
saved-reload = La charger

question-place = Question { $a } sur { $b }
question-hint = Un indice
question-answer = Votre réponse
question-choose = Choisir…
question-check = Vérifier
question-retry = Réessayer
question-submit = Remettre ce texte
points-of = { $earned ->
    [one] { $a } point sur { $b }
   *[other] { $a } points sur { $b }
}
option-right = juste
option-missed = attendu
option-wrong = votre choix
part-right = juste
part-wrong = inexact
part-missed = sans réponse
fill-blank = Mot manquant n° { $n }
order-up = Monter {"{"}item{"}"}
order-down = Descendre {"{"}item{"}"}
order-moved = {"{"}item{"}"} : position {"{"}position{"}"} sur {"{"}count{"}"}
essay-criteria = Critères
essay-criterion = Critère
essay-expected = Ce qui est attendu
essay-points = Points
essay-text = Votre texte
essay-words = {"{"}count{"}"} mots sur {"{"}minimum{"}"} attendus
verdict-right = C'est juste.
verdict-partly = En partie juste.
verdict-wrong = Ce n'est pas cela.
verdict-waiting = En attente de correction.
verdict-waiting-text = L'équipe pédagogique lira votre texte.

assessment-questions = Questions
assessment-pass = Score à atteindre
assessment-time = Durée
assessment-attempts = Tentatives
assessment-attempts-of = { $a } utilisées sur { $b }
assessment-start = Commencer
assessment-continue = Reprendre la tentative
assessment-clock = Le temps court dès que vous commencez, même si vous fermez la page.
assessment-yours = Vos tentatives
assessment-begun = Commencée
assessment-score = Score
assessment-result = Résultat
attempt-open = en cours
attempt-passed = réussie
attempt-failed = à reprendre
attempt-title = Évaluation
attempt-number = Tentative { $n }
attempt-until = À rendre avant { $value }
attempt-submit = Rendre ma copie
attempt-later = Enregistrer et continuer plus tard
timer-remaining = Temps restant : {"{"}time{"}"}
timer-five = Il reste cinq minutes.
timer-one = Il reste une minute.
timer-ended = Le temps est écoulé.
review-title = Résultat de l'évaluation
review-passed = Évaluation réussie : { $n } %
review-failed = Évaluation à reprendre : { $n } %
review-needed = Le score à atteindre est de { $n } %.

space-empty = Votre espace est encore vide
space-empty-text = Choisissez un programme : il apparaîtra ici, et vous le reprendrez là où vous l'aurez laissé.
space-where = Vous reprenez à l'endroit exact où vous étiez.
space-resume = Reprendre
space-begin = Commencer
space-begin-text = Vous n'avez pas encore ouvert de leçon.
space-due = Ce qui est attendu
space-due-none = Aucune échéance.
space-calendar = Calendrier des échéances
space-progress = Où vous en êtes
space-week = ces sept jours
space-month = ces quatre semaines
due-late = attendu le { $value }
due-today = aujourd'hui
due-in = { $n ->
    [one] demain
   *[other] dans { $n } jours
}

certificate-word = Le certificat
certificate-module-done = terminé
standing-held = Vous l'avez obtenu.
standing-see = Voir mon certificat
standing-remaining = { $n ->
    [one] Il vous reste une ressource à terminer.
   *[other] Il vous reste { $n } ressources à terminer.
}
standing-all-done = Toutes les ressources sont terminées.
standing-mean = Votre moyenne est de { $a } % ; il en faut { $b }. Une évaluation non passée compte pour zéro, et c'est le meilleur essai qui compte.
standing-assessments = Meilleur résultat par module
standing-untried = pas encore passée
certificates-empty = Pas encore de certificat
certificates-empty-text = Il vous sera délivré quand vous aurez terminé un programme.
certificate-certifies = { $value } certifie que
certificate-completed = a terminé avec succès le programme
certificate-mean = moyenne { $n } %
certificate-code = Code QR qui mène à la page de vérification
certificate-verify = Chacun peut vérifier ce certificat à l'adresse
certificate-download = Télécharger le PDF
certificate-page = Voir la page de vérification
certificate-link-text = Gardez ce lien : il prouve que le certificat est à vous, même quand nous aurons effacé votre nom.
verification-title = Vérification d'un certificat
verification-valid = Ce certificat est valide.
verification-revoked = Ce certificat a été retiré le { $value }.
verification-unknown = Ce certificat n'existe pas.
verification-unknown-text = Vérifiez l'adresse : chaque caractère compte.
verification-holder = Titulaire
verification-nameless = Le nom a été effacé, comme l'école s'y était engagée.
verification-programme = Programme
verification-issued = Délivré le
verification-code = Numéro
verification-claim = Vérifier un nom
verification-claim-text = Le titulaire détient un secret, placé après le signe # de son lien. Saisissez-le avec son nom.
verification-claim-yes = Ce nom est bien celui du certificat.
verification-claim-no = Ce nom et ce secret ne correspondent pas au certificat.
verification-secret = Secret
verification-check = Vérifier
