# What threads wait for, besides locks, with the functions of locks.cmake.

set(condvar "condvar.c;mutex.c")
add_lock_test(NAME condvar SOURCE condvar.c SLOW "${condvar}" MATRIX)
add_lock_test(NAME condvar-locked SOURCE condvar.c SLOW "${condvar}" DEFINITIONS NOTIFY_LOCKED=1)
add_lock_test(NAME condvar-many SOURCE condvar.c SLOW "${condvar}" DEFINITIONS THREADS=5 NATIVE_ONLY)
add_lock_test(NAME condvar-all SOURCE condvar-all.c SLOW "${condvar}" DEFINITIONS ALL_WAIT=1)
add_lock_test(NAME condvar-all-many SOURCE condvar-all.c SLOW "${condvar}" DEFINITIONS THREADS=13 NOTIFY_LOCKED=1
  ALL_WAIT=1 NATIVE_ONLY)
add_lock_test(NAME condvar-three SOURCE condvar-three.c SLOW "${condvar}" NATIVE_ONLY)
add_futex_test(NAME condvar-three SOURCE condvar-three.c SLOW "${condvar}" MATRIX)
add_futex_test(NAME condvar-three-ones SOURCE condvar-three.c SLOW "${condvar}" DEFINITIONS ALL=0)
add_lock_test(NAME condvar-order SOURCE condvar-order.c SLOW "${condvar}" NATIVE_ONLY)
add_futex_test(NAME condvar-order SOURCE condvar-order.c SLOW "${condvar}")
add_lock_test(NAME condvar-until SOURCE condvar-until.c SLOW "${condvar}" DEFINITIONS THREADS=4 NATIVE_ONLY)
add_futex_test(NAME condvar-until SOURCE condvar-until.c SLOW "${condvar}" MATRIX)
add_misuse_test(NAME condvar-misuse-1 SOURCE condvar-misuse.c SLOW "${condvar}" DEFINITIONS CASE=1 SAYS
  "the condition variable `&queue.filled` was waited on by main\\(\\) at [^ ]*condvar-misuse.c:[0-9]+, but the mutex \
is not locked")
add_misuse_test(NAME condvar-misuse-2 SOURCE condvar-misuse.c SLOW "${condvar}" DEFINITIONS CASE=2 SAYS
  "the condition variable `&queue.filled` was waited on by wait_with\\(\\) at [^ ]*condvar-misuse.c:[0-9]+, but with \
another mutex than that of the threads that wait already")

add_lock_test(NAME semaphore SOURCE semaphore.c SLOW semaphore.c MATRIX)
add_futex_test(NAME semaphore-three SOURCE semaphore.c SLOW semaphore.c DEFINITIONS THREADS=3)
add_lock_test(NAME semaphore-post SOURCE semaphore-post.c SLOW semaphore.c DEFINITIONS THREADS=3)
add_lock_test(NAME semaphore-until SOURCE semaphore-until.c SLOW semaphore.c)
add_lock_test(NAME semaphore-until-three SOURCE semaphore-until.c SLOW semaphore.c DEFINITIONS THREADS=3)
add_lock_test(NAME binary-semaphore SOURCE binary-semaphore.c SLOW semaphore.c MATRIX)
add_lock_test(NAME binary-semaphore-until SOURCE semaphore-until.c SLOW semaphore.c DEFINITIONS BINARY=1)
add_misuse_test(NAME semaphore-misuse SOURCE semaphore-misuse.c SLOW semaphore.c SAYS
  "the semaphore `&slots.free` was posted by main\\(\\) at [^ ]*semaphore-misuse.c:10, but it has as many permits as it \
can count")

add_lock_test(NAME event SOURCE event.c SLOW event.c MATRIX)
add_lock_test(NAME event-three SOURCE event.c SLOW event.c DEFINITIONS THREADS=3)
add_lock_test(NAME event-at-once SOURCE event.c SLOW event.c DEFINITIONS RESET=1)
add_lock_test(NAME event-reset SOURCE event-reset.c SLOW event.c)
add_lock_test(NAME event-until SOURCE event-until.c SLOW event.c)

add_lock_test(NAME latch SOURCE latch.c SLOW latch.c MATRIX)
add_futex_test(NAME latch-three SOURCE latch.c SLOW latch.c DEFINITIONS THREADS=3)
add_lock_test(NAME latch-until SOURCE event-until.c SLOW latch.c DEFINITIONS LATCH=1)
add_misuse_test(NAME latch-misuse SOURCE latch-misuse.c SLOW latch.c SAYS
  "the latch `&parts` was counted down by main\\(\\) at [^ ]*latch-misuse.c:9, by more than is left of it")

add_lock_test(NAME barrier SOURCE barrier.c SLOW barrier.c MATRIX)
add_lock_test(NAME barrier-twice SOURCE barrier.c SLOW barrier.c DEFINITIONS PHASES=2)
add_lock_test(NAME barrier-many SOURCE barrier.c SLOW barrier.c DEFINITIONS THREADS=5 NATIVE_ONLY)
add_futex_test(NAME barrier-three SOURCE barrier.c SLOW barrier.c DEFINITIONS THREADS=3)
add_misuse_test(NAME barrier-misuse-1 SOURCE barrier-misuse.c SLOW barrier.c DEFINITIONS THREADS=0 SAYS
  "the barrier `&turn` was waited at by main\\(\\) at [^ ]*barrier-misuse.c:[0-9]+, for a number of threads that is not \
from 1 to 65535")
add_misuse_test(NAME barrier-misuse-2 SOURCE barrier-misuse.c SLOW barrier.c DEFINITIONS THREADS=1 SAYS
  "the barrier `&turn` was waited at by main\\(\\) at [^ ]*barrier-misuse.c:[0-9]+, where more threads wait already than \
are to meet")

add_lock_test(NAME once SOURCE once.c SLOW once.c MATRIX)
add_lock_test(NAME once-failing SOURCE once.c SLOW once.c DEFINITIONS FAILING=2)
add_lock_test(NAME once-three SOURCE once.c SLOW once.c DEFINITIONS THREADS=3 FAILING=0)
add_misuse_test(NAME once-misuse SOURCE once-misuse.c SLOW once.c SAYS
  "the once `&once` was called by work\\(\\) at [^ ]*once-misuse.c:8, inside the function that it is calling for the \
first time")
add_lock_test(NAME lazy SOURCE lazy.c SLOW once.c MATRIX)
add_futex_test(NAME lazy-three SOURCE lazy.c SLOW once.c DEFINITIONS THREADS=3)

add_lock_test(NAME sleeping SOURCE sleeping.c NATIVE_ONLY)
