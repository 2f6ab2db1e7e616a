-- The register of recipients: nobody else receives anything. The outgoing client asks it before each connection.
CREATE TABLE recipients (
    id {id} PRIMARY KEY,
    name TEXT NOT NULL,                  -- the organisation
    service TEXT NOT NULL,               -- what it does for the school
    hosts TEXT NOT NULL,                 -- host names that may be connected to, lower case, one space between and around
    country TEXT NOT NULL,               -- where the data goes, ISO 3166-1 alpha-2
    instrument TEXT,                     -- what protects a transfer outside the EU: adequacy or clauses
    instrument_reference TEXT,           -- the decision, or the clauses as signed
    contract TEXT NOT NULL,              -- the contract's reference (GDPR article 28(3))
    contract_on TEXT NOT NULL,           -- its date, ISO 8601
    review_on TEXT NOT NULL,             -- when it is looked at again
    categories TEXT NOT NULL,            -- codes of privacy/categories.toml, a comma between
    contact_email TEXT,                  -- where it is told of corrections, erasures and restrictions (GDPR article 19)
    policy_url TEXT,                     -- its own policy
    added_at {instant} NOT NULL,
    ended_at {instant},                  -- nothing goes there any more
    is_outside {boolean} NOT NULL,
    CHECK (NOT is_outside OR (instrument IS NOT NULL AND instrument_reference IS NOT NULL))
) {strict};
