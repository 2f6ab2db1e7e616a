cookies-title = Cookies
cookies-lead = This is everything that this site leaves in your browser. Nothing follows you, nothing comes from elsewhere.
cookies-no-banner = These cookies are necessary for what you ask for: the law does not require your consent for them, which is why no banner interrupts you.
cookies-list = The cookies of this site
cookies-purpose = What it is for
cookies-lasts = How long
cookies-control = What you can do about it
cookies-else = And the rest
cookies-else-text = No local storage, no analytics, no tracking image, no font or script from another site. Should an analytics tool ever be added, it would wait for your consent, and refusing would be as easy as accepting.
cookies-signal = If your browser sends the Global Privacy Control signal, it is honoured.
cookies-signal-seen = Your browser asks that your data be neither sold nor shared (Global Privacy Control). It is not.
commitments-title = Commitments
legal-title = Legal notice
legal-publisher = Publisher
legal-address = Address
legal-director = Publication director
legal-host = Hosting
legal-officer = Data protection officer
transparency-title = The log, for anyone to verify
transparency-lead = Every access to data, every erasure, every decision leaves an entry in a log that nobody can rewrite unseen. You do not have to take our word for it.
transparency-entries = { $n ->
    [0] No entry has been sealed yet.
    [one] { $n } sealed entry. It holds no name: pseudonyms and hashes.
   *[other] { $n } sealed entries. They hold no name: pseudonyms and hashes.
}
transparency-checkpoint = Signed checkpoint
transparency-keep = Keep this checkpoint
transparency-check = Check it yourself
transparency-check-1 = Keep a checkpoint today.
transparency-check-2 = Later, take a new one and compute the tree again (C2SP tlog-tiles, RFC 6962) from the tiles:
transparency-check-3 = If it does not extend yours, the log was rewritten, and you hold the proof, signed by our key:
commitments-lead = What our policy promises, what makes it true, and what the school can show of it at this instant. A promise that is not kept yet says so.
commitments-of-policy = The policy's promises
commitments-beyond = What we add to them
commitments-count = { $a } promises kept out of { $b }.
commitment-kept = kept
commitment-failing = failing
commitment-not-yet = not kept yet
commitments-missing = What is missing:
commitments-tests = Every promise that is kept is put to the test from outside, at each release, by a test that bears its number.
commitments-log = Verify the log
evidence-map = At this instant: { $n } columns declared in { $tables } tables, { $undeclared ->
    [0] none undeclared.
    [one] { $undeclared } undeclared.
   *[other] { $undeclared } undeclared.
}
evidence-seals = { $n } sealed columns, each under its person's key.
evidence-sweep = { $day ->
    [never] The first sweep will run tonight.
   *[other] Last sweep: { $day }, { $n ->
        [0] nothing was due
        [one] { $n } row disposed of
       *[other] { $n } rows disposed of
    }.
}
evidence-terms = { $n ->
    [0] At this instant: nothing is kept beyond its term.
    [one] { $n } item is kept beyond its term.
   *[other] { $n } items are kept beyond their term.
}
evidence-requests = { $n ->
    [0] No request is waiting.
    [one] { $n } request awaits an answer, by { $day }.
   *[other] { $n } requests await an answer, the first by { $day }.
} { $overdue ->
    [0] None is overdue.
    [one] { $overdue } is overdue.
   *[other] { $overdue } are overdue.
}
evidence-checkpoint = { $day ->
    [never] The first checkpoint will be signed within the minute.
   *[other] Last checkpoint: { $day }, { $n } entries.
} { $late ->
    [0] {""}
   *[other] { $late } entries have waited too long for their place.
}
evidence-verification = { $day ->
    [never] The first reading of the whole log will take place tonight.
   *[other] Last reading of the whole log: { $day }, { $n } entries, { $held ->
        [true] all intact
       *[false] some of which were altered
    }.
}
evidence-receipts = { $n ->
    [0] No receipt of erasure has been handed out yet.
    [one] { $n } receipt of erasure handed out.
   *[other] { $n } receipts of erasure handed out.
}
evidence-looks = { $n ->
    [0] The staff has opened no record in a year.
    [one] The staff has opened { $n } record in a year; its person sees it.
   *[other] The staff has opened { $n } records in a year; each person sees it.
}
evidence-data-sets = { $n ->
    [0] No data set has been made for developers.
    [one] One invented data set has been made for developers.
   *[other] { $n } invented data sets have been made for developers.
}
evidence-security-events = { $n ->
    [0] Nothing looked like an attack within thirty days.
    [one] { $n } security event within thirty days, slowed down, ended or notified.
   *[other] { $n } security events within thirty days, slowed down, ended or notified.
}
evidence-policy = Version { $n }, of { $day }.
evidence-cookies = { $n } cookies declared.
evidence-certificates = { $n ->
    [0] No certificate has been issued yet.
    [one] { $n } verifiable certificate.
   *[other] { $n } verifiable certificates.
}
evidence-register = { $n ->
    [0] The register is empty: nothing can leave.
    [one] { $n } recipient in the register, { $outside } of them outside Europe.
   *[other] { $n } recipients in the register, { $outside } of them outside Europe.
} { $late ->
    [0] {""}
    [one] { $late } contract is due for review.
   *[other] { $late } contracts are due for review.
}
evidence-egress = { $n ->
    [0] No connection was refused in a month.
    [one] { $n } connection refused in a month.
   *[other] { $n } connections refused in a month.
}
evidence-conversations = { $n ->
    [0] No conversation is kept.
    [one] One conversation kept, under a key of its own.
   *[other] { $n } conversations kept, each under a key of its own.
}
evidence-stopped = { $n ->
    [0] Nobody has stopped a message yet.
    [one] One topic stopped through a message's link or in the preferences.
   *[other] { $n } topics stopped through a message's link or in the preferences.
}
evidence-consents = { $n ->
    [0] No consent in force: nobody is solicited.
    [one] One consent in force, with its proof.
   *[other] { $n } consents in force, each with its proof.
}
evidence-disclosures = { $n ->
    [0] No disclosure to an authority to this day.
    [one] One disclosure to an authority to this day, approved by two people.
   *[other] { $n } disclosures to an authority to this day, each approved by two people.
}
evidence-incidents = { $n ->
    [0] No incident to this day.
    [one] One incident in the register, notifications overdue: { $late }.
   *[other] { $n } incidents in the register, notifications overdue: { $late }.
}
evidence-undertakings = { $n ->
    [0] No undertaking signed yet.
    [one] One undertaking signed.
   *[other] { $n } undertakings signed.
}
evidence-accesses = { $n ->
    [0] No access open yet.
    [one] One access open, confirmed by a review less than a hundred days ago.
   *[other] { $n } accesses open, each confirmed by a review less than a hundred days ago.
}
