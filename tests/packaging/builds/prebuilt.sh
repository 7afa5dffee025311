# Code that acqrel cc has not compiled, linked into the program: a prebuilt archive, an object file, assembly.
# What it changes is taken back with every execution, and the report names it.
. "$HERE/../../checker/command/lib.sh"
. "$HERE/project.sh"
needs_runtime
mkdir -p vendor && cd vendor || exit 1
cat >count.c <<'C'
static int calls;
int vendor_count(int *where)
{
	*where += 1;
	return ++calls;
}
C
echo 'int vendor_unused(void) { return 0; }' >unused.c
cat >main.c <<'C'
#include <pthread.h>
int vendor_count(int *where);
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int n, at, said[2];
static void *count(void *argument)
{
	pthread_mutex_lock(&m);
	said[at++] = vendor_count(&n);
	pthread_mutex_unlock(&m);
	return argument;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, 0, count, 0);
	count(0);
	pthread_join(t, 0);
	return n != 2 || said[0] != 1 || said[1] != 2;
}
C
unset MAKEFLAGS MAKELEVEL
cc -O2 -fPIC -c count.c unused.c && ar rc libvendor.a count.o unused.o && ar rcT libthin.a count.o || exit 77

# noted NAMES PROGRAM...: explored without an error, both executions, and the note names these files and no
# others.
noted() {
	local names=$1
	shift
	run 0 acqrel run --json json "$@"
	json_is json complete_executions 2
	"$JSON_GET" notes.0 <json >note 2>/dev/null || : >note
	grep -qF "code that acqrel cc has not compiled, or assembly, in $names: what it does" note || complain "not noted: $names"
}
unnoted() {
	run 0 acqrel run "$@"
	never_says 'has not compiled'
}

# A Makefile with a prebuilt archive, with each linker there is.
cat >Makefile <<'M'
CFLAGS = -O1
program: main.o
	$(CC) $(LDFLAGS) -pthread -o $@ main.o -L. -lvendor
M
for linker in bfd gold lld; do
	command -v ld.$linker >/dev/null || continue
	rm -f program
	run 0 make CC='acqrel cc' LDFLAGS="-fuse-ld=$linker"
	[ -s out ] && never_says 'crt|\.so|count\.o'
	noted 'libvendor.a(count.o)' ./program
	run 0 make -B CC='acqrel cc' LDFLAGS="-fuse-ld=$linker -s -Wl,--gc-sections"
	noted 'libvendor.a(count.o)' ./program
	run 0 acqrel cc -fuse-ld=$linker -pthread main.c libthin.a -o program
	run 0 acqrel run ./program
	says 'code that acqrel cc has not compiled, or assembly, in (libthin.a\()?count.o'
done

# Objects, also where acqrel cc compiles the rest in the same command, and what was joined before.
run 0 acqrel cc -pthread main.c count.o -o program
noted count.o ./program
run 0 acqrel check --json json main.c -- count.o
says 'not compiled, or assembly, in count.o'
run 0 acqrel cc -c main.c -o main.o
ld -r -o joined.o main.o count.o && run 0 acqrel cc -pthread joined.o -o program && noted joined.o ./program
run 0 acqrel cc -c count.c -o ours.o
ld -r -o joined.o main.o ours.o && run 0 acqrel cc -pthread joined.o -o program && unnoted ./program
run 0 acqrel cc -pthread main.c count.c -o program
unnoted ./program

# In a shared library that acqrel cc has linked.
run 0 acqrel cc -shared -o libshared.so count.o
run 0 acqrel cc -pthread main.c -L. -lshared -Wl,-rpath,"$PWD" -o program
noted count.o ./program
run 0 acqrel cc -shared -fPIC -o libshared.so count.c
unnoted ./program

# Assembly that counts in a variable of its own.
if [ "$(uname -m)" = x86_64 ]; then
	cat >count.S <<'C'
	.globl vendor_count
	.type vendor_count, @function
vendor_count:
	incl (%rdi)
	incl calls(%rip)
	movl calls(%rip), %eax
	ret
	.size vendor_count, . - vendor_count
	.local calls
	.comm calls, 4, 4
	.section .note.GNU-stack, "", @progbits
C
	run 0 acqrel cc -pthread main.c count.S -o program
	noted count.S ./program
	run 0 acqrel cc -c count.S -o assembled.o
	run 0 acqrel cc -pthread main.c assembled.o -o program
	noted assembled.o ./program
fi

# The linker's own words go through.
run 0 acqrel cc -pthread main.c count.o -o program -Wl,-M
says '^LOAD .*count.o'
run 0 acqrel cc -pthread main.c count.o -o /dev/null

# CMake, with an imported library.
if command -v cmake >/dev/null; then
	cat >CMakeLists.txt <<'M'
cmake_minimum_required(VERSION 3.16)
project(user C)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
add_library(vendor STATIC IMPORTED)
set_target_properties(vendor PROPERTIES IMPORTED_LOCATION ${CMAKE_SOURCE_DIR}/libvendor.a)
add_executable(program main.c)
target_link_libraries(program vendor Threads::Threads)
M
	CC='acqrel cc' run 0 cmake -B build
	run 0 cmake --build build
	noted 'libvendor.a(count.o)' build/program
fi
finish
