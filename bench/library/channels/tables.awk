# The lines of bench-channels as a Markdown table, a line for each load: what is faster than the first one is bold. What
# the machine needs at least, which is no queue, has a column.
function cell(ns) {
  return ns >= 10000 ? sprintf("%.0f µs", ns / 1000) : ns >= 1000 ? sprintf("%.1f µs", ns / 1000) : sprintf(ns >= 10 ? "%.0f" : "%.1f", ns)
}
function print_line() {
  if (last) print line " | " floor " | " others " |"
  floor = others = ""
}
BEGIN {
  FS = "\t"
  print "| load | bytes | who | ns for a message | middle half | processor time | a line to and fro | others: ns, ours = 1 |"
  print "|---|---|---|---|---|---|---|---|"
}
{
  load = $1 FS $2
  if (load != last) {
    print_line()
    line = sprintf("| %s | %s | %s | %s | %s–%s | %s", $1, $2, $3, cell($4), cell($5), cell($6), cell($8))
  } else if ($3 == "a cache line to and fro") {
    floor = cell($4)
  } else {
    mark = $7 < 1 ? "**" : ""
    others = others (others ? "; " : "") mark sprintf("%s %s, %.2f", $3, cell($4), $7) mark
  }
  last = load
}
END { print_line() }
