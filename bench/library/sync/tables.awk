# The lines of bench-sync, and "instructions TASK NAME N", as one Markdown table: a row for each peer, a column for
# each task. The first peer is ours: ratios are to it, and what was faster is marked.
function short(n) {
  if (n >= 1e6) return sprintf("%.3g ms", n / 1e6)
  if (n >= 1e4) return sprintf("%.0f µs", n / 1e3)
  if (n >= 1e3) return sprintf("%.3g µs", n / 1e3)
  if (n >= 1e1) return sprintf("%.0f ns", n)
  return sprintf("%.2g ns", n)
}
$1 == "instructions" { counted[$2, $3] = $4; next }
{
  task = $1; sub(/^[a-z]*: /, "", task)
  title = task ($2 > 1 ? ", " $2 " threads" : "") ($3 > 0 ? ", work of " short($3) : "")
  if (!(title in seen)) { seen[title] = 1; titles[++n_titles] = title; name_of[title] = $1 }
  if (!($4 in known)) { known[$4] = 1; names[++n_names] = $4; bytes[$4] = $5 }
  cell[title, $4] = sprintf("%s ± %.0f %%, %.2f%s%s%s", short($6), 100 * ($8 - $7) / 2 / $6, $9, $9 < 1 ? " ◄" : "",
    $6 != $10 ? "; " short($10) : "", $11 > 0 ? "; " short($11) : "")
}
END {
  printf "| | bytes |"
  for (t = 1; t <= n_titles; t++) printf " %s |", titles[t]
  printf "\n|---|---|"
  for (t = 1; t <= n_titles; t++) printf "---|"
  print ""
  for (i = 1; i <= n_names; i++) {
    printf "| %s | %s |", names[i], bytes[names[i]]
    for (t = 1; t <= n_titles; t++) {
      key = name_of[titles[t]] SUBSEP names[i]
      printf " %s%s |", cell[titles[t], names[i]], (titles[t] !~ / threads/ && key in counted) ? "; " counted[key] " instructions" : ""
    }
    print ""
  }
}
