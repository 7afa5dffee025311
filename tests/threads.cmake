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
  if(ACQREL_TEST_FUTEX)
    acqrel_add_test(NAME ${name} SOURCES ${source} DEFINITIONS ${L_DEFINITIONS} VERDICT ${L_VERDICT} CHECK_ONLY ${matrix})
  endif()
endfunction()

add_thread_test(thread thread.c MATRIX)
add_thread_test(thread-detach thread-detach.c)
add_thread_test(thread-scope thread-scope.c)
add_thread_test(thread-scope-fallback thread-scope.c DEFINITIONS AR_HAS_CLEANUP=0)
add_thread_test(park park.c MATRIX)
add_thread_test(park-two-helpers park.c DEFINITIONS HELPERS=2)
add_thread_test(park-until park.c DEFINITIONS UNTIL)
add_thread_test(park-token park-token.c)

function(add_abort_test name source sentence)
  add_thread_test(${name} ${source} CHECK_ONLY VERDICT misuse DEFINITIONS ${ARGN})
  add_executable(${name} ${source})
  target_compile_definitions(${name} PRIVATE ${ARGN})
  target_link_libraries(${name} PRIVATE acqrel::static)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  add_test(NAME ${name}.native COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/aborts.sh $<TARGET_FILE:${name}> "${sentence}")
  set_tests_properties(${name}.native PROPERTIES LABELS native TIMEOUT 60)
endfunction()

set(by "by main\\(\\) at [^ ]*thread-misuse.c:[0-9]+")
add_abort_test(thread-join-twice thread-misuse.c
  "^acqrel: the thread `worker` was joined ${by}, but it has been joined already\\.$" MISUSE=JOIN_TWICE)
add_abort_test(thread-join-self thread-misuse.c
  "^acqrel: the thread `worker` was joined by join_self\\(\\) at [^ ]*thread-misuse.c:[0-9]+, but it is the caller" MISUSE=JOIN_SELF)
add_abort_test(thread-join-detached thread-misuse.c
  "^acqrel: the thread `worker` was joined ${by}, but it has been detached\\.$" MISUSE=JOIN_DETACHED)
add_abort_test(thread-join-none thread-misuse.c
  "^acqrel: the thread `worker` was joined ${by}, but it is none: nothing was spawned in it\\.$" MISUSE=JOIN_NONE)
add_abort_test(thread-detach-joined thread-misuse.c
  "^acqrel: the thread `worker` was detached ${by}, but it has been joined already\\.$" MISUSE=DETACH_JOINED)
add_abort_test(thread-handle-of-joined thread-misuse.c
  "^acqrel: the thread `worker` was asked for its handle ${by}, but it has been joined already\\.$" MISUSE=HANDLE_OF_JOINED)
add_abort_test(thread-unpark-nobody thread-misuse.c
  "^acqrel: the thread `NULL` was unparked ${by}, but it is nobody \\(NULL\\)\\.$" MISUSE=UNPARK_NOBODY)

acqrel_add_test(NAME padded SOURCES padded.c)
acqrel_add_test(NAME cell SOURCES cell.c)
acqrel_add_test(NAME cell-unchecked SOURCES cell.c DEFINITIONS AR_CELL_CHECKS=0)
acqrel_add_test(NAME cell-fallback SOURCES cell.c DEFINITIONS AR_HAS_CLEANUP=0)
acqrel_add_test(NAME cell-threads SOURCES cell-threads.c CHECK_ONLY VERDICT data-race)
add_thread_test(confined confined.c)

set(cell "^acqrel: the cell `&cell` was")
set(at "at [^ ]*cell-misuse.c")
add_abort_test(cell-change-shared cell-misuse.c
  "${cell} borrowed exclusively by change\\(\\) ${at}:13, but main\\(\\) has borrowed it \\(shared\\) ${at}:30\\.$" MISUSE=1)
add_abort_test(cell-set-shared cell-misuse.c
  "${cell} set by main\\(\\) ${at}:37, but main\\(\\) has borrowed it \\(shared\\) ${at}:30\\.$" MISUSE=2)
add_abort_test(cell-look-exclusive cell-misuse.c
  "${cell} borrowed \\(shared\\) by look\\(\\) ${at}:22, but main\\(\\) has borrowed it \\(exclusively\\) ${at}:39\\.$" MISUSE=3)
add_abort_test(cell-get-exclusive cell-misuse.c
  "${cell} read by main\\(\\) ${at}:44, but main\\(\\) has borrowed it \\(exclusively\\) ${at}:39\\.$" MISUSE=4)
add_abort_test(confined-used confined-misuse.c
  "^acqrel: the confined value `&window.handle` was used by use\\(\\) at [^ ]*confined-misuse.c:[0-9]+, but it belongs to thread 1, and this is thread 2\\.$" MISUSE=1)
add_abort_test(confined-given confined-misuse.c
  "^acqrel: the confined value `&window.handle` was given away by use\\(\\) at .*, but it belongs to thread 1, and this is thread 2\\.$" MISUSE=2)

add_thread_test(fence fence.c MATRIX)
add_thread_test(fence-missing fence.c CHECK_ONLY DEFINITIONS NONE_ON_THE_LIGHT_SIDE VERDICT assertion)

add_thread_test(wait wait.c MATRIX)
add_thread_test(wait-deadlines wait.c CHECK_ONLY DEFINITIONS DEADLINES)
