# operations.sh FILE: the atomic operations of FILE, one a line, with tabs between line, function, operation
# and order comment, which is what stands directly above (tests/library/order-comments sees to that).
set -eu
awk '
  function comment_line(text) {
    gsub(/^[ \t]*(\/\*+|\*\/|\*|\/\/)?[ \t]*|[ \t]*(\*\/)?[ \t]*\\?$/, "", text)
    comment = comment (comment == "" || text == "" ? "" : " ") text
  }
  # The function, or the macro, that begins on this line.
  function begins(text) {
    sub(/^#[ \t]*define[ \t]+/, "", text)
    gsub(/__attribute__[ \t]*\(\([^;]*\)\)[ \t]*/, "", text)
    if (match(text, /[A-Za-z0-9_]+\(/)) name = substr(text, RSTART, RLENGTH - 1)
  }
  open { comment_line($0); open = !/\*\//; next }
  /^[ \t]*\/\*/ { comment = ""; comment_line($0); open = !/\*\//; next }
  /^[ \t]*\/\// { if (!slashes) comment = ""; slashes = 1; comment_line($0); next }
  { slashes = 0 }
  /^#[ \t]*define/ || (/^[A-Za-z_]/ && !/;[ \t]*$/) { begins($0) }
  /^[ \t]*#/ { comment = ""; next }
  {
    rest = $0
    while (match(rest, /ar_((load|store|swap|cas|fetch|fence)_[a-z_]+|compiler_fence)\(/)) {
      operation = substr(rest, RSTART, RLENGTH - 1)
      if (operation ~ /_(relaxed|acquire|release|acq_rel|seq_cst|compiler_fence)$/ ||
          (operation ~ /_(light|heavy)$/ && substr(rest, RSTART + RLENGTH) !~ /^void[)]/))
        print NR "\t" name "\t" operation "\t" comment
      rest = substr(rest, RSTART + RLENGTH)
    }
    comment = ""
  }' "$1"
