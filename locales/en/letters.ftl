### The letters.

letter-greeting = Hello { $name },
letter-closing = The { $school } team
letter-about = This message is about: { $topic }.
letter-about-needed = This message is about: { $topic }. It is necessary and always leaves.
letter-stop = Stop receiving these, without signing in
letter-stop-others = Stop all other messages

letter-confirmation-subject = Confirm your address
letter-confirmation-body =
    An account has just been created at { $school } with this address. To open it, confirm the address. The link is valid for one day.
    If it was not you, leave this message: without confirmation the account stays closed.
letter-confirmation-action = Confirm my address
letter-welcome-subject = Welcome to { $school }
letter-welcome-body =
    Your account is open. Choose a programme: every lesson goes on where you left it, on any device.
    A question? Write to the team from any lesson, or from “Messages”.
    Your right to object, told apart: to suit your pace and to improve the courses, we look at how you advance, because it is our legitimate interest. You may object at any time from “My data”, under “Object”. As for optional messages, none leaves without your consent.
letter-welcome-action = Choose a programme
letter-new-device-subject = A new device signed in to your account
letter-new-device-body =
    Your account with { $school } has just been opened from a device or a browser that we did not know.
    If it was you, there is nothing to do. If not, end that session and change your password.
letter-new-device-action = See my devices
letter-already-registered-subject = You have an account already
letter-already-registered-body =
    Someone, probably you, tried to use this address at { $school }. It has an account already: sign in, or ask for a new password from the sign-in page.
    If it was not you, there is nothing to do.
letter-already-registered-action = Sign in
letter-reset-subject = Choose a new password
letter-reset-body =
    A new password was asked for your account at { $school }. The link is valid for one hour and works once.
    If it was not you, leave this message: your password does not change.
letter-reset-action = Choose a password
letter-password-changed-subject = Your password has changed
letter-password-changed-body =
    The password of your account at { $school } has just been changed, and your other devices are signed out.
    If it was not you, ask for a new password at once.
letter-password-changed-action = It was not me
letter-email-change-subject = Confirm your new address
letter-email-change-body =
    You asked for this address to replace the old one for your account at { $school }. Confirm it for the change to take effect. The link is valid for one day.
letter-email-change-action = Confirm this address
letter-email-change-notice-subject = A change of address was asked for
letter-email-change-notice-body =
    A new address was asked for your account at { $school }. It will replace this one once it is confirmed.
    If it was not you, change your password from your profile.
letter-email-change-notice-action = See my profile
letter-certificate-ready-subject = Your certificate is ready
letter-certificate-ready-body =
    You have completed a programme at { $school }. Your certificate is ready: you can download it, and anyone can check it.
letter-certificate-ready-action = See my certificate
letter-closure-asked-subject = Your account will be closed
letter-closure-asked-body =
    You asked for your account at { $school } to be closed. Nothing changes until then, and you can change your mind with one click.
    If it was not you, cancel the closure and change your password.
letter-closure-asked-action = See the date, or cancel
letter-closed-subject = Your account is closed
letter-closed-body =
    Your account at { $school } is closed. Nobody can sign in to it any more.
    We still keep your identity, then your certificates, for as long as our policy says; everything is then erased without your having to ask. Until then your rights remain whole.
letter-closed-action = See how long things are kept
letter-inactive-subject = Do you wish to keep your account?
letter-inactive-body =
    You have not signed in for two years. We do not keep the data of accounts that are no longer used: in 30 days, yours will be closed.
    To keep it, you only need to sign in.
letter-inactive-action = Sign in
letter-inactive-again-subject = Your account will be closed in seven days
letter-inactive-again-body =
    You have still not signed in. Your account will be closed in seven days.
    To keep it, you only need to sign in. After it is closed, your certificates stay verifiable for three years, and your rights remain whole.
letter-inactive-again-action = Sign in
letter-notice-subject = { $text }
letter-notice-body = { $text }
letter-notice-action = See it
letter-notices-subject = { $count } pieces of news of your programmes
letter-notices-body =
    This is what has happened since our last message.
    { $list }
letter-notices-action = See everything
letter-factor-changed-subject = The second factor of your account has changed
letter-factor-changed-body =
    The second factor of your account at { $school } has just been added or removed.
    If it was not you, change your password at once and tell support.
letter-factor-changed-action = See the security of my account
letter-invitation-subject = You are invited to join the staff of { $school }
letter-invitation-body =
    A staff account at { $school } was opened in your name. Choose its password: the link is valid for seven days.
    Before you see anything of others, you will sign the confidentiality undertaking and follow a short training.
letter-invitation-action = Choose my password
letter-access-near-subject = Your access at { $school } lapses soon
letter-access-near-body =
    Your staff access lapses in two weeks at most unless it is confirmed. Whoever reviews accesses has just been told.
    If you no longer need it, there is nothing to do.
letter-access-near-action = See my access
letter-access-review-subject = Accesses are to be reviewed
letter-access-review-body =
    Accesses of the staff lapse in two weeks at most. Confirm those that still serve; the others will close by themselves.
letter-access-review-action = Review the accesses
