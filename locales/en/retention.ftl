retention-title = Retention
retention-lead = What will be erased, month by month, if nothing suspends it. The sweep does it by itself every night.
retention-last = Last sweep
retention-rows = { $n ->
    [0] nothing was due
    [one] one row erased
   *[other] { $n } rows erased
}
retention-never = not done yet
retention-holds = What suspends erasure
retention-no-holds = nothing
retention-hold-legal_hold = { $n ->
    [one] one legal hold
   *[other] { $n } legal holds
}
retention-hold-restriction = { $n ->
    [one] one restriction asked for
   *[other] { $n } restrictions asked for
}
retention-calendar = Calendar
retention-units = People or conversations; rows for connection data. The first month counts what is late too, if anything is.
retention-month = Month
retention-terms = Terms
