# tidy.sh TOP BUILD: clang-tidy 14 has nothing to say of the checker's and the library's files, as BUILD
# compiles them. Of another version the checks would be others. .clang-tidy has those that are left out, and
# why.
set -u
cd "$1" || exit 1
for tidy in clang-tidy-14 clang-tidy none; do
  case $("$tidy" --version 2>/dev/null) in *" version 14."*) break ;; esac
done
[ "$tidy" != none ] || { echo "skipped: no clang-tidy 14 here"; exit 77; }
files=$(sed -n 's/^ *"file": "\(.*\.c\)".*/\1/p' "$2/compile_commands.json" | sort -u |
  grep -F -e "$(pwd)/check/" -e "$(pwd)/src/")
[ -n "$files" ] || { echo "FAILED: no files in $2/compile_commands.json"; exit 1; }
said=$(xargs -P 2 -n 4 "$tidy" -p "$2" --quiet <<<"$files" 2>&1)
status=$?
[ $status -eq 0 ] || { grep -v 'warnings generated\|warnings treated as errors' <<<"$said"; echo "FAILED: clang-tidy"; exit 1; }
