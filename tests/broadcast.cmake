# Channels with a shape of their own: the ring of one sender and one receiver, broadcast, watch. add_lock_test and
# add_misuse_test are those of locks.cmake, add_futex_test that of sync.cmake.

set(spsc "spsc.c;allocator.c;fence.c")
add_lock_test(NAME spsc SOURCE spsc.c SLOW "${spsc}" NATIVE_ONLY)
add_lock_test(NAME spsc-64 SOURCE spsc.c SLOW "${spsc}" DEFINITIONS CAPACITY=64 NATIVE_ONLY)
add_futex_test(NAME spsc SOURCE spsc.c SLOW "${spsc}" DEFINITIONS CLOSES=0 MATRIX)
add_futex_test(NAME spsc-closed SOURCE spsc.c SLOW "${spsc}" DEFINITIONS MESSAGES=1)
add_lock_test(NAME spsc-until SOURCE spsc.c SLOW "${spsc}" DEFINITIONS HOW=1 NATIVE_ONLY)
add_futex_test(NAME spsc-until SOURCE spsc.c SLOW "${spsc}" DEFINITIONS HOW=1 MESSAGES=1)
add_lock_test(NAME spsc-try SOURCE spsc.c SLOW "${spsc}" DEFINITIONS HOW=2)
add_lock_test(NAME spsc-close SOURCE spsc-close.c SLOW "${spsc}" NATIVE_ONLY)
add_futex_test(NAME spsc-close SOURCE spsc-close.c SLOW "${spsc}")
add_lock_test(NAME spsc-close-third SOURCE spsc-close.c SLOW "${spsc}" DEFINITIONS THIRD=1 NATIVE_ONLY)
add_futex_test(NAME spsc-close-third SOURCE spsc-close.c SLOW "${spsc}" DEFINITIONS THIRD=1)
add_lock_test(NAME spsc-spans SOURCE spsc-spans.c SLOW "${spsc}" DEFINITIONS CAPACITY=6 NATIVE_ONLY)
add_futex_test(NAME spsc-spans SOURCE spsc-spans.c SLOW "${spsc}" DEFINITIONS CLOSES=0)
add_lock_test(NAME spsc-spans-lengths SOURCE spsc-spans.c SLOW "${spsc}" DEFINITIONS LENGTHS=1)
acqrel_add_test(NAME spsc-two-senders SOURCES spsc-misuse.c ../src/spsc.c ../src/allocator.c ../src/fence.c
  ../src/time.c ../src/os/pthread.c DEFINITIONS CASE=0 CHECK_ONLY VERDICT data-race)
set(case 0)
foreach(says IN ITEMS
    "initialised by main\\(\\) at [^ ]*spsc-misuse.c:[0-9]+, with no room for a message"
    "initialised by main\\(\\) at [^ ]*spsc-misuse.c:[0-9]+, in a number of slots that is not a power of two"
    "committed to by main\\(\\) at [^ ]*spsc-misuse.c:[0-9]+, but not that much was reserved"
    "released from by main\\(\\) at [^ ]*spsc-misuse.c:[0-9]+, but not that much was peeked at")
  math(EXPR case "${case} + 1")
  add_misuse_test(NAME spsc-misuse-${case} SOURCE spsc-misuse.c SLOW "${spsc}" DEFINITIONS CASE=${case} SAYS
    "the ring `&numbers` was ${says}")
endforeach()
add_misuse_test(NAME spsc-misuse-5 SOURCE spsc-misuse.c SLOW "${spsc}" DEFINITIONS CASE=5 SAYS
  "a ring \\(acqrel/spsc.h\\) was used before it was initialised")
