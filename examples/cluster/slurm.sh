#!/usr/bin/env bash
# A search as an array job. Submit it, then the merge:
#   job=$(sbatch --parsable --array=1-32 slurm.sh PROJECT STORE)
#   sbatch --dependency=afterok:$job --wrap "weightkit merge STORE --json > result.json"
# A job that is requeued goes on where it was.
#SBATCH --job-name=weightkit-sweep
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --output=sweep-%A_%a.log
set -euo pipefail
project=$1 store=$2
# Arrays may begin at any number; shards count from 1.
index=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))
exec weightkit sweep "$project" --shard "$index/$SLURM_ARRAY_TASK_COUNT" --store "$store"
