#!/usr/bin/env bash
# Check, snapshot and replay of the project in this folder, and weightkit-ci/summary.md of what came out. Each runs even
# when one before it failed. Ends with 0: the last step of the action fails with the code that this one writes.
set -uo pipefail

out=weightkit-ci
rm -rf "$out"
mkdir -p "$out"
first=0
results=()

# The step's name, the file for its output, and the command.
step() {
  local name=$1 file=$2 code=0
  shift 2
  npx --no-install weightkit "$@" >"$out/$file" 2>"$out/$file.log" || code=$?
  cat "$out/$file.log" >&2
  [ "$first" -ne 0 ] || first=$code
  results+=("| $name | $([ "$code" -eq 0 ] && echo passed || echo "**failed**, exit code $code") |")
  return "$code"
}

# The end of a file as a block that no line of it can end.
block() {
  echo "<details><summary>$1</summary>"
  echo
  echo "<pre>"
  tail -n 60 "$2" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g'
  echo "</pre></details>"
  echo
}

# Words may be several: no quotes.
# shellcheck disable=SC2086
step check check.txt check ${CHECK:-} || true
step snapshot snapshot.txt snapshot --check --tolerance "${TOLERANCE:-0}" --markdown "$out/difference.md" || true
step replay replay.txt replay --github --html "$out/report.html" --junit "$out/junit.xml" || true

{
  echo "<!-- weightkit -->"
  echo "## weightkit"
  echo
  echo "| step | result |"
  echo "| --- | --- |"
  printf '%s\n' "${results[@]}"
  echo
  if [ -f "$out/difference.md" ]; then
    cat "$out/difference.md"
    echo
  fi
  for file in check snapshot replay; do
    cat "$out/$file.txt.log" "$out/$file.txt" >"$out/$file.all"
    if [ -s "$out/$file.all" ]; then block "$file" "$out/$file.all"; fi
    rm "$out/$file.all"
  done
} >"$out/summary.md"

if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$out/summary.md" >>"$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "exit-code=$first" >>"$GITHUB_OUTPUT"; fi
