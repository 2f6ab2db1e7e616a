### Les fichiers joints aux messages.

attachments-label = Joindre des fichiers
attachments-hint = Cinq fichiers au plus, de 10 Mo chacun et de 25 Mo en tout : PDF, images (JPEG, PNG, WebP), texte, CSV, documents LibreOffice ou Office. Nous en retirons l'auteur, le lieu et le logiciel ; une signature électronique n'y survit pas.
attachments-again = Choisissez de nouveau tous vos fichiers. Ce que vous avez écrit est gardé.
attachments-list = Fichiers joints
attachment-scan-pending = en cours d'analyse
attachment-scan-infected = détruit : un virus y a été trouvé
size-bytes = { $value } octets
size-kilobytes = { $value } ko
size-megabytes = { $value } Mo
file-kind-pdf = PDF
file-kind-jpg = image JPEG
file-kind-png = image PNG
file-kind-webp = image WebP
file-kind-txt = texte
file-kind-csv = tableau CSV
file-kind-odt = texte OpenDocument
file-kind-ods = classeur OpenDocument
file-kind-odp = présentation OpenDocument
file-kind-docx = texte Word
file-kind-xlsx = classeur Excel
file-kind-pptx = présentation PowerPoint
attachment-refused-large = « { $name } » dépasse 10 Mo. Réduisez-le, ou envoyez-le en plusieurs parties.
attachment-refused-many = « { $name } » est de trop : cinq fichiers par message. Envoyez-le dans un autre message.
attachment-refused-much = Avec « { $name } », votre envoi dépasse 25 Mo. Envoyez-le dans un autre message.
attachment-refused-today = « { $name } » dépasse ce qu'on peut joindre en un jour : 100 Mo. Envoyez-le demain.
attachment-refused-infected = Un virus a été trouvé dans « { $name } ». Le fichier n'a pas été gardé. Analysez votre appareil.
attachment-refused-empty = « { $name } » est vide.
attachment-refused-kind = « { $name } » n'est pas d'un type que nous acceptons. Enregistrez-le en PDF.
attachment-refused-disagrees = « { $name } » ne dit pas ce qu'il est : son contenu est du type « { $kind } ». Enregistrez-le de nouveau sous ce type.
attachment-refused-macros = « { $name } » contient des macros. Enregistrez-le sans macros, ou en PDF.
attachment-refused-locked = « { $name } » est protégé : mot de passe ou droits restreints. Enregistrez-le sans protection, ou imprimez-le en PDF.
attachment-refused-embedded = « { $name } » contient d'autres fichiers que nous ne pouvons pas nettoyer. Imprimez-le en PDF.
attachment-refused-damaged = « { $name } » ne s'ouvre pas comme il devrait. Enregistrez-le de nouveau, ou imprimez-le en PDF.
attachment-why-large = Un fichier dépasse 10 Mo.
attachment-why-many = Un fichier est de trop : cinq par message.
attachment-why-much = Avec un fichier de plus, le message dépassait 25 Mo.
attachment-why-today = Un fichier dépasse ce qu'on peut joindre en un jour : 100 Mo.
attachment-why-infected = Un virus a été trouvé dans un fichier. Il n'a pas été gardé.
attachment-why-empty = Un fichier est vide.
attachment-why-kind = Un fichier n'est pas d'un type que nous acceptons.
attachment-why-disagrees = Le nom d'un fichier ne dit pas ce qu'il est.
attachment-why-macros = Un document contient des macros.
attachment-why-locked = Un document est protégé : mot de passe ou droits restreints.
attachment-why-embedded = Un document contient d'autres fichiers que nous ne pouvons pas nettoyer.
attachment-why-damaged = Un fichier ne s'ouvre pas comme il devrait.
error-attachments-day = Vous avez joint 100 Mo en un jour. Envoyez le reste demain : ce que vous avez écrit est gardé.
letter-attachments-refused-subject = Des fichiers n'ont pas été joints à votre message.
letter-attachments-refused-body =
    Votre message est bien arrivé, mais pas tous ses fichiers :
    { $list }
    Vous pouvez les joindre depuis votre espace, ou répondre à cette lettre. Nous acceptons cinq fichiers par message, de 10 Mo chacun et de 25 Mo en tout : PDF, images JPEG, PNG ou WebP, texte, CSV, documents LibreOffice ou Office sans macros.
letter-attachments-refused-action = Ouvrir la conversation
notice-attachment-infected = Un virus a été trouvé dans un fichier que vous avez envoyé. Le fichier a été détruit.
look-attachment = Pour lire un fichier que vous avez joint.
copy-files = fichiers
copy-holds-files = les fichiers de vos conversations ;
