### Les avis.

notices-title = Avis
notices-empty = Rien de nouveau
notices-empty-text = Vous lirez ici ce qui arrive dans vos programmes, vos échéances et les réponses à vos messages.
notices-new = nouveau
notices-read-all = Tout marquer comme lu
notices-choose = Choisir ce que je reçois
notices-cut = Les cent derniers avis sont montrés ici.
notice-content-one = Nouveau dans votre programme : « { $subject } ».
notice-content-many = De nouveaux contenus dans « { $subject } ».
notice-deadline = « { $subject } » est à terminer pour le { $day }.
notice-answer-teaching = L'équipe pédagogique a répondu à votre message.
notice-answer-support = L'assistance a répondu à votre message.
notice-message-waiting = Un message attend une réponse.
