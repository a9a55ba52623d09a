//! The drawing itself. Each kind of waiting has a shape of its own: a pattern of lines, and a word in the legend.

use crate::parts::{escape, picture, tick};
use crate::text::shortened;
use crate::words::{description, time};
use crate::{Kind, Lane, Timeline};
use std::fmt::Write;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 128.0;
const RIGHT: f64 = 96.0;
const TOP: f64 = 8.0;
const ROW: f64 = 34.0;
const BAR: f64 = 20.0;
/// Letters of a name: those that a program gave itself may be of any length.
const NAME: usize = 18;
/// Legend entries in a row.
const ENTRIES: usize = 4;

/// An `<svg>` of the timeline, which has its text in `<title>` and `<desc>`. `id` is a name that nothing else on the page
/// has.
#[must_use]
pub fn svg(timeline: &Timeline, title: &str, id: &str) -> String {
    let end = timeline.end_us.max(1);
    let base = TOP + ROW * timeline.lanes.len() as f64;
    let kinds = timeline.kinds();
    let prints = timeline.lanes.iter().any(|lane| !lane.prints_us.is_empty());
    let entries = 1 + kinds.len() + usize::from(prints);
    let height = base + 44.0 + 20.0 * entries.div_ceil(ENTRIES) as f64;
    let mut svg = patterns(&kinds, id);
    axis(&mut svg, end, base);
    for (row, lane) in timeline.lanes.iter().enumerate() {
        bar(&mut svg, lane, TOP + ROW * row as f64, end, id);
    }
    legend(&mut svg, &kinds, prints, base + 40.0, id);
    picture([WIDTH, height], id, [title, &description(timeline)], &svg)
}

fn x(at: u64, end: u64) -> f64 {
    LEFT + at.min(end) as f64 / end as f64 * (WIDTH - LEFT - RIGHT)
}

/// A pattern for each kind: dots, and lines that lean this way and that.
fn patterns(kinds: &[Kind], id: &str) -> String {
    let mut defs = String::from("<defs>\n");
    for kind in kinds {
        let (size, lines) = match kind {
            Kind::Sleep => (6, "<circle cx=\"3\" cy=\"3\" r=\"1.2\"/>"),
            Kind::Join => (7, "<path d=\"M0 7 7 0\"/>"),
            Kind::Child => (7, "<path d=\"M0 0 7 7\"/>"),
            Kind::Lock => (6, "<path d=\"M0 3H6M3 0V6\"/>"),
            Kind::Message => (6, "<path d=\"M0 3H6\"/>"),
        };
        let class = kind.class();
        let _ = writeln!(
            defs,
            "<pattern id=\"{id}-{class}\" class=\"draw-lines draw-{class}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\">{lines}</pattern>"
        );
    }
    defs.push_str("</defs>\n");
    defs
}

fn axis(svg: &mut String, end: u64, base: f64) {
    let step = step(end);
    let mut at = 0;
    while at <= end {
        let label = if at == 0 { "0".to_owned() } else { time(at) };
        svg.push_str(&tick(x(at, end), [TOP, base], 16.0, &label));
        at += step;
    }
}

/// A round number of microseconds, of which three to six make the whole.
fn step(end: u64) -> u64 {
    let mut power = 1;
    while power * 50 < end {
        power *= 10;
    }
    let candidates = [1, 2, 5, 10, 20, 50].map(|factor| (power * factor / 10).max(1));
    candidates.into_iter().find(|step| end / step <= 5).unwrap_or(end)
}

fn bar(svg: &mut String, lane: &Lane, top: f64, end: u64, id: &str) {
    let y = top + (ROW - BAR) / 2.0;
    let middle = top + ROW / 2.0 + 5.0;
    let class = if lane.is_process { "draw-process" } else { "draw-thread" };
    let _ = writeln!(
        svg,
        "<text class=\"draw-lane\" x=\"{}\" y=\"{middle:.1}\" text-anchor=\"end\">{}</text>",
        LEFT - 8.0,
        escape(&shortened(&lane.label, NAME))
    );
    let (from, until) = (x(lane.start_us, end), x(lane.end_us, end));
    let _ = writeln!(
        svg,
        "<rect class=\"draw-run {class}\" x=\"{from:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{BAR}\"/>",
        (until - from).max(1.5)
    );
    for span in &lane.spans {
        let (from, until) = (x(span.from_us, end), x(span.until_us, end));
        if until - from >= 0.7 {
            let kind = span.kind.class();
            let _ = writeln!(
                svg,
                "<rect class=\"draw-wait\" x=\"{from:.1}\" y=\"{y:.1}\" width=\"{0:.1}\" height=\"{BAR}\"/><rect fill=\"url(#{id}-{kind})\" x=\"{from:.1}\" y=\"{y:.1}\" width=\"{0:.1}\" height=\"{BAR}\"/>",
                until - from
            );
        }
    }
    for at in &lane.prints_us {
        let x = x(*at, end);
        let _ = writeln!(svg, "<path class=\"draw-print\" d=\"M{:.1} {:.1}h7l-3.5 7z\"/>", x - 3.5, y - 5.0);
    }
    let _ = writeln!(
        svg,
        "<text class=\"draw-note\" x=\"{:.1}\" y=\"{middle:.1}\">{}</text>",
        WIDTH - RIGHT + 6.0,
        escape(&shortened(&lane.note, NAME))
    );
}

fn legend(svg: &mut String, kinds: &[Kind], prints: bool, top: f64, id: &str) {
    let runs = format!(
        "<rect class=\"draw-run draw-thread\" x=\"0\" y=\"0\" width=\"22\" height=\"12\"/>{}",
        label("runs, or is ready to")
    );
    let mut entries = vec![runs];
    for kind in kinds {
        entries.push(format!(
            "<rect class=\"draw-wait\" width=\"22\" height=\"12\"/><rect fill=\"url(#{id}-{})\" width=\"22\" height=\"12\"/>{}",
            kind.class(),
            label(kind.words())
        ));
    }
    if prints {
        entries.push(format!("<path class=\"draw-print\" d=\"M8 2h7l-3.5 7z\"/>{}", label("prints")));
    }
    for (index, entry) in entries.iter().enumerate() {
        let (column, row) = (index % ENTRIES, index / ENTRIES);
        let _ = writeln!(
            svg,
            "<g transform=\"translate({:.0} {:.0})\">{entry}</g>",
            8.0 + 178.0 * column as f64,
            top + 20.0 * row as f64
        );
    }
}

fn label(text: &str) -> String {
    format!("<text class=\"draw-tick\" x=\"28\" y=\"11\">{text}</text>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    fn lane(label: &str) -> Lane {
        Lane {
            label: label.into(),
            note: "joined".into(),
            is_process: false,
            start_us: 100,
            end_us: 900,
            spans: vec![Span { from_us: 200, until_us: 600, kind: Kind::Lock }],
            prints_us: vec![700],
        }
    }

    #[test]
    fn what_is_drawn_is_said_as_well() {
        let drawn = svg(&Timeline { lanes: vec![lane("<b>&")], end_us: 1_000 }, "A \"title\"", "t1");
        assert!(drawn.contains("<title id=\"t1-t\">A &quot;title&quot;</title>"), "{drawn}");
        assert!(
            drawn.contains("&lt;b&gt;&amp;, a thread, from 100 µs to 900 µs; waits for a lock for 400 µs"),
            "{drawn}"
        );
        assert!(drawn.contains("url(#t1-lock)") && !drawn.contains("<b>"), "{drawn}");
    }

    #[test]
    fn three_to_six_ticks_are_drawn() {
        for end in [1, 7, 99, 1_000, 52_345, 1_200_000, 99_999_999] {
            let ticks = end / step(end);
            assert!((1..=5).contains(&ticks), "{ticks} ticks for {end}");
        }
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(svg(&Timeline::default(), "", "t").ends_with("</svg>\n"));
    }
}
