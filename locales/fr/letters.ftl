### Les messages.

letter-greeting = Bonjour { $name },
letter-closing = L'équipe de { $school }
letter-about = Ce message concerne : { $topic }.
letter-about-needed = Ce message concerne : { $topic }. Il est nécessaire et part toujours.
letter-stop = Ne plus en recevoir, sans se connecter
letter-stop-others = Arrêter tous les autres messages

letter-confirmation-subject = Confirmez votre adresse
letter-confirmation-body =
    Un compte vient d'être créé chez { $school } avec cette adresse. Pour l'ouvrir, confirmez-la. Le lien reste valable un jour.
    Si ce n'était pas vous, laissez ce message : sans confirmation, le compte reste fermé.
letter-confirmation-action = Confirmer mon adresse
letter-welcome-subject = Bienvenue chez { $school }
letter-welcome-body =
    Votre compte est ouvert. Choisissez un programme : chaque leçon se reprend là où vous l'avez laissée, sur n'importe quel appareil.
    Une question ? Écrivez à l'équipe depuis chaque leçon, ou depuis « Messages ».
    Votre droit d'opposition, à part : pour adapter votre rythme et améliorer les cours, nous regardons comment vous avancez, parce que c'est notre intérêt légitime. Vous pouvez vous y opposer à tout moment depuis « Mes données », rubrique « M'opposer ». Quant aux messages facultatifs, aucun ne part sans votre accord.
letter-welcome-action = Choisir un programme
letter-new-device-subject = Un nouvel appareil s'est connecté à votre compte
letter-new-device-body =
    Votre compte chez { $school } vient d'être ouvert depuis un appareil ou un navigateur que nous ne connaissions pas.
    Si c'était vous, il n'y a rien à faire. Sinon, fermez cette session et changez de mot de passe.
letter-new-device-action = Voir mes appareils
letter-already-registered-subject = Vous avez déjà un compte
letter-already-registered-body =
    Quelqu'un, sans doute vous, a voulu utiliser cette adresse chez { $school }. Elle a déjà un compte : connectez-vous, ou demandez un nouveau mot de passe depuis la page de connexion.
    Si ce n'était pas vous, il n'y a rien à faire.
letter-already-registered-action = Se connecter
letter-reset-subject = Choisissez un nouveau mot de passe
letter-reset-body =
    Un nouveau mot de passe a été demandé pour votre compte chez { $school }. Le lien reste valable une heure et ne sert qu'une fois.
    Si ce n'était pas vous, laissez ce message : votre mot de passe ne change pas.
letter-reset-action = Choisir un mot de passe
letter-password-changed-subject = Votre mot de passe a changé
letter-password-changed-body =
    Le mot de passe de votre compte chez { $school } vient d'être changé, et vos autres appareils sont déconnectés.
    Si ce n'était pas vous, demandez tout de suite un nouveau mot de passe.
letter-password-changed-action = Ce n'était pas moi
letter-email-change-subject = Confirmez votre nouvelle adresse
letter-email-change-body =
    Vous avez demandé que cette adresse remplace l'ancienne pour votre compte chez { $school }. Confirmez-la pour que le changement prenne effet. Le lien reste valable un jour.
letter-email-change-action = Confirmer cette adresse
letter-email-change-notice-subject = Un changement d'adresse a été demandé
letter-email-change-notice-body =
    Une nouvelle adresse a été demandée pour votre compte chez { $school }. Elle remplacera celle-ci quand elle aura été confirmée.
    Si ce n'était pas vous, changez de mot de passe depuis votre profil.
letter-email-change-notice-action = Voir mon profil
letter-certificate-ready-subject = Votre certificat est prêt
letter-certificate-ready-body =
    Vous avez terminé un programme chez { $school }. Votre certificat est prêt : vous pouvez le télécharger, et chacun peut le vérifier.
letter-certificate-ready-action = Voir mon certificat
letter-closure-asked-subject = Votre compte sera fermé
letter-closure-asked-body =
    Vous avez demandé la fermeture de votre compte chez { $school }. D'ici là, rien ne change, et vous pouvez y renoncer d'un clic.
    Si ce n'était pas vous, renoncez-y et changez votre mot de passe.
letter-closure-asked-action = Voir la date, ou y renoncer
letter-closed-subject = Votre compte est fermé
letter-closed-body =
    Votre compte chez { $school } est fermé. Plus personne ne peut s'y connecter.
    Nous gardons encore votre identité, puis vos certificats, le temps que dit notre politique ; tout est ensuite effacé, sans que vous ayez rien à demander. Vos droits restent entiers jusque-là.
letter-closed-action = Voir les durées de conservation
letter-inactive-subject = Voulez-vous garder votre compte ?
letter-inactive-body =
    Vous ne vous êtes pas connecté depuis deux ans. Nous ne gardons pas les données de comptes qui ne servent plus : dans 30 jours, le vôtre sera fermé.
    Pour le garder, il suffit de vous connecter.
letter-inactive-action = Me connecter
letter-inactive-again-subject = Votre compte sera fermé dans sept jours
letter-inactive-again-body =
    Vous ne vous êtes toujours pas connecté. Votre compte sera fermé dans sept jours.
    Pour le garder, il suffit de vous connecter. Après la fermeture, vos certificats restent vérifiables trois ans, et vos droits restent entiers.
letter-inactive-again-action = Me connecter
letter-notice-subject = { $text }
letter-notice-body = { $text }
letter-notice-action = Voir
letter-notices-subject = { $count } nouvelles de vos programmes
letter-notices-body =
    Voici ce qui est arrivé depuis notre dernier message.
    { $list }
letter-notices-action = Tout voir
letter-factor-changed-subject = Le second facteur de votre compte a changé
letter-factor-changed-body =
    Le second facteur de votre compte chez { $school } vient d'être ajouté ou retiré.
    Si ce n'était pas vous, changez tout de suite votre mot de passe et prévenez l'assistance.
letter-factor-changed-action = Voir la sécurité de mon compte
letter-invitation-subject = Vous êtes invité à rejoindre l'équipe de { $school }
letter-invitation-body =
    Un compte de l'équipe de { $school } a été ouvert à votre nom. Choisissez-en le mot de passe : le lien reste valable sept jours.
    Avant de voir quoi que ce soit d'autrui, vous signerez l'engagement de confidentialité et suivrez une courte formation.
letter-invitation-action = Choisir mon mot de passe
letter-access-near-subject = Votre accès chez { $school } échoit bientôt
letter-access-near-body =
    Votre accès d'équipe échoit dans deux semaines au plus s'il n'est pas confirmé. Qui revoit les accès vient d'en être averti.
    Si vous n'en avez plus besoin, il n'y a rien à faire.
letter-access-near-action = Voir mon accès
letter-access-review-subject = Des accès sont à revoir
letter-access-review-body =
    Des accès de l'équipe échoient dans deux semaines au plus. Confirmez ceux qui servent encore ; les autres se fermeront d'eux-mêmes.
letter-access-review-action = Revoir les accès
