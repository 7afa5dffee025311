#include "report/report.h"

#include <math.h>

void number_words(char words[32], double n)
{
	static const struct {
		double one;
		const char *name;
	} units[] = {{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}};

	if (n >= 1e15) {
		snprintf(words, 32, "10^%.0f", floor(log10(n)));
		return;
	}
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (n >= units[i].one) {
			double of_them = n / units[i].one;
			snprintf(words, 32, "%.*f %s", of_them < 10, of_them, units[i].name);
			return;
		}
	double step = n < 1000 ? 1 : n < 10000 ? 100 : 1000; /* no more digits than are worth something */
	snprintf(words, 32, "%.0f", round(n / step) * step);
}
