/*
 * <acqrel/api.h>: how functions of the library are declared. For the other headers; nothing in it is for
 * programs.
 */
#ifndef ACQREL_API_H
#define ACQREL_API_H

#ifdef __cplusplus
#define AR_BEGIN_DECLARATIONS extern "C" {
#define AR_END_DECLARATIONS   }
#else
#define AR_BEGIN_DECLARATIONS
#define AR_END_DECLARATIONS
#endif

/* A function of libacqrel, as opposed to one that is inline in a header. */
#if defined(_WIN32)
#define AR_API
#else
#define AR_API __attribute__((visibility("default")))
#endif

/* A path that is seldom taken: kept out of the way of the one that is. */
#define AR_COLD __attribute__((cold, noinline))

#define AR_LIKELY_(x)   __builtin_expect(!!(x), 1)
#define AR_UNLIKELY_(x) __builtin_expect(!!(x), 0)

#endif
