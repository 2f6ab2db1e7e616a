//! Images, audio and video.

use pulldown_cmark::CowStr;

use super::render::Renderer;
use super::{escape, matching_end, plain_text};
use crate::mistake::MistakeKind;
use crate::model::MediaKind;

/// The folder of a module in which its media stand.
const MEDIA_FOLDER: &str = "media/";

/// The name of the captions that stand beside an audio or a video.
pub(super) fn captions_name(media_name: &str) -> String {
    let without_suffix = media_name.rsplit_once('.').map_or(media_name, |(name, _)| name);
    format!("{without_suffix}.vtt")
}

/// The content type of a media file; captions included, which no text shows by themselves.
pub(super) fn content_type(media_name: &str) -> &'static str {
    let other = match media_name.rsplit_once('.') {
        Some((_, "vtt")) => "text/vtt",
        _ => "application/octet-stream",
    };
    kind_of(media_name).map_or(other, |(_, content_type)| content_type)
}

/// The name below the media folder and the kind of a file, or what is wrong with the path.
pub(super) fn checked(path: &str) -> Result<(&str, MediaKind), MistakeKind> {
    let path_text = || path.to_owned();
    let leaves_folder =
        path.starts_with('/') || path.contains('\\') || path.contains(':') || path.split('/').any(|part| part == "..");
    if leaves_folder {
        return Err(MistakeKind::EscapingPath { path: path_text() });
    }
    let name = path.strip_prefix(MEDIA_FOLDER).filter(|name| name.split('/').all(is_plain_name));
    let name = name.ok_or_else(|| MistakeKind::BadSlug {
        name: path_text(),
        expected: "media/nom est attendu, en lettres sans accent, chiffres, points, tirets et soulignés",
    })?;
    match kind_of(name) {
        Some((kind, _)) => Ok((name, kind)),
        None => Err(MistakeKind::UnknownMedia { path: path_text() }),
    }
}

impl Renderer<'_> {
    /// Renders an image, audio or video, and gives the index of what follows it.
    pub(super) fn image(&mut self, path: &CowStr<'_>, caption: &CowStr<'_>, index: usize) -> usize {
        let end = matching_end(self.events, index);
        let alternative = plain_text(&self.events[index + 1..end]);
        if alternative.trim().is_empty() {
            self.problem(index, MistakeKind::MissingAlternativeText { path: path.to_string() });
        }
        match checked(path) {
            Ok((name, kind)) => {
                self.uses(index, name, kind);
                self.medium(name, kind, &alternative, caption);
            }
            Err(kind) => {
                self.problem(index, kind);
                self.text_instead(&alternative);
            }
        }
        end + 1
    }

    fn medium(&mut self, name: &str, kind: MediaKind, alternative: &str, caption: &str) {
        let alternative = self.typeset(alternative.trim());
        let caption = self.typeset(caption.trim());
        let player = match kind {
            MediaKind::Audio => self.player("audio", name, &alternative),
            MediaKind::Video => self.player("video", name, &alternative),
            MediaKind::Image | MediaKind::Captions => {
                format!("<img src=\"media:{}\" alt=\"{alternative}\" loading=\"lazy\">", escape(name))
            }
        };
        if !self.in_figure() {
            self.write(&player);
            return;
        }
        self.element("figure", "");
        self.write(&player);
        if !caption.is_empty() {
            self.write(&format!("<figcaption>{caption}</figcaption>"));
        }
        self.write("</figure>");
    }

    fn player(&self, element: &str, name: &str, alternative: &str) -> String {
        let content_type = content_type(name);
        let captions = captions_name(name);
        let (code, language_name) = (self.language.code(), self.language.own_name());
        format!(
            "<{element} controls preload=\"metadata\" data-media-key=\"{name}\" aria-label=\"{alternative}\">\
             <source src=\"media:{name}\" type=\"{content_type}\">\
             <track kind=\"captions\" default srclang=\"{code}\" label=\"{language_name}\" src=\"media:{captions}\"></{element}>"
        )
    }

    fn text_instead(&mut self, alternative: &str) {
        let text = self.typeset(alternative);
        if self.in_figure() {
            self.element("p", "");
            self.write(&format!("{text}</p>"));
        } else {
            self.write(&text);
        }
    }
}

fn is_plain_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain)
}

/// The kind and content type that the suffix of a name tells.
fn kind_of(name: &str) -> Option<(MediaKind, &'static str)> {
    let (_, suffix) = name.rsplit_once('.')?;
    Some(match suffix.to_ascii_lowercase().as_str() {
        "svg" => (MediaKind::Image, "image/svg+xml"),
        "png" => (MediaKind::Image, "image/png"),
        "jpg" | "jpeg" => (MediaKind::Image, "image/jpeg"),
        "webp" => (MediaKind::Image, "image/webp"),
        "avif" => (MediaKind::Image, "image/avif"),
        "gif" => (MediaKind::Image, "image/gif"),
        "ogg" | "opus" => (MediaKind::Audio, "audio/ogg"),
        "mp3" => (MediaKind::Audio, "audio/mpeg"),
        "m4a" => (MediaKind::Audio, "audio/mp4"),
        "webm" => (MediaKind::Video, "video/webm"),
        "mp4" => (MediaKind::Video, "video/mp4"),
        _ => return None,
    })
}
