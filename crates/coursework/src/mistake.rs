//! What can be wrong in a programme folder, told in one line to the person who wrote it.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

/// One mistake, displayed as `fichier:ligne : ce qui ne va pas ; ce qui est attendu`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file or folder, from the programme folder.
    pub file: PathBuf,
    /// The line, from 1, where one can be told.
    pub line: Option<u32>,
    /// What is wrong.
    pub kind: MistakeKind,
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        write!(formatter, " : {}", self.kind)
    }
}

/// The kinds of mistakes. The message of each says what is wrong, then what is expected.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MistakeKind {
    /// The system refused to read the file or folder.
    #[error("lecture impossible ({reason}) ; un fichier lisible est attendu")]
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// A file that must be there is not.
    #[error("le fichier « {name} » manque ; il est attendu à cet endroit")]
    MissingFile {
        /// Its path from the programme folder.
        name: String,
    },
    /// A file that the format does not know, and that would be silently ignored.
    #[error(
        "fichier ou dossier inconnu ; un module est un dossier NN-nom, une ressource un fichier NN-nom.md, \
         NN-nom.exercise.toml ou NN-nom.assessment.toml"
    )]
    UnexpectedFile,
    /// The file is larger than allowed.
    #[error("le fichier pèse {size_bytes} octets ; {limit_bytes} octets au plus sont attendus")]
    TooLarge {
        /// Its size.
        size_bytes: u64,
        /// The greatest size allowed.
        limit_bytes: u64,
    },
    /// The file is not UTF-8.
    #[error("le texte n’est pas en UTF-8 ; un fichier enregistré en UTF-8 est attendu")]
    NotUtf8,
    /// A null character, which no text holds.
    #[error("un caractère nul dans le texte ; un texte sans lui est attendu")]
    NullCharacter,
    /// A symbolic link, which could lead out of the folder.
    #[error("lien symbolique ; le fichier lui-même est attendu")]
    SymbolicLink,
    /// A path that leaves the folder.
    #[error("le chemin « {path} » sort du dossier du module ; un chemin media/nom est attendu")]
    EscapingPath {
        /// The path as written.
        path: String,
    },
    /// A name that cannot be an address.
    #[error("nom « {name} » ; {expected}")]
    BadSlug {
        /// The name as written.
        name: String,
        /// The form it should have.
        expected: &'static str,
    },
    /// Two folders or files with one address.
    #[error("l’adresse « {slug} » sert déjà à {first} ; une adresse différente est attendue")]
    DuplicateSlug {
        /// The address.
        slug: String,
        /// What has it already, from the programme folder.
        first: String,
    },
    /// The programme holds no module.
    #[error("le programme n’a aucun module ; au moins un dossier NN-nom avec un module.toml est attendu")]
    NoModule,
    /// The module holds no resource.
    #[error("le module n’a aucune ressource ; au moins une leçon, un exercice ou une évaluation est attendu")]
    NoResource,
    /// The file is not TOML.
    #[error("TOML illisible ({reason}) ; un fichier TOML bien formé est attendu")]
    BadToml {
        /// What the parser said.
        reason: String,
    },
    /// A key that the format does not know.
    #[error("clé inconnue « {key} » ; sont attendues ici : {expected}")]
    UnknownKey {
        /// The key.
        key: String,
        /// The keys known at this place.
        expected: String,
    },
    /// A required key is absent.
    #[error("la clé « {key} » manque ; elle est obligatoire ici")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A value of another type.
    #[error("« {key} » n’a pas le bon type ; {expected}")]
    WrongType {
        /// The key.
        key: String,
        /// The type it should have.
        expected: &'static str,
    },
    /// A value of the right type that does not make sense.
    #[error("« {key} » n’a pas une valeur possible ; {expected}")]
    OutOfRange {
        /// The key.
        key: String,
        /// The values it may have.
        expected: String,
    },
    /// A number that is no `EntreComp` competence.
    #[error("compétence inconnue « {code} » ; un numéro EntreComp de 1.1 à 3.5 est attendu")]
    UnknownCompetence {
        /// The number as written.
        code: String,
    },
    /// A kind of question that does not exist.
    #[error(
        "genre de question inconnu « {kind} » ; choice, choices, number, text, order, match, fill ou essay est attendu"
    )]
    UnknownQuestionKind {
        /// The kind as written.
        kind: String,
    },
    /// Two questions of a file with one key.
    #[error("la clé de question « {key} » sert déjà ligne {first_line} ; une clé unique dans le fichier est attendue")]
    DuplicateQuestionKey {
        /// The key.
        key: String,
        /// Where it first stands.
        first_line: u32,
    },
    /// An assessment draws more questions than it has.
    #[error("{draw} questions à tirer pour une banque de {bank} ; une banque d’au moins {draw} questions est attendue")]
    DrawLargerThanBank {
        /// Questions to draw.
        draw: u64,
        /// Questions of the bank.
        bank: u64,
    },
    /// An essay in an assessment.
    #[error(
        "une question « essay » dans une évaluation ; un autre genre est attendu, la rédaction va dans un exercice"
    )]
    EssayInAssessment,
    /// A lesson does not begin with its title.
    #[error("la leçon ne commence pas par son titre ; « # Titre » est attendu en première ligne")]
    MissingTitle,
    /// A heading of level one in the body of a text.
    #[error(
        "titre de premier niveau dans le texte ; « ## » pour une partie ou « ### » pour une sous-partie est attendu"
    )]
    SecondTitle,
    /// A lesson with a title only.
    #[error("la leçon est vide ; un texte est attendu sous le titre")]
    EmptyLesson,
    /// An image, audio or video without alternative text.
    #[error("« {path} » n’a pas de texte de remplacement ; ![ce que l’on y voit ou entend]({path}) est attendu")]
    MissingAlternativeText {
        /// The path as written.
        path: String,
    },
    /// An audio or a video without captions.
    #[error("« {path} » n’a pas de sous-titres ; le fichier « {expected} » est attendu")]
    MissingCaptions {
        /// The path as written.
        path: String,
        /// The file of captions.
        expected: String,
    },
    /// A suffix that is no known medium.
    #[error(
        "« {path} » n’est pas d’un format accepté ; une image (svg, png, jpg, webp, avif, gif), un son (ogg, mp3, opus, m4a) \
         ou une vidéo (webm, mp4) est attendue"
    )]
    UnknownMedia {
        /// The path as written.
        path: String,
    },
    /// Lists, quotations or emphasis one inside the other without end.
    #[error("éléments imbriqués trop profondément ; {limit} niveaux au plus sont attendus")]
    TooDeep {
        /// The deepest level allowed.
        limit: usize,
    },
    /// HTML in Markdown.
    #[error("HTML brut « {html} » ; du Markdown est attendu")]
    RawHtml {
        /// The beginning of it.
        html: String,
    },
    /// A link without encryption.
    #[error("lien non chiffré « {url} » ; une adresse https:// est attendue")]
    InsecureLink {
        /// The address as written.
        url: String,
    },
    /// A link that leads nowhere from a page of the school.
    #[error("lien « {url} » ; une adresse https://, mailto:, /… (sur le site) ou #… (dans la page) est attendue")]
    BadLink {
        /// The address as written.
        url: String,
    },
    /// A formula that cannot be shown.
    #[error("formule illisible ({reason}) ; du LaTeX mathématique est attendu")]
    BadMathematics {
        /// What the parser said.
        reason: String,
    },
    /// A reference to a note that is not written, or a note nobody refers to.
    #[error("la note « {label} » n’a pas son pendant ; un appel [^{label}] et une note [^{label}]: … sont attendus")]
    LonelyFootnote {
        /// The label of the note.
        label: String,
    },
}

impl MistakeKind {
    /// The mistake as it is told beside the field it is in, to somebody who sees a form and no file.
    pub fn in_a_form(&self) -> String {
        let expected = match self {
            Self::WrongType { expected, .. } => *expected,
            Self::OutOfRange { expected, .. } => expected,
            Self::MissingKey { .. } => "ce champ est obligatoire",
            other => return other.to_string(),
        };
        let plain = expected.replace(" sans guillemets", "").replace(" entre guillemets", "");
        let plain = plain.replace("« correct = true »", "« bonne réponse »");
        let mut letters = plain.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The key of a TOML table that the mistake is about, where it is about one.
    pub(crate) fn key(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { key, .. } | Self::WrongType { key, .. } | Self::OutOfRange { key, .. } => Some(key),
            Self::MissingKey { key } => Some(key),
            Self::UnknownQuestionKind { .. } => Some("kind"),
            Self::DuplicateQuestionKey { .. } => Some("key"),
            Self::UnknownCompetence { .. } => Some("competences"),
            Self::DrawLargerThanBank { .. } => Some("draw"),
            _ => None,
        }
    }
}
