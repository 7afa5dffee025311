# Channels, select and one-shot channels: what a loop registers better than src/primitives.cmake.

set(oneshot_files ../../src/oneshot.c ../../src/allocator.c ../../src/time.c)
acqrel_add_test(NAME oneshot SOURCES oneshot.c ${oneshot_files} ../../src/os/${ACQREL_OS}.c NATIVE_ONLY)
foreach(part RANGE 1 6)
  acqrel_add_test(NAME oneshot-${part} SOURCES oneshot.c ${oneshot_files} ../../src/os/pthread.c DEFINITIONS
    PART=${part} CHECK_ONLY)
endforeach()
acqrel_add_test(NAME oneshot-send-twice SOURCES oneshot-misuse.c ${oneshot_files} ../../src/os/pthread.c
  CHECK_ONLY VERDICT misuse)
acqrel_add_test(NAME oneshot-receive-twice SOURCES oneshot-misuse.c ${oneshot_files} ../../src/os/pthread.c
  DEFINITIONS RECEIVE_TWICE
  CHECK_ONLY VERDICT misuse)

set(channel channel.c channel_list.c channel_meeting.c channel_queue.c channel_ring.c allocator.c mutex.c)
set(meeting CAPACITY=0)
set(ring CAPACITY=1)
set(list CAPACITY=AR_UNBOUNDED)

# Without waiting.
foreach(kind IN ITEMS meeting ring list)
  add_lock_test(NAME channel-try-${kind} SOURCE channel-try.c SLOW "${channel}" DEFINITIONS ${${kind}}
    NATIVE_ONLY)
endforeach()
add_futex_test(NAME channel-try-ring SOURCE channel-try.c SLOW "${channel}" DEFINITIONS ${ring} MATRIX)
add_futex_test(NAME channel-try-ring-receivers SOURCE channel-try.c SLOW "${channel}" DEFINITIONS ${ring}
  SENDERS=1 RECEIVERS=2)
add_futex_test(NAME channel-try-ring-both SOURCE channel-try.c SLOW "${channel}" DEFINITIONS CAPACITY=2
  SENDERS=2 RECEIVERS=2)
add_futex_test(NAME channel-try-list-both SOURCE channel-try.c SLOW "${channel}" DEFINITIONS ${list}
  AR_CHANNEL_LAP=4
  SENDERS=2 RECEIVERS=2)
# Blocks of one message, so that their ends are seen.
add_futex_test(NAME channel-try-list SOURCE channel-try.c SLOW "${channel}" DEFINITIONS ${list}
  AR_CHANNEL_LAP=2 MATRIX)
foreach(lap IN ITEMS 2 4)
  add_futex_test(NAME channel-try-list-receivers-${lap} SOURCE channel-try.c SLOW "${channel}" DEFINITIONS
    ${list}
    AR_CHANNEL_LAP=${lap} SENDERS=1 RECEIVERS=2)
endforeach()
add_lock_test(NAME channel-blocks SOURCE channel-blocks.c SLOW "${channel}" NATIVE_ONLY)
foreach(lap IN ITEMS 2 4)
  add_futex_test(NAME channel-blocks-${lap} SOURCE channel-blocks.c SLOW "${channel}" DEFINITIONS
    AR_CHANNEL_LAP=${lap})
endforeach()
add_futex_test(NAME channel-try-list-again SOURCE channel-try.c SLOW "${channel}" DEFINITIONS ${list}
  AR_CHANNEL_LAP=2 SENDERS=1
  MESSAGES=3 RECEIVES=1)
add_futex_test(NAME channel-try-meeting SOURCE channel-try.c SLOW "${channel}" DEFINITIONS ${meeting})
add_lock_test(NAME channel-behind SOURCE channel-behind.c SLOW "${channel}")
add_lock_test(NAME channel-behind-list SOURCE channel-behind.c SLOW "${channel}" DEFINITIONS
  CAPACITY=AR_UNBOUNDED AR_CHANNEL_LAP=4)

# One thread waits for another. Checked part by part: in one program, the parts' executions would multiply.
foreach(kind IN ITEMS meeting ring list)
  add_lock_test(NAME channel-wait-${kind} SOURCE channel-wait.c SLOW "${channel}" DEFINITIONS ${${kind}}
    NATIVE_ONLY)
  set(parts 1 2 3 4 5)
  if(kind STREQUAL list)
    set(parts 1 3 5) # nobody waits for room
  elseif(kind STREQUAL ring)
    list(APPEND parts 6)
  endif()
  foreach(part IN LISTS parts)
    add_shipped_test(NAME channel-wait-${kind}-${part} SOURCES channel-wait.c DEFINITIONS ${${kind}}
      PART=${part})
  endforeach()
endforeach()
set(all_systems ${lock_systems})
set(lock_systems pthread)
add_lock_test(NAME channel-wait-ring-1 SOURCE channel-wait.c SLOW "${channel}" DEFINITIONS ${ring} PART=1
  CHECK_ONLY)
add_lock_test(NAME channel-wait-meeting-1 SOURCE channel-wait.c SLOW "${channel}" DEFINITIONS ${meeting}
  PART=1 CHECK_ONLY)

add_lock_test(NAME channel-queue SOURCE channel-queue.c SLOW "${channel}" NATIVE_ONLY)
foreach(part RANGE 1 3)
  add_futex_test(NAME channel-queue-${part} SOURCE channel-queue.c SLOW "${channel}" DEFINITIONS PART=${part})
endforeach()

# Three threads that sleep have millions of executions: one of them is a thief instead.
add_lock_test(NAME channel-three-ring SOURCE channel-three.c SLOW "${channel}" NATIVE_ONLY)
add_lock_test(NAME channel-three-list SOURCE channel-three.c SLOW "${channel}" DEFINITIONS ${list}
  NATIVE_ONLY)
add_shipped_test(NAME channel-three SOURCES channel-three.c DEFINITIONS ${ring} PART=5)

foreach(kind IN ITEMS meeting ring list)
  add_lock_test(NAME channel-${kind} SOURCE channel.c SLOW "${channel}" DEFINITIONS ${${kind}} NATIVE_ONLY)
  add_lock_test(NAME channel-${kind}-many SOURCE channel.c SLOW "${channel}" DEFINITIONS ${${kind}}
    SENDERS=3 RECEIVERS=3
    NATIVE_ONLY)
endforeach()
add_lock_test(NAME channel-large-ring-many SOURCE channel.c SLOW "${channel}" DEFINITIONS CAPACITY=5
  SENDERS=3 RECEIVERS=3
  NATIVE_ONLY)
add_shipped_test(NAME channel-meeting SOURCES channel.c DEFINITIONS ${meeting} MESSAGES=1)

# Several that wait at once: channels as they are, on substitutes/ instead of ar_mutex, which is explored by
# its own tests. channel-late, for one, has 92 executions then instead of 6,966.
function(add_plain_test)
  cmake_parse_arguments(PARSE_ARGV 0 P "" "SOURCE;WITH" "")
  set(files channel.c channel_list.c channel_meeting.c channel_queue.c channel_ring.c allocator.c ${P_WITH})
  add_futex_test(SOURCE ${P_SOURCE} SLOW "${files}"
    CHECK_FLAGS -I${CMAKE_CURRENT_SOURCE_DIR}/substitutes -I${acqrel_SOURCE_DIR}/include
    ${P_UNPARSED_ARGUMENTS})
endfunction()
add_shipped_test(NAME channel-late-receiver SOURCES channel-late.c)
add_shipped_test(NAME channel-late-receiver-list SOURCES channel-late.c DEFINITIONS ${list})
add_shipped_test(NAME channel-late-sender SOURCES channel-late.c DEFINITIONS SENDS=1)
add_lock_test(NAME channel-late SOURCE channel-late.c SLOW "${channel}" NATIVE_ONLY)
add_lock_test(NAME channel-look SOURCE channel-look.c SLOW "${channel}" NATIVE_ONLY)
add_lock_test(NAME channel-look-list SOURCE channel-look.c SLOW "${channel}" DEFINITIONS
  CAPACITY=AR_UNBOUNDED NATIVE_ONLY)
add_plain_test(NAME channel-look SOURCE channel-look.c)
add_plain_test(NAME channel-look-list SOURCE channel-look.c DEFINITIONS CAPACITY=AR_UNBOUNDED)

# For the largest.
set(large CHECK_OPTIONS -j 2 TIMEOUT 240 LABELS large)
set(large_roles SSRR SRRC ABaF)

# roles_test(KIND CAPACITY ROLES...)
function(roles_test kind capacity)
  add_lock_test(NAME channel-roles-${kind} SOURCE channel-roles.c SLOW "${channel}" DEFINITIONS
    CAPACITY=${capacity} NATIVE_ONLY)
  foreach(roles IN LISTS ARGN)
    set(options "")
    if(roles IN_LIST large_roles)
      set(options ${large})
    endif()
    add_plain_test(NAME channel-roles-${kind}-${roles} SOURCE channel-roles.c ${options} DEFINITIONS
      CAPACITY=${capacity}
      "ROLES=\"${roles}\"")
  endforeach()
endfunction()
# All are explored to their end. The largest, with two workers: ring SSRR, 5,539,248 executions in 59 s;
# ring-2 SSRR, 1,278,312 in 17 s; list SSRR, 324,472 in 6 s. Two messages from each of two senders to each of
# two receivers are too many: of ring SSRRC there would be billions. So one sender has two messages, or one
# receiver takes both.
roles_test(meeting 0 SRC UTC UTT UUT UTs SSRC SRRC)
# Of meetings, the same where nobody enters the cell, so that all happens in the queues. Explored by hand,
# with two workers and without an error: SSRR where both sides enter, 39,068,112 executions in 390 s; SSRRC
# where only senders do, 19,656,905 in 149 s, or receivers, 18,035,025 in 112 s; SSR with two receives,
# 1,934,556; SRR with two messages, 1,915,722.
foreach(roles IN ITEMS SSRR SSRRC)
  add_plain_test(NAME channel-roles-meeting-queues-${roles} SOURCE channel-roles.c DEFINITIONS CAPACITY=0
    AR_MEETING_ENTERS=0
    "ROLES=\"${roles}\"")
endforeach()
roles_test(ring 1 SRC RRC SSC SSSC UUT SUR UTT SSRC SRRC SSRR)
roles_test(ring-2 2 SSRC SSRR)
roles_test(list AR_UNBOUNDED RRC SSRC STT UUT SRRC SSRR)
foreach(kind IN ITEMS ring list)
  add_plain_test(NAME channel-roles-${kind}-SRR-two SOURCE channel-roles.c ${large}
    DEFINITIONS ${${kind}} MESSAGES=2
    "ROLES=\"SRR\"")
endforeach()
add_plain_test(NAME channel-roles-ring-SSR-two SOURCE channel-roles.c DEFINITIONS ${ring} RECEIVES=2
  "ROLES=\"SSR\"")

add_shipped_test(NAME channel-sizes SOURCES channel-sizes.c)
add_lock_test(NAME channel-sizes SOURCE channel-sizes.c SLOW "${channel}" NATIVE_ONLY)

add_lock_test(NAME channel-large SOURCE channel-large.c SLOW "${channel}" NATIVE_ONLY)
foreach(part IN ITEMS 3 4 8)
  add_plain_test(NAME channel-large-${part} SOURCE channel-large.c DEFINITIONS PART=${part})
endforeach()

foreach(case IN ITEMS 1 2 5 6)
  add_misuse_test(NAME channel-misuse-${case} SOURCE channel-misuse.c SLOW "${channel}"
    DEFINITIONS CASE=${case} SAYS
    "the channel `&jobs` was used by main\\(\\) at [^ ]*channel-misuse.c:[0-9]+, but it has not been \
initialized, or has been \
destroyed")
endforeach()
add_misuse_test(NAME channel-misuse-3 SOURCE channel-misuse.c SLOW "${channel}" DEFINITIONS CASE=3 SAYS
  "the channel `&jobs` was destroyed by main\\(\\) at [^ ]*channel-misuse.c:[0-9]+, while threads wait for \
it")
add_misuse_test(NAME channel-misuse-4 SOURCE channel-misuse.c SLOW "${channel}" DEFINITIONS CASE=4 SAYS
  "the channel `&jobs` was destroyed by main\\(\\) at [^ ]*channel-misuse.c:[0-9]+, while threads wait for \
it")

# select_test(A B PART...): with channels of these capacities; the parts that mean something there, and end
# soon.
function(select_test a b)
  add_lock_test(NAME select-${a}-${b} SOURCE select.c SLOW select.c DEFINITIONS KIND_A=${a} KIND_B=${b}
    NATIVE_ONLY)
  foreach(part IN LISTS ARGN)
    add_shipped_test(NAME select-${a}-${b}-${part} SOURCES select.c DEFINITIONS KIND_A=${a} KIND_B=${b}
      PART=${part})
  endforeach()
endfunction()
select_test(0 0 1 4 5 6 7)
add_plain_test(NAME select-0-0-9 SOURCE select.c WITH select.c DEFINITIONS KIND_A=0 KIND_B=0 PART=9)
add_plain_test(NAME select-0-0-2 SOURCE select.c WITH select.c DEFINITIONS KIND_A=0 KIND_B=0 PART=2)
select_test(0 1 1 4 5)
select_test(1 1 3 4 5 7)
select_test(AR_UNBOUNDED 1 4 5)
# with ar_mutex it takes minutes
add_plain_test(NAME select-1-1-8 SOURCE select.c WITH select.c DEFINITIONS PART=8)

# select_roles_test(KIND A B ROLES...): several that select, in channels of these capacities, on substitutes/.
function(select_roles_test kind a b)
  add_lock_test(NAME select-roles-${kind} SOURCE select-roles.c SLOW select.c DEFINITIONS KIND_A=${a}
    KIND_B=${b} NATIVE_ONLY)
  foreach(roles IN LISTS ARGN)
    set(options "")
    if(roles IN_LIST large_roles)
      set(options ${large})
    endif()
    add_plain_test(NAME select-roles-${kind}-${roles} SOURCE select-roles.c WITH select.c ${options}
      DEFINITIONS KIND_A=${a} KIND_B=${b} "ROLES=\"${roles}\"")
  endforeach()
endfunction()
# The largest is meeting SSRR, 737,280 executions. Explored by hand, with two workers and without an error:
# ring ABRR, 3,325,670 executions in 90 s; list ABRR, 875,412 in 45 s; meeting ABRR, where the senders enter
# the cell, 5,942,916 in 50 s. Not to their end: ring SSRR, list SSRR (11,486,547 in 15 minutes), meeting-ring
# ABRR (8,040,093 in 7).
select_roles_test(meeting 0 0 XY SSRR)
add_plain_test(NAME select-roles-meeting-queues-ABRR SOURCE select-roles.c WITH select.c ${large}
  DEFINITIONS KIND_A=0 KIND_B=0 AR_MEETING_ENTERS=0 "ROLES=\"ABRR\"")
select_roles_test(ring 1 1 SR SSR ABRC ABaF)
select_roles_test(list AR_UNBOUNDED AR_UNBOUNDED SSR ABaF)
select_roles_test(meeting-ring 0 1 SSR)
add_plain_test(NAME select-roles-full-ring-SRR SOURCE select-roles.c WITH select.c DEFINITIONS FILL=1
  "ROLES=\"SRR\"")
add_lock_test(NAME select-many SOURCE select-many.c SLOW select.c NATIVE_ONLY)
add_lock_test(NAME select-try SOURCE select-try.c SLOW select.c NATIVE_ONLY)
add_shipped_test(NAME select-try SOURCES select-try.c)
add_misuse_test(NAME select-misuse SOURCE select-misuse.c SLOW "${channel};select.c" SAYS
  "the select over `ar_receiving_if\\(is_open, &jobs, &job\\)` was entered by main\\(\\) at [^ \
]*select-misuse.c:[0-9]+, but \
none of its cases can ever happen")

add_lock_test(NAME oneshot-select SOURCE oneshot-select.c SLOW select.c NATIVE_ONLY)
add_lock_test(NAME oneshot-select-0 SOURCE oneshot-select.c SLOW select.c DEFINITIONS ROOM=0 NATIVE_ONLY)
# Part 12, with three threads, takes 20 seconds (77,058 executions): by hand.
foreach(part RANGE 1 11)
  add_shipped_test(NAME oneshot-select-${part} SOURCES oneshot-select.c DEFINITIONS PART=${part})
endforeach()
add_shipped_test(NAME oneshot-select-0-10 SOURCES oneshot-select.c DEFINITIONS ROOM=0 PART=10)
set(selected "${channel};select.c;oneshot.c")
add_misuse_test(NAME oneshot-select-misuse-1 SOURCE oneshot-select-misuse.c SLOW "${selected}" DEFINITIONS
  CASE=1 SAYS
  "the select over `ar_oneshot_receiving\\(&answer, &n\\), ar_oneshot_receiving\\(&other, &n\\)` was entered \
by main\\(\\) at \
[^ ]*oneshot-select-misuse.c:[0-9]+, but the receiver's side of one of its one-shot channels has ended \
before")
add_misuse_test(NAME oneshot-select-misuse-2 SOURCE oneshot-select-misuse.c SLOW "${selected}" DEFINITIONS
  CASE=2 SAYS
  "the select over `.*` was entered by main\\(\\) at [^ ]*oneshot-select-misuse.c:[0-9]+, but two of its \
cases are the same \
one-shot channel")
foreach(case IN ITEMS 3 4)
  add_lock_test(NAME oneshot-select-misuse-${case} SOURCE oneshot-select-misuse.c SLOW "${selected}"
    DEFINITIONS CASE=${case}
    CHECK_ONLY VERDICT misuse)
endforeach()
set(lock_systems ${all_systems})
