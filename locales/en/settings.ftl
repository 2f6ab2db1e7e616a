### Settings and storage, for whoever runs the school.

settings-title = Settings
settings-lead = Each setting, its value and where it comes from. They are changed on the server, in the file or the environment, and read when the program starts.
settings-file = The file
settings-changed = The file has changed since the program started, which has not read it again. Restart it to apply the change.
settings-key = Setting
settings-value = Value
settings-origin = From
settings-default = default
settings-command-line = command line
settings-empty = empty
settings-masked = secret, never shown
settings-check = What is still missing before going live is read on the server:
settings-group-school = The school
settings-group-network = The network
settings-group-data = The data
settings-group-mail = Mail
settings-group-backups = Backups
settings-group-logs = Technical logs
storage-title = Storage
storage-lead = What the school takes up, and the room that is left.
storage-left = Room left in the data folder
storage-left-of = { $a } of { $b }
storage-low = nearly full
storage-low-text = Without room nothing is saved any more: no progress, no message. Make room or enlarge the disk.
storage-unknown = unknown
storage-backups-left = Room left for backups
storage-database = Database
storage-media = Programmes' media
storage-attachments = Files of conversations
storage-backups = Backups kept
storage-files = { $n ->
    [0] no file
    [one] { $n } file
   *[other] { $n } files
}
storage-engine-sqlite = SQLite, in the data folder
storage-engine-postgres = PostgreSQL
storage-missing = { $n ->
    [one] { $n } media file is missing on this machine: a lesson asks for it and does not show it.
   *[other] { $n } media files are missing on this machine: lessons ask for them and do not show them.
}
storage-what = What
storage-size = Size
storage-count = Count
storage-where = Where

setting-school-name = the school's name, on pages, letters and certificates
setting-school-address = its postal address, in one line
setting-legal-identity = who publishes the school: form, capital, registration, telephone (LCEN article 1-1)
setting-publication-director = who answers for what is published
setting-host = the host's name, address and telephone, for the legal notice
setting-privacy-officer = how to reach the data protection officer
setting-second-factor = required: the staff give a code at each sign-in; offered: whoever wants to does
setting-base-url = where people reach it, without a slash at the end; https in production
setting-listen = ADDRESS:PORT that demo and serve answer on
setting-listen-http = ADDRESS:PORT that answers in the clear with the way to base_url, such as 0.0.0.0:80
setting-tls-certificate = path of the certificate chain (PEM), read again when it changes; with tls_key
setting-tls-key = path of the certificate's private key (PEM)
setting-acme-domain = the name for which serve asks an ACME authority for a certificate and renews it; port 443
setting-acme-contact = e-mail address that the authority may write to about the certificate
setting-acme-directory = the authority's ACME directory
setting-acme-authority = path of the certificate (PEM) that vouches for a directory of one's own
setting-proxy = trusted: a proxy in front does the TLS and sets X-Forwarded-For; none: there is none
setting-database = postgres://… for PostgreSQL, over TLS unless it is on this machine; empty for SQLite in the data folder
setting-database-connections = connections to PostgreSQL at a time, for each node
setting-clamd = path of clamd's socket, or its ADDRESS:PORT, on any machine of yours: files that people send are shown to it, and this line alone lets them; its StreamMaxLength must be 10M or more; empty for no scanner
setting-mail = smtp: letters leave through a relay; folder: they are captured in the data folder
setting-mail-from = who letters come from
setting-mail-inbox = path of a Maildir that returned letters and complaints are read from; empty for none
setting-mail-per-minute = letters of campaigns that leave to one provider (gmail.com, orange.fr…) in a minute; 0 for as many as it takes
setting-smtp-host = the mail relay's name
setting-smtp-port = the mail relay's port
setting-smtp-security = tls, starttls or none (only for a relay on this machine)
setting-smtp-user = user at the mail relay; empty for none
setting-smtp-password = password at the mail relay
setting-dkim-key = path of the RSA key (PEM, PKCS #1) that signs letters for the domain of mail_from; empty for none
setting-dkim-selector = the name under which the domain publishes that key: NAME._domainkey
setting-dns-server = ADDRESS:PORT of the name server that check asks; empty for the one of this machine
setting-backup-to = folder where a backup is made each night; the same on every node; empty for none
setting-backup-recipient = whose key opens the backups: age1…, from age-keygen, whose file is kept elsewhere
setting-backup-keep-days = days that a backup is kept, 31 at most: what is erased leaves the last one within a month
setting-backup-drill-identity = path of that file, for drills each month on a machine that is trusted with it; empty for drills by hand
setting-postgres-programs = folder of pg_dump and pg_restore; empty for the search path
setting-security-log = file: refused sign-ins and attacks go to security.log in the data folder, for fail2ban, with their IP address for thirty days; off: nowhere
setting-log = what the log holds: error, warn, info, debug, or a tracing filter
setting-log-format = text for people, json for programs
