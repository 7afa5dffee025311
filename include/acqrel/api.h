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

/*
 * The size of a type, or of what an expression has, of which the library copies the bytes. A C++ type whose
 * copies are made otherwise is a compile-time error.
 */
#ifdef __cplusplus
template <typename T> struct ar_copied_as_bytes_ {
	static_assert(__is_trivially_copyable(T),
	              "libacqrel copies the bytes of messages and values: this type has to be trivially "
	              "copyable. Pass a pointer to it");
	static constexpr decltype(sizeof(T)) size = sizeof(T);
};
#define AR_SIZEOF_(x) (ar_copied_as_bytes_<__typeof__(x)>::size)
#else
#define AR_SIZEOF_(x) sizeof(x)
#endif

#define AR_LIKELY_(x)   __builtin_expect(!!(x), 1)
#define AR_UNLIKELY_(x) __builtin_expect(!!(x), 0)

#endif
