# references.sh TOP: the files that the documents name are there, and so is what they name in them, as in
# `rt/run/undo.c`: `undo_take_snapshot`.
cd "$1" || exit 2
failed=0
complain() { echo "$1"; failed=1; }

# Where a path may begin: at the top, in check/, or in the room that a page is about.
find_file() {
  for start in '' check/ check/rt/ check/engine/ check/report/ tests/checker/; do
    [ -e "$start$1" ] && { echo "$start$1"; return; }
  done
}

check() { # PAGE PATH NAME
  case $2 in *[*{NAME}]* | lib/* | build/*) return ;; esac
  file=$(find_file "$2")
  if [ -z "$file" ]; then
    complain "$1: there is no $2"
  elif [ -f "$file" ] && [ -n "$3" ] && ! grep -qF -- "$3" "$file"; then
    complain "$1: there is no $3 in $2"
  fi
}

# PATH|NAME of each `PATH` or `PATH`: `NAME`, wherever lines are broken.
references() {
  tr -s '\n ' ' ' <"$1" | grep -oE '`[a-z][a-zA-Z_0-9-]*/[^ `]*`(: `[^`]+`)?' |
    sed -E 's/^`([^`]*)`(: `([^`]*)`)?$/\1|\3/'
}

for page in ARCHITECTURE.md CONTRIBUTING.md docs/glossary.md docs/checker.md; do
  while IFS='|' read -r path name; do
    check "$page" "$path" "$name"
  done < <(references "$page")
done
exit $failed
