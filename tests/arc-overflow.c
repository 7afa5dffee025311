/* <acqrel/arc.h>: a counter that has reached 2^31 aborts before it could wrap around and free what is in use. */
#include <acqrel/arc.h>

int main(void)
{
	int *p = ar_arc_new(int, NULL, 1);

	/* relaxed: there is one thread only */
	ar_store_relaxed(&ar_arc_header_(p)->strong, UINT32_C(1) << 31);
	ar_arc_clone(p);
	return 0;
}
