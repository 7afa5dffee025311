#include "peer.h"

#include <future>
#include <new>

struct promised {
	std::promise<struct message8> promise;
	std::future<struct message8> future = promise.get_future();
};

#define PEER          promise
#define NAME          "std::promise and std::future"
#define ONESHOT       struct promised
#define NEW(o)        new ((void *)(o)) promised
#define DELETE(o)     (o)->~promised()
#define SEND(o, m)    (o)->promise.set_value(m)
#define RECEIVE(o, m) (*(m) = (o)->future.get())
#include "oneshots.h"
