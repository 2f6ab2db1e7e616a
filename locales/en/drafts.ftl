draft-access-known =
    Everything that we hold about you can be read in “My data”, once signed in: { $base }/mes-donnees
    The whole copy can be downloaded there: { $base }/mes-donnees/copie
draft-access-none =
    We looked for your address: no account has it. We hold nothing about you but this exchange, for two years after its last message.
draft-portability-known =
    Your data can be downloaded as JSON, CSV or xAPI, or sent to the organisation of your choice: { $base }/mes-donnees/emporter
draft-portability-none =
    We looked for your address: no account has it. There is nothing to take away.
draft-rectification-known =
    Your name, address and telephone are corrected in your profile: { $base }/profil
    For the rest, here is what we have corrected:
draft-rectification-none =
    We looked for your address: no account has it. There is nothing to correct.
draft-erasure-known =
    Here is what becomes of each category of your data:
    { $fates }
draft-erasure-none =
    We looked for your address: no account has it. There is nothing to erase, besides this exchange, kept for two years.
draft-restriction-known =
    You freeze a category of your data yourself, and give it back to use when you want: { $base }/mes-donnees/geler
draft-restriction-none =
    We looked for your address: no account has it. There is nothing to freeze.
draft-objection-known =
    We have weighed your reasons. Here is our decision:
draft-objection-none =
    We looked for your address: no account has it. No processing concerns you.
draft-minor-known =
    Thank you for this report. The account has been frozen since we received it. After examination:
    { $fates }
draft-minor-none =
    Thank you for this report. No account has this address.
