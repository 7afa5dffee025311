# listed.sh ORDERS.MD FILE: what docs/orders.md has for FILE: one line for each weakening, in their order,
# with tabs between function, operation, which of that function's it is, weaker order, and "VERDICT TEST".
set -eu
[ -e "$1" ] || exit 0
awk -F' [|] ' -v file="$2" '
  /^## / { here = $0 == "## `" file "`"; split("", seen); next }
  here && /^[|] `/ {
    function_name = substr($1, 4); sub(/`$/, "", function_name)
    operation = $2; gsub(/`/, "", operation)
    which = ++seen[function_name, operation]
    sub(/ *[|]$/, "", $4)
    n = split($4, weaker, "<br>")
    for (i = 1; i <= n; i++) {
      split(weaker[i], part, ": ")
      gsub(/[ `]/, "", part[1])
      found = part[2]
      sub(/ in /, " ", found)
      gsub(/`/, "", found)
      test = found
      verdict = found; sub(/ .*/, "", verdict)
      if (sub(/^[^ ]* /, "", test)) { gsub(/ /, ":", test); found = verdict " " test }
      print function_name "\t" operation "\t" which "\t" part[1] "\t" found
    }
  }' "$1"
