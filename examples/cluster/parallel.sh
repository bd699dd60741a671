#!/usr/bin/env bash
# A search in SHARDS parts on this machine, or with --sshloginfile on several. Run it again to go on after a failure or a kill.
# Usage: parallel.sh PROJECT STORE [SHARDS]
set -euo pipefail
project=$1 store=$2 shards=${3:-8}
mkdir -p "$store"
parallel --joblog "$store/jobs.log" --resume --resume-failed --halt soon,fail=1 \
  weightkit sweep "$project" --shard "{}/$shards" --store "$store" ::: $(seq "$shards")
weightkit merge "$store"
