# Which files call each other in a circle, by the symbols of their objects:
#   arrows.sh LIMIT EXPORTED NM OBJECT...
# prints the largest circle, a file a line, and fails if it has more than LIMIT of them. NM is a command that
# lists the symbols of an object. The functions that the runtime stands in for, those that the joined object
# EXPORTED defines for others, are not ours: their names mean libc's where one object refers to them.
limit=$1 exported=$2 nm=$3
shift 3

not_ours() { nm -g --defined-only "$exported" | awk '{ print "exported", $NF }'; }
# file, "u" for a symbol that it refers to or "d" for one that it defines, symbol
symbols() {
  for object in "$@"; do
    $nm "$object" | awk -v file="${object##*.dir/}" 'NF > 1 && $(NF - 1) ~ /^[UTDBRVWC]$/ {
      print file, $(NF - 1) == "U" ? "u" : "d", $NF }'
  done
}

# The strongly connected components, by Tarjan's algorithm.
circle=$({ not_ours; symbols "$@"; } | awk '
  $1 == "exported" { theirs[$2] = 1; next }
  $3 in theirs { next }
  { files[$1] = 1 }
  $2 == "d" { home[$3] = $1 }
  $2 == "u" { uses[$1] = uses[$1] " " $3 }
  function visit(v,   n, i, w, used) {
    low[v] = number[v] = ++count
    stack[++top] = v
    on_stack[v] = 1
    n = split(uses[v], used, " ")
    for (i = 1; i <= n; i++) {
      w = home[used[i]]
      if (w == "") continue
      if (!(w in number)) { visit(w); if (low[w] < low[v]) low[v] = low[w] }
      else if (on_stack[w] && number[w] < low[v]) low[v] = number[w]
    }
    if (low[v] == number[v]) close_component(v)
  }
  function close_component(v,   n, w, members) {
    do { w = stack[top--]; on_stack[w] = 0; members = members w "\n"; n++ } while (w != v)
    if (n > largest) { largest = n; largest_members = members }
  }
  END { for (f in files) if (!(f in number)) visit(f); printf "%d\n%s", largest, largest_members }')

size=${circle%%[!0-9]*}
echo "$circle"
[ "${size:-0}" -gt 0 ] || { echo "FAILED: no symbols"; exit 1; }
[ "$size" -le "$limit" ] || { echo "FAILED: a circle of $size files; at most $limit are allowed"; exit 1; }
