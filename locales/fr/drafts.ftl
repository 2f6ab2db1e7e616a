draft-access-known =
    Tout ce que nous gardons de vous se lit dans « Mes données », une fois connecté : { $base }/mes-donnees
    La copie complète s'y télécharge : { $base }/mes-donnees/copie
draft-access-none =
    Nous avons cherché votre adresse : aucun compte ne la porte. Nous ne gardons de vous que cet échange, deux ans après son dernier message.
draft-portability-known =
    Vos données se téléchargent en JSON, CSV ou xAPI, ou s'envoient à l'organisme de votre choix : { $base }/mes-donnees/emporter
draft-portability-none =
    Nous avons cherché votre adresse : aucun compte ne la porte. Il n'y a rien à emporter.
draft-rectification-known =
    Votre nom, votre adresse et votre téléphone se corrigent dans votre profil : { $base }/profil
    Pour le reste, voici ce que nous avons corrigé :
draft-rectification-none =
    Nous avons cherché votre adresse : aucun compte ne la porte. Il n'y a rien à corriger.
draft-erasure-known =
    Voici ce que devient chaque catégorie de vos données :
    { $fates }
draft-erasure-none =
    Nous avons cherché votre adresse : aucun compte ne la porte. Il n'y a rien à effacer, hors cet échange, gardé deux ans.
draft-restriction-known =
    Vous gelez vous-même une catégorie de vos données, et la rendez à l'usage quand vous voulez : { $base }/mes-donnees/geler
draft-restriction-none =
    Nous avons cherché votre adresse : aucun compte ne la porte. Il n'y a rien à geler.
draft-objection-known =
    Nous avons pesé vos raisons. Voici notre décision :
draft-objection-none =
    Nous avons cherché votre adresse : aucun compte ne la porte. Aucun traitement ne vous concerne.
draft-minor-known =
    Merci de ce signalement. Le compte est gelé depuis sa réception. Après examen :
    { $fates }
draft-minor-none =
    Merci de ce signalement. Aucun compte ne porte cette adresse.
