//! What a person types about themselves, parsed once at the door.

use zeroize::Zeroize;

/// A field that cannot be taken as typed. `code` names the words that say what to do (`error-…` in the locales).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldMistake {
    /// The form's field.
    pub field: &'static str,
    /// The code of the explanation.
    pub code: &'static str,
}

impl FieldMistake {
    /// A mistake in a field.
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code }
    }
}

macro_rules! personal_field {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $name(String);

        impl $name {
            /// The text, for sealing and for nothing else.
            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                self.0.zeroize();
            }
        }
    };
}

personal_field! {
    /// A full name: one to 120 characters on one line, each of which the certificate can print.
    FullName
}
personal_field! {
    /// An e-mail address: at most 254 characters (RFC 5321 §4.5.3.1), compared without case.
    Email
}
personal_field! {
    /// A telephone number: 6 to 15 digits (ITU-T E.164), with an optional leading plus sign.
    Phone
}

impl FullName {
    /// Takes a name as typed; spaces at the ends and doubled ones go.
    pub fn parse(typed: &str) -> Result<Self, FieldMistake> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err(FieldMistake::new("name", "name-missing")),
            121.. => Err(FieldMistake::new("name", "name-long")),
            _ if name.chars().any(char::is_control) => Err(FieldMistake::new("name", "name-characters")),
            // A certificate that cannot be printed months later would be told too late.
            _ if !documents::undrawable(&name).is_empty() => Err(FieldMistake::new("name", "name-undrawable")),
            _ => Ok(Self(name)),
        }
    }
}

impl Email {
    /// Takes an address as typed.
    pub fn parse(typed: &str) -> Result<Self, FieldMistake> {
        let address = typed.trim();
        if address.is_empty() {
            return Err(FieldMistake::new("email", "email-missing"));
        }
        let plausible = address.len() <= 254
            && !address.chars().any(|character| character.is_whitespace() || character.is_control())
            && address.rsplit_once('@').is_some_and(|(user, domain)| {
                !user.is_empty()
                    && user.len() <= 64
                    && domain_is_plausible(domain)
                    && !address.contains(['<', '>', ','])
            });
        if plausible { Ok(Self(address.to_owned())) } else { Err(FieldMistake::new("email", "email-form")) }
    }

    /// The form under which an address is compared: a keyed fingerprint is made of it.
    pub(crate) fn normalised(&self) -> String {
        self.0.to_lowercase()
    }
}

fn domain_is_plausible(domain: &str) -> bool {
    domain.contains('.')
        && !domain.contains('@')
        && domain.split('.').all(|label| !label.is_empty() && label.len() <= 63)
}

impl Phone {
    /// Takes a number as typed; nothing typed is no number.
    pub fn parse_optional(typed: &str) -> Result<Option<Self>, FieldMistake> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let kept: String = typed
            .chars()
            .filter(|character| !matches!(character, ' ' | '.' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}'))
            .collect();
        let digits = kept.strip_prefix('+').unwrap_or(&kept);
        let plausible = (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plausible { Ok(Some(Self(typed.to_owned()))) } else { Err(FieldMistake::new("phone", "phone-form")) }
    }
}
