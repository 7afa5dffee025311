acqrel_add_test(NAME spsc-two-senders SOURCES spsc-misuse.c ../../src/spsc.c ../../src/allocator.c
  ../../src/fence.c
  ../../src/time.c ../../src/os/pthread.c DEFINITIONS CASE=0 CHECK_ONLY VERDICT data-race)

# In a select. With what src/select.c needs.
add_lock_test(NAME broadcast-select SOURCE select-feed.c SLOW select.c NATIVE_ONLY)
add_lock_test(NAME watch-select SOURCE select-feed.c SLOW select.c DEFINITIONS WATCH NATIVE_ONLY)
foreach(part RANGE 1 5)
  acqrel_add_test(NAME broadcast-select-${part} SOURCES select-feed.c LIBRARIES acqrel::static DEFINITIONS
    PART=${part}
    CHECK_ONLY)
  acqrel_add_test(NAME watch-select-${part} SOURCES select-feed.c LIBRARIES acqrel::static DEFINITIONS WATCH
    PART=${part}
    CHECK_ONLY)
endforeach()
add_abort_test(NAME broadcast-select-misuse SOURCE select-feed-misuse.c SAYS
  "the select over `.*` was entered by main\\(\\) at [^ ]*select-feed-misuse.c:[0-9]+, but one of its \
broadcasts has not been \
initialised")
add_abort_test(NAME watch-select-misuse SOURCE select-feed-misuse.c DEFINITIONS WATCH SAYS
  "the select over `.*` was entered by main\\(\\) at [^ ]*select-feed-misuse.c:[0-9]+, but one of its \
watches drops its values \
and has no function that copies them")
