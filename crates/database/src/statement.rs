//! SQL texts, each known by name of its place so that one test can prepare them all on both engines.

/// One SQL text in the subset both engines share; parameters are written `$1`, `$2` ….
#[derive(Clone, Copy, Debug)]
pub struct Statement(&'static str);

impl Statement {
    /// Wraps a text; use [`sql!`](crate::sql), which also registers it.
    pub const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// The text, as written.
    pub const fn text(self) -> &'static str {
        self.0
    }
}

/// A statement and the place it stands at.
pub struct Registered {
    /// The SQL text.
    pub text: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line in that file.
    pub line: u32,
}

inventory::collect!(Registered);

/// Every statement written with [`sql!`](crate::sql) in the program.
pub fn registered() -> impl Iterator<Item = &'static Registered> {
    inventory::iter::<Registered>.into_iter()
}

/// Names an SQL text as a [`Statement`] and registers it for the test that prepares every statement on both engines.
#[macro_export]
macro_rules! sql {
    ($text:expr) => {{
        $crate::inventory::submit! { $crate::Registered { text: $text, file: file!(), line: line!() } }
        $crate::Statement::new($text)
    }};
}
