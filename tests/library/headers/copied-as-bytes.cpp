/* C++: what is copied as bytes has to be a type for which that is right. For must-not-compile.sh. */
#include <acqrel/arc.h>
#include <acqrel/broadcast.h>
#include <acqrel/channel.h>
#include <acqrel/oneshot.h>
#include <acqrel/spsc.h>
#include <acqrel/watch.h>

struct point {
	int x, y;
};

struct text {
	text();
	text(const text &);
	~text();
	char *characters;
};

static void good()
{
	static ar_channel(point) c;
	static ar_spsc(point *) r;
	static ar_watch(point) w;

	ar_watch_init(&w, NULL, NULL, {1, 2});
	if (ar_channel_init(&c, 4, NULL, NULL) == 0 && ar_spsc_init(&r, 4, NULL, NULL) == 0)
		ar_arc_drop(ar_arc_new(point, NULL, {1, 2}));
}

// cases
void bad()
{
	static ar_channel(text) c;
	ar_channel_init(&c, 4, NULL, NULL);
} // error: trivially copyable
void bad()
{
	static ar_spsc(text) r;
	ar_spsc_init(&r, 4, NULL, NULL);
} // error: trivially copyable
void bad()
{
	static ar_broadcast(text) b;
	ar_broadcast_init(&b, 4, NULL, NULL, NULL);
} // error: trivially copyable
typedef ar_oneshot(text) answer;
void bad()
{
	ar_oneshot_new(answer, NULL, NULL);
} // error: trivially copyable
void bad()
{
	ar_arc_new(text, NULL, text());
} // error: trivially copyable
void bad()
{
	static ar_watch(text) w;
	text t;
	ar_watch_get(&w, &t);
} // error: trivially copyable
