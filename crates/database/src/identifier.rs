//! Identifiers: one type for each noun, so that one cannot be passed for another.

/// Declares the identifier of a noun: a UUIDv7 (RFC 9562 §5.7) of its own type.
///
/// It reads and writes as text in addresses, and travels as the engine's own type in statements.
#[macro_export]
macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name($crate::Uuid);

        impl $name {
            /// A new identifier for what begins at this moment.
            pub fn new(moment: &$crate::Moment) -> Self {
                Self(moment.identifier())
            }

            /// The identifier behind the type.
            pub const fn uuid(self) -> $crate::Uuid {
                self.0
            }
        }

        impl From<$crate::Uuid> for $name {
            fn from(value: $crate::Uuid) -> Self {
                Self(value)
            }
        }

        impl From<$name> for $crate::Value {
            fn from(value: $name) -> Self {
                Self::Identifier(value.0)
            }
        }

        impl $crate::FromValue for $name {
            const EXPECTED: &'static str = "an identifier";
            fn from_value(value: $crate::Value) -> Result<Self, $crate::Value> {
                <$crate::Uuid as $crate::FromValue>::from_value(value).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                $crate::Uuid::parse_str(text).map(Self).map_err(|_| ())
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as $crate::serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(|()| $crate::serde::de::Error::custom("not an identifier"))
            }
        }
    };
}
