#include <barrier>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <semaphore>
#include <thread>

static void wait(std::condition_variable *cv, std::mutex *m)
{
	std::unique_lock<std::mutex> held(*m, std::adopt_lock);

	cv->wait(held);
	held.release();
}

static void start_one(std::thread *t)
{
	*t = std::thread([] {});
	t->join();
}

#define LIBRARY       "std"
#define PEERS         std_peers
#define MUTEX         std::mutex
#define CONDVAR       std::condition_variable
#define LOCK(m)       (m)->lock()
#define UNLOCK(m)     (m)->unlock()
#define WAIT(cv, m)   wait(cv, m)
#define NOTIFY_ONE(c) (c)->notify_one()
#define NOTIFY_ALL(c) (c)->notify_all()

#define SEMAPHORE     std::counting_semaphore<>
#define SEM_NEW(s, n) new (s) std::counting_semaphore<>(n)
#define SEM_POST(s)   (s)->release()
#define SEM_WAIT(s)   (s)->acquire()

#define BARRIER            std::barrier<>
#define BARRIER_NEW(b, n)  new (b) std::barrier<>(n)
#define BARRIER_WAIT(b, n) (b)->arrive_and_wait()

#define EVENT         std::latch
#define EVENT_NEW(e)  new (e) std::latch(1)
#define EVENT_SET(e)  (e)->count_down()
#define EVENT_WAIT(e) (e)->wait()

#define LATCH           std::latch
#define LATCH_NEW(l, n) new (l) std::latch(n)
#define LATCH_DOWN(l)   (l)->count_down()
#define LATCH_WAIT(l)   (l)->wait()

#define THREAD                   std::thread
#define THREAD_START_AND_JOIN(t) start_one(t)

#define ONCE            std::once_flag
#define ONCE_NEW(o)     new (o) std::once_flag()
#define ONCE_CALL(o, f) std::call_once(*(o), f)
#include "loops.h"
