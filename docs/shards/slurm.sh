#!/usr/bin/env bash
# Grades a class as a Slurm array, one shard a task, and joins the shards when all are done.
#
#   sbatch --array=1-8 docs/shards/slurm.sh SUBMISSIONS OUT
#   sbatch --dependency=afterok:JOB --wrap='cargo grader merge OUT/shard-* --out OUT'
#
# SUBMISSIONS, OUT and the course lie where every node sees them. `scontrol requeue` goes on where a task was.
#SBATCH --job-name=forkjoin
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=02:00:00
#SBATCH --requeue
#SBATCH --output=shard-%a.log
set -euo pipefail

: "${SLURM_ARRAY_TASK_ID:?start this with sbatch --array=1-N}"
submissions=$1 out=$2
cd "$SLURM_SUBMIT_DIR"
# Each node compiles for itself, in a folder that no other node writes to.
export CARGO_TARGET_DIR="${TMPDIR:-/tmp}/forkjoin-target" FORKJOIN_SCRATCH="${TMPDIR:-/tmp}/forkjoin-scratch"
cargo grader batch "$submissions" --out "$out/shard-$SLURM_ARRAY_TASK_ID" --resume --jobs "$SLURM_CPUS_PER_TASK" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --require-level B
