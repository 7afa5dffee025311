# The locks that sleep. How they do is checked on each of the systems the checker knows.
set(lock_systems pthread linux)

# add_lock_test(NAME name SOURCE file SLOW sources [MATRIX] [OPTION value]...): natively with the whole
# library, and under the checker with the SLOW files of src/ (one argument, a list), once for each system.
function(add_lock_test)
  cmake_parse_arguments(PARSE_ARGV 0 L "NATIVE_ONLY;CHECK_ONLY" "NAME;SOURCE;SLOW" "")
  if(NOT L_CHECK_ONLY)
    acqrel_add_test(NAME ${L_NAME} SOURCES ${L_SOURCE} LIBRARIES acqrel::static NATIVE_ONLY ${L_UNPARSED_ARGUMENTS})
  endif()
  if(L_NATIVE_ONLY)
    return()
  endif()
  list(TRANSFORM L_SLOW PREPEND ../../src/)
  foreach(system IN LISTS lock_systems)
    acqrel_add_test(NAME ${L_NAME}-on-${system} SOURCES ${L_SOURCE} ${L_SLOW} ../../src/time.c ../../src/os/${system}.c
      CHECK_ONLY ${L_UNPARSED_ARGUMENTS})
  endforeach()
endfunction()

# The same, CHECK_ONLY and on futexes only: for tests of which pthreads make too many executions, or that have nothing to
# do with how threads sleep.
function(add_futex_test)
  cmake_parse_arguments(PARSE_ARGV 0 F "" "SLOW" "")
  set(lock_systems linux)
  add_lock_test(SLOW "${F_SLOW}" CHECK_ONLY ${F_UNPARSED_ARGUMENTS})
endfunction()

# add_misuse_test(NAME name SOURCE file SLOW sources SAYS regex [DEFINITIONS def...]): the checker's verdict
# is misuse, and natively the program aborts with the whole sentence.
function(add_misuse_test)
  cmake_parse_arguments(PARSE_ARGV 0 M "" "NAME;SOURCE;SLOW;SAYS" "DEFINITIONS")
  add_lock_test(NAME ${M_NAME} SOURCE ${M_SOURCE} SLOW "${M_SLOW}" DEFINITIONS ${M_DEFINITIONS} CHECK_ONLY
    VERDICT misuse)
  add_abort_test(NAME ${M_NAME} SOURCE ${M_SOURCE} SAYS "${M_SAYS}" DEFINITIONS ${M_DEFINITIONS})
endfunction()

add_lock_test(NAME mutex SOURCE mutex.c SLOW mutex.c MATRIX)
add_lock_test(NAME mutex-three SOURCE mutex.c SLOW mutex.c DEFINITIONS THREADS=3)
add_lock_test(NAME mutex-try SOURCE mutex-try.c SLOW mutex.c)
add_lock_test(NAME mutex-until SOURCE mutex-until.c SLOW mutex.c)
add_futex_test(NAME mutex-until-three SOURCE mutex-until.c SLOW mutex.c DEFINITIONS PATIENT=2)
add_lock_test(NAME mutex-guard SOURCE mutex-guard.c SLOW mutex.c NATIVE_ONLY)
add_futex_test(NAME mutex-guard SOURCE mutex-guard.c SLOW mutex.c)
add_lock_test(NAME mutex-guard-fallback SOURCE mutex-guard.c SLOW mutex.c DEFINITIONS AR_HAS_CLEANUP=0 NATIVE_ONLY)
add_futex_test(NAME mutex-guard-fallback SOURCE mutex-guard.c SLOW mutex.c DEFINITIONS AR_HAS_CLEANUP=0)
add_misuse_test(NAME mutex-misuse SOURCE mutex-misuse.c SLOW mutex.c SAYS
  "the mutex `&account.lock` was unlocked by main\\(\\) at [^ ]*mutex-misuse.c:15, but it is not locked")

add_lock_test(NAME rwlock SOURCE rwlock.c SLOW rwlock.c MATRIX)
add_lock_test(NAME rwlock-readers SOURCE rwlock.c SLOW rwlock.c DEFINITIONS READERS=2 WRITERS=1)
add_lock_test(NAME rwlock-writers SOURCE rwlock.c SLOW rwlock.c DEFINITIONS READERS=1 WRITERS=2)
add_lock_test(NAME rwlock-downgrade SOURCE rwlock.c SLOW rwlock.c DEFINITIONS READERS=1 WRITERS=1 DOWNGRADE)
add_lock_test(NAME rwlock-turns SOURCE rwlock-turns.c SLOW rwlock.c NATIVE_ONLY)
add_lock_test(NAME rwlock-try SOURCE rwlock-try.c SLOW rwlock.c)
add_lock_test(NAME rwlock-until-read SOURCE rwlock-until.c SLOW rwlock.c)
add_lock_test(NAME rwlock-until-write SOURCE rwlock-until.c SLOW rwlock.c DEFINITIONS IMPATIENT=write_a_moment)
# A writer that gives up lets those in that held back for it.
add_lock_test(NAME rwlock-until-readers SOURCE rwlock-until.c SLOW rwlock.c
  DEFINITIONS IMPATIENT=write_a_moment PATIENT=read_on THIRD=read_on NATIVE_ONLY)
add_futex_test(NAME rwlock-until-readers SOURCE rwlock-until.c SLOW rwlock.c
  DEFINITIONS IMPATIENT=write_a_moment PATIENT=read_on THIRD=read_on)
add_lock_test(NAME rwlock-guard SOURCE rwlock-guard.c SLOW rwlock.c NATIVE_ONLY)
add_futex_test(NAME rwlock-guard SOURCE rwlock-guard.c SLOW rwlock.c)
add_lock_test(NAME rwlock-guard-fallback SOURCE rwlock-guard.c SLOW rwlock.c DEFINITIONS AR_HAS_CLEANUP=0 NATIVE_ONLY)
add_futex_test(NAME rwlock-guard-fallback SOURCE rwlock-guard.c SLOW rwlock.c DEFINITIONS AR_HAS_CLEANUP=0)
set(case 0)
foreach(says IN ITEMS unlocked:reading unlocked:reading unlocked:writing downgraded:writing)
  math(EXPR case "${case} + 1")
  string(REPLACE ":" ";" says ${says})
  list(GET says 0 was)
  list(GET says 1 nobody)
  add_misuse_test(NAME rwlock-misuse-${case} SOURCE rwlock-misuse.c SLOW rwlock.c DEFINITIONS CASE=${case} SAYS
    "the rwlock `&account.lock` was ${was} by main\\(\\) at [^ ]*rwlock-misuse.c:[0-9]+, but nobody is ${nobody}")
endforeach()

set(recursive "mutex.c;recursive_mutex.c")
add_lock_test(NAME recursive-mutex SOURCE recursive-mutex.c SLOW "${recursive}" MATRIX)
add_lock_test(NAME recursive-mutex-until SOURCE mutex-until.c SLOW "${recursive}" DEFINITIONS RECURSIVE)
add_futex_test(NAME recursive-mutex-until-three SOURCE mutex-until.c SLOW "${recursive}" DEFINITIONS RECURSIVE PATIENT=2)
add_futex_test(NAME recursive-mutex-fallback SOURCE recursive-mutex.c SLOW "${recursive}" DEFINITIONS AR_HAS_CLEANUP=0)
add_misuse_test(NAME recursive-mutex-misuse SOURCE recursive-mutex-misuse.c SLOW "${recursive}" SAYS
  "the recursive mutex `&lock` was unlocked by unlock_it\\(\\) at [^ ]*recursive-mutex-misuse.c:10, but the calling \
thread does not hold it")

set(robust "mutex.c;robust_mutex.c;os/thread_end.c")
add_lock_test(NAME robust-mutex SOURCE robust-mutex.c SLOW "${robust}" MATRIX)
add_lock_test(NAME robust-mutex-exit SOURCE robust-mutex.c SLOW "${robust}" DEFINITIONS ENDING=1)
add_lock_test(NAME robust-mutex-poison SOURCE robust-mutex.c SLOW "${robust}" DEFINITIONS ENDING=2)
add_lock_test(NAME robust-mutex-give-up SOURCE robust-mutex.c SLOW "${robust}" DEFINITIONS GIVE_UP)
add_lock_test(NAME robust-mutex-until SOURCE mutex-until.c SLOW "${robust}" DEFINITIONS ROBUST)
add_futex_test(NAME robust-mutex-until-three SOURCE mutex-until.c SLOW "${robust}" DEFINITIONS ROBUST PATIENT=2)
add_futex_test(NAME robust-mutex-fallback SOURCE robust-mutex.c SLOW "${robust}" DEFINITIONS AR_HAS_CLEANUP=0)
set(not_mine "but the calling thread does not hold it")
set(not_told "but the caller has not been told that it is not")
add_misuse_test(NAME robust-mutex-misuse-1 SOURCE robust-mutex-misuse.c SLOW "${robust}" DEFINITIONS CASE=1 SAYS
  "the robust mutex `&lock` was unlocked by main\\(\\) at [^ ]*robust-mutex-misuse.c:17, ${not_mine}")
add_misuse_test(NAME robust-mutex-misuse-2 SOURCE robust-mutex-misuse.c SLOW "${robust}" DEFINITIONS CASE=2 SAYS
  "the robust mutex `&lock` was made consistent by main\\(\\) at [^ ]*robust-mutex-misuse.c:19, ${not_told}")
add_misuse_test(NAME robust-mutex-misuse-3 SOURCE robust-mutex-misuse.c SLOW "${robust}" DEFINITIONS CASE=3 SAYS
  "the robust mutex `&lock` was poisoned by main\\(\\) at [^ ]*robust-mutex-misuse.c:22, ${not_mine}")
