### Learning: programmes, reader, exercises, assessments, certificates.

hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
modules = { $n ->
    [one] { $n } module
   *[other] { $n } modules
}
resources = { $n ->
    [one] { $n } resource
   *[other] { $n } resources
}
points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
resources-of = { $a } of { $b } resources
price = { $value }
price-free = Free
kind-lesson = lesson
kind-exercise = exercise
kind-assessment = assessment
dimension-technical = technical
dimension-strategic = strategic
state-new = to discover
state-begun = begun
state-done = done
flash-enrolled = You are enrolled. Enjoy the work.
flash-deadline-saved = The deadline is saved.
flash-answer-empty = Give an answer to this question first.
flash-attempts-used = You have used all your attempts.
flash-attempt-too-soon = The next attempt is possible from
flash-attempt-kept = Your answers are saved. You can go on until the time is over.
flash-attempt-conflict = Newer answers, given elsewhere, were kept. Read them again before handing in.
programmes-lead = Programmes to learn the trade of an entrepreneur, at your own pace.
programmes-empty = No programme yet
programmes-empty-text = The first programmes will appear soon.
programme-enrol = Enrol in this programme
programme-modules = Modules
programme-content = Content of the module
programme-about = In short
programme-audience = For whom
programme-prerequisites = Before you begin
programme-checked = Figures checked on
programme-objectives = What you will be able to do
programme-competences = Competences
programme-certificate = It is issued once everything is done and the mean of your assessments reaches { $n } %.
programme-continue = Go on: { $value }
map-due = to be done by { $value }
map-deadline = Choose a deadline
map-deadline-day = Day (empty the field for none)
reader-outline = In this lesson
reader-outline-phone = Plan of the lesson
reader-place = Step { $a } of { $b }
reader-minutes = { $n ->
    [one] about a minute
   *[other] about { $n } minutes
}
reader-neighbours = Before and after
reader-previous = Previous
reader-next = Next
saved-at = saved at {"{"}time{"}"}
saved-not = not saved yet: the connection is interrupted, trying again soon
saved-conflict = A newer version exists on another device.
saved-reload = Load it
question-place = Question { $a } of { $b }
question-hint = A hint
question-answer = Your answer
question-choose = Choose…
question-check = Check
question-retry = Try again
question-submit = Hand in this text
points-of = { $most ->
    [one] { $a } of { $b } point
   *[other] { $a } of { $b } points
}
option-right = right
option-missed = expected
option-wrong = your choice
part-right = right
part-wrong = wrong
part-missed = no answer
fill-blank = Missing word no. { $n }
order-up = Move {"{"}item{"}"} up
order-down = Move {"{"}item{"}"} down
order-moved = {"{"}item{"}"}: position {"{"}position{"}"} of {"{"}count{"}"}
essay-criteria = Criteria
essay-criterion = Criterion
essay-expected = What is expected
essay-points = Points
essay-text = Your text
essay-words = {"{"}count{"}"} words of {"{"}minimum{"}"} expected
verdict-right = That is right.
verdict-partly = Partly right.
verdict-wrong = That is not it.
verdict-waiting = Waiting to be graded.
verdict-waiting-text = The teaching team will read your text.
assessment-questions = Questions
assessment-pass = Score to reach
assessment-time = Duration
assessment-attempts = Attempts
assessment-attempts-of = { $a } of { $b } used
assessment-start = Begin
assessment-continue = Go on with the attempt
assessment-clock = The time runs from the moment you begin, even if you close the page.
assessment-yours = Your attempts
assessment-begun = Begun
assessment-score = Score
assessment-result = Result
attempt-open = under way
attempt-passed = passed
attempt-failed = to be taken again
attempt-title = Assessment
attempt-number = Attempt { $n }
attempt-until = To be handed in before { $value }
attempt-submit = Hand in
attempt-later = Save and go on later
timer-remaining = Time left: {"{"}time{"}"}
timer-five = Five minutes left.
timer-one = One minute left.
timer-ended = The time is over.
review-title = Result of the assessment
review-passed = Assessment passed: { $n } %
review-failed = Assessment to be taken again: { $n } %
review-needed = The score to reach is { $n } %.
space-empty = Your space is still empty
space-empty-text = Choose a programme: it will appear here, and you will resume it where you left it.
space-where = You resume at the very place where you were.
space-resume = Resume
space-begin = Begin
space-begin-text = You have not opened a lesson yet.
space-due = What is due
space-due-none = No deadline.
space-calendar = Calendar of deadlines
space-progress = How you are doing
space-week = these seven days
space-month = these four weeks
due-late = was due on { $value }
due-today = today
due-in = { $n ->
    [one] tomorrow
   *[other] in { $n } days
}
certificate-word = The certificate
certificate-module-done = completed
standing-held = You have earned it.
standing-see = See my certificate
standing-remaining = { $n ->
    [one] One resource is left to complete.
   *[other] { $n } resources are left to complete.
}
standing-all-done = Every resource is completed.
standing-mean = Your mean is { $a }%; { $b }% is needed. An assessment not taken counts as zero, and the best attempt counts.
standing-assessments = Best result for each module
standing-untried = not taken yet
certificates-empty = No certificate yet
certificates-empty-text = It will be issued when you have completed a programme.
certificate-certifies = { $value } certifies that
certificate-completed = has successfully completed the programme
certificate-mean = mean score { $n } %
certificate-code = QR code that leads to the verification page
certificate-verify = Anyone can verify this certificate at
certificate-download = Download the PDF
certificate-page = See the verification page
certificate-link-text = Keep this link: it proves that the certificate is yours, even when we have erased your name.
verification-title = Verification of a certificate
verification-valid = This certificate is valid.
verification-revoked = This certificate was withdrawn on { $value }.
verification-unknown = This certificate does not exist.
verification-unknown-text = Check the address: every character counts.
verification-holder = Holder
verification-nameless = The name has been erased, as the school had promised.
verification-programme = Programme
verification-issued = Issued on
verification-code = Number
verification-claim = Verify a name
verification-claim-text = The holder has a secret, after the # sign of their link. Enter it with their name.
verification-claim-yes = This is the name on the certificate.
verification-claim-no = This name and this secret do not match the certificate.
verification-secret = Secret
verification-check = Verify
