/*
 * gcc's atomic_init is an atomic store. C says that it is none (7.17.2.1): another access at the same time is
 * a data race, also if that is atomic. clang's is a plain store.
 */
#include_next <stdatomic.h>

#if !defined(__clang__) && defined(atomic_init) && !defined(__cplusplus)
#undef atomic_init
#define atomic_init(object, value)                                                    \
	__extension__({                                                               \
		__auto_type acqrel_object = (object);                                 \
		__typeof__((void)0, *acqrel_object) acqrel_value = (value);           \
		*(__typeof__((void)0, *acqrel_object) *)acqrel_object = acqrel_value; \
		(void)0;                                                              \
	})
#endif
