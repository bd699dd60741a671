#!/usr/bin/env bash
# Writes weightkit-ci/summary.md as a comment on the pull request, or over the comment that is already there. A token that
# may not comment, as in a pull request from a fork, costs the comment and not the gate.
set -uo pipefail

file=weightkit-ci/summary.md
if [ ! -f "$file" ]; then exit 0; fi
comments="repos/$GITHUB_REPOSITORY/issues"
mine=$(gh api --paginate "$comments/$PULL_REQUEST/comments" \
  --jq '.[] | select(.body | startswith("<!-- weightkit -->")) | .id' | head -n 1) || mine=""
if [ -n "$mine" ]; then
  gh api --silent --method PATCH "$comments/comments/$mine" --field "body=@$file"
else
  gh api --silent --method POST "$comments/$PULL_REQUEST/comments" --field "body=@$file"
fi || echo "::warning title=weightkit::The comment could not be written; the job's summary has the same"
