#!/usr/bin/env bash
# Searches for bytes that a reader of untrusted bytes cannot stand.
#
#   grader/fuzz/run.sh TARGET [SECONDS] [LIBFUZZER-OPTION...]
#
#   TARGET     replies, submission, explorations, facts or program
#   SECONDS    how long, 300 unless told
#
# Needs cargo-fuzz (`cargo install cargo-fuzz --locked`) and a C++ compiler. It begins with the seeds in seeds/TARGET and with
# what earlier searches left in corpus/TARGET. What was found lies in artifacts/TARGET; put it into seeds/TARGET under a name
# that says what it is, and `cargo test -p grader --test untrusted` fails until it is mended.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! [[ ${1:-} =~ ^(replies|submission|explorations|facts|program)$ && ${2:-300} =~ ^[0-9]+$ ]]; then
  echo "usage: grader/fuzz/run.sh replies|submission|explorations|facts|program [SECONDS] [LIBFUZZER-OPTION...]" >&2
  exit 2
fi
readonly TARGET=$1 SECONDS_LONG=${2:-300}
shift
shift || true

mkdir -p "corpus/$TARGET"
if [ "$TARGET" = program ] && ! [ -e corpus/program/small ]; then
  rustc --edition=2024 -Cdebuginfo=line-tables-only -Cpanic=abort -Clink-arg=-nostartfiles -Copt-level=1 \
    programs/small.rs -o corpus/program/small
fi

# cargo-fuzz asks for options of the compiler that stable ones have under this variable only.
RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir . "$TARGET" "corpus/$TARGET" "seeds/$TARGET" -- \
  -max_total_time="$SECONDS_LONG" -timeout=20 -max_len=32768 "$@"
