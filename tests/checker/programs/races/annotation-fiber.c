/*
 * expect: unsupported
 * report: __tsan_create_fiber: contexts that the program switches between itself
 */
void *__tsan_create_fiber(unsigned flags);
void __tsan_switch_to_fiber(void *fiber, unsigned flags);

int main(void)
{
	__tsan_switch_to_fiber(__tsan_create_fiber(0), 0);
	return 0;
}
