# format.sh TOP: the C files are as clang-format lays them out. Of another version the layout would be
# another.
set -u
. "$(dirname "$0")/files.sh"
cd "$1" || exit 1
for format in clang-format-14 clang-format none; do
  case $("$format" --version 2>/dev/null) in *" version 14."*) break ;; esac
done
[ "$format" != none ] || { echo "skipped: no clang-format 14 here"; exit 77; }
files=$(laid_out_files)
[ -n "$files" ] || { echo "FAILED: no files"; exit 1; }
# shellcheck disable=SC2086 # names without spaces
"$format" --dry-run -Werror $files || { echo "FAILED: $format -i FILE lays them out"; exit 1; }
