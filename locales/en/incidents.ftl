incidents-title = Incidents
incidents-lead = Every breach of personal data is entered here, even without risk. The authority is told within 72 hours, nights and weekends included; those affected, without waiting when the risk is high.
incidents-empty = No incident
incidents-empty-text = Nothing stands in the register.
incidents-add = Enter an incident
incidents-submit = Enter
incident-name = In a few words
incident-name-hint = Naming nobody, here or below.
incident-known-at = The school knew on
incident-known-at-hint = Strasbourg time. The 72 hours run from here.
incident-nature = What happened to the data
incident-nature-confidentiality = seen by somebody who should not have
incident-nature-integrity = changed without right
incident-nature-availability = lost or out of reach
incident-categories = Categories affected
incident-description = What happened
incident-consequences = What may come of it
incident-measures = What was done, and what people can do
incident-measures-hint = These three texts stand in the letter to those affected: write simply.
incident-risk = Risk to people
incident-risk-none = none: entered in the register, no notification
incident-risk-risk = a risk: the authority is told
incident-risk-high = a high risk: the authority and the people are told
incident-accounts = Accounts affected
incident-accounts-hint = One e-mail address a line. Leave empty if everybody whose data of these categories is held is affected: they will be found.
incident-people = People affected
incident-people-count = { $n ->
    [0] nobody
    [one] one person
   *[other] { $n } people
}
incident-clock = Clock
incident-clock-running = { $n } h left of the 72 hours
incident-clock-overdue = the 72 hours were over { $n } h ago
incident-clock-stopped = the authority has been told
incident-clock-needless = no risk, no notification
incident-due = To be notified before
incident-authority = Notification of the CNIL
incident-authority-text = The draft has every point of article 33(3), in French. Download it, file it on the CNIL's service, then note here the reference you receive.
incident-authority-draft = Download the draft
incident-authority-reference = Reference given by the CNIL
incident-authority-delay = Reasons for the delay
incident-authority-do = Note that the CNIL has been told
incident-authority-done = The CNIL has been told since { $a }, reference { $b }.
incident-tell = Letter to those affected
incident-tell-do = Send the letter
incident-tell-text = The letter says what happened, what may come of it, what was done and whom to contact. It leaves once only: read it again.
incident-tell-done = The letter left on { $value }.
incident-close = Close the incident
incident-closed = Closed on { $value }.
incident-draft-title = Notification of a personal data breach (GDPR art. 33)
incident-draft-controller = Controller
incident-draft-contact = Data protection officer
incident-draft-who = People concerned, approximate number
incident-draft-people = { $n ->
    [one] 1 person
   *[other] { $n } people
}
error-incident-text = Write a few words, 5,000 characters at most.
error-incident-known-at = Give the day and hour, in the past.
error-incident-nature = Tick at least one box.
error-incident-categories = Choose at least one category.
error-incident-risk = Say what the risk is.
error-incident-accounts = One e-mail address a line.
error-incident-unknown-account = One of these addresses has no account.
error-incident-told = The CNIL has been told already.
error-incident-delay = The 72 hours are over: say why.
error-incident-people-told = The letter has left already.
error-incident-untold = The CNIL, or those affected, have not been told yet.
flash-incident-entered = Incident entered. The clock is running.
flash-incident-authority = Noted: the CNIL has been told.
flash-incident-people = The letters are leaving.
flash-incident-closed = Incident closed.
letter-incident-affected-subject = An incident affected your data
letter-incident-affected-body =
    On { $day }, we learned that an incident affected your data. { $description }
    What may come of it: { $consequences }
    What we did, and what you can do: { $measures }
    For any question, our data protection officer answers you: { $contact }. You can also complain to the CNIL, cnil.fr.
letter-incident-affected-action = Write to us
letter-incident-near-subject = Incident: less than a day is left
letter-incident-near-body =
    “{ $title }”, known on { $day }: the CNIL must be told before the 72 hours are over.
letter-incident-near-action = Open the incident
letter-incident-overdue-subject = Incident: the 72 hours are over
letter-incident-overdue-body =
    “{ $title }”, known on { $day }: the CNIL has not been told yet. Tell it now, saying why so late.
letter-incident-overdue-action = Open the incident
