# seeded.sh: each gate of this folder notices what it is there for, in a tree that has one of each.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# gate NAME EXPECTED: run on the tree in $work/NAME
gate() {
  said=$(bash "$here/$1.sh" "$work/$1" 2>&1)
  status=$?
  if [ $status -eq 77 ]; then
    echo "$1: $said"
  elif [ $status -ne 1 ] || ! grep -q "$2" <<<"$said"; then
    echo "FAILED: $1.sh lets pass or does not name: $2 (status $status)"
    echo "$said"
    failures=1
  fi
}

tree() { mkdir -p "$work/$1/src" "$work/$1/docs"; }

tree format
printf 'int f(void)\n{\n\treturn  1;\n}\n' >"$work/format/src/two_spaces.c"
gate format two_spaces.c:3

line() { printf '%*s' "$1" '' | tr ' ' "$2"; } # of so many columns
for name in 110.c 111.c umlauts.h tabs.c CMakeLists.txt run.sh text.md; do
  tree columns
  case $name in
    110.c) { line 110 x; echo; printf '\t'; line 102 x; echo; } >"$work/columns/src/$name" ;;
    111.c) line 111 x >"$work/columns/src/$name" ;;
    umlauts.h) printf '%s%s\n' "$(line 55 x)" "$(line 55 y | sed 's/y/ü/g')" >"$work/columns/src/$name" ;;
    tabs.c) printf 'a\t%s\n' "$(line 103 x)" >"$work/columns/src/$name" ;;
    CMakeLists.txt) echo "# $(line 109 x)" >"$work/columns/src/$name" ;;
    run.sh) { line 111 x; echo; echo "# $(line 109 x)"; } >"$work/columns/src/$name" ;;
    text.md) printf '| %s |\n```\n%s\n```\n%s\n' "$(line 120 x)" "$(line 120 x)" "$(line 111 x)" >"$work/columns/docs/$name" ;;
  esac
done
for name in src/111.c:1 src/tabs.c:1 src/CMakeLists.txt:1 src/run.sh:2 docs/text.md:5; do gate columns "$name: 111 columns"; done
said=$(bash "$here/columns.sh" "$work/columns")
[ "$(grep -c columns <<<"$said")" -eq 6 ] || { echo "FAILED: columns.sh says too much"; echo "$said"; failures=1; }

slash=/
for line in "see ${slash}work/main/notes" "in ${slash}home/me/file" "(${slash}tmp/log2.txt)" "as in the last session"; do
  rm -rf "$work/paths"
  tree paths
  echo "a line; a/work/file; \$TMPDIR/work/x" >"$work/paths/docs/good.md"
  echo "$line" >"$work/paths/docs/bad.md"
  gate paths docs/bad.md:1
done
rm "$work/paths/docs/bad.md"
bash "$here/paths.sh" "$work/paths" || failures=1

tree tidy
printf '#include <string.h>\nvoid f(char *p, int n)\n{\n\tmemset(p, n, 0 * sizeof *p + 8u * (unsigned)n);\n\tstrlen(p + 1) + 1;\n}\n' >"$work/tidy/src/bad.c"
cp "$here/../../../.clang-tidy" "$work/tidy"
printf '[\n{\n  "directory": "%s",\n  "command": "cc -c src/bad.c",\n  "file": "%s/src/bad.c"\n}\n]\n' \
  "$work/tidy" "$work/tidy" >"$work/tidy/compile_commands.json"
said=$(bash "$here/tidy.sh" "$work/tidy" "$work/tidy") && { echo "FAILED: tidy.sh lets pass"; failures=1; }

tree references
for page in ARCHITECTURE.md CONTRIBUTING.md docs/glossary.md docs/checker.md; do
  echo 'here: `src/there.c`: `there`' >"$work/references/$page"
done
echo 'int there;' >"$work/references/src/there.c"
bash "$here/references.sh" "$work/references" || failures=1
printf '%s\n' '`src/there.c`:' '`nowhere`' >"$work/references/docs/glossary.md"
gate references 'no nowhere in src/there.c'
echo '`src/gone.c`' >"$work/references/docs/glossary.md"
gate references 'no src/gone.c'

printf 'int ar_good(void) { return 0; }\nint loose(void) { return 0; }\n' >"$work/names.c"
${CC:-cc} -c -o "$work/names.o" "$work/names.c" && ${AR:-ar} rc "$work/names.a" "$work/names.o" || exit 1
said=$(bash "$here/symbols.sh" "${NM:-nm}" "$work/names.a")
[ "$(tail -n 1 <<<"$said")" = loose ] || { echo "FAILED: symbols.sh lets pass: loose"; echo "$said"; failures=1; }
exit $failures
