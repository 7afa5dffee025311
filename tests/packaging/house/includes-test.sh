# includes.sh finds a wrong include in each room, and a room that it does not know.
script=$(dirname "$0")/includes.sh
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir"/{protocol,engine,rt/run,report/explain,cli}

# FILE INCLUDED WORD: with that line alone, the script's status is 1 and it names file and room
seed() {
  echo "#include \"$2\"" >"$dir/$1"
  bash "$script" "$dir" >"$dir/out" && { echo "FAILED: $1 may include $2"; exit 1; }
  grep -q "check/$1:1 includes ${2%%/*};" "$dir/out" || { echo "FAILED: not named:"; cat "$dir/out"; exit 1; }
  rm "$dir/$1"
}

echo '#include "engine/graph.h"' >"$dir/rt/run/good.c"
echo '#include <sys/mman.h>' >"$dir/engine/good.c"
bash "$script" "$dir" || { echo "FAILED: nothing is wrong yet"; exit 1; }
seed protocol/step.h engine/graph.h
seed engine/psc.c protocol/step.h
seed rt/run/fiber.c report/report.h
seed report/explain/why.c rt/rt.h
seed cli/main.c rt/rt.h
mkdir "$dir/cellar"
! bash "$script" "$dir" >"$dir/out" || { echo "FAILED: a room that it does not know"; exit 1; }
