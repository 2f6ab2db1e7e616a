### Grading an essay.

grading-queue = Essays to grade
grading-empty = Nothing to grade
grading-empty-text = No essay waits to be graded.
grading-exercise = Exercise
grading-given = Given on
grading-of = Essay by { $value }
grading-asked = What is asked
grading-text = What is written
grading-words = { $n ->
    [one] { $n } word.
   *[other] { $n } words.
}
grading-words-expected = { $n } were expected.
grading-before = Already graded on { $value }; grading again replaces it.
grading-before-earlier = An earlier essay was graded on { $value }; this one is new.
grading-levels = Points of each criterion
grading-of-points = { $n ->
    [one] of { $n } point
   *[other] of { $n } points
}
grading-comment = What you write to them
grading-comment-hint = What works, what to take up again, and how.
grading-do = Return the grading
grading-points-of = { $a } of { $b }
grading-said = Graded by the teaching team
grading-earlier = What was said of your earlier essay
error-grading-points = Give each criterion a whole number of points, within its maximum.
error-grading-changed = A new essay was given while you were reading. It is shown above; your points and your comment are kept.
flash-grading-done = Grading returned. The learner is told.
look-grading = To grade an essay that you gave.
notice-essay-graded = Your essay of “{ $subject }” is graded.
