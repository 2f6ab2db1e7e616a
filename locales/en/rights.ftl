### My data and my rights.

nav-data = My data

basis-contract = contract
basis-consent = consent
basis-legitimate-interest = legitimate interest
basis-legal-obligation = legal obligation

rights-title = My data
rights-lead = Everything we hold about you, why, until when, who can see it and who did.
rights-verbs = What you can do about it
rights-why = Why
rights-purpose = { $purpose } ({ $basis })
rights-until = Until when
rights-until-known = Until { $day }.
rights-until-closing = Until { $day }: { $kept } after your account is closed.
rights-until-closure = { $kept } after your account is closed. If you closed it today: until { $day }.
rights-until-event = { $kept } after each event. The oldest will be erased on { $day }.
rights-until-contact = { $kept } after the last contact of each conversation.
rights-until-year = { $kept } after the end of the accounting year of each document.
rights-until-nothing = Nothing is held at present.
rights-who = Who can see it
rights-you = you
rights-who-did = Who saw it
rights-nobody-did = Nobody at the school has opened this part of your record.
rights-look = { $a }, on { $b }.
rights-nothing = We hold nothing about you in this category.
rights-more = { $n ->
    [one] And one older row.
   *[other] And { $n } older rows.
}
rights-see-all = See everything
rights-frozen = Frozen.
rights-frozen-since = Since { $value }, this data is kept and used for nothing else.
rights-yes = yes
rights-no = no
rights-in-copy = in your copy
rights-destroyed = erased
rights-complaint = If our answers do not satisfy you, you can complain to the CNIL, the French authority, at any time:

right-rectify = Correct
right-rectify-text = Your name, address and telephone: you change them yourself, at any time.
right-close = Close my account
right-close-text = Always possible. You first see what will be erased, and when.

closure-title = Close my account
closure-lead = You can close your account at any time, without giving a reason.
closure-planned = Your account will be closed on { $value }.
closure-planned-text = Until then, nothing changes. You can change your mind with one click.
closure-cancel = Keep my account
closure-what = What will happen
closure-what-access = You will no longer be able to sign in or follow your programmes. We will not write to you any more.
closure-what-certificates = Your certificates can still be verified by those to whom you gave their link.
closure-what-erased = { $a }: everything will be erased on { $b }.
closure-days = When?
closure-in-days = { $n ->
    [one] Tomorrow: I can still change my mind
   *[other] In { $n } days: I can still change my mind
}
closure-now = Now: this is final
closure-action = Close my account
closure-back = Go back without changing anything

flash-account-closed = Your account is closed. We have just written to you one last time.
flash-closure-asked = Your request is recorded. The date is below.
flash-closure-cancelled = You keep your account.

copy-file = my-data
copy-title = Everything we hold about you
copy-subtitle = Copy made on { $moment } by { $school }.
copy-about = What to know
copy-controller = The controller is { $school }, { $address }.
copy-rights = You can correct this data, have it erased or frozen, take it with you, or object to what we do with it: all of it from “My data”, or through the contact page.
copy-complaint = You can complain at any time to the CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris cedex 07, France, cnil.fr.
copy-decisions = No decision about you is made by a machine alone: suggestions bind you to nothing, and a failed assessment can be reviewed by a person.
copy-transfers-none = No other organisation receives what follows, and nothing of it is sent outside the European Union.
copy-transfers = May receive part of what follows, for what they do for the school: { $value }.
copy-complete = The JSON file holds the same rows, for a machine; the PDF gives the newest of them.
copy-more = { $n ->
    [one] One older row is in the other two files.
   *[other] { $n } older rows are in the other two files.
}
copy-lead = One ZIP file, ready at once, with everything we hold about you.
copy-holds-html = a report to read in any browser;
copy-holds-pdf = the same as a PDF, to print or keep;
copy-holds-json = every row as JSON, for a machine.
copy-keep = This file says a lot about you: keep it in a safe place. We keep no copy of it.
copy-action = Download my copy

right-copy = Get a copy
right-copy-text = Everything we hold, to read or to keep. Ready in seconds.
right-take = Take my data with me
right-take-text = What you gave us and what you did here, in a format that another service can read.

take-lead = What you gave us and what you did here, without what we deduced from it.
take-format = The file is JSON, CSV (an archive, one file for each table) or xAPI 2.0 statements.
take-schema = Its description, for whoever wants to read it by program

requests-title = Your requests
request-access = Copy of your data
request-rectification = Correction
request-erasure = Erasure
request-restriction = Freezing of your data
request-portability = Data taken away
request-objection = Objection
request-minor = Report of a minor
request-other = Other request
request-due = answer by { $value } at the latest
outcome-granted = done
outcome-partly = done in part
outcome-refused = refused
outcome-withdrawn = withdrawn

request-open = We will answer by { $value } at the latest.
request-paused = The clock stands still: we are waiting for what shows that it is really you.
request-outcome-granted = Done.
request-outcome-partly = Done in part.
request-outcome-refused = We could not do what you asked.
request-outcome-withdrawn = You withdrew this request.
request-asked = Your request
request-answer = Our answer
request-timeline = Timeline
request-latest = last day to answer you
step-received = request received
step-confirmed = address confirmed
step-identity_asked = proof of identity asked for
step-identity_given = proof of identity received
step-extended = term extended
step-answered = answer given
step-withdrawn = request withdrawn

right-erase = Erase
right-erase-text = Your progress alone, or everything. You first see what goes, what stays and why.
erasure-lead = What may go goes at once, from our backups too, whose key is destroyed. The rest is named below, with its reason and its date.
erasure-what = What do you want erased?
erasure-parts = My progress and exchanges, keeping my account
erasure-whole = Everything, closing my account
erasure-now = erased at once.
erasure-with-account = kept as long as your account is open, which cannot do without it (GDPR art. 17(1)(a)).
erasure-held = kept: a legal obligation suspends all erasure (GDPR art. 17(3)(b) and (e)). We will tell you when it is lifted.
erasure-kept-until = kept until { $day }: { $why } ({ $article }).
erasure-kept = kept until its term: { $why } ({ $article }).
erasure-why = For what reason?
erasure-ground-a = This data is no longer needed.
erasure-ground-b = I withdraw my consent.
erasure-ground-c = I object to what you do with it.
erasure-ground-d = It was used against the law.
erasure-ground-e = A law requires it to be erased.
erasure-ground-f = It was collected when I was a minor.
erasure-final = Erasure is final. Your certificates will no longer be verifiable. If you want to keep a trace, ask for your copy first.
erasure-action = Erase
erasure-done-title = Erased
erasure-receipt = Your receipt
erasure-receipt-text = It proves to whomever you like, without us, that this erasure took place. It holds nothing about you.
erasure-receipt-open = Open my receipt
erasure-receipt-at = Receipt: { $path }
erasure-goodbye = We cannot write to you any more: we no longer have your address. Keep this receipt.

error-erasure-scope = Choose what you want erased.
error-erasure-ground = Choose a reason.

receipt-title = Receipt of erasure
receipt-made = Made on { $value }.
receipt-text = This file holds our log's entry, the proof that it stands there, and our signature. Keep it.
receipt-download = Download the receipt
receipt-check = Checking it without us
receipt-check-1 = Install the program, which is free, on any machine, even without a network.
receipt-check-2 = Run
receipt-check-3 = Compare the key that is shown with the one we publish:
receipt-soon = Your receipt will be ready in less than a minute. This page reloads by itself.

right-freeze = Freeze
right-freeze-text = Your data is kept, you see it, and it is used for nothing else.
freeze-lead = Frozen data is kept and used for nothing any more: no suggestions, no statistics, no looks by the team or a partner. You go on seeing it. Automatic disposal leaves it alone.
freeze-what = What do you want to freeze?
freeze-why = For what reason?
freeze-ground-a = It is inaccurate, and I want you to check.
freeze-ground-b = You use it against the law, and I do not want it erased.
freeze-ground-c = You no longer need it, but I do, for a legal claim.
freeze-ground-d = I objected, and I am waiting for your answer.
freeze-action = Freeze
freeze-state = frozen.
freeze-lift = Lift the freeze
freeze-answer = This data is frozen. If we had to lift the freeze, we would write to you first.
unfreeze-answer = The freeze is lifted, as you asked.
flash-frozen = Frozen.
flash-unfrozen = The freeze is lifted.
error-freeze-category = Choose what you want to freeze.
error-freeze-ground = Choose a reason.

right-object = Object
right-object-text = To what we do under our legitimate interest.
object-lead = These uses of your data rest on our legitimate interest. You can object to them and say why.
object-grounds = We see a compelling ground for it: { $value }. A person will weigh your reasons; until then, this use goes on for that protection alone.
object-state-pending = You objected. A person is weighing your reasons and will answer within the month.
object-state-upheld = Stopped, as you asked.
object-state-rejected = A person weighed your reasons, and answered you. You may give others.
object-reasons = Why, in your situation?
object-action = Object
object-marketing = Marketing and sharing
object-marketing-text = We neither sell nor share your data, and send no marketing without your consent. One word stops it, with no reason to give.
object-signal-on = Your browser sends us the “Global Privacy Control” signal. It is honoured: nothing is sold or shared.
object-signal-off = If your browser sends the “Global Privacy Control” signal, it is honoured. It is not sending it now.
objection-answer = This use of your data has stopped.
flash-objected = Your objection is recorded.

rectify-profile = Change my name, address or telephone
rectify-rest = For everything else
rectify-wish = What would you like?
rectify-correct = A correction: a person will make it within the month.
rectify-statement = A statement: it will stand beside this data at once.
rectify-about = About what?
rectify-text = What is inaccurate or incomplete, and what it should be
rectify-action = Send
flash-statement-added = Your statement now stands beside your data.
flash-request-received = Your request is received. The date of the answer is below.
error-text-missing = Write a few words.
error-text-long = This text is too long: 5,000 characters at most.
rights-frozen-until = The freeze will be lifted on { $value }.

policy-older = This version is no longer in force.
policy-current = Read the version in force
policy-versions = Versions
policy-version = Version { $n }
policy-changes = What changed
policy-added = Added
policy-removed = Removed
policy-changed = Our privacy policy has changed.
policy-changed-read = Read what changed
policy-changed-ok = I have read it
flash-policy-read = Noted.
