//! Bars with the range of the runs, as inline SVG that follows the page's colours. A language is told by its name as well as
//! by its pattern.

use crate::html::text;
use crate::measured::{Experiment, Row};
use std::fmt::Write;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 176.0;
const RIGHT: f64 = 92.0;
const ROW: f64 = 28.0;
const BAR: f64 = 16.0;
const HEADING: f64 = 26.0;
/// Room for the numbers below the bars.
const AXIS: f64 = 30.0;

/// An `<svg>` of the experiment, which has its numbers in `<title>` and `<desc>`. Each language has a scale of its own: they are
/// here to be compared within themselves.
#[must_use]
pub fn svg(experiment: &Experiment, title: &str, id: &str) -> String {
    let languages = languages(experiment);
    let height = (HEADING + AXIS) * languages.len() as f64 + ROW * experiment.rows.len() as f64;
    let mut svg = String::new();
    let mut top = 0.0;
    for language in languages {
        top = panel(&mut svg, experiment, language, top);
    }
    draw::picture([WIDTH, height], id, [title, &description(experiment)], &svg)
}

/// The rows of one language; returns where the next begins.
fn panel(svg: &mut String, experiment: &Experiment, language: &str, top: f64) -> f64 {
    let rows: Vec<&Row> = experiment.rows.iter().filter(|row| row.language == language).collect();
    let most = rows.iter().map(|row| row.quantiles[2]).fold(f64::MIN_POSITIVE, f64::max);
    let _ = writeln!(svg, "<text class=\"draw-heading\" x=\"8\" y=\"{:.1}\">{}</text>", top + 18.0, text(language));
    let first = top + HEADING;
    let base = first + ROW * rows.len() as f64;
    axis(svg, most, first, base);
    for (index, row) in rows.iter().enumerate() {
        bar(svg, row, first + ROW * index as f64, most);
    }
    base + AXIS
}

fn languages(experiment: &Experiment) -> Vec<&str> {
    let mut languages: Vec<&str> = Vec::new();
    for row in &experiment.rows {
        if !languages.contains(&row.language.as_str()) {
            languages.push(&row.language);
        }
    }
    languages
}

fn description(experiment: &Experiment) -> String {
    let sentence = |row: &Row| {
        let [least, middle, most] = row.quantiles;
        format!("{}, {}: {}, from {} to {}.", row.language, row.label, time(middle), time(least), time(most))
    };
    experiment.rows.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn x(micros: f64, most: f64) -> f64 {
    LEFT + micros / most * (WIDTH - LEFT - RIGHT)
}

fn axis(svg: &mut String, most: f64, top: f64, base: f64) {
    let step = step(most);
    let mut at = 0.0;
    while at <= most {
        let label = if at == 0.0 { "0".to_owned() } else { time(at) };
        svg.push_str(&draw::tick(x(at, most), [top, base], 18.0, &label));
        at += step;
    }
}

/// A round number of microseconds of which at most five make the whole.
fn step(most: f64) -> f64 {
    let power = 10_f64.powf((most / 5.0).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| most / step <= 5.0).unwrap_or(most)
}

fn bar(svg: &mut String, row: &Row, top: f64, most: f64) {
    let [least, middle, largest] = row.quantiles;
    let y = top + (ROW - BAR) / 2.0;
    let line = top + ROW / 2.0;
    let class = if row.language == "Rust" { "draw-thread" } else { "draw-process" };
    let _ = writeln!(
        svg,
        "<text class=\"draw-lane\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
        LEFT - 8.0,
        line + 5.0,
        text(&row.label)
    );
    let _ = writeln!(
        svg,
        "<rect class=\"draw-run {class}\" x=\"{LEFT}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{BAR}\"/>\n<path class=\"draw-range\" d=\"M{:.1} {line:.1}H{:.1}M{1:.1} {3:.1}V{4:.1}M{2:.1} {3:.1}V{4:.1}\"/>",
        (x(middle, most) - LEFT).max(1.0),
        x(least, most),
        x(largest, most),
        line - 5.0,
        line + 5.0,
    );
    let _ = writeln!(
        svg,
        "<text class=\"draw-note\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        x(largest, most) + 7.0,
        line + 5.0,
        time(middle)
    );
}

/// A time with the unit that suits it.
#[must_use]
pub fn time(micros: f64) -> String {
    match micros {
        micros if micros < 10.0 => format!("{micros:.1} µs"),
        micros if micros < 1e3 => format!("{micros:.0} µs"),
        micros if micros < 1e4 => format!("{:.1} ms", micros / 1e3),
        micros if micros < 1e6 => format!("{:.0} ms", micros / 1e3),
        micros => format!("{:.2} s", micros / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_well() {
        let row = |language: &str, label: &str, quantiles| Row {
            language: language.into(),
            label: label.into(),
            runs: 3,
            quantiles,
        };
        let rows = vec![row("Rust", "a thread", [9.0, 12.0, 40.0]), row("Python", "a <process>", [2e4, 3e4, 4e4])];
        let drawn = svg(&Experiment { name: "start".into(), what: "x".into(), rows }, "Start", "p");
        assert!(drawn.contains(
            "Rust, a thread: 12 µs, from 9.0 µs to 40 µs. Python, a &lt;process&gt;: 30 ms, from 20 ms to 40 ms."
        ));
        assert_eq!((step(40.0), step(1234.0), step(1.0)), (10.0, 500.0, 0.2));
    }
}
