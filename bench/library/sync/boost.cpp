#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/thread/barrier.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/once.hpp>
#include <boost/thread/thread.hpp>

static void wait(boost::condition_variable *cv, boost::mutex *m)
{
	boost::unique_lock<boost::mutex> held(*m, boost::adopt_lock);

	cv->wait(held);
	held.release();
}

static void start_one(boost::thread *t)
{
	*t = boost::thread([] {});
	t->join();
}

#define LIBRARY       "boost"
#define PEERS         boost_peers
#define MUTEX         boost::mutex
#define CONDVAR       boost::condition_variable
#define LOCK(m)       (m)->lock()
#define UNLOCK(m)     (m)->unlock()
#define WAIT(cv, m)   wait(cv, m)
#define NOTIFY_ONE(c) (c)->notify_one()
#define NOTIFY_ALL(c) (c)->notify_all()

#define SEMAPHORE     boost::interprocess::interprocess_semaphore
#define SEM_NEW(s, n) new (s) boost::interprocess::interprocess_semaphore(n)
#define SEM_POST(s)   (s)->post()
#define SEM_WAIT(s)   (s)->wait()

#define BARRIER            boost::barrier
#define BARRIER_NEW(b, n)  new (b) boost::barrier((unsigned)(n))
#define BARRIER_WAIT(b, n) (b)->wait()

#define EVENT         boost::latch
#define EVENT_NEW(e)  new (e) boost::latch(1)
#define EVENT_SET(e)  (e)->count_down()
#define EVENT_WAIT(e) (e)->wait()

#define LATCH           boost::latch
#define LATCH_NEW(l, n) new (l) boost::latch((size_t)(n))
#define LATCH_DOWN(l)   (l)->count_down()
#define LATCH_WAIT(l)   (l)->wait()

#define THREAD                   boost::thread
#define THREAD_START_AND_JOIN(t) start_one(t)

#define ONCE            boost::once_flag
#define ONCE_NEW(o)     new (o) boost::once_flag()
#define ONCE_CALL(o, f) boost::call_once(*(o), f)
#include "loops.h"
