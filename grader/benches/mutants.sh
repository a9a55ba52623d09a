#!/usr/bin/env bash
# Changes the solutions in small ways, one at a time, and grades each change: the checks have to refuse it. A change that
# passes is a hole in the checks, unless it is a right answer all the same and hidden/STEM/mutants.txt says why.
#
#   grader/benches/mutants.sh [EXERCISE...]
#
#   EXERCISE   ex07, say; all exercises unless told
#
# Needs cargo-mutants, which makes the changes: cargo install cargo-mutants --locked. What becomes of each change goes to
# target/grader/mutants/STEM.tsv. The exit code is 1 if a change passes that is not explained, or an explanation is out of
# date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly MADE=target/grader/mutants
command -v cargo-mutants >/dev/null || { echo "cargo-mutants is missing: cargo install cargo-mutants --locked" >&2; exit 2; }
mkdir -p "$MADE"
cargo build --quiet --package grader
cargo test --quiet --package grader --test hidden --no-run

# The changes to one solution but for its main.rs, which is given, as lines of JSON: a name without line numbers, which would be out of date soon, and a diff.
changes() {
  (cd solutions && cargo mutants --list --json --diff --package "$1" --no-config) |
    jq -c --arg stem "$2" '.[] | select(.file | startswith($stem + "/src/") and (endswith("/main.rs") | not)) | {name: (.name | sub("^[^ ]+ "; "")), diff}'
}

# grade EXERCISE STEM DIFF: the verdict on the solution with that change.
grade() {
  local copy="$MADE/submission/$2"
  rm -rf "$MADE/submission"
  mkdir -p "$copy"
  cp -r "solutions/$2/src" "$copy/"
  if ! (cd "$copy/.." && patch --quiet --strip=0 >/dev/null) <<<"$3"; then
    echo "unpatched"
    return
  fi
  { target/debug/grader grade "$copy" --exercise "$1" --format json 2>/dev/null || true; } |
    jq -r '.exercises[0].verdict // "no verdict"'
}

total=0 refused=0 unviable=0 explained=0 survived=0
for folder in solutions/ex*_*; do
  stem=$(basename "$folder") exercise=${folder#solutions/}
  exercise=${exercise%%_*}
  [ $# = 0 ] || [[ " $* " == *" $exercise "* ]] || continue
  reasons="grader/hidden/$stem/mutants.txt"
  : >"$MADE/$stem.tsv"
  while IFS= read -r change; do
    name=$(jq -r .name <<<"$change")
    verdict=$(grade "$exercise" "$stem" "$(jq -r .diff <<<"$change")")
    total=$((total + 1))
    case $verdict in
      does-not-compile) unviable=$((unviable + 1)) ;;
      passed)
        if grep -qF -- "$name: " "$reasons" 2>/dev/null; then
          verdict="passed, explained" explained=$((explained + 1))
        else
          survived=$((survived + 1))
          echo "$stem: passes: $name"
        fi
        ;;
      *) refused=$((refused + 1)) ;;
    esac
    printf '%s\t%s\n' "$verdict" "$name" >>"$MADE/$stem.tsv"
  done < <(changes "$exercise" "$stem")
  printf '%s: %d changes\n' "$stem" "$(wc -l <"$MADE/$stem.tsv")"
  while IFS= read -r line; do
    grep -qF "passed, explained	${line%%: *}" "$MADE/$stem.tsv" ||
      { echo "$reasons explains what does not pass: ${line%%: *}"; survived=$((survived + 1)); }
  done < <(grep -v '^#' "$reasons" 2>/dev/null || true)
done

printf '%d changes: %d do not compile, %d refused, %d pass and are explained, %d pass\n' \
  "$total" "$unviable" "$refused" "$explained" "$survived"
[ "$survived" = 0 ]
