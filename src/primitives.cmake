# The primitives of libacqrel, each by one call: see cmake/AcqrelPrimitive.cmake.

acqrel_add_primitive(atomic NEVER_SLEEPS
  TEST atomic MATRIX
  TEST atomic-threads MATRIX
  TEST atomic-seq-cst MATRIX)

# What it finds is in tests/library/CMakeLists.txt: acqrel finds the same by itself.
acqrel_add_primitive(debug
  TEST debug SOURCE debug-misuse.c NATIVE_ONLY)

acqrel_add_primitive(spinlock NEVER_SLEEPS
  TEST spinlock MATRIX
  TEST spinlock-try MATRIX
  TEST spinlock-guard MATRIX
  TEST spinlock-guard-fallback SOURCE spinlock-guard.c DEFINITIONS AR_HAS_CLEANUP=0
  MISUSE spinlock-misuse MATRIX SAYS
    "the spin lock `&account.lock` was unlocked by main\\(\\) at [^ ]*spinlock-misuse.c:[0-9]+, but it is \
not locked"
  WEAKENED BY spinlock-try)

acqrel_add_primitive(mutex
  TEST mutex MATRIX
  TEST mutex-three DEFINITIONS THREADS=3
  TEST mutex-try
  TEST mutex-until
  TEST mutex-until-three SOURCE mutex-until.c ON linux CHECK_ONLY DEFINITIONS PATIENT=2
  TEST mutex-bystander ON linux CHECK_ONLY
  TEST mutex-guard ON linux
  TEST mutex-guard-fallback SOURCE mutex-guard.c ON linux DEFINITIONS AR_HAS_CLEANUP=0
  MISUSE mutex-misuse SAYS
    "the mutex `&account.lock` was unlocked by main\\(\\) at [^ ]*mutex-misuse.c:15, but it is not locked"
  WEAKENED BY mutex mutex-try mutex-until)

set(by "by main\\(\\) at [^ ]*rwlock-misuse.c:[0-9]+, but no thread is")
# A writer that gives up lets those in that held back for it.
acqrel_add_primitive(rwlock
  TEST rwlock MATRIX
  TEST rwlock-readers DEFINITIONS READERS=2 WRITERS=1
  TEST rwlock-writers DEFINITIONS READERS=1 WRITERS=2
  TEST rwlock-downgrade DEFINITIONS READERS=1 WRITERS=1 DOWNGRADE
  TEST rwlock-turns NATIVE_ONLY
  TEST rwlock-wakes NATIVE_ONLY
  TEST rwlock-try
  TEST rwlock-until-read SOURCE rwlock-until.c
  TEST rwlock-until-write SOURCE rwlock-until.c DEFINITIONS IMPATIENT=write_a_moment
  TEST rwlock-until-readers SOURCE rwlock-until.c ON linux
    DEFINITIONS IMPATIENT=write_a_moment PATIENT=read_on THIRD=read_on
  TEST rwlock-guard ON linux
  TEST rwlock-guard-fallback SOURCE rwlock-guard.c ON linux DEFINITIONS AR_HAS_CLEANUP=0
  MISUSE rwlock-misuse-1 DEFINITIONS CASE=1 SAYS "the rwlock `&account.lock` was unlocked ${by} reading"
  MISUSE rwlock-misuse-2 DEFINITIONS CASE=2 SAYS "the rwlock `&account.lock` was unlocked ${by} reading"
  MISUSE rwlock-misuse-3 DEFINITIONS CASE=3 SAYS "the rwlock `&account.lock` was unlocked ${by} writing"
  MISUSE rwlock-misuse-4 DEFINITIONS CASE=4 SAYS "the rwlock `&account.lock` was downgraded ${by} writing"
  WEAKENED BY rwlock rwlock-try rwlock-until rwlock-until:-DIMPATIENT=write_a_moment
    rwlock:-DREADERS=2:-DWRITERS=1 rwlock:-DREADERS=1:-DWRITERS=2)

acqrel_add_primitive(recursive_mutex NEEDS mutex.c
  TEST recursive-mutex MATRIX
  TEST recursive-mutex-until SOURCE mutex-until.c DEFINITIONS RECURSIVE
  TEST recursive-mutex-until-three SOURCE mutex-until.c ON linux CHECK_ONLY DEFINITIONS RECURSIVE PATIENT=2
  TEST recursive-mutex-fallback ON linux CHECK_ONLY DEFINITIONS AR_HAS_CLEANUP=0
  MISUSE recursive-mutex-misuse SAYS
    "the recursive mutex `&lock` was unlocked by unlock_it\\(\\) at [^ ]*recursive-mutex-misuse.c:10, but \
the calling \
thread does not hold it")

set(not_mine "but the calling thread does not hold it")
set(not_told "but locking it did not return EOWNERDEAD to the caller")
acqrel_add_primitive(robust_mutex NEEDS mutex.c os/thread_end.c
  TEST robust-mutex MATRIX
  TEST robust-mutex-exit DEFINITIONS ENDING=1
  TEST robust-mutex-poison DEFINITIONS ENDING=2
  TEST robust-mutex-give-up DEFINITIONS GIVE_UP
  TEST robust-mutex-until SOURCE mutex-until.c DEFINITIONS ROBUST
  TEST robust-mutex-until-three SOURCE mutex-until.c ON linux CHECK_ONLY DEFINITIONS ROBUST PATIENT=2
  TEST robust-mutex-fallback ON linux CHECK_ONLY DEFINITIONS AR_HAS_CLEANUP=0
  MISUSE robust-mutex-misuse-1 DEFINITIONS CASE=1 SAYS
    "the robust mutex `&lock` was unlocked by main\\(\\) at [^ ]*robust-mutex-misuse.c:19, ${not_mine}"
  MISUSE robust-mutex-misuse-2 DEFINITIONS CASE=2 SAYS
    "the robust mutex `&lock` was made consistent by main\\(\\) at [^ ]*robust-mutex-misuse.c:21, ${not_told}"
  MISUSE robust-mutex-misuse-3 DEFINITIONS CASE=3 SAYS
    "the robust mutex `&lock` was poisoned by main\\(\\) at [^ ]*robust-mutex-misuse.c:24, ${not_mine}")

acqrel_add_primitive(condvar NEEDS mutex.c
  TEST condvar MATRIX
  TEST condvar-locked DEFINITIONS NOTIFY_LOCKED=1
  TEST condvar-many DEFINITIONS THREADS=5 NATIVE_ONLY
  TEST condvar-all DEFINITIONS ALL_WAIT=1
  TEST condvar-all-many SOURCE condvar-all.c DEFINITIONS THREADS=13 NOTIFY_LOCKED=1 ALL_WAIT=1 NATIVE_ONLY
  TEST condvar-three NATIVE_ONLY
  TEST condvar-three ON linux CHECK_ONLY MATRIX
  TEST condvar-three-ones SOURCE condvar-three.c ON linux CHECK_ONLY DEFINITIONS ALL=0
  TEST condvar-order NATIVE_ONLY
  TEST condvar-order ON linux CHECK_ONLY LABELS large
  TEST condvar-until NATIVE_ONLY DEFINITIONS THREADS=4
  TEST condvar-until ON linux CHECK_ONLY MATRIX
  MISUSE condvar-misuse-1 DEFINITIONS CASE=1 SAYS
    "the condition variable `&queue.filled` was waited on by main\\(\\) at [^ ]*condvar-misuse.c:[0-9]+, but \
the mutex \
is not locked"
  MISUSE condvar-misuse-2 DEFINITIONS CASE=2 SAYS
    "the condition variable `&queue.filled` was waited on by wait_with\\(\\) at [^ \
]*condvar-misuse.c:[0-9]+, but \
with another mutex than that of the threads that wait already"
  WEAKENED BY condvar condvar-until condvar-three condvar-three:-DALL=0:-DAGAIN=1 condvar-three:-DAGAIN=1)

acqrel_add_primitive(semaphore
  TEST semaphore MATRIX
  TEST semaphore-three ON linux CHECK_ONLY DEFINITIONS THREADS=3
  TEST semaphore-post DEFINITIONS THREADS=3
  TEST semaphore-until
  TEST semaphore-until-three SOURCE semaphore-until.c DEFINITIONS THREADS=3
  TEST binary-semaphore MATRIX
  TEST binary-semaphore-until SOURCE semaphore-until.c DEFINITIONS BINARY=1
  MISUSE semaphore-misuse SAYS
    "the semaphore `&slots.free` was posted by main\\(\\) at [^ ]*semaphore-misuse.c:10, but it has as many \
permits \
as it can count"
  WEAKENED BY semaphore semaphore-post binary-semaphore semaphore-until semaphore-until:-DBINARY=1)

acqrel_add_primitive(event
  TEST event MATRIX
  TEST event-three DEFINITIONS THREADS=3
  TEST event-at-once DEFINITIONS RESET=1
  TEST event-reset
  TEST event-until
  WEAKENED BY event event-reset)

acqrel_add_primitive(latch
  TEST latch MATRIX
  TEST latch-three ON linux CHECK_ONLY DEFINITIONS THREADS=3
  TEST latch-until SOURCE event-until.c DEFINITIONS LATCH=1
  MISUSE latch-misuse SAYS
    "the latch `&parts` was counted down by main\\(\\) at [^ ]*latch-misuse.c:9, by more than is left of it"
  WEAKENED BY latch)

acqrel_add_primitive(barrier
  TEST barrier MATRIX
  TEST barrier-twice DEFINITIONS PHASES=2
  TEST barrier-many DEFINITIONS THREADS=5 NATIVE_ONLY
  TEST barrier-three ON linux CHECK_ONLY DEFINITIONS THREADS=3
  MISUSE barrier-misuse-1 DEFINITIONS THREADS=0 SAYS
    "the barrier `&turn` was waited at by main\\(\\) at [^ ]*barrier-misuse.c:[0-9]+, for a number of \
threads that is \
not from 1 to 65535"
  MISUSE barrier-misuse-2 DEFINITIONS THREADS=1 SAYS
    "the barrier `&turn` was waited at by main\\(\\) at [^ ]*barrier-misuse.c:[0-9]+, where more threads \
wait already \
than are to meet"
  WEAKENED BY barrier)

acqrel_add_primitive(once
  TEST once MATRIX
  TEST once-failing DEFINITIONS FAILING=2
  TEST once-three DEFINITIONS THREADS=3 FAILING=0
  MISUSE once-misuse SAYS
    "the once `&once` was called by work\\(\\) at [^ ]*once-misuse.c:8, inside the function that it is \
calling for the \
first time"
  WEAKENED BY once)

acqrel_add_primitive(lazy NEEDS once.c
  TEST lazy MATRIX
  TEST lazy-three ON linux CHECK_ONLY DEFINITIONS THREADS=3
  WEAKENED BY lazy)

# Of arc-unique, and of what an arc does natively, the checked tests are in tests/library/CMakeLists.txt, in
# parts.
acqrel_add_primitive(arc NEVER_SLEEPS NEEDS allocator.c
  TEST arc MATRIX
  TEST arc-3-threads DEFINITIONS THREADS=3
  TEST arc-weak MATRIX
  TEST arc-weak-2 SOURCE arc-weak.c DEFINITIONS UPGRADERS=2
  TEST arc-unique NATIVE_ONLY
  WEAKENED BY arc arc-weak arc-unique:-DPART=1 arc-unique:-DPART=2 arc-unique:-DPART=3 arc-unique:-DPART=4)

set(by "by main\\(\\) at [^ ]*thread-misuse.c:[0-9]+")
acqrel_add_primitive(thread SHIPPED SOURCES park.c thread.c thread_record.c thread_scope.c NEEDS mutex.c
  TEST thread MATRIX
  TEST thread-detach
  TEST thread-scope
  TEST thread-scope-fallback SOURCE thread-scope.c DEFINITIONS AR_HAS_CLEANUP=0
  TEST park MATRIX
  TEST park-two-helpers SOURCE park.c DEFINITIONS HELPERS=2
  TEST park-until SOURCE park.c DEFINITIONS UNTIL
  TEST park-token
  MISUSE thread-join-twice DEFINITIONS MISUSE=JOIN_TWICE SAYS
    "the thread `worker` was joined ${by}, but it has been joined already"
  MISUSE thread-join-self DEFINITIONS MISUSE=JOIN_SELF SAYS
    "the thread `worker` was joined by join_self\\(\\) at [^ ]*thread-misuse.c:[0-9]+, but it is the caller \
itself, \
who would wait for ever"
  MISUSE thread-join-detached DEFINITIONS MISUSE=JOIN_DETACHED SAYS
    "the thread `worker` was joined ${by}, but it has been detached"
  MISUSE thread-join-none DEFINITIONS MISUSE=JOIN_NONE SAYS
    "the thread `worker` was joined ${by}, but no thread was spawned in it"
  MISUSE thread-detach-joined DEFINITIONS MISUSE=DETACH_JOINED SAYS
    "the thread `worker` was detached ${by}, but it has been joined already"
  MISUSE thread-handle-of-joined DEFINITIONS MISUSE=HANDLE_OF_JOINED SAYS
    "the thread `worker` was asked for its handle ${by}, but it has been joined already"
  MISUSE thread-unpark-nobody DEFINITIONS MISUSE=UNPARK_NOBODY SAYS
    "the thread `NULL` was unparked ${by}, but the handle is NULL"
  WEAKENED FILES src/park.c BY park park:-DUNTIL
  WEAKENED FILES src/thread_record.c BY thread-detach
  WEAKENED FILES src/thread_scope.c BY thread-scope)

set(threads mutex.c park.c thread.c thread_record.c thread_scope.c)
set(was "the confined value `&window.handle` was")
set(not_its "but it belongs to thread 1, and this is thread 2")
acqrel_add_primitive(confined SHIPPED NEEDS ${threads}
  TEST confined
  MISUSE confined-used DEFINITIONS MISUSE=1 SAYS
    "${was} used by use\\(\\) at [^ ]*confined-misuse.c:[0-9]+, ${not_its}"
  MISUSE confined-given DEFINITIONS MISUSE=2 SAYS "${was} given away by use\\(\\) at .*, ${not_its}"
  WEAKENED BY confined)

acqrel_add_primitive(fence SHIPPED NEEDS ${threads}
  TEST fence MATRIX
  TEST fence-fallback DEFINITIONS FALLBACK
  TEST fence-missing CHECK_ONLY DEFINITIONS NONE_ON_THE_LIGHT_SIDE VERDICT assertion
  WEAKENED BY fence fence:-DFALLBACK)

acqrel_add_primitive(hazard SHIPPED NEEDS ${threads} fence.c allocator.c
  TEST hazard MATRIX
  TEST hazard-alone MATRIX
  TEST hazard-alone-fallback SOURCE hazard-alone.c DEFINITIONS AR_HAS_CLEANUP=0
  TEST hazard-third CHECK_ONLY DEFINITIONS COLLECTORS=1 RETIRER_COLLECTS=0
  TEST hazard-two-collectors DEFINITIONS COLLECTORS=1
  TEST hazard-handed-over DEFINITIONS TURNS=2
  TEST hazard-reuse DEFINITIONS REUSE=1
  TEST hazard-one DEFINITIONS ONE_HAZARD=1 READS=2
  WEAKENED BY hazard hazard:-DCOLLECTORS=1 hazard:-DONE_HAZARD=1:-DREADS=2)

# The rest of its tests are in tests/library/CMakeLists.txt: they start no thread.
set(cell "the cell `&cell` was")
set(at "at [^ ]*cell-misuse.c")
acqrel_add_primitive(cell SHIPPED
  MISUSE cell-change-shared DEFINITIONS MISUSE=1 SAYS
    "${cell} borrowed exclusively by change\\(\\) ${at}:13, but main\\(\\) has borrowed it \\(shared\\) \
${at}:30"
  MISUSE cell-set-shared DEFINITIONS MISUSE=2 SAYS
    "${cell} set by main\\(\\) ${at}:37, but main\\(\\) has borrowed it \\(shared\\) ${at}:30"
  MISUSE cell-look-exclusive DEFINITIONS MISUSE=3 SAYS
    "${cell} borrowed \\(shared\\) by look\\(\\) ${at}:22, but main\\(\\) has borrowed it \\(exclusively\\) \
${at}:39"
  MISUSE cell-get-exclusive DEFINITIONS MISUSE=4 SAYS
    "${cell} read by main\\(\\) ${at}:44, but main\\(\\) has borrowed it \\(exclusively\\) ${at}:39")

acqrel_add_primitive(wait SHIPPED
  TEST wait MATRIX
  TEST wait-deadlines CHECK_ONLY DEFINITIONS DEADLINES)

set(was "the ring `&numbers` was")
set(by "by main\\(\\) at [^ ]*spsc-misuse.c:[0-9]+")
acqrel_add_primitive(spsc NEEDS allocator.c fence.c
  TEST spsc NATIVE_ONLY
  TEST spsc-64 DEFINITIONS CAPACITY=64 NATIVE_ONLY
  TEST spsc ON linux CHECK_ONLY DEFINITIONS CLOSES=0 MATRIX
  TEST spsc-closed ON linux CHECK_ONLY DEFINITIONS MESSAGES=1
  TEST spsc-until DEFINITIONS HOW=1 NATIVE_ONLY
  TEST spsc-until ON linux CHECK_ONLY DEFINITIONS HOW=1 MESSAGES=1
  TEST spsc-try DEFINITIONS HOW=2
  TEST spsc-close ON linux
  TEST spsc-close-third SOURCE spsc-close.c ON linux DEFINITIONS THIRD=1
  TEST spsc-close-after ON linux
  TEST spsc-spans DEFINITIONS CAPACITY=6 NATIVE_ONLY
  TEST spsc-spans ON linux CHECK_ONLY DEFINITIONS CLOSES=0
  TEST spsc-spans-lengths SOURCE spsc-spans.c DEFINITIONS LENGTHS=1
  MISUSE spsc-misuse-1 DEFINITIONS CASE=1 SAYS "${was} initialised ${by}, with no room for a message"
  MISUSE spsc-misuse-2 DEFINITIONS CASE=2 SAYS
    "${was} initialised ${by}, in a number of slots that is not a power of two"
  MISUSE spsc-misuse-3 DEFINITIONS CASE=3 SAYS "${was} committed to ${by}, but not that much was reserved"
  MISUSE spsc-misuse-4 DEFINITIONS CASE=4 SAYS "${was} released from ${by}, but not that much was peeked at"
  MISUSE spsc-misuse-5 DEFINITIONS CASE=5 SAYS "a ring \\(acqrel/spsc.h\\) was used before it was initialised"
  WEAKENED BY spsc:-DHOW=2:-DCAPACITY=1 spsc:-DCLOSES=0 spsc-close-after)

# Of channels, select and one-shot channels the tests are in tests/library/channels.cmake: by kind of channel
# and in parts.
set(list CAPACITY=AR_UNBOUNDED)
set(channel_parts channel.c channel_list.c channel_meeting.c channel_queue.c channel_ring.c)
# With a pthread mutex in place of ar_mutex: see channels.cmake. The others take src/mutex.c from the
# checker's library.
set(look channel-look:-D_GNU_SOURCE=:-include:substitutes/acqrel/mutex.h)
# Of the last of meetings, the cell is used again by another sender.
acqrel_add_primitive(channel SOURCES ${channel_parts} NEEDS allocator.c
  WEAKENED FILES src/channel_ring.c BY channel-try ${look} channel-wait:-DPART=1 channel-wait:-DPART=2
    channel-wait:-DPART=3 channel-wait:-DPART=4
  WEAKENED FILES src/channel_list.c BY
    channel-try:-D${list}:-DAR_CHANNEL_LAP=2:-DSENDERS=1:-DMESSAGES=3:-DRECEIVES=1
    channel-try:-D${list}:-DAR_CHANNEL_LAP=2 channel-blocks:-DAR_CHANNEL_LAP=2
    channel-blocks:-DAR_CHANNEL_LAP=4
    channel-wait:-DPART=1:-D${list} channel-wait:-DPART=3:-D${list} ${look}:-D${list}
  WEAKENED FILES src/channel_queue.c BY channel-wait:-DPART=1 channel-wait:-DPART=3
  WEAKENED FILES src/channel_meeting.c BY channel-wait:-DCAPACITY=0:-DPART=1
  channel-wait:-DCAPACITY=0:-DPART=2
    channel-wait:-DCAPACITY=0:-DPART=3
    channel-roles:-DCAPACITY=0:-DROLES="SSR":-DRECEIVES=2:-DAR_MEETING_ENTERS=2)
set(channel ${channel_parts} allocator.c)

acqrel_add_primitive(select NEEDS ${channel}
  WEAKENED BY select:-DKIND_A=0:-DKIND_B=0:-DPART=1)

# Two receivers and two senders together do not wait: with waiting, there are more executions than CI has time
# for.
set(by "by main\\(\\) at [^ ]*broadcast-misuse.c:[0-9]+")
set(two_by_two SENDERS=2 RECEIVERS=2)
acqrel_add_primitive(broadcast NEEDS channel_queue.c mutex.c rwlock.c allocator.c
  TEST broadcast-alone
  TEST broadcast-1 DEFINITIONS ${two_by_two} CAPACITY=1 NATIVE_ONLY
  TEST broadcast-64 DEFINITIONS ${two_by_two} CAPACITY=64 NATIVE_ONLY
  TEST broadcast-until-1 DEFINITIONS ${two_by_two} CAPACITY=1 UNTIL NATIVE_ONLY
  TEST broadcast-until-64 DEFINITIONS ${two_by_two} CAPACITY=64 UNTIL NATIVE_ONLY
  TEST broadcast ON linux CHECK_ONLY DEFINITIONS CLOSES=0 MATRIX
  TEST broadcast-closed ON linux CHECK_ONLY DEFINITIONS MESSAGES=1
  TEST broadcast-until ON linux CHECK_ONLY DEFINITIONS MESSAGES=1 UNTIL
  TEST broadcast-senders ON linux CHECK_ONLY LABELS large DEFINITIONS SENDERS=2 MESSAGES=1 CLOSES=0
  TEST broadcast-receivers ON linux CHECK_ONLY DEFINITIONS RECEIVERS=2 MESSAGES=1 CLOSES=0
  TEST broadcast-two-by-two ON linux CHECK_ONLY DEFINITIONS ${two_by_two} MESSAGES=1 CAPACITY=2 CLOSES=0 TRY=1
  MISUSE broadcast-misuse-1 DEFINITIONS CASE=1 SAYS
    "the broadcast `&news` was initialised ${by}, with no room for a message"
  MISUSE broadcast-misuse-2 DEFINITIONS CASE=2 SAYS
    "the broadcast `&news` was initialised ${by}, with a function that drops messages but none that copies \
them for \
receivers"
  MISUSE broadcast-misuse-3 DEFINITIONS CASE=3 SAYS "a broadcast was sent to before it was initialised"
  WEAKENED WITH rwlock.c select.c ${channel}
    BY broadcast:-DCLOSES=0 select-feed:-DPART=1 select-feed:-DPART=3 select-feed:-DPART=4)

acqrel_add_primitive(watch NEEDS channel_queue.c mutex.c rwlock.c
  TEST watch-alone
  TEST watch-0 DEFINITIONS ${two_by_two} HOW=0 NATIVE_ONLY
  TEST watch-1 DEFINITIONS ${two_by_two} HOW=1 NATIVE_ONLY
  TEST watch-until-0 DEFINITIONS ${two_by_two} HOW=0 UNTIL NATIVE_ONLY
  TEST watch-until-1 DEFINITIONS ${two_by_two} HOW=1 UNTIL NATIVE_ONLY
  TEST watch ON linux CHECK_ONLY DEFINITIONS CLOSES=0
  TEST watch-borrowed ON linux CHECK_ONLY DEFINITIONS HOW=1 CLOSES=0
  TEST watch-closed ON linux CHECK_ONLY DEFINITIONS VALUES=1 MATRIX
  TEST watch-until ON linux CHECK_ONLY DEFINITIONS VALUES=1 UNTIL
  TEST watch-senders ON linux CHECK_ONLY DEFINITIONS SENDERS=2 VALUES=1 CLOSES=0 TRY=1
  TEST watch-receivers ON linux CHECK_ONLY DEFINITIONS RECEIVERS=2 VALUES=1 CLOSES=0 TRY=1
  MISUSE watch-misuse SAYS
    "the watch `&w` was received from by main\\(\\) at [^ ]*watch-misuse.c:[0-9]+, but it drops its values \
and has no \
function that copies them"
  WEAKENED WITH rwlock.c select.c ${channel} BY watch:-DHOW=1:-DVALUES=1)

acqrel_add_primitive(oneshot NEEDS select.c ${channel}
  WEAKENED BY oneshot:-DPART=1 oneshot:-DPART=2 oneshot:-DPART=3 oneshot-select:-DPART=2)
