backups-title = Backups
backups-lead = A backup is made each night while the school serves, encrypted for a key that is not on this machine. A drill proves that it can be restored.
backups-off = No backup is made by itself
backups-off-text = Choose a folder (backup_to) and the key that will open the backups (backup_recipient, from age-keygen), then restart the server.
backups-newest = Last whole backup
backups-never = none yet
backups-late = none for two days
backups-next = Next one
backups-tonight = tonight
backups-under-way = a backup waits or is being made
backups-kept = Kept for
backups-kept-text = { $n ->
    [one] one day. What is erased today leaves the last backup with it.
   *[other] { $n } days. What is erased today leaves the last backup with it; thirty-one days at most, as the answer to a request.
}
backups-drill = Last restore drill
backups-drill-held = all is there
backups-drill-failed = something is missing
backups-drill-next = Next drill
backups-drill-monthly = on the first of the month
backups-drill-by-hand = by hand: this machine has nothing that opens the backups, and that is safer.
backups-make = Make a backup now
backups-list = The backups
backups-empty = No backup
backups-empty-text = The first one will be made tonight.
backups-date = Data as of
backups-file = File
backups-size = Size
backups-state = State
backups-whole = whole
backups-interrupted = interrupted before its end
backups-shortened = its size has changed: do not count on it
backups-failure = { $value }
backups-size-of = { $unit ->
    [bytes] { $amount } bytes
    [kilobytes] { $amount } kB
    [megabytes] { $amount } MB
   *[gigabytes] { $amount } GB
}
backups-findings = What the drill found
backups-finding = Finding
backups-found = Result
finding-whole = { $n ->
    [0] An archive was cut or altered, or is not this school's.
   *[other] The archives are whole, and this school's.
}
finding-files = { $n ->
    [0] No file to take back.
    [one] The file beside it is intact.
   *[other] The { $n } files beside it are intact.
}
finding-rows = { $n } rows came back, compared with what the backup had counted.
finding-journal = { $n } entries of its log were read again.
finding-prefix = The school's log, read up to entry { $n }, goes on from its own.
finding-erased = { $n ->
    [0] Nothing was erased since.
    [one] One key was destroyed since: nothing of what it sealed may open.
   *[other] { $n } keys were destroyed since: nothing of what they sealed may open.
}
finding-opened = { $n ->
    [0] No sealed value opens.
    [one] One sealed value was opened.
   *[other] { $n } sealed values were opened.
}
finding-held = as it should be
finding-failed = not as it should be
backups-folders = Where the copies of the keys are
backups-folders-text = Each backup replaces the keys in all of these folders: a destroyed key is then nowhere any more. A folder that this machine no longer reaches keeps its own; plug it in again, or destroy it and say so here.
backups-folder = Folder
backups-keys-of = Keys as of
backups-keys-old = not renewed for two days
backups-gone = It is destroyed
backups-gone-sure = I have destroyed it, and its copies
backups-act = Decide
error-backup-sure = Tick the box: as long as this folder exists, its keys do too.
error-backup-off = No backup can be made: backup_to or backup_recipient is missing.
flash-backup-asked = The backup will be made. Reload this page to see it arrive.
flash-backup-folder-gone = It is on record: this folder is no more.
evidence-backups = { $day ->
    [never] No backup has been made yet.
   *[other] Last backup: { $day }. { $n ->
        [one] One is kept
       *[other] { $n } are kept
    }, each for { $days } days at most.
}
evidence-key-copies = { $n ->
    [0] There is no copy of the keys.
    [one] The keys have one copy, renewed on { $day }: what was destroyed before is no longer in it.
   *[other] The keys have { $n } copies, all renewed since { $day }: what was destroyed before is no longer in them.
}
evidence-drill = { $day ->
    [never] No restore drill has been made yet.
   *[other] Last restore drill: { $day }, { $held ->
        [true] { $n } values opened again, nothing that was erased is readable.
       *[false] something was missing.
    }
} { $itself ->
    [true] {""}
   *[false] Drills are made by hand: this machine has nothing that opens the backups.
}
