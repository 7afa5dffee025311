/* Runs one of libuv's own tests: its runner starts each in a process of its own, and has no part in this. */
int TEST(void);

int main(void)
{
	return TEST();
}
