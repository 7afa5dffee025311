# The lines of bench-arc as a Markdown table, with the instructions that bench/library/report has counted.
BEGIN {
  FS = "\t"
  print "| task | threads | who | ns | middle half | ours = 1 | instructions |"
  print "|---|---|---|---|---|---|---|"
}
$1 == "instructions" { instructions[$2, $3] = $4; next }
{ task[++n] = $1; threads[n] = $2; who[n] = $3; ns[n] = $4; from[n] = $5; to[n] = $6; ratio[n] = $7 }
END {
  for (i = 1; i <= n; i++)
    printf "| %s | %d | %s | %.1f | %.1f–%.1f | %.2f | %s |\n", task[i], threads[i], who[i], ns[i], from[i], to[i],
      ratio[i], threads[i] == 1 ? instructions[task[i], who[i]] : ""
}
