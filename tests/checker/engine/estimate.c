/*
 * The estimate of how many executions there are has to be right on average: on random programs, whose
 * executions can be counted, and from wherever the exploration is.
 */
#include "drive.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

#define PROBES 2000

/* As many as the exploration counts; *all: with those that are not complete. */
static size_t count(const struct program *p, size_t *all)
{
	struct executions set = {0};
	size_t complete = 0;

	CHECK(drive(p, SNAPSHOTS, 1000000, &set));
	for (size_t i = 0; i < set.count; i++)
		complete += set.at[i].complete;
	*all = set.count;
	free(set.at);
	return complete;
}

int main(void)
{
	unsigned sizeable = 0;

	for (uint64_t seed = 1; seed <= 150; seed++) {
		struct program p;
		size_t all;
		double error;
		program_generate(&p, seed);
		size_t complete = count(&p, &all);
		if (all > 2000)
			continue;
		sizeable += complete >= 20;
		for (size_t tenths = 0; tenths <= 10; tenths += 5) {
			double estimate = drive_estimate(&p, all * tenths / 10, PROBES, &error);
			/*
			 * Where most executions lie where few probes get, the error is larger than it seems.
			 */
			bool near = estimate > (double)complete / 3 && estimate < (double)complete * 3;
			bool right = near || fabs(estimate - (double)complete) <= 5 * error + 0.001;
			if (!right)
				fprintf(stderr, "seed %llu after %zu/10: %.1f +- %.1f, but there are %zu\n",
				        (unsigned long long)seed, tenths, estimate, error, complete);
			CHECK(right && !drive_error);
			CHECK(tenths < 10 || error == 0);
		}
	}
	CHECK(sizeable > 20);
	return check_result();
}
