/* C++ streams, whose state the library keeps to itself. See stream.c. */
#ifndef ACQREL_RT_STREAM_H
#define ACQREL_RT_STREAM_H

#include <stdbool.h>
#include <stdint.h>

/* To be called when a snapshot has just been taken: what the library may change from here on comes back. */
void streams_save(void);

/* Whether the address lies in a living stream of the program's own. */
bool stream_is_programs(uint64_t address);

#endif
