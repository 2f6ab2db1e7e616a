### Letters to those who agreed.

campaigns-title = Letters of the school
campaigns-lead = The monthly newsletter, invitations, new programmes. They leave only to those who agreed, and the school sees totals only.
campaigns-empty = No letter yet
campaigns-empty-text = Write the first one: it stays a draft until you let it leave.
campaigns-new = Write a letter
campaign-topic = Topic
campaign-subject-fr = Subject
campaign-body-fr = Text
campaign-markdown = In Markdown. Without pictures: a picture would tell others that the letter was opened.
campaign-subject-en = Subject in English
campaign-body-en = Text in English
campaign-english = Leave both empty: everybody will receive the French.
campaign-event = The event
campaign-event-hint = Only for an invitation: day, duration and place also go into a calendar file.
campaign-event-minutes = Duration in minutes
campaign-save = Keep the draft
campaign-discard = Throw the draft away
campaign-words = The words
campaign-leave = Let it leave
campaign-leave-text = { $n ->
    [0] Nobody has agreed to this topic yet: the letter would leave to nobody.
    [one] One person has agreed to this topic. Once the letter has left, its words no longer change.
   *[other] { $n } people have agreed to this topic. Once the letter has left, its words no longer change.
}
campaign-leaves-at = When
campaign-leaves-hint = Leave empty for now.
campaign-schedule = Let it leave
campaign-test = Send me a test
campaign-cancel = Stop the sending
campaign-leaves = Leaves on
campaign-queued = Ready
campaign-sent = Sent
campaign-left = Not written: the person stopped it
campaign-refused = Refused by the relay
campaign-changed = Changed on
campaign-audience = { $n ->
    [0] nobody has agreed to it
    [one] one person has agreed to it
   *[other] { $n } people have agreed to it
}
campaign-registered = { $n ->
    [0] no registration
    [one] one registration
   *[other] { $n } registrations
}
campaign-preview-fr = In French
campaign-preview-en = In English
campaign-text-part = The text part
campaign-event-action = See it and register
campaign-state-draft = draft
campaign-state-scheduled = ready to leave
campaign-state-sending = leaving
campaign-state-sent = left
campaign-state-cancelled = stopped
event-at = When
event-lasts = Duration
event-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
}
event-place = Where
event-come = Register
event-leave = Give my place back
event-registered = you are registered
event-cancelled = This event is cancelled.
event-over = This event is over.
flash-event-registered = You are registered.
flash-event-left = Your place is given back.
flash-campaign-saved = Draft kept.
flash-campaign-discarded = Draft thrown away.
flash-campaign-tested = The test leaves to your address.
flash-campaign-scheduled = The letter will leave as planned.
flash-campaign-cancelled = The sending is stopped: what had not left will not leave.
error-campaign-topic = Choose the topic.
error-campaign-subject = A subject, of 120 characters at most.
error-campaign-body = A text, of 20,000 characters at most.
error-campaign-picture = Without pictures: a picture would tell others that the letter was opened.
error-campaign-link = A link begins with https:// to lead anywhere from a letter.
error-campaign-event-at = Day and time of the event.
error-campaign-event-minutes = A duration, from 1 to 1440 minutes.
error-campaign-event-place = The place, or the link, of the event.
error-campaign-leaves-at = A day and a time to come.
error-campaign-left = The letter is ready to leave or has left: its words no longer change.
samples-title = Every letter that the program writes
samples-lead = As an invented person would receive them, in both languages, as text and as HTML.
samples-fr = In French
samples-en = In English
samples-html = See the HTML part
samples-organisation = to an organisation of the register
