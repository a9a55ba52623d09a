#!/usr/bin/env bash
# Grades the corpus again and again while all cores are busy, and counts the runs whose verdicts differ from the first.
#
#   grader/benches/repeat.sh [RUNS] [FILTER...]
#
#   RUNS       how often, 20 unless told
#   FILTER     only the submissions whose name contains it, as for `cargo test`
#   BURNERS=N  processes that do nothing but use CPU time, one a core unless told
#   SLICES=N   each loaded run grades one of N slices in turn: all solutions and stubs, and one in N of the others
#
# The first run is made at rest and of everything, all others under load. What is compared is the table that the corpus test writes: one line
# a submission, with its verdict, its file:line and the verdict of each check. The tables and logs of the runs that differ
# stay in target/grader/repeat/. The exit code is 1 if any run differed or gave no table.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUNS="${1:-20}"
shift || true
CORES=$(nproc)
readonly CORES SLICES="${SLICES:-1}"
export FORKJOIN_CACHE_MB="${FORKJOIN_CACHE_MB:-20000}" # all runs but the first compile nothing
readonly KEPT=target/grader/repeat TABLE=target/grader/corpus.tsv

if ! [[ $RUNS =~ ^[1-9][0-9]*$ && ${BURNERS:-$CORES} =~ ^[0-9]+$ && $SLICES =~ ^[1-9][0-9]*$ ]]; then
  echo "usage: [BURNERS=N] [SLICES=N] grader/benches/repeat.sh [RUNS] [FILTER...]" >&2
  exit 2
fi

burners=()

# Uses one core until it is killed, or until this script is gone, however it went.
burn() {
  trap - EXIT INT TERM
  while kill -0 "$$" 2>/dev/null; do
    for ((i = 0; i < 200000; i++)); do :; done
  done
}

light_burners() {
  for ((n = 0; n < ${BURNERS:-$CORES}; n++)); do
    burn &
    burners+=("$!")
  done
}

end_burners() {
  [ "${#burners[@]}" = 0 ] || kill "${burners[@]}" 2>/dev/null || true
  burners=()
}

trap end_burners EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# grade NAME FILTER...: one run; its table, in a fixed order, goes to KEPT/NAME.tsv and what it printed to KEPT/NAME.log.
# A submission with another verdict than its folder says makes `cargo test` fail; here only the table counts.
grade() {
  local name=$1
  shift
  rm -f "$TABLE"
  cargo test --quiet --package grader --test corpus -- "$@" >"$KEPT/$name.log" 2>&1 </dev/null || true
  [ -s "$TABLE" ] && LC_ALL=C sort "$TABLE" >"$KEPT/$name.tsv"
}

rm -rf "$KEPT"
mkdir -p "$KEPT"
cargo test --quiet --package grader --test corpus --no-run

if ! grade first "$@"; then
  echo "the first run wrote no $TABLE; it said:" >&2
  tail -n 20 "$KEPT/first.log" >&2
  exit 1
fi
printf 'run %*d/%d: the first, at rest, %d submissions, %d s\n' "${#RUNS}" 1 "$RUNS" "$(wc -l <"$KEPT/first.tsv")" "$SECONDS"

# expected NAME: those rows of the first table that are about what run NAME graded.
expected() {
  awk -F'\t' 'NR == FNR { graded[$1, $2]; next } ($1, $2) in graded' "$KEPT/$1.tsv" "$KEPT/first.tsv"
}

light_burners
differed=0 broken=0 graded=0
for ((run = 2; run <= RUNS; run++)); do
  name=$(printf 'run-%0*d' "${#RUNS}" "$run")
  began=$SECONDS
  export CORPUS_SLICE="$(((run - 2) % SLICES + 1))/$SLICES"
  if ! grade "$name" "$@"; then
    broken=$((broken + 1))
    said="NO TABLE, see $KEPT/$name.log"
  elif cmp -s <(expected "$name") "$KEPT/$name.tsv"; then
    graded=$((graded + $(wc -l <"$KEPT/$name.tsv")))
    said="same, slice $CORPUS_SLICE"
    rm "$KEPT/$name.tsv" "$KEPT/$name.log"
  else
    differed=$((differed + 1))
    said="DIFFERS, see $KEPT/$name.tsv"
  fi
  printf 'run %*d/%d: %s, %d s\n' "${#RUNS}" "$run" "$RUNS" "$said" $((SECONDS - began))
  if [[ $said == DIFFERS* ]]; then
    diff <(expected "$name") "$KEPT/$name.tsv" || true
  fi
done
end_burners

printf '%d runs, %d of them under %d burners on %d cores, %d s: %d differed, %d gave no table; %d gradings under load alike\n' \
  "$RUNS" $((RUNS - 1)) "${BURNERS:-$CORES}" "$CORES" "$SECONDS" "$differed" "$broken" "$graded"
[ $((differed + broken)) = 0 ]
