#!/usr/bin/env bash
# Runs the classic programs of grader/weave/programs under weave, shuttle and loom, and prints a table of how they do.
#
#   grader/weave/others/run.sh [RUNS]
#
#   RUNS          how often each search is made for its CPU time, 3 unless told; what takes more than a second is made once
#   OTHERS_CPU=N  seconds of CPU time after which a search is given up, 60 unless told
#
# First it finds out which programs compile with what each explorer has in the place of std: all are built, those with an error
# are left out, until the rest builds. The first error of each is kept in refused.tsv beside the explorer's Cargo.toml, and
# printed. Each search has a process of its own. shuttle searches at random (1,000 schedules), by PCT (depth 3, 1,000
# schedules) and depth first (up to 10,000), loom by its defaults (up to 1,000,000 schedules). weave is measured a second time
# without the spurious wake-ups of condition variables and of park, which the others do not have, and a third time without making
# a failing schedule shorter and explaining it as well. The searches at random have the number of the run for a seed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! [[ ${1:-3} =~ ^[1-9][0-9]*$ && ${OTHERS_CPU:-60} =~ ^[1-9][0-9]*$ ]]; then
  echo "usage: [OTHERS_CPU=N] grader/weave/others/run.sh [RUNS]" >&2
  exit 2
fi

export CARGO_TERM_COLOR=never

# errors LOG: of each program with an error, its name and its first error.
errors() {
  sed -nE 's|^.*/out/([a-z_]+\.rs)/([a-z_]+)\.rs:([0-9]+):[0-9]+: (error.*)$|\2\t\1:\3: \4|p' "$1" |
    awk -F '\t' '!seen[$1]++'
}

# probe EXPLORER: builds its programs, and writes those that do not compile to refused.tsv.
probe() {
  local refused="under-$1/refused.tsv" log="target/under-$1.log"
  : >"$refused"
  while ! cargo build --release --quiet --message-format short --package "under-$1" 2>"$log"; do
    if [ -z "$(errors "$log")" ]; then
      cat "$log" >&2
      return 1
    fi
    errors "$log" >>"$refused"
  done
  printf 'does not compile under %s: %s programs\n' "$1" "$(wc -l <"$refused")"
  LC_ALL=C sort -o "$refused" "$refused"
  cat "$refused"
  echo
}

mkdir -p target
for explorer in weave shuttle loom; do
  probe "$explorer"
done
cargo build --release --quiet --package others-bench
exec target/release/others "$@"
