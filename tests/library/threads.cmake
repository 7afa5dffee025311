# Threads, parking, scopes, cells, fences. Checked with the library's own sources, on the sleeping that is named.

# What of the library they need, sleeping on pthreads.
set(on_pthread mutex park thread thread_record thread_scope fence time wait os/pthread)
list(TRANSFORM on_pthread REPLACE "(.+)" "${acqrel_SOURCE_DIR}/src/\\1.c")

function(add_thread_test name source)
  cmake_parse_arguments(PARSE_ARGV 2 L "CHECK_ONLY;MATRIX" "" "DEFINITIONS;VERDICT")
  set(matrix)
  if(L_MATRIX)
    set(matrix MATRIX)
  endif()
  if(NOT L_CHECK_ONLY)
    acqrel_add_test(NAME ${name} SOURCES ${source} DEFINITIONS ${L_DEFINITIONS} LIBRARIES acqrel::static NATIVE_ONLY)
  endif()
  acqrel_add_test(NAME ${name}-on-pthread SOURCES ${source} ${on_pthread} DEFINITIONS ${L_DEFINITIONS}
    CHECK_FLAGS -O2 VERDICT ${L_VERDICT} CHECK_ONLY ${matrix})
  acqrel_add_test(NAME ${name} SOURCES ${source} DEFINITIONS ${L_DEFINITIONS} VERDICT ${L_VERDICT} CHECK_ONLY ${matrix})
endfunction()

add_thread_test(thread thread.c MATRIX)
add_thread_test(thread-detach thread-detach.c)
add_thread_test(thread-scope thread-scope.c)
add_thread_test(thread-scope-fallback thread-scope.c DEFINITIONS AR_HAS_CLEANUP=0)
add_thread_test(park park.c MATRIX)
add_thread_test(park-two-helpers park.c DEFINITIONS HELPERS=2)
add_thread_test(park-until park.c DEFINITIONS UNTIL)
add_thread_test(park-token park-token.c)

# Checked, the verdict is misuse, and natively it aborts, having said so.
function(add_thread_misuse name source says)
  add_thread_test(${name} ${source} CHECK_ONLY VERDICT misuse DEFINITIONS ${ARGN})
  add_abort_test(NAME ${name} SOURCE ${source} SAYS "${says}" DEFINITIONS ${ARGN})
endfunction()

set(by "by main\\(\\) at [^ ]*thread-misuse.c:[0-9]+")
add_thread_misuse(thread-join-twice thread-misuse.c
  "the thread `worker` was joined ${by}, but it has been joined already" MISUSE=JOIN_TWICE)
add_thread_misuse(thread-join-self thread-misuse.c
  "the thread `worker` was joined by join_self\\(\\) at [^ ]*thread-misuse.c:[0-9]+, but it is the caller itself, \
who would wait for ever" MISUSE=JOIN_SELF)
add_thread_misuse(thread-join-detached thread-misuse.c
  "the thread `worker` was joined ${by}, but it has been detached" MISUSE=JOIN_DETACHED)
add_thread_misuse(thread-join-none thread-misuse.c
  "the thread `worker` was joined ${by}, but it is none: nothing was spawned in it" MISUSE=JOIN_NONE)
add_thread_misuse(thread-detach-joined thread-misuse.c
  "the thread `worker` was detached ${by}, but it has been joined already" MISUSE=DETACH_JOINED)
add_thread_misuse(thread-handle-of-joined thread-misuse.c
  "the thread `worker` was asked for its handle ${by}, but it has been joined already" MISUSE=HANDLE_OF_JOINED)
add_thread_misuse(thread-unpark-nobody thread-misuse.c
  "the thread `NULL` was unparked ${by}, but it is nobody \\(NULL\\)" MISUSE=UNPARK_NOBODY)

acqrel_add_test(NAME padded SOURCES padded.c)
acqrel_add_test(NAME cell SOURCES cell.c)
acqrel_add_test(NAME cell-unchecked SOURCES cell.c DEFINITIONS AR_CELL_CHECKS=0)
acqrel_add_test(NAME cell-fallback SOURCES cell.c DEFINITIONS AR_HAS_CLEANUP=0)
acqrel_add_test(NAME cell-threads SOURCES cell-threads.c CHECK_ONLY VERDICT data-race)
add_thread_test(confined confined.c)

set(cell "the cell `&cell` was")
set(at "at [^ ]*cell-misuse.c")
add_thread_misuse(cell-change-shared cell-misuse.c
  "${cell} borrowed exclusively by change\\(\\) ${at}:13, but main\\(\\) has borrowed it \\(shared\\) ${at}:30" MISUSE=1)
add_thread_misuse(cell-set-shared cell-misuse.c
  "${cell} set by main\\(\\) ${at}:37, but main\\(\\) has borrowed it \\(shared\\) ${at}:30" MISUSE=2)
add_thread_misuse(cell-look-exclusive cell-misuse.c
  "${cell} borrowed \\(shared\\) by look\\(\\) ${at}:22, but main\\(\\) has borrowed it \\(exclusively\\) ${at}:39" MISUSE=3)
add_thread_misuse(cell-get-exclusive cell-misuse.c
  "${cell} read by main\\(\\) ${at}:44, but main\\(\\) has borrowed it \\(exclusively\\) ${at}:39" MISUSE=4)
add_thread_misuse(confined-used confined-misuse.c
  "the confined value `&window.handle` was used by use\\(\\) at [^ ]*confined-misuse.c:[0-9]+, but it belongs to thread 1, and this is thread 2" MISUSE=1)
add_thread_misuse(confined-given confined-misuse.c
  "the confined value `&window.handle` was given away by use\\(\\) at .*, but it belongs to thread 1, and this is thread 2" MISUSE=2)

add_thread_test(fence fence.c MATRIX)
add_thread_test(fence-missing fence.c CHECK_ONLY DEFINITIONS NONE_ON_THE_LIGHT_SIDE VERDICT assertion)

add_thread_test(wait wait.c MATRIX)
add_thread_test(wait-deadlines wait.c CHECK_ONLY DEFINITIONS DEADLINES)
