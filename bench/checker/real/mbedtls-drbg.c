/* Two threads draw from one generator of mbedtls. */
#include <assert.h>
#include <mbedtls/ctr_drbg.h>
#include <pthread.h>
#include <string.h>

static mbedtls_ctr_drbg_context generator;

static int entropy(void *unused, unsigned char *to, size_t n)
{
	(void)unused;
	memset(to, 7, n);
	return 0;
}

static void *draw(void *unused)
{
	unsigned char bytes[16];

	assert(!mbedtls_ctr_drbg_random(&generator, bytes, sizeof bytes));
	return unused;
}

int main(void)
{
	pthread_t t[2];

	mbedtls_ctr_drbg_init(&generator);
	assert(!mbedtls_ctr_drbg_seed(&generator, entropy, NULL, NULL, 0));
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, draw, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	mbedtls_ctr_drbg_free(&generator);
	return 0;
}
