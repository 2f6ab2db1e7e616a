### Following learners, cohorts.

frame-rooms = Workspace
nav-work = My work
room-waiting = To do
room-messages = Messages
room-programmes = Programmes
room-requests = Requests
follow-title = Following
follow-lead = How programmes and cohorts are doing, and who needs help.
follow-empty = No programme
follow-empty-text = As soon as a programme is published, its learners can be followed here.
follow-enrolled = { $n ->
    [0] Nobody is enrolled.
    [one] One person is enrolled.
   *[other] { $n } people are enrolled.
}
follow-completed = { $n ->
    [0] {""}
    [one] One has finished.
   *[other] { $n } have finished.
}
follow-recorded = This look is recorded: each learner listed reads, among their data, that the teaching team followed their cohort.
follow-figure-enrolled = enrolled
follow-figure-active = active this week
follow-figure-completed = finished
follow-modules = By module
follow-module = Module
follow-key-done = finished
follow-key-begun = begun
follow-key-untouched = not opened yet
follow-weeks = Working time, by week
follow-week-of = Week of
follow-worked = Active time
follow-this-week = this week
follow-learners = Learners
follow-name = Name
follow-done = Progress
follow-total = Resources
follow-done-of = { $a } of { $b }
follow-last = Last here
follow-week = Last seven days
follow-minutes = Minutes, last seven days
follow-help = Help
follow-aside = { $n ->
    [one] One person has frozen their progress: they are neither counted nor listed.
   *[other] { $n } people have frozen their progress: they are neither counted nor listed.
}
follow-cut = Only the first five hundred are listed; follow this programme by cohort.
follow-nobody = Nobody yet
follow-nobody-text = Learners appear here as soon as they are enrolled.
chart-numbers = The numbers
table-filter = Filter
table-none = No row holds these words.
table-csv = Download for a spreadsheet
help-asks = waits for an answer
help-late = { $n ->
    [one] one module late
   *[other] { $n } modules late
}
help-failed = { $n ->
    [one] one assessment failed
   *[other] { $n } assessments failed
}
help-stuck = { $n ->
    [one] stuck on a question
   *[other] stuck on { $n } questions
}
help-silent = away for { $n } days
path-why = Why do you open this path?
path-why-lead = The reason is asked once a day. The learner reads it, with the date, among their data.
path-reason-choose = Choose a reason.
path-open = Open the path
path-back = Back to the list
path-recorded = This look is recorded.
path-enrolled = Enrolled
path-due = To be finished by { $value }.
path-resource = Resource
path-state = State
path-time = Active time
path-result = Result
path-percent = { $n }%
path-attempts = { $n ->
    [one] (one attempt)
   *[other] ({ $n } attempts)
}
flash-path-frozen = This person has frozen their progress: it does not open.
look-cohort = To follow your cohort or your programme.
look-path-asked = Because you asked for help.
look-path-late = Because you are late, or have been away for a while.
look-path-meeting = To prepare a meeting with you.
look-path-assessment = For an assessment or a certificate.
look-path-technical = Because something does not work for you.
cohorts-none = No cohort.
cohort-new = New cohort
cohort-name = Name of the cohort
cohort-name-hint = Such as “January 2027”. No person's name.
cohort-begins-on = First day
cohort-create = Create the cohort
cohort-begins = from { $value }
cohort-members = { $n ->
    [0] nobody yet
    [one] one person
   *[other] { $n } people
}
cohort-manage = Manage the cohort
cohort-link = The link to join
cohort-link-text = Give this link to whoever is to join the cohort: they open an account or sign in, and are enrolled.
cohort-list = Enrol by list
cohort-list-text = Addresses that have an account are enrolled at once. The others are when they open one, within a month; until then only an unreadable fingerprint is kept. Nothing here tells which of them have an account.
cohort-addresses = Addresses
cohort-addresses-hint = One a line, or the lines of a spreadsheet (CSV) of which one cell is an address.
cohort-list-action = Enrol
cohort-bad-line = Line { $a }: { $b }
cohort-days = Deadlines
cohort-days-text = The day that each chose for themselves goes before the cohort's.
cohort-day = To be finished by
cohort-day-of = To be finished by: { $value }
cohort-archive = Archive the cohort
cohort-archive-text = It is listed no more and its link opens nothing. Its members stay enrolled and keep everything.
error-cohort-name = Give a name of at most eighty characters.
error-cohort-lines = These lines hold no address. Nothing was enrolled: correct them or take them out.
error-cohort-addresses = Give at least one address, and two thousand at most.
error-day-expected = Give a day, such as 2027-01-15.
flash-cohort-created = The cohort is created.
flash-cohort-listed = The list is taken.
flash-cohort-day = The deadline is saved.
flash-cohort-removed = The person has left the cohort.
flash-cohort-archived = The cohort is archived.
flash-cohort-joined = You are enrolled.
join-lead = A cohort of the programme “{ $value }”.
join-text = By joining, you are enrolled in the programme with its deadlines. The teaching team follows how the cohort goes on; each look is recorded, and you read it in “My data”.
join-action = Join
join-already = You are in it already.
join-go = Go to the programme
notice-cohort-joined = You are enrolled in “{ $subject }” with your cohort.
cohort-remove = Take out of the cohort
cohort-remove-one = Take { $value } out of the cohort
