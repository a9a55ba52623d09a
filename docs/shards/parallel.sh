#!/usr/bin/env bash
# Grades a class in shards with GNU parallel, here or on the machines of a list.
#
#   docs/shards/parallel.sh SUBMISSIONS OUT [SHARDS] [--sshloginfile HOSTS]
#
#   SUBMISSIONS  what `cargo grader batch` takes; on other machines it must lie in the same place, as the course must
#   OUT          the folder for the shards, and for the store that holds them all
#   SHARDS       8 unless told
#
# A shard that fails is started again once, and goes on where it was.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 SUBMISSIONS OUT [SHARDS] [options of parallel]" >&2
  exit 2
fi
submissions=$(realpath "$1") out=$(realpath --canonicalize-missing "$2") shards=${3:-8}
shift $(($# < 3 ? $# : 3))
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p "$out"

# One job at a time on each machine: a batch uses all of its cores.
parallel "$@" --jobs 1 --retries 2 --joblog "$out/jobs.tsv" --workdir "$PWD" \
  cargo grader batch "$submissions" --out "$out/shard-{}" --shard "{}/$shards" --resume ::: $(seq "$shards")
cargo grader merge "$out"/shard-* --out "$out"
