# symbols.sh NM LIBRARY: every name that the library gives to the linker begins with ar_, so that none of them
# can be one of the program's that is linked with it.
set -u
read -ra nm <<<"$1"
names=$("${nm[@]}" -g --defined-only "$2") || exit 1
others=$(awk 'NF == 3 { print $3 }' <<<"$names" | sort -u | grep -v '^_*ar_')
grep -q ' ar_' <<<"$names" || { echo "FAILED: no names in $2"; exit 1; }
[ -z "$others" ] || { echo "FAILED: $2 defines names without ar_:"; echo "$others"; exit 1; }
