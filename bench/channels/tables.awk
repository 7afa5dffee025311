# The lines of bench-channels as a Markdown table, a line for each load: what is faster than the first one is bold, and
# what is no queue but the least that is possible, in italics.
function cell(ns) {
  return ns >= 10000 ? sprintf("%.0f µs", ns / 1000) : ns >= 1000 ? sprintf("%.1f µs", ns / 1000) : sprintf(ns >= 10 ? "%.0f" : "%.1f", ns)
}
BEGIN {
  FS = "\t"
  print "| load | bytes | who | ns for a message | middle half | processor time | others: ns, ours = 1 |"
  print "|---|---|---|---|---|---|---|"
}
{
  load = $1 FS $2
  if (load != last) {
    if (last) print line " |"
    line = sprintf("| %s | %s | %s | %s | %s–%s | %s | ", $1, $2, $3, cell($4), cell($5), cell($6), cell($8))
    separator = ""
  } else {
    other = sprintf("%s %s, %.2f", $3, cell($4), $7)
    mark = $3 == "a cache line to and fro" ? "*" : $7 < 1 ? "**" : ""
    line = line separator mark other mark
    separator = "; "
  }
  last = load
}
END { if (last) print line " |" }
