/* What the entry points of libomp have in common. The names, numbers and layouts are those of its ABI. */
#ifndef ACQREL_OPENMP_KMP_H
#define ACQREL_OPENMP_KMP_H

#include "openmp.h"

typedef struct kmp_place { /* what the compiler says of a construct */
	int32_t reserved, flags;
	int32_t more[2];
	const char *source;
} kmp_place;

/* A name of a critical region: zero at first. */
typedef int32_t kmp_name[8];

#endif
