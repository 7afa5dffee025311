/* C++ streams, whose state the library keeps to itself. See cxx_stream.c. */
#ifndef ACQREL_RT_CXX_STREAM_H
#define ACQREL_RT_CXX_STREAM_H

/* To be called when a snapshot has just been taken: what the library may change from here on comes back. */
void streams_save(void);

#endif
