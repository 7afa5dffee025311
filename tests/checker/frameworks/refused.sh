#!/usr/bin/env bash
# Threads and locks of other libraries are refused by name, and at once: what these order would look like
# races.
#
# usage: refused.sh ACQREL
set -u
acqrel=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tried=0 failed=0

# refused FUNCTION COMPILER FILE FLAGS...: if it compiles without us
refused() {
  local function=$1 compiler=$2 file=$3
  shift 3
  command -v "$compiler" >/dev/null && "$compiler" -o native "$file" "$@" 2>/dev/null || return 0
  tried=$((tried + 1))
  CC=$compiler timeout 20 "$acqrel" check --json json "$file" -- "$@" >out 2>&1
  if ! grep -q '"verdict": "unsupported"' json || ! grep -Eq "^unsupported: $function" out; then
    echo "$file, $compiler:"
    cat out
    failed=1
  fi
}

cat >glib.c <<'C'
#include <glib.h>
static GMutex m;
static int n;
static gpointer add(gpointer p)
{
	g_mutex_lock(&m);
	n++;
	g_mutex_unlock(&m);
	return p;
}
int main(void)
{
	GThread *t = g_thread_new("add", add, NULL);
	add(NULL);
	g_thread_join(t);
	return n != 2;
}
C
# A lock of GLib's under threads of pthreads.
cat >lock.c <<'C'
#include <glib.h>
#include <pthread.h>
static GMutex m;
static int n;
static void *add(void *p)
{
	g_mutex_lock(&m);
	n++;
	g_mutex_unlock(&m);
	return p;
}
int main(void)
{
	pthread_t t;
	g_mutex_lock(&m); /* nobody else is there: no harm */
	g_mutex_unlock(&m);
	pthread_create(&t, NULL, add, NULL);
	add(NULL);
	pthread_join(t, NULL);
	return n != 2;
}
C
read -ra glib <<<"$(pkg-config --cflags --libs glib-2.0 2>/dev/null)"
for compiler in gcc clang; do
  refused 'g_thread_new\(\): the threads and locks of GLib' $compiler glib.c "${glib[@]}"
  refused 'g_mutex_lock\(\): the threads and locks of GLib' $compiler lock.c "${glib[@]}" -pthread
done
[ "$tried" -gt 0 ] || exit 77
exit $failed
