# paths.sh TOP: no file names a path of the machine that it was written on, nor how it came to be written.
# /tmp is for programs that are checked, and for templates of mkstemp.
set -u
. "$(dirname "$0")/files.sh"
cd "$1" || exit 1
machine='(^|[^[:alnum:]_.}/)])/(work|home|Users|mnt|tmp)/'
sitting='(this|previous|last|next|earlier) session\>|\<(subagent|chatbot|language model)s?\>'
found=$(tree_files | grep -Ev "^tests/(packaging/house|checker/programs)/" | xargs grep -nIEi "$machine|$sitting" |
  grep -v XXXXXX)
[ -z "$found" ] || { echo "FAILED: of the machine or the sitting:"; cut -c 1-200 <<<"$found"; exit 1; }
