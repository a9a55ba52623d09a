#!/usr/bin/env bash
# Kills a batch at random moments, goes on with it, and compares the results with those of a batch that nobody disturbed.
#
#   grader/benches/kill.sh SUBMISSIONS [KILLS] [OPTION...]
#
#   SUBMISSIONS  what `cargo grader batch` takes
#   KILLS        10 unless told
#   OPTION       for the batch, such as --exercise ex01
#
# The exit code is 1 if any result differs.
set -euo pipefail

if [ $# -lt 1 ]; then
  echo "usage: $0 SUBMISSIONS [KILLS] [OPTION...]" >&2
  exit 2
fi
submissions=$(realpath "$1") kills=${2:-10}
shift $(($# < 2 ? $# : 2))
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cargo build --quiet --package grader
readonly GRADER=target/debug/grader
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

results() {
  "$GRADER" results query "$1" --sql 'SELECT student, stem, fate, verdict, score, max_score FROM latest ORDER BY 1, 2'
}

began=$(date +%s%N)
"$GRADER" batch "$submissions" --out "$folder/whole" "$@" >/dev/null 2>&1
took=$((($(date +%s%N) - began) / 1000000))
echo "undisturbed: $(($(results "$folder/whole" | wc -l) - 1)) results, $took ms"

for ((kill = 1; kill <= kills; kill++)); do
  # A moment of what is left; all that was done until then is known the next time.
  moment=$((RANDOM * 32768 + RANDOM))
  moment=$((100 + moment % (took / 3 + 100)))
  "$GRADER" batch "$submissions" --out "$folder/killed" --resume "$@" >/dev/null 2>&1 &
  sleep "$((moment / 1000)).$(printf '%03d' $((moment % 1000)))"
  kill -KILL $! 2>/dev/null || true
  wait $! 2>/dev/null || true
  kept=$("$GRADER" results query "$folder/killed" --sql 'SELECT count(*) FROM grading' 2>/dev/null | tail -n 1) || kept=none
  echo "killed after $moment ms: $kept kept"
done
"$GRADER" batch "$submissions" --out "$folder/killed" --resume "$@" | head -n 2

if diff <(results "$folder/whole") <(results "$folder/killed"); then
  echo "the results are the same"
else
  echo "the results differ"
  exit 1
fi
