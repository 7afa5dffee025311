/* loops.h for messages of 8 and of 64 bytes. What it wants defined is used up. */
#define MESSAGE message8
#include "loops.h"
#undef MESSAGE
#define MESSAGE message64
#include "loops.h"
#undef MESSAGE

#undef PEER
#undef NAME
#undef FAMILIES
#undef QUEUE
#undef NEW
#undef DELETE
#undef SEND
#undef RECEIVE
#undef TRY_SEND
#undef TRY_RECEIVE
#undef MOST_SENDERS
#undef MOST_RECEIVERS
