recipients-title = Recipients
recipients-lead = Nothing leaves for an organisation that is not here. An entry is not changed: it ends, and another replaces it.
recipients-empty = The register is empty
recipients-empty-text = Nothing can leave the school, not even a letter through a remote relay.
recipients-add = Enter a recipient
recipients-name = Organisation
recipients-service = What it does for the school
recipients-hosts = Hosts
recipients-hosts-hint = Host names, separated by spaces, such as smtp.example.com. Empty if nothing is sent over the network.
recipients-country = Country
recipients-country-hint = The two-letter code: FR, DE, US…
recipients-instrument = Safeguard, outside the European Economic Area
recipients-instrument-none = none, it is in the European Economic Area
recipients-instrument-adequacy = adequacy decision
recipients-instrument-clauses = standard contractual clauses
recipients-instrument-reference = Reference of the safeguard
recipients-contract = Reference of the contract
recipients-contract-on = Date of the contract
recipients-review-on = Review on
recipients-categories = What it receives
recipients-policy = Address of its policy
recipients-end = End
recipients-reviewed = Contract reviewed
recipients-late = review overdue
recipients-submit = Enter
recipients-act = Act
error-recipient-name = Give the organisation's name.
error-recipient-service = Say what it does for the school.
error-recipient-hosts = A host name holds only letters, digits, dots and dashes.
error-recipient-country = Give the country's two-letter code.
error-recipient-outside = Outside the European Economic Area, choose the safeguard that protects the transfer.
error-recipient-reference = Give the reference of the decision or the clauses.
error-recipient-contract = No entry without a contract: give its reference.
error-recipient-day = Give a date.
error-recipient-categories = Choose at least one category.
error-recipient-policy = The address begins with https://.
flash-recipient-added = Recipient entered.
flash-recipient-ended = Ended: nothing goes there any more.
flash-recipient-reviewed = Review recorded.
record-title = Record of processing
record-lead = Drawn at this instant from the data map and the register of recipients.
recipients-contact = E-mail address of its contact
recipients-contact-hint = It is told there by itself when data is corrected, erased or restricted (GDPR art. 19). Leave empty if it keeps nothing.
notice-field-name = full name
notice-field-email = e-mail address
notice-field-phone = telephone
letter-recipient-rectified-subject = Data has been corrected
letter-recipient-rectified-body =
    You process data for { $school }. The person whose address was { $about } has corrected this:
    { $detail }
    Correct it in what you hold (GDPR art. 16 and 19).
letter-recipient-rectified-action = Our policy
letter-recipient-erased-subject = Data has been erased
letter-recipient-erased-body =
    You process data for { $school }. That of the person whose address was { $about } has been erased. { $detail }
    Erase what you hold of it (GDPR art. 17 and 19).
letter-recipient-erased-action = Our policy
letter-recipient-restricted-subject = Data is restricted
letter-recipient-restricted-body =
    You process data for { $school }. That of the person whose address is { $about } is restricted. { $detail }
    Keep it without using it until further notice (GDPR art. 18 and 19).
letter-recipient-restricted-action = Our policy
