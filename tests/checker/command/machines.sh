#!/usr/bin/env bash
# Machines that are not like the one of whoever wrote this: containers, clusters, small limits.
. "$HERE/lib.sh"
needs_runtime

cat >race.c <<'END'
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int ready;
static int *data;

static void *give(void *argument)
{
	*data = 1;
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	return argument;
}

int main(void)
{
	pthread_t t;

	data = malloc(sizeof *data);
	*data = 0;
	pthread_create(&t, NULL, give, NULL);
	if (atomic_load_explicit(&ready, memory_order_relaxed))
		++*data;
	pthread_join(t, NULL);
	free(data);
	return 0;
}
END
sed 's/_relaxed/_seq_cst/' race.c >good.c
"$ACQREL" cc -g -O1 -o race race.c && "$ACQREL" cc -g -O1 -o good good.c || exit 1

# Addresses are others in each run.
"$REFUSE_PERSONALITY" true
if [ $? -ne 77 ]; then
	for jobs in 1 2; do
		run 1 "$REFUSE_PERSONALITY" "$ACQREL" run -j $jobs --witness w ./race
		says '^help  Make line 11 a release store and line 22 an acquire load\.'
		run 1 "$REFUSE_PERSONALITY" "$ACQREL" replay w
		run 0 "$REFUSE_PERSONALITY" "$ACQREL" run -j $jobs ./good
	done
fi

# limited LIMIT STATUS PROGRAM: with as much memory as `ulimit LIMIT` allows, and two workers or one.
limited() {
	for jobs in 1 2; do
		run "$2" bash -c "ulimit $1 && exec $ACQREL run --no-help -j $jobs ./$3"
	done
}
# As with vm.overcommit_memory=2, memory is there only where it is used.
limited '-d 400000' 0 good
limited '-d 400000' 1 race
limited '-d 8000' 2 good
says '^unsupported: out of memory for .*; lift the limits on memory'
# Address space is short.
limited '-v 4000000' 0 good
limited '-v 4000000' 1 race
limited '-v 200000' 2 good
says '^unsupported: out of memory for .*; lift the limits on memory'

# Programs cannot be started from $TMPDIR; or it is not there.
run 0 env TMPDIR="$work/nowhere" "$ACQREL" check -q good.c
if [ "$(id -u)" = 0 ] && mkdir noexec && unshare -m true 2>/dev/null; then
	run 0 unshare -m sh -c "mount -t tmpfs -o noexec none noexec && TMPDIR=$work/noexec $ACQREL check -q good.c"
	run 2 unshare -m sh -c "mount -t tmpfs -o noexec none noexec && cp good noexec && $ACQREL run noexec/good"
	says 'mounted noexec; copy it to another' err
fi

# There is no room in $TMPDIR, or /proc is not mounted, as in many a chroot.
if [ "$(id -u)" = 0 ] && mkdir -p full && unshare -m true 2>/dev/null; then
	run 2 unshare -m sh -c "mount -t tmpfs -o size=64k none full && TMPDIR=$work/full $ACQREL check -q good.c"
	says '^acqrel: good\.c does not (compile|link); .*/full/ has only .* KiB left: set TMPDIR ' err
	says 'No space left on device' err
	for jobs in 1 2; do
		run 1 unshare -m sh -c "umount -l /proc && $ACQREL check -j $jobs race.c"
		says '^  --> race\.c:10:'
		says '^help  Make line 11 a release store and line 22 an acquire load\.'
	done
	run 1 unshare -m sh -c "umount -l /proc && cd full && $ACQREL run ../race"
	says '^  --> .*race\.c:10:'
	run 0 unshare -m sh -c "umount -l /proc && $ACQREL run ./good"
fi

# Standard streams that are closed: what is opened instead must not be taken for them.
for jobs in 1 2; do
	run 0 sh -c "$ACQREL run -j $jobs ./good <&-"
	run 1 sh -c "$ACQREL run -j $jobs ./race <&- 2>&-"
	run 2 sh -c "$ACQREL run -j $jobs --json json ./race <&- >&- 2>&-" # nobody has the report
	json_is json verdict data-race
	run 2 sh -c "$ACQREL run -j $jobs ./good >&-"
	says '^acqrel: cannot write to standard output: ' err
done
run 0 sh -c "$ACQREL check -q good.c <&- 2>&-"

# Names: strange ones, the longest that there are, and folders that are reached by a symbolic link.
odd="it's \"odd\" é \$HOME"
mkdir "$odd" there && ln -s there link
cp race.c "$odd/rä ce.c"
(cd "$odd" && run 1 "$ACQREL" check --witness 'w w' --json j 'rä ce.c' && says '^  --> rä ce\.c:10:' &&
	run 1 "$ACQREL" replay 'w w' && exit $failures) || complain "in the folder $odd"
long=$(printf '%0252d.c' 0)
echo 'int main(void) { return 0; }' >"$long"
run 0 "$ACQREL" check -q "$long"
cp race.c there
(cd link && run 1 "$ACQREL" check race.c && says '^  --> race\.c:10:' && exit $failures) || complain "in a folder that is a link"

# Another user, who may write to $TMPDIR only, and one in a name space of her own.
if [ "$(id -u)" = 0 ] && setpriv --reuid=65534 --clear-groups test -x "$ACQREL" 2>/dev/null; then
	chmod 755 . && chmod 644 good.c
	run 0 setpriv --reuid=65534 --regid=65534 --clear-groups env -u HOME TMPDIR=/tmp "$ACQREL" check -q good.c
	run 0 setpriv --reuid=65534 --regid=65534 --clear-groups "$ACQREL" run -q -j 2 ./good
	run 2 setpriv --reuid=65534 --regid=65534 --clear-groups "$ACQREL" run -q --witness w2 ./good
	says '^acqrel: cannot write w2: Permission denied' err
	if setpriv --reuid=65534 --regid=65534 --clear-groups unshare -Ur true 2>/dev/null; then
		run 1 setpriv --reuid=65534 --regid=65534 --clear-groups unshare -Ur "$ACQREL" run ./race
		says '^help  Make line 11 '
	fi
fi

# Another C library. Names do not tell: on Alpine cc builds for musl.
mkdir alpine "it's mine"
cat >alpine/cc <<'END'
#!/bin/sh
gcc "$@" 2>&1 | sed '/define __GLIBC/d; s/^Target: .*/Target: x86_64-alpine-linux-musl/'
END
cat >"it's mine/compiler" <<'END'
#!/bin/sh
echo "$0 $*" >>asked
exec gcc "$@"
END
chmod +x alpine/cc "it's mine/compiler"
for_musl() {
	refuses "$@"
	says '^acqrel: .* builds for musl: ' err
	[ "$(wc -l <err)" = 1 ] || complain "'$*': not one sentence"
}
for_musl env PATH="$work/alpine:$PATH" "$ACQREL" check good.c
for_musl env PATH="$work/alpine:$PATH" "$ACQREL" cc -c good.c
run 0 env PATH="$work/alpine:$PATH" "$ACQREL" cc --version
run 0 env CC="\"it's mine/compiler\"" "$ACQREL" check -q good.c
[ "$(grep -c -- ' -dM ' asked)" = 1 ] || complain "the compiler is not asked once"
if command -v musl-gcc >/dev/null; then
	for_musl env CC=musl-gcc "$ACQREL" check good.c
	for_musl env CC=musl-gcc "$ACQREL" check good.c -- -static
	for_musl "$ACQREL" check good.c -- -specs="$(musl-gcc -v 2>&1 | sed -n 's/^Reading specs from //p')"
fi
if command -v clang >/dev/null; then
	for_musl env CC=clang "$ACQREL" check good.c -- --target="$(uname -m)-linux-musl"
	echo 'int main(void) { return 0; }' >one.c
	run 0 env CC='clang++ -std=c++17' "$ACQREL" check -q one.c
fi
# Another processor.
case $(uname -m) in
	x86_64) other=aarch64-linux-gnu-gcc ;;
	*) other=x86_64-linux-gnu-gcc ;;
esac
if command -v $other >/dev/null; then
	refuses env CC=$other "$ACQREL" check good.c
	says "$other builds for another system " err
fi

# Somebody's own build with -fsanitize=thread that wants more of libtsan than there is.
cat >wants.c <<'END'
void __tsan_of_the_future(void);

int main(void)
{
	__tsan_of_the_future();
	return 0;
}
END
echo 'void __tsan_of_the_future(void) {}' >future.c
echo >past.c
if gcc -shared -fPIC -o libfuture.so future.c && gcc -fsanitize=thread -o wants wants.c -L. -lfuture -Wl,-rpath,"$work"; then
	gcc -shared -fPIC -o libfuture.so past.c
	run 2 "$ACQREL" run ./wants
	says '^unsupported: the program needs __tsan_of_the_future,'
fi

finish
