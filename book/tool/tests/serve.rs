//! What `cargo book serve` answers, and whom it does not answer.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use book::room::Room;
use book::serve::{Answer, Request, Site, answer};
use rstest::rstest;
use std::fs;
use std::os::unix::fs::symlink;
use tempfile::TempDir;

const PORT: u16 = 3000;

/// A book of one page, beside a file that is nobody's business.
fn site() -> (TempDir, Site) {
    let folder = TempDir::new().unwrap();
    let site = Site::new(&Room { repository: folder.path().to_owned() }, PORT);
    fs::create_dir_all(site.pages.join("chapters")).unwrap();
    fs::write(site.pages.join("index.html"), "<body>first</body>").unwrap();
    fs::write(site.pages.join("chapters/one.css"), "p {}").unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    symlink(folder.path().join("secret"), site.pages.join("link.txt")).unwrap();
    (folder, site)
}

fn get(target: &str) -> Request {
    Request { target: target.to_owned(), host: format!("127.0.0.1:{PORT}"), is_head: false, is_other: false }
}

#[test]
fn a_page_comes_with_the_script_that_reloads_it() {
    let (_folder, site) = site();
    let expected = b"<body>first<script src=\"/fj-live.js\"></script></body>".to_vec();
    for target in ["/", "/index.html", "/index.html?a=b", "/./index.html"] {
        assert_eq!(
            answer(&site, &get(target)),
            Answer::Content("text/html; charset=utf-8", expected.clone()),
            "{target}"
        );
    }
    assert_eq!(answer(&site, &get("/chapters/one.css")), Answer::Content("text/css; charset=utf-8", b"p {}".to_vec()));
}

#[rstest]
#[case::up("/../secret")]
#[case::up_as_percent_signs("/%2e%2e/secret")]
#[case::slash_as_percent_signs("/..%2fsecret")]
#[case::up_from_below("/chapters/../../secret")]
#[case::a_link_that_leads_out("/link.txt")]
#[case::a_second_root("//etc/passwd")]
#[case::absolute("etc/passwd")]
#[case::backslash("/..\\secret")]
#[case::nul("/index.html%00")]
#[case::no_text("/%ff")]
#[case::cut_off("/%2")]
fn nothing_outside_of_the_pages_is_told(#[case] target: &str) {
    let (_folder, site) = site();
    assert_eq!(answer(&site, &get(target)), Answer::Refused("404 Not Found"));
}

#[rstest]
#[case::another_name("rebound.example:3000")]
#[case::another_port("127.0.0.1:3001")]
#[case::no_port("127.0.0.1")]
#[case::none("")]
#[case::a_name_that_begins_so("127.0.0.1:3000.example")]
fn other_hosts_are_refused(#[case] host: &str) {
    let (_folder, site) = site();
    for target in ["/", "/progress.json", "/fj-events"] {
        let request = Request { host: host.to_owned(), ..get(target) };
        assert_eq!(answer(&site, &request), Answer::Refused("403 Forbidden"), "{target}");
    }
}

#[test]
fn pages_are_only_read() {
    let (_folder, site) = site();
    assert_eq!(answer(&site, &Request { is_other: true, ..get("/") }), Answer::Refused("405 Method Not Allowed"));
}

#[test]
fn results_are_passed_on_if_they_are_json() {
    let (_folder, site) = site();
    let told = |text: Option<&str>| {
        if let Some(text) = text {
            fs::create_dir_all(site.room.progress().parent().unwrap()).unwrap();
            fs::write(site.room.progress(), text).unwrap();
        }
        match answer(&site, &get("/progress.json")) {
            Answer::Content("application/json; charset=utf-8", bytes) => String::from_utf8(bytes).unwrap(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(told(None), "{}");
    assert_eq!(told(Some("{\"exercises\":{}}")), "{\"exercises\":{}}");
    assert_eq!(told(Some("{\"exercises\":")), "{}");
}
