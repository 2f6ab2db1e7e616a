### Corriger un texte libre.

grading-queue = Textes à corriger
grading-empty = Rien à corriger
grading-empty-text = Aucun texte n'attend de correction.
grading-exercise = Exercice
grading-given = Rendu le
grading-of = Texte rendu par { $value }
grading-asked = Ce qui est demandé
grading-text = Ce qui est écrit
grading-words = { $n ->
    [one] { $n } mot.
   *[other] { $n } mots.
}
grading-words-expected = { $n } étaient attendus.
grading-before = Déjà corrigé le { $value } ; corriger à nouveau remplace la correction.
grading-before-earlier = Un texte précédent a été corrigé le { $value } ; celui-ci est nouveau.
grading-levels = Points de chaque critère
grading-of-points = { $n ->
    [one] sur { $n } point
   *[other] sur { $n } points
}
grading-comment = Ce que vous lui écrivez
grading-comment-hint = Ce qui est réussi, ce qui reste à reprendre, et comment.
grading-do = Rendre la correction
grading-points-of = { $a } sur { $b }
grading-said = Corrigé par l'équipe pédagogique
grading-earlier = Correction de votre texte précédent
error-grading-points = Donnez à chaque critère un nombre entier de points, sans dépasser son maximum.
error-grading-changed = Un nouveau texte a été rendu pendant votre lecture. Il est affiché ci-dessus ; vos points et votre commentaire sont conservés.
flash-grading-done = Correction rendue. L'apprenant est prévenu.
look-grading = Pour corriger un texte que vous avez rendu.
notice-essay-graded = Votre texte de « { $subject } » est corrigé.
