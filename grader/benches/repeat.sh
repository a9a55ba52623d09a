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
# The first run is made at rest, all others under load; of slices all are, and what is compared is how a submission came out
# the first time that its turn came. What is compared is the table that the corpus test writes: one line
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

if [ "$SLICES" = 1 ]; then
  if ! grade first "$@"; then
    echo "the first run wrote no $TABLE; it said:" >&2
    tail -n 20 "$KEPT/first.log" >&2
    exit 1
  fi
  printf 'run %*d/%d: the first, at rest, %d submissions, %d s\n' "${#RUNS}" 1 "$RUNS" "$(wc -l <"$KEPT/first.tsv")" "$SECONDS"
  runs=$((RUNS - 1))
else
  : >"$KEPT/first.tsv"
  runs=$RUNS
fi

# both NAME FIRST: those rows of table NAME that are about submissions which table FIRST has too.
both() {
  awk -F'\t' 'NR == FNR { first[$1, $2]; next } ($1, $2) in first' "$KEPT/$2.tsv" "$KEPT/$1.tsv"
}

# new NAME: the other rows of table NAME; they are the first of their submissions.
new() {
  awk -F'\t' 'FILENAME == ARGV[1] { first[$1, $2]; next } !(($1, $2) in first)' "$KEPT/first.tsv" "$KEPT/$1.tsv"
}

light_burners
differed=0 broken=0 wrong=0 graded=0
for ((run = RUNS - runs + 1; run <= RUNS; run++)); do
  name=$(printf 'run-%0*d' "${#RUNS}" "$run")
  began=$SECONDS
  CORPUS_SLICE="$(((run - 1) % SLICES + 1))/$SLICES"
  export CORPUS_SLICE
  if ! grade "$name" "$@"; then
    broken=$((broken + 1))
    said="NO TABLE, see $KEPT/$name.log"
  elif grep --quiet '^test result: FAILED' "$KEPT/$name.log"; then
    wrong=$((wrong + 1))
    said="NOT AS IT SHOULD BE, see $KEPT/$name.log"
  elif cmp -s <(both first "$name") <(both "$name" first); then
    graded=$((graded + $(wc -l <"$KEPT/$name.tsv")))
    said="same, slice $CORPUS_SLICE"
    new "$name" >"$KEPT/new.tsv"
    cat "$KEPT/new.tsv" >>"$KEPT/first.tsv"
    LC_ALL=C sort --output="$KEPT/first.tsv" "$KEPT/first.tsv"
    rm "$KEPT/$name.tsv" "$KEPT/$name.log"
  else
    differed=$((differed + 1))
    said="DIFFERS, see $KEPT/$name.tsv"
  fi
  printf 'run %*d/%d: %s, %d s\n' "${#RUNS}" "$run" "$RUNS" "$said" $((SECONDS - began))
  if [[ $said == DIFFERS* ]]; then
    diff <(both first "$name") <(both "$name" first) || true
  fi
done
end_burners

printf '%d runs, %d of them under %d burners on %d cores, %d s: %d differed, %d were wrong, %d gave no table; ' \
  "$RUNS" "$runs" "${BURNERS:-$CORES}" "$CORES" "$SECONDS" "$differed" "$wrong" "$broken"
printf '%d gradings under load alike, of %d submissions\n' "$graded" "$(wc -l <"$KEPT/first.tsv")"
[ $((differed + wrong + broken)) = 0 ]
