# windows.sh SOURCE-DIR BUILD-DIR SOURCE... -- TEST...: builds the library of these sources with MinGW-w64 and
# each tests/library/TEST.c with it, and runs that under wine if there is one.
set -u
top=$1 build=$2
shift 2

compiler=x86_64-w64-mingw32-gcc
command -v $compiler > /dev/null || { echo "skipped: no $compiler here"; exit 77; }
wine=$(command -v wine64 || command -v wine || ls /usr/lib/wine/wine64 2> /dev/null)
[ -n "$wine" ] || echo "no wine here: built only"

mkdir -p "$build"
cd "$build" || exit 1
objects=
while [ "$1" != -- ]; do
  object=$(basename "$1" .c).o
  $compiler -std=gnu11 -O2 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I "$top/include" -c "$1" \
    -o "$object" || exit 1
  objects="$objects $object"
  shift
done
shift

# Its own configuration, no questions about what is not installed, and no debugger, which makes 0 of some
# crashes.
export WINEPREFIX=$build/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml,winedbg.exe=" DISPLAY=
end() { # it may be hundreds of megabytes, and a server that would stay for a while
  command -v wineserver > /dev/null && wineserver -k
  rm -rf "$WINEPREFIX"
}
trap end EXIT
# What these programs need of a configuration. Wine would make a whole one, which takes it half a minute.
dlls=$(find /usr/lib/wine /usr/lib/*/wine /opt/wine*/lib*/wine -path '*x86_64-windows/kernel32.dll' 2> /dev/null | head -1)
if [ -n "$dlls" ]; then
  rm -rf "$WINEPREFIX"
  mkdir -p "$WINEPREFIX/drive_c/windows" "$WINEPREFIX/dosdevices"
  ln -s "$(dirname "$dlls")" "$WINEPREFIX/drive_c/windows/system32"
  ln -s ../drive_c "$WINEPREFIX/dosdevices/c:"
  ln -s / "$WINEPREFIX/dosdevices/z:"
  echo disable > "$WINEPREFIX/.update-timestamp"
fi

failed=0
for path in "$@"; do
  test=$(basename "$path")
  $compiler -std=gnu11 -O2 -Wall -Wextra -Werror -UNDEBUG -I "$top/include" -I "$top/tests/library" \
    -include "$top/tests/library/fewer.h" "$top/tests/library/$path.c" $objects \
    -o "$test.exe" -static -lpthread -lsynchronization || { failed=1; continue; }
  [ -n "$wine" ] || continue
  timeout 120 "$wine" "$test.exe"
  status=$?
  echo "$test: $status"
  [ $status = 0 ] || failed=1
done
exit $failed
