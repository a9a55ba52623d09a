//! The same as a page: one HTML file that asks nothing of any network, with the pictures that the book and the gradebook draw,
//! too.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{title, verdict, what};
use crate::{
    pipeline::Traced,
    report::{columns, escape},
};

/// Colours and letters of the page; those of the drawings follow them.
const STYLE: &str = concat!(
    ":root { color-scheme: light dark; --draw-ink: #1b1f24; --draw-paper: #ffffff; --draw-thread: #0b57b0; ",
    "--draw-process: #00695c; --draw-mark: #9c4200; }\n",
    "@media (prefers-color-scheme: dark) { :root { --draw-ink: #e6e9ed; --draw-paper: #14171c; --draw-thread: #8ab8ff; ",
    "--draw-process: #6fd6c4; --draw-mark: #ffb27a; } }\n",
    "html { font: 100%/1.5 system-ui, sans-serif; background: var(--draw-paper); color: var(--draw-ink); }\n",
    "body { margin: 0 auto; max-width: 75rem; padding: 0 1rem 2rem; overflow-wrap: anywhere; }\n",
    "h1 { font-size: 1.4rem; line-height: 1.25; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } p { margin: .4rem 0; }\n",
    "pre { white-space: pre-wrap; font: .95rem/1.4 ui-monospace, monospace; }\n",
    ".wide { overflow-x: auto; } .wide:focus-visible { outline: 2px solid; outline-offset: 2px; }\n",
);

/// The page.
pub fn page(traced: &Traced) -> String {
    let title = escape::one_line(&title(traced));
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                title { (title) ": " (what(traced)) }
                style { (PreEscaped(STYLE)) (PreEscaped(draw::STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    p { (traced.check.sentence) }
                    p { "Case " code { (escape::one_line(&traced.case)) } ": " strong { (verdict(traced)) } }
                    @if let Some(finding) = &traced.finding {
                        p { (escape::one_line(&finding.message)) }
                        @if !finding.seen.is_empty() { pre { (escape::lines(&finding.seen).join("\n")) } }
                    }
                    (drawings(traced))
                }
            }
        }
    };
    markup.into_string()
}

fn drawings(traced: &Traced) -> Markup {
    let picture = &traced.picture;
    html! {
        h2 #order { "What each does, in order" }
        p { "This is " (what(traced)) ". A broken line waits; an arrow leads to whoever is waited for." }
        (wide("order", &columns(&picture.schedule, &format!("In order: {}", what(traced)), "steps")))
        @if !picture.timeline.lanes.is_empty() {
            h2 #time { "For how long" }
            (wide("time", &draw::svg(&picture.timeline, &format!("By the clock: {}", what(traced)), "times")))
        }
    }
}

/// What may be wider than the page: it can be scrolled, with keys, too.
fn wide(heading: &str, svg: &str) -> Markup {
    html! { div.wide role="group" aria-labelledby=(heading) tabindex="0" { (PreEscaped(svg)) } }
}
