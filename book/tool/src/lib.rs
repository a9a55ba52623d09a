//! Builds, serves and tests the course's book: mdBook as a library, and one preprocessor that makes the book's own fences into
//! figures, questions and boxes. What a page claims is computed while it is built, or was recorded and is compared.

pub mod blessed;
pub mod book;
pub mod browser;
pub mod build;
pub mod cargo;
pub mod excerpt;
pub mod exercises;
pub mod explorations;
pub mod fence;
pub mod fences;
pub mod fields;
pub mod html;
pub mod links;
pub mod machine;
pub mod measure;
pub mod measured;
pub mod mistake;
pub mod pdf;
pub mod plot;
pub mod preprocess;
pub mod room;
pub mod rules;
pub mod serve;
pub mod test;
pub mod values;
