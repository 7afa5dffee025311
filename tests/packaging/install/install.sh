#!/usr/bin/env bash
# usage: install.sh CMAKE BUILD-DIRECTORY PROGRAM USER
#
# Installs into a fresh directory. There, the command checks a program that races and includes
# <acqrel/check.h>, and tells the error in the program's own lines; and USER, a program that uses the library,
# is built and run by pkg-config's flags, by a CMake project that asks for the package, and under the checker.
set -eu
cmake=$1 build=$2 racy=$3 user=$4
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
unset DESTDIR
"$cmake" --install "$build" --prefix "$prefix" >"$prefix/log"
status=0
"$prefix/bin/acqrel" check --no-leaks "$racy" >"$prefix/report" 2>&1 || status=$?
cat "$prefix/report"
[ "$status" -eq 1 ]
grep -q "data race" "$prefix/report"
grep -q "03-array-passing.c:[0-9]" "$prefix/report"

if command -v pkg-config >/dev/null; then
  export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
  # shellcheck disable=SC2046 # they are words
  cc "$user" -o "$prefix/by-pkg-config" $(pkg-config --cflags --libs acqrel) -pthread
  LD_LIBRARY_PATH=$prefix/lib "$prefix/by-pkg-config"
  # shellcheck disable=SC2046
  "$prefix/bin/acqrel" check "$user" -- $(pkg-config --cflags --libs acqrel)
else
  echo "no pkg-config here: its file was not tried"
fi

mkdir "$prefix/project"
cat >"$prefix/project/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.20)
project(user C)
enable_testing()
find_package(acqrel 0.1 REQUIRED)
add_executable(dynamic $user)
target_link_libraries(dynamic acqrel::acqrel)
add_executable(fixed $user)
target_link_libraries(fixed acqrel::static)
add_test(NAME dynamic COMMAND dynamic)
add_test(NAME fixed COMMAND fixed)
acqrel_add_test(NAME user SOURCES $user LIBRARIES acqrel::static)
END
# by_cmake PREFIX FOLDER
by_cmake() {
  "$cmake" -S "$prefix/project" -B "$2" -DCMAKE_PREFIX_PATH="$1" >"$prefix/log"
  "$cmake" --build "$2" >"$prefix/log" 2>&1 || { cat "$prefix/log"; exit 1; }
  (cd "$2" && ctest --output-on-failure) | tee "$prefix/log"
  ! grep -q Skipped "$prefix/log"
}
by_cmake "$prefix" "$prefix/of-installation"
# The build tree is one as well.
by_cmake "$build" "$prefix/of-build"
