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
add_futex_test(NAME spsc-close-after SOURCE spsc-close-after.c SLOW "${spsc}")
add_lock_test(NAME spsc-close-after SOURCE spsc-close-after.c SLOW "${spsc}" NATIVE_ONLY)
add_lock_test(NAME spsc-spans SOURCE spsc-spans.c SLOW "${spsc}" DEFINITIONS CAPACITY=6 NATIVE_ONLY)
add_futex_test(NAME spsc-spans SOURCE spsc-spans.c SLOW "${spsc}" DEFINITIONS CLOSES=0)
add_lock_test(NAME spsc-spans-lengths SOURCE spsc-spans.c SLOW "${spsc}" DEFINITIONS LENGTHS=1)
acqrel_add_test(NAME spsc-two-senders SOURCES spsc-misuse.c ../../src/spsc.c ../../src/allocator.c ../../src/fence.c
  ../../src/time.c ../../src/os/pthread.c DEFINITIONS CASE=0 CHECK_ONLY VERDICT data-race)
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

# Two receivers and two senders together do not wait: with waiting, there are more executions than CI has time for.
set(broadcast "broadcast.c;channel_queue.c;mutex.c;rwlock.c;allocator.c")
add_lock_test(NAME broadcast-alone SOURCE broadcast-alone.c SLOW "${broadcast}")
foreach(capacity IN ITEMS 1 64)
  add_lock_test(NAME broadcast-${capacity} SOURCE broadcast.c SLOW "${broadcast}"
    DEFINITIONS SENDERS=2 RECEIVERS=2 CAPACITY=${capacity} NATIVE_ONLY)
  add_lock_test(NAME broadcast-until-${capacity} SOURCE broadcast.c SLOW "${broadcast}"
    DEFINITIONS SENDERS=2 RECEIVERS=2 CAPACITY=${capacity} UNTIL NATIVE_ONLY)
endforeach()
add_futex_test(NAME broadcast SOURCE broadcast.c SLOW "${broadcast}" DEFINITIONS CLOSES=0 MATRIX)
add_futex_test(NAME broadcast-closed SOURCE broadcast.c SLOW "${broadcast}" DEFINITIONS MESSAGES=1)
add_futex_test(NAME broadcast-until SOURCE broadcast.c SLOW "${broadcast}" DEFINITIONS MESSAGES=1 UNTIL)
add_futex_test(NAME broadcast-senders SOURCE broadcast.c SLOW "${broadcast}"
  DEFINITIONS SENDERS=2 MESSAGES=1 CLOSES=0)
add_futex_test(NAME broadcast-receivers SOURCE broadcast.c SLOW "${broadcast}"
  DEFINITIONS RECEIVERS=2 MESSAGES=1 CLOSES=0)
add_futex_test(NAME broadcast-two-by-two SOURCE broadcast.c SLOW "${broadcast}"
  DEFINITIONS SENDERS=2 RECEIVERS=2 MESSAGES=1 CAPACITY=2 CLOSES=0 TRY=1)
add_misuse_test(NAME broadcast-misuse-1 SOURCE broadcast-misuse.c SLOW "${broadcast}" DEFINITIONS CASE=1 SAYS
  "the broadcast `&news` was initialised by main\\(\\) at [^ ]*broadcast-misuse.c:[0-9]+, with no room for a message")
add_misuse_test(NAME broadcast-misuse-2 SOURCE broadcast-misuse.c SLOW "${broadcast}" DEFINITIONS CASE=2 SAYS
  "the broadcast `&news` was initialised by main\\(\\) at [^ ]*broadcast-misuse.c:[0-9]+, with a function that drops \
messages but none that copies them for receivers")
add_misuse_test(NAME broadcast-misuse-3 SOURCE broadcast-misuse.c SLOW "${broadcast}" DEFINITIONS CASE=3 SAYS
  "a broadcast was sent to before it was initialised")

set(watch "watch.c;channel_queue.c;mutex.c;rwlock.c")
add_lock_test(NAME watch-alone SOURCE watch-alone.c SLOW "${watch}")
foreach(how IN ITEMS 0 1)
  add_lock_test(NAME watch-${how} SOURCE watch.c SLOW "${watch}" DEFINITIONS SENDERS=2 RECEIVERS=2 HOW=${how}
    NATIVE_ONLY)
  add_lock_test(NAME watch-until-${how} SOURCE watch.c SLOW "${watch}" DEFINITIONS SENDERS=2 RECEIVERS=2 HOW=${how}
    UNTIL NATIVE_ONLY)
endforeach()
add_futex_test(NAME watch SOURCE watch.c SLOW "${watch}" DEFINITIONS CLOSES=0)
add_futex_test(NAME watch-borrowed SOURCE watch.c SLOW "${watch}" DEFINITIONS HOW=1 CLOSES=0)
add_futex_test(NAME watch-closed SOURCE watch.c SLOW "${watch}" DEFINITIONS VALUES=1 MATRIX)
add_futex_test(NAME watch-until SOURCE watch.c SLOW "${watch}" DEFINITIONS VALUES=1 UNTIL)
add_futex_test(NAME watch-senders SOURCE watch.c SLOW "${watch}" DEFINITIONS SENDERS=2 VALUES=1 CLOSES=0 TRY=1)
add_futex_test(NAME watch-receivers SOURCE watch.c SLOW "${watch}" DEFINITIONS RECEIVERS=2 VALUES=1 CLOSES=0 TRY=1)
add_misuse_test(NAME watch-misuse SOURCE watch-misuse.c SLOW "${watch}" SAYS
  "the watch `&w` was received from by main\\(\\) at [^ ]*watch-misuse.c:[0-9]+, but it drops its values and has no \
function that copies them")

# In a select. With what src/select.c needs.
add_lock_test(NAME broadcast-select SOURCE select-feed.c SLOW select.c NATIVE_ONLY)
add_lock_test(NAME watch-select SOURCE select-feed.c SLOW select.c DEFINITIONS WATCH NATIVE_ONLY)
foreach(part RANGE 1 5)
  acqrel_add_test(NAME broadcast-select-${part} SOURCES select-feed.c LIBRARIES acqrel::static DEFINITIONS PART=${part}
    CHECK_ONLY)
  acqrel_add_test(NAME watch-select-${part} SOURCES select-feed.c LIBRARIES acqrel::static DEFINITIONS WATCH PART=${part}
    CHECK_ONLY)
endforeach()
add_abort_test(NAME broadcast-select-misuse SOURCE select-feed-misuse.c SAYS
  "the select over `.*` was entered by main\\(\\) at [^ ]*select-feed-misuse.c:[0-9]+, but one of its broadcasts has not been \
initialised")
add_abort_test(NAME watch-select-misuse SOURCE select-feed-misuse.c DEFINITIONS WATCH SAYS
  "the select over `.*` was entered by main\\(\\) at [^ ]*select-feed-misuse.c:[0-9]+, but one of its watches drops its values \
and has no function that copies them")
