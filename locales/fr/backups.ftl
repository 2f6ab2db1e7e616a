backups-title = Sauvegardes
backups-lead = Une sauvegarde se fait chaque nuit pendant que l'école sert, chiffrée pour une clé qui n'est pas sur cette machine. Un essai prouve qu'elle se restaure.
backups-off = Aucune sauvegarde ne se fait d'elle-même
backups-off-text = Choisissez un dossier (backup_to) et la clé qui ouvrira les sauvegardes (backup_recipient, de age-keygen), puis relancez le serveur.
backups-newest = Dernière sauvegarde entière
backups-never = aucune pour l'instant
backups-late = aucune depuis deux jours
backups-next = Prochaine
backups-tonight = cette nuit
backups-under-way = une sauvegarde attend ou se fait
backups-kept = Durée de garde
backups-kept-text = { $n ->
    [one] un jour. Ce qui est effacé aujourd'hui quitte la dernière sauvegarde avec elle.
   *[other] { $n } jours. Ce qui est effacé aujourd'hui quitte la dernière sauvegarde avec elle ; trente et un jours au plus, comme la réponse à une demande.
}
backups-drill = Dernier essai de restauration
backups-drill-held = tout y est
backups-drill-failed = quelque chose manque
backups-drill-next = Prochain essai
backups-drill-monthly = le premier du mois
backups-drill-by-hand = à la main : cette machine n'a pas de quoi ouvrir les sauvegardes, et c'est plus sûr ainsi.
backups-make = Faire une sauvegarde maintenant
backups-list = Les sauvegardes
backups-empty = Aucune sauvegarde
backups-empty-text = La première se fera cette nuit.
backups-date = Données du
backups-file = Fichier
backups-size = Taille
backups-state = État
backups-whole = entière
backups-interrupted = interrompue avant la fin
backups-shortened = sa taille a changé : ne comptez pas sur elle
backups-failure = { $value }
backups-size-of = { $unit ->
    [bytes] { $amount } octets
    [kilobytes] { $amount } ko
    [megabytes] { $amount } Mo
   *[gigabytes] { $amount } Go
}
backups-findings = Ce que l'essai a constaté
backups-finding = Constat
backups-found = Résultat
finding-whole = { $n ->
    [0] Une archive a été coupée ou altérée, ou n'est pas de cette école.
   *[other] Les archives sont entières, et de cette école.
}
finding-files = { $n ->
    [0] Aucun fichier à reprendre.
    [one] Le fichier qui l'accompagne est intact.
   *[other] Les { $n } fichiers qui l'accompagnent sont intacts.
}
finding-rows = { $n } lignes sont revenues, comparées à ce que la sauvegarde avait compté.
finding-journal = { $n } entrées de son journal ont été relues.
finding-prefix = Le journal de l'école, relu jusqu'à l'entrée { $n }, prolonge le sien.
finding-erased = { $n ->
    [0] Rien n'a été effacé depuis.
    [one] Une clé a été détruite depuis : rien de ce qu'elle chiffrait ne doit s'ouvrir.
   *[other] { $n } clés ont été détruites depuis : rien de ce qu'elles chiffraient ne doit s'ouvrir.
}
finding-opened = { $n ->
    [0] Aucune valeur chiffrée ne s'ouvre.
    [one] Une valeur chiffrée s'est ouverte.
   *[other] { $n } valeurs chiffrées se sont ouvertes.
}
finding-held = conforme
finding-failed = non conforme
backups-folders = Où sont les copies des clés
backups-folders-text = Chaque sauvegarde remplace les clés dans tous ces dossiers : une clé détruite n'est alors plus nulle part. Un dossier que cette machine n'atteint plus garde les siennes ; rebranchez-le, ou détruisez-le et dites-le ici.
backups-folder = Dossier
backups-keys-of = Clés du
backups-keys-old = pas renouvelées depuis deux jours
backups-gone = Il est détruit
backups-gone-sure = Je l'ai détruit, avec ses copies
backups-act = Décider
error-backup-sure = Cochez la case : tant que ce dossier existe, ses clés existent aussi.
error-backup-off = Aucune sauvegarde ne peut se faire : il manque backup_to ou backup_recipient.
flash-backup-asked = La sauvegarde va se faire. Rechargez cette page pour la voir arriver.
flash-backup-folder-gone = C'est consigné : ce dossier n'existe plus.
evidence-backups = { $day ->
    [never] Aucune sauvegarde n'a encore été faite.
   *[other] Dernière sauvegarde : { $day }. { $n ->
        [one] Une est gardée
       *[other] { $n } sont gardées
    }, chacune { $days } jours au plus.
}
evidence-key-copies = { $n ->
    [0] Aucune copie des clés n'existe.
    [one] Les clés ont une copie, renouvelée le { $day } : ce qui a été détruit avant n'y est plus.
   *[other] Les clés ont { $n } copies, toutes renouvelées depuis le { $day } : ce qui a été détruit avant n'y est plus.
}
evidence-drill = { $day ->
    [never] Aucun essai de restauration n'a encore été fait.
   *[other] Dernier essai de restauration : { $day }, { $held ->
        [true] { $n } valeurs rouvertes, rien d'effacé n'est lisible.
       *[false] quelque chose manquait.
    }
} { $itself ->
    [true] {""}
   *[false] Les essais se font à la main : cette machine n'a pas de quoi ouvrir les sauvegardes.
}
