//! What is said of machines of each kind.

use anstream::adapter::strip_str;
use serde_json::Value;

use super::{Checkup, below, json, terminal};
use crate::{
    report::schema::refusal_by,
    sandbox::{Files, Layer, LayerKind, Level, Machine, Seal, Surroundings},
};

const KINDS: [LayerKind; 4] = [LayerKind::Files, LayerKind::Scopes, LayerKind::Calls, LayerKind::Observed];

/// A machine that lacks these.
fn machine(lacking: &[LayerKind]) -> Machine {
    let lacks = |kind: LayerKind| lacking.contains(&kind);
    let files = match (lacks(LayerKind::Files), lacks(LayerKind::Scopes)) {
        (true, _) => Files::Open,
        (false, true) => Files::Shut,
        (false, false) => Files::Scoped,
    };
    let seal = Seal { files, calls: !lacks(LayerKind::Calls), observed: !lacks(LayerKind::Observed), uid: None };
    let said = |kind| lacks(kind).then(|| "EPERM: Operation not permitted".to_owned());
    Machine { seal, layers: KINDS.map(|kind| Layer { kind, lacking: said(kind) }).into() }
}

fn surroundings() -> Surroundings {
    Surroundings {
        kernel: "6.8.0-41-generic".into(),
        processor: "x86_64".into(),
        user: 1000,
        yama: Some(1),
        modules: Some(vec!["capability".into(), "yama".into()]),
        container: false,
    }
}

fn remedy(kind: LayerKind, surroundings: &Surroundings) -> String {
    let report = Checkup::new(&machine(&[kind]), surroundings);
    report.layers.into_iter().find_map(|layer| layer.remedy).unwrap()
}

fn plain(checkup: &Checkup) -> String {
    strip_str(&terminal(checkup, 80)).to_string()
}

#[test]
fn a_machine_that_has_all_and_one_that_lacks_all() {
    let root = Surroundings { user: 0, yama: None, container: true, ..surroundings() };
    let mut whole = machine(&[]);
    whole.seal.uid = Some(65_534);
    whole.layers.push(Layer { kind: LayerKind::User, lacking: None });
    insta::assert_snapshot!("whole", plain(&Checkup::new(&whole, &root)));
    insta::assert_snapshot!("bare", plain(&Checkup::new(&machine(&KINDS), &surroundings())));
}

#[test]
fn why_nothing_was_graded_names_the_levels_and_what_is_missing() {
    let checkup = Checkup::new(&machine(&[LayerKind::Observed]), &surroundings());
    insta::assert_snapshot!("below", below(Level::B, &checkup));
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    for lacking in [&[][..], &KINDS] {
        for width in [60, 80, 120] {
            let text = strip_str(&terminal(&Checkup::new(&machine(lacking), &surroundings()), width)).to_string();
            let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
            assert!(wide.is_empty(), "{width}: {wide:#?}");
        }
    }
}

#[test]
fn how_to_get_a_layer_depends_on_what_keeps_it_away() {
    use LayerKind::{Calls, Files, Observed, Scopes, User};
    let here = surroundings();
    let release = |kernel: &str| Surroundings { kernel: kernel.into(), ..surroundings() };
    let (wsl, old, new) = (release("5.10.16.3-microsoft-standard-WSL2"), release("5.4.0"), release("6.12.1"));
    let with = |modules: Option<&str>| Surroundings { modules: modules.map(|name| vec![name.into()]), ..new.clone() };
    let yama = |scope| Surroundings { yama: scope, ..surroundings() };
    let container = Surroundings { container: true, ..yama(None) };
    for (kind, surroundings, expected) in [
        (Files, &old, "Linux 5.13"),
        (Files, &wsl, "wsl --update"),
        (Files, &here, "lsm=landlock,capability,yama"),
        (
            Files,
            &with(Some("landlock")),
            "if this is a container, start the container with `--security-opt seccomp=unconfined`",
        ),
        (Files, &with(None), "the list `lsm=`"),
        (Scopes, &here, "Linux 6.12"),
        (Scopes, &with(Some("landlock")), "seccomp=unconfined"),
        (Calls, &here, "CONFIG_SECCOMP_FILTER"),
        (Observed, &yama(Some(2)), "sudo sysctl kernel.yama.ptrace_scope=1"),
        (Observed, &yama(Some(3)), "boot again"),
        (Observed, &here, "--cap-add SYS_PTRACE"),
        (Observed, &container, "start the container with `--cap-add SYS_PTRACE"),
    ] {
        let told = remedy(kind, surroundings);
        assert!(told.contains(expected), "{kind:?}, {surroundings:?}: {told}");
    }
    assert!(!remedy(Files, &with(Some("landlock"))).contains("lsm="), "it was started");
    assert!(super::words::remedy(User, &here).contains("ordinary user"));
}

#[test]
fn json_follows_its_schema() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/doctor.schema.json");
    let value = |checkup: &Checkup| serde_json::from_str::<Value>(&json(checkup)).unwrap();
    let nothing = Surroundings { yama: None, modules: None, ..surroundings() };
    for (lacking, surroundings) in [(&[][..], surroundings()), (&KINDS, surroundings()), (&KINDS[..1], nothing)] {
        let whole = value(&Checkup::new(&machine(lacking), &surroundings));
        assert_eq!(refusal_by(path, &whole), None);
        for pointer in ["", "/layers/0"] {
            for field in whole.pointer(pointer).unwrap().as_object().unwrap().keys() {
                let mut broken = whole.clone();
                broken.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(field);
                assert!(refusal_by(path, &broken).is_some(), "{pointer}/{field}");
            }
        }
    }
}
