# quotes.sh TOP: the C code in TOP/docs/guide-*.md stands, as it is, in the program of examples/guide whose
# link comes before it; and each of these programs has its link. Prints what does not.
set -u
cd "$1" || exit 2
failed=0 quotes=0

check_guide() { # FILE
  local line program='' block='' in_block=''
  while IFS= read -r line; do
    if [ -n "$in_block" ]; then
      if [ "$line" = '```' ]; then
        in_block='' quotes=$((quotes + 1))
        # shellcheck disable=SC2076 # a string, not a pattern
        if [ -z "$program" ] || ! [[ $'\n'$(<"$program")$'\n' == *$'\n'"$block"* ]]; then
          printf '%s: not in %s:\n%s' "$1" "${program:-any program}" "$block"
          failed=1
        fi
      else
        block+=$line$'\n'
      fi
    elif [ "$line" = '```c' ]; then
      in_block=yes block=''
    elif [[ $line =~ \.\./(examples/guide/[a-z-]+\.c) ]]; then
      program=${BASH_REMATCH[1]}
      [ -f "$program" ] || { echo "$1: there is no $program"; failed=1; }
    fi
  done < "$1"
  [ -z "$in_block" ] || { echo "$1: a block has no end"; failed=1; }
}

for guide in docs/guide-*.md; do
  check_guide "$guide"
done
for program in examples/guide/*.c; do
  grep -q "$program" docs/guide-*.md || { echo "no guide has a link to $program"; failed=1; }
done
echo "$quotes quotes"
[ $quotes -gt 0 ] || failed=1
exit $failed
