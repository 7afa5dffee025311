# make CC="acqrel cc" CXX="acqrel c++", as the README says, and with one word for each: the Makefile names
# compilers itself.
. "$HERE/../../checker/command/lib.sh"
. "$HERE/project.sh"
needs_runtime
command -v make >/dev/null || exit 77
make_project
cat >Makefile <<'M'
CC = cc
CXX = c++
CFLAGS = -O2 -Wall -Wextra -Werror -pedantic -std=c11 -D_GNU_SOURCE -MMD -MP
CXXFLAGS = -O2 -Wall -Wextra -Werror -std=c++17 -MMD -MP
CPPFLAGS = -Iinclude
program: main.o libcounter.a
	$(CXX) $(LDFLAGS) -pthread -o $@ main.o -L. -lcounter
libcounter.a: lib/counter.o lib/seven.o
	$(AR) rcs $@ $^
clean:
	rm -f program *.a *.o *.d lib/*.o lib/*.d
-include $(wildcard *.d lib/*.d)
M
unset MAKEFLAGS MAKELEVEL
for pair in 'acqrel cc:acqrel c++' 'acqrel-cc:acqrel-c++'; do
	run 0 make -j2 CC="${pair%%:*}" CXX="${pair##*:}"
	explored ok ./program
	grep -q 'include/counter.h' main.d lib/counter.d || complain 'no dependencies'
	sleep 0.01
	touch include/counter.h
	run 0 make CC="${pair%%:*}" CXX="${pair##*:}"
	says 'c.. .*main.o' # built again
	run 0 make clean
done
CC='acqrel cc' CXX='acqrel c++' run 0 make -e CPPFLAGS='-Iinclude -DBROKEN'
explored data-race ./program
run 0 make clean

# What many builds add, with each compiler there is.
for cc in gcc clang; do
	command -v $cc >/dev/null || continue
	cxx=${cc/gcc/g++}
	export ACQREL_CC=$cc ACQREL_CXX=${cxx/clang/clang++}
	for flags in '-O2 -flto' '-O0 -g3 -fno-pie -no-pie' '-O3 -march=native -fPIC -ffunction-sections -Wl,--gc-sections' \
		'-O1 -fsanitize=thread -D_FORTIFY_SOURCE=2 -fstack-protector-strong -Wl,-z,now'; do
		run 0 make -j2 CC='acqrel cc' CXX='acqrel c++' CFLAGS="$flags" CXXFLAGS="$flags" LDFLAGS="$flags"
		explored ok ./program
		run 0 make clean
	done
	for flags in -m32 -fsanitize=address; do
		run 2 make CC='acqrel cc' CXX='acqrel c++' CFLAGS="$flags" CXXFLAGS="$flags"
		says "^acqrel: $flags" err
	done
	run 2 make CC='acqrel cc' CXX='acqrel c++' CFLAGS='-Wno-such-warning-at-all -fno-such-flag'
	says 'no-such-flag' err
	run 2 make CC='acqrel cc' CXX='acqrel c++' LDFLAGS=-static
	says '^acqrel: a statically linked program cannot be checked' err
	run 0 make clean
done
finish
