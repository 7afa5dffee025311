/*
 * LOOPS, which is broadcasts.h or watches.h, for messages of 8 and of 64 bytes. What it wants defined is used
 * up.
 */
#define MESSAGE message8
#include LOOPS
#undef MESSAGE
#define MESSAGE message64
#include LOOPS
#undef MESSAGE

#undef LOOPS
#undef PEER
#undef NAME
#undef QUEUE
#undef WATCH
#undef NEW
#undef DELETE
#undef RECEIVER
#undef SUBSCRIBE
#undef SEND
#undef RECEIVE
#undef TRY_RECEIVE
#undef GET
