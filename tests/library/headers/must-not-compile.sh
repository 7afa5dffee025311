# must-not-compile.sh COMPILER FILE INCLUDE-DIR: FILE consists of cases, each a line or more that ends with
# `// error: TEXT`, after a preamble that ends with `// cases`. Each case alone, after the preamble, must be
# refused with TEXT in the compiler's message; the preamble alone must compile. A FILE.cpp is C++.
set -u
compiler=$1 file=$2 include=$3

command -v "$compiler" > /dev/null || { echo "skipped: no $compiler here"; exit 77; }
language=c flags="-std=c11"
case $file in *.cpp) language=c++ flags="-std=c++17" ;; esac
flags="$flags -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-variable"
case $compiler in clang*) flags="$flags -Wthread-safety" ;; esac

failed=0 cases=0 preamble='' text='' in_cases=0
while IFS= read -r line; do
  if [ "$line" = "// cases" ]; then
    in_cases=1 preamble=$text text=''
    printf '%s' "$preamble" | "$compiler" $flags -I "$include" -fsyntax-only -x $language - || exit 1
    continue
  fi
  text+=$line$'\n'
  [ $in_cases = 1 ] || continue
  case $line in *"// error: "*) ;; *) continue ;; esac
  wanted=${line##*// error: }
  cases=$((cases + 1))
  if message=$(printf '%s%s' "$preamble" "$text" | "$compiler" $flags -I "$include" -fsyntax-only -x $language - 2>&1); then
    printf 'FAILED: compiles, but must not:\n%s' "$text"
    failed=1
  elif [[ $message != *"$wanted"* ]]; then
    printf 'FAILED: the message does not say "%s":\n%s\n' "$wanted" "$message"
    failed=1
  fi
  text=''
done < "$file"
echo "$cases cases"
[ $cases -gt 0 ] || failed=1
exit $failed
