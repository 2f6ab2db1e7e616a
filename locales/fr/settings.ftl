### Les réglages et le stockage, pour qui fait marcher l'école.

settings-title = Réglages
settings-lead = Chaque réglage, sa valeur et d'où elle vient. Ils se changent sur le serveur, dans le fichier ou l'environnement, et se lisent au démarrage.
settings-file = Le fichier
settings-changed = Le fichier a changé depuis le démarrage : le programme ne l'a pas relu. Redémarrez-le pour l'appliquer.
settings-key = Réglage
settings-value = Valeur
settings-origin = D'où
settings-default = d'origine
settings-command-line = ligne de commande
settings-empty = vide
settings-masked = secret, jamais montré
settings-check = Ce qui manque encore avant l'ouverture se lit sur le serveur :
settings-group-school = L'école
settings-group-network = Le réseau
settings-group-data = Les données
settings-group-mail = Le courrier
settings-group-backups = Les sauvegardes
settings-group-logs = Les journaux techniques
storage-title = Stockage
storage-lead = Ce que l'école occupe, et la place qui reste.
storage-left = Place libre dans le dossier des données
storage-left-of = { $a } sur { $b }
storage-low = bientôt plein
storage-low-text = Quand la place manque, plus rien ne s'enregistre : ni progression, ni message. Libérez de la place ou agrandissez le disque.
storage-unknown = inconnue
storage-backups-left = Place libre pour les sauvegardes
storage-database = Base de données
storage-media = Médias des programmes
storage-attachments = Fichiers des conversations
storage-backups = Sauvegardes gardées
storage-files = { $n ->
    [0] aucun fichier
    [one] { $n } fichier
   *[other] { $n } fichiers
}
storage-engine-sqlite = SQLite, dans le dossier des données
storage-engine-postgres = PostgreSQL
storage-missing = { $n ->
    [one] Il manque { $n } fichier de média sur cette machine : une leçon le demande et ne le montre pas.
   *[other] Il manque { $n } fichiers de médias sur cette machine : des leçons les demandent et ne les montrent pas.
}
storage-what = Quoi
storage-size = Taille
storage-count = Nombre
storage-where = Où

setting-school-name = le nom de l'école, sur les pages, les lettres et les certificats
setting-school-address = son adresse postale, en une ligne
setting-legal-identity = qui édite l'école : forme, capital, immatriculation, téléphone (LCEN, article 1-1)
setting-publication-director = qui répond de ce qui est publié
setting-host = le nom de l'hébergeur, son adresse et son téléphone, pour les mentions légales
setting-privacy-officer = comment joindre le délégué à la protection des données
setting-second-factor = required : l'équipe donne un code à chaque connexion ; offered : qui le veut
setting-base-url = où l'on joint l'école, sans barre oblique à la fin ; en https pour de vrai
setting-listen = ADRESSE:PORT où répondent demo et serve
setting-listen-http = ADRESSE:PORT qui répond en clair par le chemin vers base_url, comme 0.0.0.0:80
setting-tls-certificate = chemin de la chaîne de certificats (PEM), relue quand elle change ; va avec tls_key
setting-tls-key = chemin de la clé privée du certificat (PEM)
setting-acme-domain = le nom pour lequel serve demande un certificat à une autorité ACME et le renouvelle ; port 443
setting-acme-contact = adresse électronique à laquelle l'autorité peut écrire au sujet du certificat
setting-acme-directory = l'annuaire ACME de l'autorité
setting-acme-authority = chemin du certificat (PEM) qui répond d'un annuaire à soi
setting-proxy = trusted : un mandataire placé devant fait le TLS et pose X-Forwarded-For ; none : il n'y en a pas
setting-database = postgres://… pour PostgreSQL, par TLS sauf sur cette machine ; vide pour SQLite dans le dossier des données
setting-database-connections = connexions à PostgreSQL à la fois, pour chaque nœud
setting-clamd = chemin de la prise de clamd, ou son ADRESSE:PORT, sur une machine à vous : les fichiers reçus lui sont montrés, et cette seule ligne l'autorise ; son StreamMaxLength doit être de 10M ou plus ; vide pour aucun antivirus
setting-mail = smtp : les lettres partent par un relais ; folder : elles restent dans le dossier des données
setting-mail-from = de qui viennent les lettres
setting-mail-inbox = chemin d'un Maildir où l'on lit les lettres revenues et les plaintes ; vide pour aucun
setting-mail-per-minute = lettres de campagne qui partent vers un même fournisseur (gmail.com, orange.fr…) en une minute ; 0 pour autant qu'il en prend
setting-smtp-host = le nom du relais
setting-smtp-port = le port du relais
setting-smtp-security = tls, starttls ou none (seulement pour un relais sur cette machine)
setting-smtp-user = identifiant auprès du relais ; vide pour aucun
setting-smtp-password = mot de passe auprès du relais
setting-dkim-key = chemin de la clé RSA (PEM, PKCS #1) qui signe les lettres pour le domaine de mail_from ; vide pour aucune
setting-dkim-selector = le nom sous lequel le domaine publie cette clé : NOM._domainkey
setting-dns-server = ADRESSE:PORT du serveur de noms que check interroge ; vide pour celui de cette machine
setting-backup-to = dossier où une sauvegarde se fait chaque nuit ; le même sur chaque nœud ; vide pour aucun
setting-backup-recipient = de qui la clé ouvre les sauvegardes : age1…, donné par age-keygen, dont le fichier se garde ailleurs
setting-backup-keep-days = jours pendant lesquels une sauvegarde est gardée, 31 au plus : ce qui est effacé quitte la dernière en un mois
setting-backup-drill-identity = chemin de ce fichier, pour un essai chaque mois sur une machine à qui on le confie ; vide pour des essais à la main
setting-postgres-programs = dossier de pg_dump et de pg_restore ; vide pour le chemin de recherche
setting-security-log = file : les connexions refusées et les attaques s'écrivent dans security.log, dans le dossier des données, pour fail2ban, avec leur adresse IP, trente jours ; off : nulle part
setting-log = ce que contient le journal technique : error, warn, info, debug, ou un filtre de tracing
setting-log-format = text pour les gens, json pour les programmes
