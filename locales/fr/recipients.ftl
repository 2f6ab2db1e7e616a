recipients-title = Destinataires
recipients-lead = Rien ne part vers un organisme qui n'est pas ici. Une entrée ne se modifie pas : elle prend fin, et une autre la remplace.
recipients-empty = Le registre est vide
recipients-empty-text = Rien ne peut sortir de l'école, pas même une lettre par un relais distant.
recipients-add = Inscrire un destinataire
recipients-name = Organisme
recipients-service = Ce qu'il fait pour l'école
recipients-hosts = Machines
recipients-hosts-hint = Noms de machines, séparés par des espaces, tels que smtp.exemple.fr. Vide si rien ne lui est envoyé par le réseau.
recipients-country = Pays
recipients-country-hint = Le code de deux lettres : FR, DE, US…
recipients-instrument = Garantie, hors de l'Espace économique européen
recipients-instrument-none = aucune, il est dans l'Espace économique européen
recipients-instrument-adequacy = décision d'adéquation
recipients-instrument-clauses = clauses contractuelles types
recipients-instrument-reference = Référence de la garantie
recipients-contract = Référence du contrat
recipients-contract-on = Date du contrat
recipients-review-on = À revoir le
recipients-categories = Ce qu'il reçoit
recipients-policy = Adresse de sa politique
recipients-end = Mettre fin
recipients-reviewed = Contrat revu
recipients-late = revue en retard
recipients-submit = Inscrire
recipients-act = Agir
error-recipient-name = Donnez le nom de l'organisme.
error-recipient-service = Dites ce qu'il fait pour l'école.
error-recipient-hosts = Un nom de machine ne contient que des lettres, des chiffres, des points et des tirets.
error-recipient-country = Donnez le code du pays en deux lettres.
error-recipient-outside = Hors de l'Espace économique européen, choisissez la garantie qui protège le transfert.
error-recipient-reference = Donnez la référence de la décision ou des clauses.
error-recipient-contract = Aucune entrée sans contrat : donnez sa référence.
error-recipient-day = Donnez une date.
error-recipient-categories = Choisissez au moins une catégorie.
error-recipient-policy = L'adresse commence par https://.
flash-recipient-added = Destinataire inscrit.
flash-recipient-ended = Fin inscrite : plus rien n'y part.
flash-recipient-reviewed = Revue consignée.
record-title = Registre des traitements
record-lead = Tiré à l'instant du registre des données et de celui des destinataires.
recipients-contact = Adresse électronique de son contact
recipients-contact-hint = Il y est averti de lui-même quand une donnée est corrigée, effacée ou gelée (RGPD art. 19). Laissez vide s'il ne garde rien.
notice-field-name = nom complet
notice-field-email = adresse électronique
notice-field-phone = téléphone
letter-recipient-rectified-subject = Une donnée a été corrigée
letter-recipient-rectified-body =
    Vous traitez des données pour { $school }. La personne dont l'adresse était { $about } a corrigé ceci :
    { $detail }
    Corrigez-le dans ce que vous gardez (RGPD art. 16 et 19).
letter-recipient-rectified-action = Notre politique
letter-recipient-erased-subject = Des données ont été effacées
letter-recipient-erased-body =
    Vous traitez des données pour { $school }. Celles de la personne dont l'adresse était { $about } ont été effacées. { $detail }
    Effacez ce que vous en gardez (RGPD art. 17 et 19).
letter-recipient-erased-action = Notre politique
letter-recipient-restricted-subject = Des données sont gelées
letter-recipient-restricted-body =
    Vous traitez des données pour { $school }. Celles de la personne dont l'adresse est { $about } sont gelées. { $detail }
    Gardez-les sans vous en servir jusqu'à nouvel avis (RGPD art. 18 et 19).
letter-recipient-restricted-action = Notre politique
