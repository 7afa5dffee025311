#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/thread/barrier.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/once.hpp>

static void wait(boost::condition_variable *cv, boost::mutex *m)
{
	boost::unique_lock<boost::mutex> held(*m, boost::adopt_lock);

	cv->wait(held);
	held.release();
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

#define ONCE            boost::once_flag
#define ONCE_CALL(o, f) boost::call_once(*(o), f)
#include "loops.h"
