retention-title = Conservation
retention-lead = Ce qui sera effacé, mois par mois, si rien ne le suspend. La purge le fait chaque nuit d'elle-même.
retention-last = Dernière purge
retention-rows = { $n ->
    [0] rien n'était échu
    [one] une ligne effacée
   *[other] { $n } lignes effacées
}
retention-never = pas encore faite
retention-holds = Ce qui suspend l'effacement
retention-no-holds = rien
retention-hold-legal_hold = { $n ->
    [one] une obligation légale
   *[other] { $n } obligations légales
}
retention-hold-restriction = { $n ->
    [one] une limitation demandée
   *[other] { $n } limitations demandées
}
retention-calendar = Échéancier
retention-units = Des personnes ou des conversations ; des lignes pour les données de connexion. Le premier mois compte aussi le retard, s'il y en a.
retention-month = Mois
retention-terms = Les durées
