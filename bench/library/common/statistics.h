/* Rounds, medians, and how waiting times are collected. */
#ifndef BENCH_COMMON_STATISTICS_H
#define BENCH_COMMON_STATISTICS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct spread {
	double median, from, to; /* from, to: the middle half of all */
};

struct spread spread_of(double *values, int n); /* sorts them */

/*
 * Fills `order` with 0 to n - 1: an order of its own for each round, so that nobody always follows the same
 * one.
 */
void shuffle(int *order, int n);

/* Waiting times, in ticks: 16 buckets for each power of two, so that a percentile is off by 6 % at most. */
#define WAIT_BUCKETS (64 * 16)

struct waits {
	uint32_t counts[WAIT_BUCKETS];
};

void waits_note(struct waits *w, uint64_t ticks);
void waits_merge(struct waits *into, const struct waits *from);
double waits_percentile(const struct waits *w, double share); /* in nanoseconds; 0 if there are none */

#ifdef __cplusplus
}
#endif

#endif
