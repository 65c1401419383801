#!/usr/bin/env bash
# Puts a Markdown report into a pull request, in the place of the one of the run before:
#   comment.sh REPOSITORY NUMBER FILE
# The first line of FILE is the marker that the comment is found by. Needs the gh CLI and GH_TOKEN with
# pull-requests: write.
set -euo pipefail

repository=$1
number=$2
file=$3
marker=$(sed -n 1p "$file")

id=$(gh api --paginate "repos/$repository/issues/$number/comments" \
  --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | sed -n 1p)
if [ -n "$id" ]; then
  gh api --method PATCH "repos/$repository/issues/comments/$id" --field "body=@$file" --silent
else
  gh api --method POST "repos/$repository/issues/$number/comments" --field "body=@$file" --silent
fi
