#!/usr/bin/env bash
# GLib's threads and locks are refused by name, and at once, in a program that has not got its specification,
# because acqrel has not linked it: what these order would look like races.
#
# usage: refused.sh ACQREL
set -u
acqrel=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tried=0 failed=0

# refused FUNCTION FILE FLAGS...: if it compiles without us
refused() {
  local function=$1 file=$2
  shift 2
  gcc -fsanitize=thread -g -o program "$file" "$@" 2>/dev/null || return 0
  tried=$((tried + 1))
  timeout 20 "$acqrel" run --json json ./program >out 2>&1
  if ! grep -q '"verdict": "unsupported"' json || ! grep -Eq "^unsupported: $function" out; then
    echo "$file:"
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
refused 'g_thread_new\(\): the threads and locks of GLib' glib.c "${glib[@]}"
refused 'g_mutex_lock\(\): the threads and locks of GLib' lock.c "${glib[@]}" -pthread
[ "$tried" -gt 0 ] || exit 77
exit $failed
