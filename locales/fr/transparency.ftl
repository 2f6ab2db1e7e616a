cookies-title = Cookies
cookies-lead = Voici tout ce que ce site dépose dans votre navigateur. Rien ne sert à vous suivre, rien ne vient d'ailleurs.
cookies-no-banner = Ces cookies sont nécessaires à ce que vous demandez : la loi n'exige pas votre accord pour eux, et c'est pourquoi aucun bandeau ne vous interrompt.
cookies-list = Les cookies de ce site
cookies-purpose = À quoi il sert
cookies-lasts = Combien de temps
cookies-control = Ce que vous pouvez en faire
cookies-else = Et le reste
cookies-else-text = Aucun stockage local, aucun outil d'analyse, aucune image espionne, aucune police ni aucun script venu d'un autre site. Si un outil d'analyse était un jour ajouté, il attendrait votre accord, et le refuser serait aussi simple que l'accepter.
cookies-signal = Si votre navigateur envoie le signal Global Privacy Control, il est honoré.
cookies-signal-seen = Votre navigateur demande que vos données ne soient ni vendues ni partagées (Global Privacy Control). Elles ne le sont pas.
commitments-title = Engagements
legal-title = Mentions légales
legal-publisher = Éditeur
legal-address = Adresse
legal-director = Direction de la publication
legal-host = Hébergement
legal-officer = Délégué à la protection des données
transparency-title = Le journal, vérifiable par tous
transparency-lead = Chaque accès aux données, chaque effacement, chaque décision laisse une entrée dans un journal que personne ne peut réécrire sans que cela se voie. Vous n'avez pas à nous croire.
transparency-entries = { $n ->
    [0] Aucune entrée n'est encore scellée.
    [one] { $n } entrée scellée. Elle ne contient aucun nom : des pseudonymes et des empreintes.
   *[other] { $n } entrées scellées. Elles ne contiennent aucun nom : des pseudonymes et des empreintes.
}
transparency-checkpoint = Point de contrôle signé
transparency-keep = Garder ce point de contrôle
transparency-check = Le vérifier vous-même
transparency-check-1 = Gardez un point de contrôle aujourd'hui.
transparency-check-2 = Plus tard, prenez-en un nouveau et recalculez l'arbre (C2SP tlog-tiles, RFC 6962) à partir des tuiles :
transparency-check-3 = S'il ne prolonge pas le vôtre, le journal a été réécrit, et vous en tenez la preuve, signée par notre clé :
commitments-lead = Ce que notre politique promet, ce qui le rend vrai, et ce que l'école peut en montrer à cet instant. Une promesse qui n'est pas encore tenue le dit.
commitments-of-policy = Les promesses de la politique
commitments-beyond = Ce que nous y ajoutons
commitments-count = { $a } promesses tenues sur { $b }.
commitment-kept = tenue
commitment-failing = en défaut
commitment-not-yet = pas encore tenue
commitments-missing = Ce qui manque :
commitments-tests = Chaque promesse tenue est mise à l'épreuve de l'extérieur, à chaque version, par un essai qui porte son numéro.
commitments-log = Vérifier le journal
evidence-map = À l'instant : { $n } colonnes déclarées dans { $tables } tables, { $undeclared ->
    [0] aucune sans déclaration.
    [one] { $undeclared } sans déclaration.
   *[other] { $undeclared } sans déclaration.
}
evidence-seals = { $n } colonnes chiffrées, chacune sous la clé de sa personne.
evidence-sweep = { $day ->
    [never] La première purge aura lieu cette nuit.
   *[other] Dernière purge : { $day }, { $n ->
        [0] rien n'était échu
        [one] { $n } ligne effacée
       *[other] { $n } lignes effacées
    }.
}
evidence-terms = { $n ->
    [0] À l'instant : rien n'est gardé au-delà de son terme.
    [one] { $n } élément est gardé au-delà de son terme.
   *[other] { $n } éléments sont gardés au-delà de leur terme.
}
evidence-requests = { $n ->
    [0] Aucune demande n'attend.
    [one] { $n } demande attend une réponse, avant le { $day }.
   *[other] { $n } demandes attendent une réponse, la première avant le { $day }.
} { $overdue ->
    [0] Aucune n'est en retard.
    [one] { $overdue } est en retard.
   *[other] { $overdue } sont en retard.
}
evidence-checkpoint = { $day ->
    [never] Le premier point de contrôle sera signé dans la minute.
   *[other] Dernier point de contrôle : { $day }, { $n } entrées.
} { $late ->
    [0] {""}
   *[other] { $late } entrées attendent leur place depuis trop longtemps.
}
evidence-verification = { $day ->
    [never] La première relecture entière du journal aura lieu cette nuit.
   *[other] Dernière relecture entière : { $day }, { $n } entrées, { $held ->
        [true] toutes intactes
       *[false] dont certaines ont été altérées
    }.
}
evidence-receipts = { $n ->
    [0] Aucun reçu d'effacement n'a encore été remis.
    [one] { $n } reçu d'effacement remis.
   *[other] { $n } reçus d'effacement remis.
}
evidence-looks = { $n ->
    [0] L'équipe n'a ouvert aucun dossier en un an.
    [one] L'équipe a ouvert { $n } dossier en un an ; la personne le voit.
   *[other] L'équipe a ouvert { $n } dossiers en un an ; chaque personne le voit.
}
evidence-data-sets = { $n ->
    [0] Aucun jeu de données n'a été fait pour des développeurs.
    [one] Un jeu de données inventé a été fait pour des développeurs.
   *[other] { $n } jeux de données inventés ont été faits pour des développeurs.
}
evidence-security-events = { $n ->
    [0] Rien n'a ressemblé à une attaque en trente jours.
    [one] { $n } évènement de sécurité en trente jours, ralenti, fermé ou signalé.
   *[other] { $n } évènements de sécurité en trente jours, ralentis, fermés ou signalés.
}
evidence-policy = Version { $n }, du { $day }.
evidence-cookies = { $n } cookies déclarés.
evidence-certificates = { $n ->
    [0] Aucun certificat n'a encore été délivré.
    [one] { $n } certificat vérifiable.
   *[other] { $n } certificats vérifiables.
}
evidence-register = { $n ->
    [0] Le registre est vide : rien ne peut sortir.
    [one] { $n } destinataire au registre, dont { $outside } hors d'Europe.
   *[other] { $n } destinataires au registre, dont { $outside } hors d'Europe.
} { $late ->
    [0] {""}
    [one] { $late } contrat est à revoir.
   *[other] { $late } contrats sont à revoir.
}
evidence-egress = { $n ->
    [0] Aucune connexion n'a été refusée en un mois.
    [one] { $n } connexion refusée en un mois.
   *[other] { $n } connexions refusées en un mois.
}
evidence-conversations = { $n ->
    [0] Aucune conversation n'est gardée.
    [one] Une conversation gardée, sous sa propre clé.
   *[other] { $n } conversations gardées, chacune sous sa propre clé.
}
evidence-stopped = { $n ->
    [0] Personne n'a encore arrêté de message.
    [one] Un sujet arrêté par le lien d'un message ou dans les préférences.
   *[other] { $n } sujets arrêtés par le lien d'un message ou dans les préférences.
}
evidence-consents = { $n ->
    [0] Aucun accord en vigueur : personne n'est sollicité.
    [one] Un accord en vigueur, avec sa preuve.
   *[other] { $n } accords en vigueur, chacun avec sa preuve.
}
evidence-disclosures = { $n ->
    [0] Aucune communication à une autorité à ce jour.
    [one] Une communication à une autorité à ce jour, approuvée par deux personnes.
   *[other] { $n } communications à une autorité à ce jour, chacune approuvée par deux personnes.
}
evidence-incidents = { $n ->
    [0] Aucun incident à ce jour.
    [one] Un incident au registre, { $late } notification en retard.
   *[other] { $n } incidents au registre, { $late } notification en retard.
}
evidence-undertakings = { $n ->
    [0] Aucun engagement signé pour l'instant.
    [one] Un engagement signé.
   *[other] { $n } engagements signés.
}
evidence-accesses = { $n ->
    [0] Aucun accès ouvert pour l'instant.
    [one] Un accès ouvert, confirmé par une revue de moins de cent jours.
   *[other] { $n } accès ouverts, chacun confirmé par une revue de moins de cent jours.
}
