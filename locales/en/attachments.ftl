### Files that come with messages.

attachments-label = Attach files
attachments-hint = Five files at most, 10 MB each and 25 MB in all: PDF, pictures (JPEG, PNG, WebP), text, CSV, LibreOffice or Office documents. We take the author, the place and the program out of them; an electronic signature does not survive that.
attachments-again = Choose all your files again. What you wrote is kept.
attachments-list = Attached files
attachment-scan-pending = being scanned
attachment-scan-infected = destroyed: a virus was found in it
size-bytes = { $value } bytes
size-kilobytes = { $value } kB
size-megabytes = { $value } MB
file-kind-pdf = PDF
file-kind-jpg = JPEG picture
file-kind-png = PNG picture
file-kind-webp = WebP picture
file-kind-txt = text
file-kind-csv = CSV table
file-kind-odt = OpenDocument text
file-kind-ods = OpenDocument spreadsheet
file-kind-odp = OpenDocument presentation
file-kind-docx = Word text
file-kind-xlsx = Excel workbook
file-kind-pptx = PowerPoint presentation
attachment-refused-large = “{ $name }” is larger than 10 MB. Make it smaller, or send it in several parts.
attachment-refused-many = “{ $name }” is one too many: five files a message. Send it in another message.
attachment-refused-much = With “{ $name }”, what you send is larger than 25 MB. Send it in another message.
attachment-refused-today = “{ $name }” is more than one can attach in a day: 100 MB. Send it tomorrow.
attachment-refused-infected = A virus was found in “{ $name }”. The file was not kept. Scan your device.
attachment-refused-empty = “{ $name }” is empty.
attachment-refused-kind = “{ $name }” is not of a type that we accept. Save it as PDF.
attachment-refused-disagrees = “{ $name }” does not say what it is: its content is of the type “{ $kind }”. Save it again as that type.
attachment-refused-macros = “{ $name }” holds macros. Save it without macros, or as PDF.
attachment-refused-locked = “{ $name }” is protected: a password or restricted rights. Save it without protection, or print it as PDF.
attachment-refused-embedded = “{ $name }” holds other files that we cannot clean. Print it as PDF.
attachment-refused-damaged = “{ $name }” does not open as it should. Save it again, or print it as PDF.
attachment-why-large = A file is larger than 10 MB.
attachment-why-many = A file was one too many: five a message.
attachment-why-much = With one more file, the message was larger than 25 MB.
attachment-why-today = A file is more than one can attach in a day: 100 MB.
attachment-why-infected = A virus was found in a file. It was not kept.
attachment-why-empty = A file is empty.
attachment-why-kind = A file is not of a type that we accept.
attachment-why-disagrees = The name of a file does not say what it is.
attachment-why-macros = A document holds macros.
attachment-why-locked = A document is protected: a password or restricted rights.
attachment-why-embedded = A document holds other files that we cannot clean.
attachment-why-damaged = A file does not open as it should.
error-attachments-day = You have attached 100 MB in a day. Send the rest tomorrow: what you wrote is kept.
letter-attachments-refused-subject = Files were not attached to your message.
letter-attachments-refused-body =
    Your message has arrived, but not all its files:
    { $list }
    You can attach them from your space, or answer this letter. We accept five files a message, 10 MB each and 25 MB in all: PDF, JPEG, PNG or WebP pictures, text, CSV, LibreOffice or Office documents without macros.
letter-attachments-refused-action = Open the conversation
notice-attachment-infected = A virus was found in a file that you sent. The file was destroyed.
look-attachment = To read a file that you attached.
copy-files = files
copy-holds-files = the files of your conversations;
