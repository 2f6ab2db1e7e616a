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
