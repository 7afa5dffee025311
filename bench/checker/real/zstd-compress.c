/* zstd compresses 200 bytes with one thread of its own. */
#include <assert.h>
#include <string.h>
#include <zstd.h>

static char text[200], compressed[512], back[200];

int main(void)
{
	ZSTD_CCtx *c = ZSTD_createCCtx();
	ZSTD_inBuffer in = {text, sizeof text, 0};
	ZSTD_outBuffer out = {compressed, sizeof compressed, 0};
	size_t left;

	memset(text, 'a', sizeof text);
	assert(!ZSTD_isError(ZSTD_CCtx_setParameter(c, ZSTD_c_nbWorkers, 1)));
	assert(!ZSTD_isError(ZSTD_compressStream2(c, &out, &in, ZSTD_e_continue)));
	do
		left = ZSTD_compressStream2(c, &out, &in, ZSTD_e_end);
	while (left && !ZSTD_isError(left));
	assert(!left);
	ZSTD_freeCCtx(c);
	assert(ZSTD_decompress(back, sizeof back, compressed, out.pos) == sizeof text);
	assert(!memcmp(text, back, sizeof text));
	return 0;
}
