# Autotools: configure's checks, among them programs that it runs, and what it makes of the answers.
. "$HERE/../../checker/command/lib.sh"
. "$HERE/project.sh"
needs_runtime
command -v autoreconf >/dev/null && command -v automake >/dev/null || exit 77
make_project
cat >configure.ac <<'M'
AC_INIT([counter], [1])
AM_INIT_AUTOMAKE([foreign subdir-objects])
AC_PROG_CC
AC_PROG_CXX
AM_PROG_AS
AC_PROG_RANLIB
AM_PROG_AR
AC_C_BIGENDIAN
AC_CHECK_SIZEOF([long])
AC_CHECK_FUNCS([pthread_create no_such_function])
AC_SEARCH_LIBS([pthread_create], [pthread])
AC_RUN_IFELSE([AC_LANG_PROGRAM([[#include <stdatomic.h>]], [[return 0;]])], [], [AC_MSG_ERROR([programs do not run])])
test "$ac_cv_sizeof_long$ac_cv_func_no_such_function$ac_cv_func_pthread_create" = 8noyes || AC_MSG_ERROR([wrong answers])
AC_CONFIG_FILES([Makefile])
AC_OUTPUT
M
cat >Makefile.am <<'M'
AM_CPPFLAGS = -I$(srcdir)/include
noinst_LIBRARIES = libcounter.a
libcounter_a_SOURCES = lib/counter.c lib/seven.S
noinst_PROGRAMS = program
program_SOURCES = main.cpp
program_LDADD = libcounter.a
M
unset MAKEFLAGS MAKELEVEL
mv "$PWD" "$work/plain" && cd "$work/plain" || exit 1 # autotools know no blanks
run 0 autoreconf -i
run 0 ./configure CC='acqrel cc' CXX='acqrel c++'
run 0 make -j2
explored ok ./program
finish
