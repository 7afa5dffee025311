# A thin layer over CMake: `make`, `make demo`, `make test`, `make bench`, `make install PREFIX=/usr/local`.
BUILD ?= build
PREFIX ?= /usr/local
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PACKAGES = build-essential cmake libdw-dev libjansson-dev libzydis-dev

.PHONY: all demo test test-long format tidy bench orders libc-table install clean needs

all: $(BUILD)/CMakeCache.txt
	@cmake --build $(BUILD) -j $(JOBS)

$(BUILD)/CMakeCache.txt: | needs
	@cmake -S . -B $(BUILD) $(CMAKE_FLAGS)

# What is missing is named, with the line that installs it, before anything is compiled.
needs:
	@need() { echo "acqrel needs $$1; on Debian, as root: apt-get install -y $(PACKAGES)" >&2; exit 1; }; \
	command -v cmake >/dev/null || need cmake; \
	command -v $(CC) >/dev/null || need "a C compiler"; \
	! echo '#include <stdlib.h>' | $(CC) -dM -E - >/dev/null 2>&1 || \
	echo '#include <stdlib.h>' | $(CC) -dM -E - | grep -q '__GLIBC__' || { echo "the checker needs glibc, for which $(CC)" \
		"does not build; the library alone does not: cmake -S . -B build -DACQREL_LIBRARY_ONLY=ON" >&2; exit 1; }; \
	command -v objcopy >/dev/null || need binutils; \
	echo '#include <elfutils/libdwfl.h>' | $(CC) -E - >/dev/null 2>&1 || need "libdw (elfutils)"; \
	echo '#include <jansson.h>' | $(CC) -E - >/dev/null 2>&1 || need "libjansson"; \
	! echo | $(CC) -dM -E - 2>/dev/null | grep -q __x86_64__ || \
	echo '#include <Zydis/Zydis.h>' | $(CC) -E - >/dev/null 2>&1 || need "libzydis"

# The article's array-passing program: right on x86 in every native run, and yet a data race. Only what that
# needs is built: a quarter of everything.
demo: $(BUILD)/CMakeCache.txt
	@cmake --build $(BUILD) -j $(JOBS) --target acqrel acqrel_rt
	@$(BUILD)/bin/acqrel check --no-leaks examples/article/03-array-passing.c; \
	status=$$?; [ $$status -eq 1 ] || { echo "demo: expected a data race" >&2; exit 1; }

test: all
	@cd $(BUILD) && ctest --output-on-failure -j $(JOBS) -LE large

# What takes too long for every change: the programs with millions of executions, twenty times as many random
# programs against the axioms, 20,000 random sources of each kind, and the README's commands on bare systems
# (as root, with debootstrap).
test-long: all
	@cd $(BUILD) && ctest --output-on-failure -L large
	@for kind in '' --sleepers --c11; do $(BUILD)/bin/random-programs $$kind --base 1000000 --count 200000 --jobs $(JOBS) || exit 1; done
	@$(BUILD)/bin/random-sources $(BUILD)/bin/acqrel all --base 1000000 --count 20000 --jobs $(JOBS) \
		--compilers "gcc clang"
	@$(MAKE) test-clang
	@for suite in bookworm trixie; do tests/packaging/fresh-machine $$suite || exit 1; done

# The tests of one of CMakePresets.json: of the library with sanitizers (test-gcc-thread, test-clang-address,
# ...), on another processor (test-aarch64, by qemu-aarch64), or of everything with clang (test-clang).
test-%:
	@cmake --preset $* && cmake --build --preset $* -j $(JOBS) && ctest --preset $* -j $(JOBS)

bench: all
	@bench/checker/speed $(BUILD)/bin/acqrel
	@bench/library/report $(BUILD)

# The C files, laid out as house.format wants them; what house.tidy has to say of them.
format:
	@. tests/packaging/house/files.sh; laid_out_files | xargs clang-format-14 -i
tidy: $(BUILD)/CMakeCache.txt
	@bash tests/packaging/house/tidy.sh . $(abspath $(BUILD))

# docs/libc.md, after check/rt/libc/catalogue.inc has changed.
libc-table:
	@awk -f docs/libc-table.awk check/rt/libc/catalogue.inc >docs/libc.md

# docs/orders.md, after an operation or its comment has changed.
orders: all
	@cmake --build $(BUILD) --target orders

install: all
	@cmake --install $(BUILD) --prefix $(PREFIX)

clean:
	rm -rf $(BUILD)
