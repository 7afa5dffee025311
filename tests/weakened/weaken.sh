# weaken.sh INCLUDE-DIR HEADER N OUT: copies INCLUDE-DIR to OUT with the Nth order of HEADER made relaxed, and
# prints the line, after making sure that nothing else was changed. Status 3: there are fewer orders.
#
# An order is the end of the name of an operation, ar_…_acquire( and so on, outside comments.
set -eu
include=$1 header=$2 nth=$3 out=$4

rm -rf "$out"
mkdir -p "$out"
cp -R "$include/." "$out"
chmod -R u+w "$out"
awk -v nth="$nth" '
  BEGIN { order = "_(acquire|release|acq_rel)\\("; status = 3 }
  /^[ \t]*(\/?\*|\/\/|#)/ { print; next }
  {
    rest = $0; done = ""
    while (match(rest, "ar_[a-z_]+" order)) {
      end = RSTART + RLENGTH; found = substr(rest, 1, end - 1); rest = substr(rest, end)
      if (++n == nth) { sub(order "$", "_relaxed(", found); status = 0 }
      done = done found
    }
    print done rest
  }
  END { exit status }' "$include/$header" > "$out/$header" || exit $?

changed=$(diff -r "$include" "$out" | grep -c '^[<>]' || true)
[ "$changed" = 2 ] || { echo "weaken.sh: not one line changed, but $changed of diff" >&2; exit 1; }
diff -r "$include" "$out" | sed -n 's/^> *//p' | sed 's/^[ \t]*//'
