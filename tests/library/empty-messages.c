/* Messages of no size, which GNU C has: they are counted. Valid C11 and C++17. */
#undef NDEBUG
#include <acqrel/broadcast.h>
#include <acqrel/spsc.h>

#include <assert.h>

__extension__ typedef struct {
} nothing;

int main(void)
{
	static ar_channel(nothing) channel, list, meeting;
	static ar_spsc(nothing) ring;
	static ar_broadcast(nothing) news;
	static nothing n;

	assert(ar_channel_init(&channel, 2, NULL, NULL) == 0);
	assert(ar_channel_init(&list, AR_UNBOUNDED, NULL, NULL) == 0);
	assert(ar_channel_init(&meeting, 0, NULL, NULL) == 0);
	assert(ar_spsc_init(&ring, 2, NULL, NULL) == 0);
	assert(ar_broadcast_init(&news, 2, NULL, NULL, NULL) == 0);
	ar_broadcast_receiver r = ar_broadcast_subscribe(&news);
	for (int i = 0; i < 2; i++) {
		assert(ar_channel_send(&channel, n) == 0);
		assert(ar_channel_send(&list, n) == 0);
		assert(ar_spsc_send(&ring, n) == 0);
		assert(ar_broadcast_send(&news, n) == 0);
	}
	assert(ar_channel_try_send(&channel, n) == EAGAIN && ar_channel_length(&list) == 2);
	assert(ar_spsc_try_send(&ring, n) == EAGAIN);
	for (int i = 0; i < 2; i++) {
		assert(ar_channel_receive(&channel, &n) == 0 && ar_channel_receive(&list, &n) == 0);
		assert(ar_spsc_receive(&ring, &n) == 0 && ar_broadcast_receive(&news, &r, &n) == 0);
	}
	assert(ar_channel_try_receive(&meeting, &n) == EAGAIN && ar_spsc_try_receive(&ring, &n) == EAGAIN);
	ar_channel_destroy(&channel);
	ar_channel_destroy(&list);
	ar_channel_destroy(&meeting);
	ar_spsc_destroy(&ring);
	ar_broadcast_destroy(&news);
	return 0;
}
