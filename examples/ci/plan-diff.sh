#!/usr/bin/env bash
# What a change asks for, stack by stack, without any cloud or credential:
#   plan-diff.sh BASE HEAD OUT
# BASE and HEAD are two checkouts with their dependencies installed, OUT is a folder for the reports.
# Writes OUT/<stack>.md, .sarif and .html. Exits with the gravest code of mullion impact: 0 safe, 2 review, 3 block; 1 is
# an error.
set -euo pipefail

base=$1
head=$2
out=$3
mullion=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/cli/mullion.js
mkdir -p "$out"
gravest=0

empty_plan() {
  printf '{"kind":"mullion/plan","version":1,"project":"%s","stack":"%s","resources":[]}\n' "$1" "$2"
}

for file in "$head"/Pulumi.*.yaml; do
  stack=$(basename "$file" .yaml)
  stack=${stack#Pulumi.}
  # A plan is written even when a mandatory policy objects; mullion impact then says so.
  node "$mullion" plan --path "$head" --stack "$stack" --output "$out/$stack.head.json"
  if [ -f "$base/Pulumi.$stack.yaml" ]; then
    node "$mullion" plan --path "$base" --stack "$stack" --output "$out/$stack.base.json"
  else
    project=$(sed -n 's/^name: *//p' "$head/Pulumi.yaml")
    empty_plan "$project" "$stack" >"$out/$stack.base.json"
  fi
  allow=()
  [ -f "$head/impact-waivers.yaml" ] && allow=(--allow "$head/impact-waivers.yaml")
  code=0
  for format in terminal markdown sarif html; do
    name="$out/$stack.${format/markdown/md}"
    node "$mullion" impact --base "$out/$stack.base.json" "$out/$stack.head.json" \
      "${allow[@]}" --format "$format" --output "${name/terminal/txt}" && code=0 || code=$?
    [ "$code" -eq 1 ] && exit 1
  done
  cat "$out/$stack.txt"
  [ "$code" -gt "$gravest" ] && gravest=$code
done

exit "$gravest"
