/*
 * Two threads insert into a table of one database in memory. With NO_MUTEX the connection may not be shared.
 */
#include <assert.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

#ifdef NO_MUTEX
#define MUTEX SQLITE_OPEN_NOMUTEX
#else
#define MUTEX SQLITE_OPEN_FULLMUTEX
#endif

static sqlite3 *db;

static void *insert(void *unused)
{
	assert(sqlite3_exec(db, "insert into t values (1)", NULL, NULL, NULL) == SQLITE_OK);
	return unused;
}

int main(void)
{
	pthread_t t;

	assert(sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | MUTEX, NULL) ==
	       SQLITE_OK);
	assert(sqlite3_exec(db, "create table t (x)", NULL, NULL, NULL) == SQLITE_OK);
	pthread_create(&t, NULL, insert, NULL);
	insert(NULL);
	pthread_join(t, NULL);
	assert(sqlite3_total_changes(db) == 2);
	sqlite3_close(db);
	return 0;
}
