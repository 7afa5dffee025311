/*
 * Programs that use a primitive, written as arguments: PROGRAM SCRIPT,SCRIPT[,SCRIPT] [OUTCOME...]. Each
 * thread performs its script, an operation for each character: perform() does, and result() tells what it
 * has returned. The program ends with the number of what all have returned, from 1 on, or with 0 if that is
 * one of the OUTCOMEs: `refines` asks for one after the other.
 *
 * Operations that all have:
 *	w	write x, not atomic
 *	r	read x, if the last result was not 0; R: if it was 0
 *	F	set a flag, relaxed
 *	G	look at the flag, relaxed: a result
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define MOST_THREADS 3
#define MOST_RESULTS 6

struct client {
	const char *script;
	unsigned thread, results[MOST_RESULTS], count, last;
	int seen; /* of x */
	int held; /* for perform(): what the thread has to give back */
};

static void perform(struct client *c, char operation);
#ifdef BEGINS /* makes what is not there from the beginning */
static void begin(void);
#endif

static int x;
static atomic_int flag;
static struct client clients[MOST_THREADS];

static void result(struct client *c, unsigned value)
{
	c->results[c->count++] = c->last = value;
}

static void *run(void *client)
{
	struct client *c = client;

	for (const char *s = c->script; *s && *s != ','; s++) {
		if (*s == 'w')
			x++;
		else if (*s == 'r' || *s == 'R')
			c->seen = (*s == 'r' ? c->last != 0 : c->last == 0) ? x : 0;
		else if (*s == 'F')
			atomic_store_explicit(&flag, 1, memory_order_relaxed);
		else if (*s == 'G')
			result(c, (unsigned)atomic_load_explicit(&flag, memory_order_relaxed));
		else
			perform(c, *s);
	}
	return NULL;
}

#ifndef VALUES
#define VALUES 2 /* that a result may have */
#endif

int main(int argc, char **argv)
{
	pthread_t threads[MOST_THREADS];
	unsigned n = 0, outcome = 0;

#ifdef BEGINS
	begin();
#endif
	for (const char *s = argv[1]; s; s = strchr(s, ',')) {
		s += *s == ',';
		clients[n].thread = n;
		clients[n++].script = s;
	}
	for (unsigned i = 0; i < n; i++)
		pthread_create(&threads[i], NULL, run, &clients[i]);
	for (unsigned i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; k < clients[i].count; k++)
			outcome = outcome * VALUES + clients[i].results[k];
	if (++outcome > 255)
		abort();
	for (int i = 2; i < argc; i++)
		if ((unsigned)atoi(argv[i]) == outcome)
			return 0;
	return (int)outcome;
}
