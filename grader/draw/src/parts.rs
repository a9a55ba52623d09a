//! What every drawing consists of.

/// An `<svg>` of that size around `inner`, with its text for screen readers. `id` is a name that nothing else on the page has.
#[must_use]
pub fn picture(size: [f64; 2], id: &str, texts: [&str; 2], inner: &str) -> String {
    framed("class=\"draw\"", size, id, texts, inner)
}

/// The same with other attributes.
pub(crate) fn framed(
    attributes: &str,
    [width, height]: [f64; 2],
    id: &str,
    [title, description]: [&str; 2],
    inner: &str,
) -> String {
    format!(
        "<svg {attributes} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\n\
         <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n{inner}</svg>\n",
        escape(title),
        escape(description)
    )
}

/// A line of an axis at `x`, from `top` to `base`, and its label `below` that.
#[must_use]
pub fn tick(x: f64, [top, base]: [f64; 2], below: f64, label: &str) -> String {
    format!(
        "<line class=\"draw-grid\" x1=\"{x:.1}\" y1=\"{top:.1}\" x2=\"{x:.1}\" y2=\"{base:.1}\"/>\n\
         <text class=\"draw-tick\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\n",
        base + below,
        escape(label)
    )
}

/// `text` as it stands in a page; what cannot be seen is a blank.
pub(crate) fn escape(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
