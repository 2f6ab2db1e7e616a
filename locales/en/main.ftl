### The frame and the account.

frame-skip = Skip to content
frame-menu = Menu
frame-navigation = Navigation
frame-legal = Legal information
frame-privacy = Privacy
frame-language = Language
frame-theme = Appearance
frame-theme-system = Like the device
frame-theme-light = Light
frame-theme-dark = Dark
frame-sign-in = Sign in
frame-sign-up = Create an account
frame-sign-out = Sign out

nav-space = My space
nav-programmes = Programmes
nav-certificates = Certificates

form-errors = A few points need another look
form-required = required
form-save = Save

home-title = Learn to run a business
home-heading = Learn to run a business, in the evening, at your own pace
home-lead = Short, precise programmes that lead from the idea to the first customer, then from the first customer to a business you can live on.
home-choose = Choose a programme
home-promises = What we promise
home-promise-resume = You resume where you were
home-promise-resume-text = The line, the minute, the half-typed answer: all of it is there, on every device.
home-promise-data = Your data belongs to you
home-promise-data-text = You see what we hold and correct it yourself. Your name and address are encrypted under a key that belongs to you alone.
home-promise-certificate = A certificate that can be checked
home-promise-certificate-text = It states the competences acquired; anyone can check that it is genuine.

failure-400-title = This request was not understood
failure-400-text = What was sent is not what the page expected. Go back and try again.
failure-403-title = This request comes from elsewhere
failure-403-text = For safety, a form is accepted from our own pages only. Open the page in question and start again.
failure-404-title = This page does not exist
failure-404-text = The address is wrong, the page has moved, or it is not meant for you.
failure-500-title = Something broke
failure-500-text = The error is recorded and will be looked into. What you had already saved is intact.
failure-503-title = Nothing can be saved just now
failure-503-text = What you had saved is intact. Go back: what you just wrote is still there. Try again in a few minutes.
failure-reference = If you write to us, give this reference: { $value }
failure-home = Back to the front page

field-name = Full name
field-name-hint = It will stand on your certificates.
field-email = E-mail address
field-email-hint = We will send a confirmation link there.
field-new-email = New e-mail address
field-phone = Telephone
field-phone-hint = Optional. Only if you would like us to be able to call you back.
field-password = Password
field-new-password = Password
field-new-password-hint = At least twelve characters. A few unrelated words do very well.
field-current-password = Present password
field-adult = I declare that I am 18 or older.

strength-short = Still too short: at least twelve characters.
strength-weak = Still too simple: mix letters, digits or signs, or add a word.
strength-good = Strong enough.

error-name-missing = Enter your name.
error-name-long = This name is longer than 120 characters; shorten it.
error-name-characters = This name holds an invisible character; type it again.
error-name-undrawable = Our certificates can only print the Latin, Greek and Cyrillic alphabets; write this name in one of them.
error-email-missing = Enter your e-mail address.
error-email-form = This address is incomplete; it is written like name@example.com.
error-phone-form = This number is incomplete; it has 6 to 15 digits, with + before the code of another country.
error-password-short = This password is too short; at least twelve characters are needed.
error-password-long = This password is longer than a thousand characters; shorten it.
error-password-weak = This password is too simple; mix letters, digits or signs, or add a word.
error-password-common = This password is easily guessed; choose a few words unrelated to each other and to you.
error-password-current = This is not your present password.
error-adult = Our programmes are for adults; tick the box if you are 18 or older.

sign-up-title = Create an account
sign-up-lead = Your name, an address, a password: nothing else is needed.
sign-up-contract = By creating this account you conclude a training contract with us.
sign-up-privacy = What becomes of your data
sign-up-action = Create my account
sign-up-have-account = I have an account already

sent-title = Look at your mail
sent-text = We have written to you. Follow the link in our message to confirm your address; it is valid for one day.
sent-nothing = Nothing after a few minutes? Check the junk folder, then the address you typed.

confirmation-title = Confirm my address
confirmation-text = One last step, and this address is yours here.
confirmation-action = Confirm my address
link-spent-title = This link can no longer be used
link-spent-text = It was followed already, or its time is over. If it was to confirm your address, ask for a new password: that confirms it too.

sign-in-action = Sign in
sign-in-forgotten = Forgotten password
sign-in-no-account = No account yet?
sign-in-wrong = The address and the password do not go together. Check them, or ask for a new password.
sign-in-unconfirmed = Your address is not confirmed yet. Follow the link in our message, or ask for a new password: that confirms it too.
sign-in-wait = { $n ->
    [one] Too many tries. Try again in a minute, or ask for a new password.
   *[other] Too many tries. Try again in { $n } minutes, or ask for a new password.
}

reset-title = Forgotten password
reset-text = Enter the address of your account. If it is known, you will receive a link valid for one hour.
reset-action = Receive a link
reset-sent = If this address has an account, a message has just left. Its link is valid for one hour.

choose-title = Choose a password
choose-reset = It will replace the old one, and your other devices will be signed out.
choose-invitation = You are invited to join the team. Choose your password.
choose-action = Save this password

profile-title = My profile
profile-lead = What you have entrusted to us. Change or delete it whenever you like.
profile-phone-hint = Optional. Empty the field to delete the number.
profile-email-text = A change takes effect once you confirm it from the new address. The old one is told.
profile-email-action = Ask for the change
profile-email-waiting = Waiting for confirmation: { $value }
profile-security-text = Your signed-in devices, your connections, your password.

security-title = Account security
security-lead = These are the devices where your session is open. If one is unknown to you, end its session and change your password.
security-sessions = Open sessions
security-device = Device
security-browser = Browser
security-address = IP address
security-begun = Opened
security-this = this session
security-end = End
security-end-others = End all other sessions
security-password = Change password
security-password-action = Change
security-connections = Connections
security-connections-text = Each sign-in, accepted or refused. These lines are kept for twelve months at most, for the safety of your account.
security-when = When
security-outcome = Outcome
security-accepted = accepted
security-refused = refused
device-phone = Phone
device-tablet = Tablet
device-computer = Computer
device-other = Unknown device

mailbox-title = Demonstration mail
mailbox-lead = The messages of this demonstration school do not leave: they arrive here.
mailbox-open = Open the demonstration mail
mailbox-empty = No message
mailbox-empty-text = Create an account or ask for a new password: the message will appear here.

flash-confirmed = Your address is confirmed. You can sign in.
flash-email-changed = Your address has changed.
flash-email-asked = We have written to the new address. Follow the link in the message to confirm it.
flash-profile-saved = Your changes are saved.
flash-password-changed = Your password is changed.
flash-session-ended = The session has ended.
flash-sessions-ended = The other sessions have ended.
flash-signed-out = You are signed out.
flash-invitation-accepted = Your account is ready. Sign in.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
moment-day-time = { $day } at { $time }
duration-less = less than a minute

policy-title = Privacy policy
policy-updated = Last updated: { $value }
policy-language = This policy is written in French, the language of the contract.
