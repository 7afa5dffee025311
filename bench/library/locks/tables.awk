# The lines of bench-locks, and "instructions NAME WHAT N", as Markdown tables. The first lock is ours: ratios are
# to it, and a row that is better in throughput and in waiting at once is marked.
function short(n) {
  if (n >= 1e9) return sprintf("%.3g s", n / 1e9)
  if (n >= 1e6) return sprintf("%.3g ms", n / 1e6)
  if (n >= 1e3) return sprintf("%.3g µs", n / 1e3)
  return sprintf("%.0f ns", n)
}
$1 == "alone" { bytes[$2] = $3; ns[$4, $2] = $5; range[$4, $2] = sprintf("%.1f–%.1f", $6, $7) }
$1 == "alone" && $4 == "lock" { name[++names] = $2 }
$1 == "alone" && $4 == "read" { reads = 1 }
$1 == "instructions" { counted[$3, $2] = $4 }
$1 == "contended" {
  load = $3 SUBSEP $4; if (!(load in seen)) { seen[load] = 1; loads[++n_loads] = load }
  if (!(($5) in section)) { section[$5] = 1; sections[++n_sections] = $5 }
  rate[load, $5, $2] = $6; spread[load, $5, $2] = ($8 - $7) / 2 / ($6 > 0 ? $6 : 1)
  wait[load, $5, $2] = $9; least[load, $5, $2] = $10
}
function alone_table(what,    i, n) {
  print "\n| " (what == "read" ? "read lock and unlock" : "lock and unlock") \
    ", alone | bytes | ns | middle half | ours = 1 | instructions |\n|---|---|---|---|---|---|"
  for (i = 1; i <= names; i++) {
    n = name[i]
    if ((what, n) in ns)
      printf "| %s | %s | %.1f | %s | %.2f | %s |\n", n, bytes[n], ns[what, n], range[what, n],
        ns[what, n] / ns[what, name[1]], counted[what, n]
  }
}
END {
  alone_table("lock")
  if (reads) alone_table("read")
  for (l = 1; l <= n_loads; l++) {
    load = loads[l]; split(load, part, SUBSEP)
    printf "\n| %s%s threads: per second (± half of the middle half), ours = 1; 99.9 %% wait; least served |", \
      (reads ? part[1] " % reads, " : ""), part[2]
    for (s = 1; s <= n_sections; s++) printf " sections of %s |", short(sections[s])
    printf "\n|---|"
    for (s = 1; s <= n_sections; s++) printf "---|"
    print ""
    for (i = 1; i <= names; i++) {
      printf "| %s |", name[i]
      for (s = 1; s <= n_sections; s++) {
        me = load SUBSEP sections[s] SUBSEP name[i]; us = load SUBSEP sections[s] SUBSEP name[1]
        better = rate[me] > rate[us] && wait[me] < wait[us]
        printf " %.3g M ± %.0f %%, %.2f; %s; %.2f%s |", rate[me] / 1e6, 100 * spread[me], rate[me] / rate[us],
          short(wait[me]), least[me], better ? " ◄" : ""
      }
      print ""
    }
  }
}
