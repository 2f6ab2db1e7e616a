### Contact, and the data protection officer.

frame-contact = Contact

contact-title = Your rights, without an account
contact-lead = Write to us about your data. We answer within a month.
contact-signed-in = You are signed in: most requests take one click in
contact-kind = What would you like?
contact-kind-access = Get a copy of my data
contact-kind-rectification = Have it corrected
contact-kind-erasure = Have it erased
contact-kind-restriction = Have it frozen
contact-kind-portability = Take it with me
contact-kind-objection = Object to a use
contact-kind-minor = Report that an account is a minor's
contact-kind-other = Something else
contact-email-hint = We will send a link there, to be sure that it is you. Nothing more will be asked of you without a reason.
contact-reported = Address of the reported account
contact-reported-hint = Only to report a minor, if you know it.
contact-text = Your message
contact-use = What you write here serves to answer you, and is erased two years after our last exchange.
contact-action = Send
contact-post = By post
contact-officer = Data protection officer: { $value }.
contact-said-sent = Your message is received
contact-said-text-sent = We have just written to you. Follow the link of that letter to confirm your address; the month is already running.
contact-said-confirm = Confirm your request
contact-said-text-confirm = One click, and we know that it is you.
contact-said-confirmed = Your address is confirmed
contact-said-text-confirmed = We will answer within the month that follows your request, at this address.
contact-said-spent = This link no longer works
contact-said-text-spent = It was used already, or a newer one replaced it. Your request itself is received.
contact-confirm-action = It is me
error-contact-kind = Choose what you would like.

officer-title = Privacy
officer-queue = Requests to deal with
officer-queue-empty = No request is waiting
officer-queue-empty-text = Requests arrive here, the most urgent first.
officer-right = Request
officer-from = From
officer-received = Received on
officer-due = To be answered by
officer-extended = extended
officer-limit = Legal limit
officer-limit-is = legal limit: { $value }
officer-clock = Clock
officer-account = Account concerned
officer-account-found = found
officer-account-none = none, or address not confirmed
officer-outcome = Outcome
officer-act = Deal with it
officer-logged = This look is recorded: the person will see it.
standing-signed-in = from their own space
standing-proved = without an account, address confirmed
standing-unproved = without an account, address not confirmed
clock-paused = paused
clock-overdue = overdue
clock-near = near
clock-calm = on time
case-what = What are you doing?
case-answer = Answer
case-extend = Extend by two months, saying why
case-identity = Ask for proof of identity: the clock stops
case-identity-given = The identity is proved: the clock goes on
case-erase = Erase all that may go and close the account: final
case-unfounded = The report is unfounded: the freeze will be lifted in seven days
case-text = What you write to the person
case-text-hint = When refusing: the reason, the article, and the right to complain to the CNIL.
case-do = Send
error-case-outcome = Choose an outcome.
error-case-no-account = No open account matches this request.
error-request-answered = This request was already answered.
error-request-not-open = This request is no longer open, or was extended already.
error-request-not-paused = The clock of this request is not paused.
error-request-too-late = The first month has passed: an extension has to be announced before.
flash-case-answered = The answer has left.
flash-case-extended = The term is extended, and the person told.
flash-case-paused = The clock is paused, and the person told.
flash-case-resumed = The clock is running again.
flash-case-erased = The account is erased. The answer and its receipt have left.
look-request = To answer your request.
look-erasure = To erase your data as you asked.

letter-request-confirm-subject = Confirm your request
letter-request-confirm-body =
    We received a request made with this address at { $school }: { $right }. Confirm that it comes from you. We will answer by { $day } at the latest.
    If it was not you, leave this message alone.
letter-request-confirm-action = It is me
letter-request-received-subject = Your request is received
letter-request-received-body =
    We have received your request: { $right }. A person will answer by { $day } at the latest.
letter-request-received-action = Follow my request
letter-request-identity-subject = We need to make sure that it is you
letter-request-identity-body =
    About your request ({ $right }), we have a doubt, and need to make sure that it is you:
    { $text }
    The clock stands still until then. You can also complain to the CNIL, cnil.fr.
letter-request-identity-action = Answer us
letter-request-extended-subject = We need more time
letter-request-extended-body =
    Your request ({ $right }) will take us more than a month:
    { $text }
    We will answer by { $day } at the latest. You can also complain to the CNIL, cnil.fr.
letter-request-extended-action = See where we are
letter-request-answered-subject = Our answer to your request
letter-request-answered-body =
    Here is our answer to your request ({ $right }):
    { $text }
    If it does not satisfy you, you can complain to the CNIL, cnil.fr, or go to court.
letter-request-answered-action = Write to us
letter-request-near-subject = A request is close to its day
letter-request-near-body =
    At least one request has to be answered within seven days.
letter-request-near-action = Open the requests
letter-request-overdue-subject = A request is past its day
letter-request-overdue-body =
    At least one request is past the promised day. Answer it today.
letter-request-overdue-action = Open the requests
