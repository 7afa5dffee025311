# orders.sh ACQREL TOP TESTS: writes docs/orders.md: each atomic operation of the library, its order comment,
# and which of its tests finds what without the order. TESTS has a line for each file with orders, from
# CMakeLists.txt: "FILE SOURCE... -- TEST..." (needed.sh). What docs/orders.md has already is reused, since
# needed.sh tests that; for the rest the tests are run, which takes a second or so for each.
#
# orders.sh - TOP TESTS: only says whether docs/orders.md is in step with the sources. Status 1: it is not.
set -eu
acqrel=$1 top=$2 tests=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top"

# Headers before sources of the same name.
files() {
  for file in include/acqrel/*.h src/*.[ch] src/os/*.[ch]; do
    stem=${file#*/}; stem=${stem#acqrel/}
    echo "${stem%.*} $file"
  done | sort | cut -d' ' -f2
}

# What a weaker operation is, in its table: the orders, "," between those of success and of failure.
orders_of() {
  case $1 in
    weakened_no_fence) echo "no fence" ;;
    *_cas_*|*_fetch_update_*) sed -E 's/.*_(strong|weak|update)_//; s/_(relaxed|acquire|seq_cst)$/, \1/' <<< "$1" ;;
    *_acq_rel) echo acq_rel ;;
    *) echo "${1##*_}" ;;
  esac
}

# The weakenings of a file, as listed.sh prints them; of what is not listed, "?" or what needed.sh says.
weakenings() {
  local n=0 line from arrow to function which order found
  declare -A known=() seen=() counted=()
  while IFS=$'\t' read -r function from which order found; do
    known["$function $from $which $order"]=$found
  done < <(bash "$here/listed.sh" docs/orders.md "$1")
  while read -r line from arrow to; do
    n=$((n + 1))
    function=$(awk -F'\t' -v line="$line" '$1 == line { print $2; exit }' "$work/operations")
    if [ -z "${counted["$line $from"]:-}" ]; then
      counted["$line $from"]=1
      seen["$function $from"]=$((${seen["$function $from"]:-0} + 1))
    fi
    order=$(orders_of "$to")
    found=${known["$function $from ${seen["$function $from"]} ${order// /}"]:-?}
    if [ "$found" = "?" ] && [ "$acqrel" != - ]; then
      # shellcheck disable=SC2046 # they are words
      bash "$here/needed.sh" "$acqrel" "$top" "$1" $n $(sed -n "s|^$1 ||p" "$tests") > "$work/said" ||
        { cat "$work/said" >&2; exit 1; }
      found=$(tail -n 1 "$work/said")
      echo "$1, $function: $from with $order: $found" >&2
    fi
    printf '%s\t%s\t%s\t%s\n' "$line" "$from" "$order" "$found"
  done < <(bash "$here/weaken.sh" "$1")
}

table() {
  awk -F'\t' '
    FILENAME == ARGV[1] {
      found = $4
      if (sub(/ /, " in `", found)) { gsub(/:/, " ", found); found = found "`" }
      key = $1 SUBSEP $2
      weaker[key] = weaker[key] (weaker[key] == "" ? "" : "<br>") "`" $3 "`: " found
      next
    }
    FNR == 1 { print "| in | operation | why this order | with a weaker one |\n|---|---|---|---|" }
    {
      gsub(/[|]/, "\\|", $4); gsub(/</, "\\&lt;", $4); gsub(/_/, "\\_", $4); gsub(/[*]/, "\\*", $4)
      print "| `" $2 "` | `" $3 "` | " $4 " | " weaker[$1, $3] " |"
    }' "$work/weakenings" "$work/operations"
}

{
  cat << 'END'
# The library's memory orders

Every atomic operation of the library, file by file: what its comment says of its order, and what the checker
finds when the order is weakened by one step, in which test. Each weakening is a test of its own (`ctest -L
weakened`). Operations that are relaxed have nothing to weaken: that this suffices is what the checker says of
the tests as they are.

`make orders` writes this file, and reuses what it has found before.
END
  for file in $(files); do
    bash "$here/operations.sh" "$file" > "$work/operations"
    [ -s "$work/operations" ] || continue
    weakenings "$file" > "$work/weakenings"
    if [ -s "$work/weakenings" ] && ! grep -q "^$file " "$tests"; then
      echo "$file has memory orders that no test weakens: WEAKENED in src/primitives.cmake registers them" >&2
      exit 1
    fi
    printf '\n## `%s`\n\n' "$file"
    table
  done
} > "$work/orders.md"

if [ "$acqrel" != - ]; then
  cp "$work/orders.md" docs/orders.md
elif ! diff -u docs/orders.md "$work/orders.md"; then
  echo "docs/orders.md is out of date: run 'make orders'"
  exit 1
fi
