/*
 * Programs that mostly use plain memory, of the kinds that compilers announce in different ways. Each thread
 * has its own; -DKIND=0…5 chooses what it does with it.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#ifndef KIND
#define KIND 0
#endif
#ifndef ROUNDS
#define ROUNDS 20
#endif
#define SIZE 256

struct point {
	double x, y, z;
	int weight;
};

struct node {
	struct node *next;
	long value;
};

static atomic_int finished;
static int numbers[2][SIZE];
static double left[2][24][24], right[2][24][24], product[2][24][24];
static struct point points[2][SIZE];
static char text[2][SIZE];

static void sort(int *a)
{
	for (int i = 0; i < SIZE; i++)
		a[i] = (i * 7919) % SIZE;
	for (int i = 1; i < SIZE; i++)
		for (int k = i; k && a[k - 1] > a[k]; k--) {
			int kept = a[k];
			a[k] = a[k - 1];
			a[k - 1] = kept;
		}
}

static void multiply(int t)
{
	for (int i = 0; i < 24; i++)
		for (int k = 0; k < 24; k++) {
			product[t][i][k] = 0;
			for (int n = 0; n < 24; n++)
				product[t][i][k] += left[t][i][n] * right[t][n][k];
		}
}

__attribute__((noinline)) static struct point moved(struct point p, double by)
{
	p.x += by;
	p.y -= by;
	p.weight++;
	return p;
}

static void move_points(struct point *p)
{
	for (int i = 0; i < SIZE; i++)
		p[i] = moved(p[(i + 1) % SIZE], i);
}

static void lists(void)
{
	struct node *first = NULL;

	for (long i = 0; i < SIZE; i++) {
		struct node *n = malloc(sizeof *n);
		*n = (struct node){first, i};
		first = n;
	}
	for (struct node *n = first; n; n = first) {
		first = n->next;
		free(n);
	}
}

static void write_text(char *at)
{
	for (int i = 0; i < SIZE - 1; i++)
		at[i] = (char)('a' + i % 26);
	for (int i = 0, k = SIZE - 2; i < k; i++, k--) {
		char kept = at[i];
		at[i] = at[k];
		at[k] = kept;
	}
}

__attribute__((noinline)) static long sum(const long *at)
{
	long total = 0;

	for (int i = 0; i < SIZE; i++)
		total += at[i];
	return total;
}

static void use_locals(void)
{
	long own[SIZE];

	for (int i = 0; i < SIZE; i++)
		own[i] = i;
	numbers[0][0] += sum(own) < 0;
}

static void *work(void *which)
{
	int t = (int)(size_t)which;

	for (int i = 0; i < ROUNDS; i++) {
		if (KIND == 0)
			sort(numbers[t]);
		else if (KIND == 1)
			multiply(t);
		else if (KIND == 2)
			move_points(points[t]);
		else if (KIND == 3)
			lists();
		else if (KIND == 4)
			write_text(text[t]);
		else
			use_locals();
	}
	/* relaxed: only counted */
	atomic_fetch_add_explicit(&finished, 1, memory_order_relaxed);
	return NULL;
}

int main(void)
{
	pthread_t other;

	work((void *)0);
	pthread_create(&other, NULL, work, (void *)1);
	pthread_join(other, NULL);
	return 0;
}
