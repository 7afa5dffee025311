# weaken.sh FILE [N]: prints FILE with the Nth weakening of its orders; without N, what the weakenings are,
# one a line: "LINE OPERATION -> OPERATION". Status 3: there is no Nth.
#
# An order is part of the name of an operation, ar_…_acquire( and so on, outside comments. It is weakened by
# one step: acquire and release become relaxed, acq_rel becomes each of acquire and release, seq_cst becomes
# what an operation of its kind has left without the total order. A fence that has no weaker one is taken out,
# a light or heavy one as well.
set -eu
awk -v nth="${2:-0}" '
  # The weaker orders of an operation of this kind, blanks between.
  function weaker(kind, order) {
    if (order == "acquire" || order == "release") return "relaxed"
    if (order == "acq_rel") return "acquire release"
    if (order == "seq_cst") return kind == "load" ? "acquire" : kind == "store" ? "release" : "acq_rel"
    return ""
  }
  # Splits ar_fetch_add_acq_rel into stem, success order and, for operations that can fail, failure order.
  function split_name(name,    orders, rest) {
    orders = "_(relaxed|acquire|release|acq_rel|seq_cst)"
    failure = ""
    if (name ~ "^ar_(cas|fetch_update)_") {
      match(name, orders "$"); failure = substr(name, RSTART + 1); name = substr(name, 1, RSTART - 1)
    }
    if (!match(name, orders "$")) return 0
    success = substr(name, RSTART + 1); stem = substr(name, 1, RSTART - 1)
    kind = substr(stem, 4); sub("_.*", "", kind)
    return 1
  }
  function one(name, changed) {
    if (++n != nth) { if (!nth) print NR " " name " -> " changed; return }
    result = changed; status = 0
  }
  function weaken(name,    i, orders, count) {
    result = name
    if (name ~ /^ar_fence_(light|heavy)$/) one(name, "weakened_no_fence")
    if (!split_name(name)) return result
    count = split(weaker(kind, success), orders, " ")
    for (i = 1; i <= count; i++) {
      if (kind == "fence" && orders[i] == "relaxed") one(name, "weakened_no_fence")
      else if (failure == "") one(name, stem "_" orders[i])
      else one(name, "weakened_" substr(stem, 4) "_" orders[i] "_" failure)
    }
    if (failure == "") return result
    count = split(weaker("load", failure), orders, " ")
    for (i = 1; i <= count; i++) one(name, "weakened_" substr(stem, 4) "_" success "_" orders[i])
    return result
  }
  # The next of what matters in text: the end of a comment that is open, or a comment, a literal, an
  # operation.
  function find(text) {
    if (open) return match(text, /\*\//)
    return match(text, /\/[*\/]|"(\\.|[^"\\])*"|\047(\\.|[^\047\\])*\047|ar_(load|store|swap|cas|fetch|fence)_[a-z_]+\(/)
  }
  BEGIN { status = nth ? 3 : 0 }
  {
    rest = $0; done = ""; directive = !open && /^[ \t]*#/
    while (find(rest)) {
      found = substr(rest, RSTART, RLENGTH); done = done substr(rest, 1, RSTART - 1)
      rest = substr(rest, RSTART + RLENGTH)
      if (found == "//") { done = done found rest; rest = ""; continue }
      open = found == "/*"
      if (found !~ /^ar_/ || directive || rest ~ /^void[)]/) { done = done found; continue } # ar_fence_heavy(void): its definition
      done = done weaken(substr(found, 1, length(found) - 1)) "("
    }
    if (nth) print done rest
  }
  END { exit status }' "$1"
