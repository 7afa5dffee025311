/* The macros of <stdio.h> write into the stream's buffer by themselves, if there is room: none is left, even
 * if something was printed before main.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int x;

__attribute__((constructor)) static void prints_first(void)
{
	putchar('a');
	fputs("b", stdout);
	putc_unlocked('c', stderr);
}

static void *sets(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

static void *prints(void *unused)
{
	atomic_load(&x);
	putchar_unlocked('a');
	putc_unlocked('b', stdout);
	fputc_unlocked('c', stdout);
	putc_unlocked('d', stderr);
	fputs_unlocked("e", stdout);
	fwrite_unlocked("fg", 1, 2, stdout);
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, sets, NULL);
	pthread_create(&u, NULL, prints, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	return 0;
}
