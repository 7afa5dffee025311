# compile.sh COMPILER SOURCE-DIR: compiles the files of src/os for systems that are not here against
# declarations of what they use of them (the folders beside this file), and looks whether they define all that
# os.h declares. It tells nothing of whether they work there.
set -u
compiler=$1 top=$2

command -v "$compiler" > /dev/null || { echo "skipped: no $compiler here"; exit 77; }
object=$(mktemp)
trap 'rm -f "$object"' EXIT
declared=$(grep -o '\bos_[a-z_]*(' "$top/src/os/os.h" | tr -d '(' | sort -u)
failed=0
compile() { # system, further flags
  "$compiler" -std=gnu11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -c -o "$object" -I "$top/include" \
    -isystem "$top/tests/library/os/$1" ${2:-} "$top/src/os/$1.c" || { echo "FAILED: $1 ${2:-}"; failed=1; return; }
  for function in $declared; do
    nm "$object" | grep -q " T $function\$" || { echo "FAILED: $1 ${2:-} has no $function"; failed=1; }
  done
}

compile freebsd
compile openbsd
compile netbsd
compile darwin
compile darwin -D__MAC_OS_X_VERSION_MIN_REQUIRED=140400
for file in $(grep -l '^bool ar_os_wait(' "$top"/src/os/*.c); do
  case $(basename "$file") in
    linux.c | pthread.c | windows.c) ;; # have tests of their own
    freebsd.c | openbsd.c | netbsd.c | darwin.c) ;;
    *) echo "FAILED: $file is not compiled by any test"; failed=1 ;;
  esac
done
exit $failed
