/* Atomic operations as kernels and libraries write them: for x86-64. */
#ifndef CONSTRUCTS_ASSEMBLY_H
#define CONSTRUCTS_ASSEMBLY_H
#include "simple.h"

#define WORD(T, address) (*(volatile T *)(address))

#define ASSEMBLY_OF(T, suffix)                                                                        \
	UNUSED static inline T assembly_load_##suffix(void *p)                                        \
	{                                                                                             \
		T v;                                                                                  \
		__asm__ volatile("mov %1, %0" : "=r"(v) : "m"(WORD(T, p)) : "memory");                \
		return v;                                                                             \
	}                                                                                             \
	UNUSED static inline void assembly_store_##suffix(void *p, T v)                               \
	{                                                                                             \
		__asm__ volatile("mov %1, %0" : "=m"(WORD(T, p)) : "r"(v) : "memory");                \
	}                                                                                             \
	UNUSED static inline T assembly_exchange_##suffix(void *p, T v)                               \
	{                                                                                             \
		__asm__ volatile("xchg %0, %1" : "+r"(v), "+m"(WORD(T, p)) : : "memory");             \
		return v;                                                                             \
	}                                                                                             \
	UNUSED static inline T assembly_add_##suffix(void *p, T v)                                    \
	{                                                                                             \
		__asm__ volatile("lock xadd %0, %1" : "+r"(v), "+m"(WORD(T, p)) : : "memory", "cc");  \
		return v;                                                                             \
	}                                                                                             \
	UNUSED static inline T assembly_sub_##suffix(void *p, T v)                                    \
	{                                                                                             \
		v = (T)-v;                                                                            \
		__asm__ volatile("lock; xadd %0, %1" : "+r"(v), "+m"(WORD(T, p)) : : "memory", "cc"); \
		return v;                                                                             \
	}                                                                                             \
	UNUSED static inline T assembly_cas_##suffix(void *p, T expected, T v)                        \
	{                                                                                             \
		__asm__ volatile("lock cmpxchg %2, %1"                                                \
		                 : "+a"(expected), "+m"(WORD(T, p))                                   \
		                 : "r"(v)                                                             \
		                 : "memory", "cc");                                                   \
		return expected;                                                                      \
	}

#define SILENT_OF(T, suffix, letter)                                                                       \
	UNUSED static inline void assembly_silent_add_##suffix(void *p, T v)                               \
	{                                                                                                  \
		if (v == 1)                                                                                \
			__asm__ volatile("lock inc" letter " %0" : "+m"(WORD(T, p)) : : "memory", "cc");   \
		else                                                                                       \
			__asm__ volatile("lock add %1, %0" : "+m"(WORD(T, p)) : "r"(v) : "memory", "cc");  \
	}                                                                                                  \
	UNUSED static inline void assembly_silent_sub_##suffix(void *p, T v)                               \
	{                                                                                                  \
		if (v == 1)                                                                                \
			__asm__ volatile("lock; dec" letter " %0" : "+m"(WORD(T, p)) : : "memory", "cc");  \
		else                                                                                       \
			__asm__ volatile("lock sub" letter " %1, %0"                                       \
			                 : "+m"(WORD(T, p))                                                \
			                 : "r"(v)                                                          \
			                 : "memory", "cc");                                                \
	}                                                                                                  \
	UNUSED static inline void assembly_silent_and_##suffix(void *p, T v)                               \
	{                                                                                                  \
		__asm__ volatile("lock and %1, %0" : "+m"(WORD(T, p)) : "r"(v) : "memory", "cc");          \
	}                                                                                                  \
	UNUSED static inline void assembly_silent_or_##suffix(void *p, T v)                                \
	{                                                                                                  \
		__asm__ volatile("lock or" letter " %1, %0" : "+m"(WORD(T, p)) : "r"(v) : "memory", "cc"); \
	}                                                                                                  \
	UNUSED static inline void assembly_silent_xor_##suffix(void *p, T v)                               \
	{                                                                                                  \
		__asm__ volatile("lock xor %1, %0" : "+m"(WORD(T, p)) : "r"(v) : "memory", "cc");          \
	}

ASSEMBLY_OF(uint8_t, 1)
ASSEMBLY_OF(uint16_t, 2)
ASSEMBLY_OF(uint32_t, 4)
ASSEMBLY_OF(uint64_t, 8)
SILENT_OF(uint8_t, 1, "b")
SILENT_OF(uint16_t, 2, "w")
SILENT_OF(uint32_t, 4, "l")
SILENT_OF(uint64_t, 8, "q")

UNUSED static inline void assembly_fence(int way)
{
	if (way)
		__asm__ volatile("mfence" ::: "memory");
	else
		__asm__ volatile("lock; addl $0, -4(%%rsp)" ::: "memory", "cc");
}

#endif
