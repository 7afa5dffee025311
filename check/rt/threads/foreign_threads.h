/*
 * What other libraries have for threads: their locks and atomics are code that is not instrumented, so
 * what these order would be reported as races. One X(name) each; see unsupported.S and violation.c.
 */
/* clang-format off */
#define THREAD_LIBRARY_FUNCTIONS \
	X(g_thread_new) X(g_thread_try_new) X(g_thread_create) X(g_thread_create_full) X(g_thread_join) \
	X(g_thread_pool_new) \
	X(g_thread_pool_new_full) X(g_thread_pool_push) X(g_mutex_lock) X(g_mutex_trylock) X(g_mutex_unlock) \
	X(g_rec_mutex_lock) X(g_rec_mutex_trylock) X(g_rec_mutex_unlock) X(g_rw_lock_writer_lock) \
	X(g_rw_lock_writer_trylock) X(g_rw_lock_writer_unlock) X(g_rw_lock_reader_lock) \
	X(g_rw_lock_reader_trylock) \
	X(g_rw_lock_reader_unlock) X(g_cond_wait) X(g_cond_wait_until) X(g_cond_signal) X(g_cond_broadcast) \
	X(g_once_impl) X(g_once_init_enter) X(g_once_init_enter_impl) X(g_once_init_enter_pointer) \
	X(g_once_init_leave) \
	X(g_once_init_leave_pointer) X(g_bit_lock) X(g_bit_trylock) X(g_bit_unlock) X(g_pointer_bit_lock) \
	X(g_pointer_bit_trylock) X(g_pointer_bit_unlock) X(g_atomic_int_get) X(g_atomic_int_set) \
	X(g_atomic_int_inc) \
	X(g_atomic_int_dec_and_test) X(g_atomic_int_compare_and_exchange) X(g_atomic_int_add) \
	X(g_atomic_int_exchange_and_add) \
	X(g_atomic_pointer_get) X(g_atomic_pointer_set) X(g_atomic_pointer_compare_and_exchange) \
	X(g_atomic_pointer_add) \
	X(g_atomic_ref_count_inc) X(g_atomic_ref_count_dec) X(g_atomic_rc_box_acquire) \
	X(g_atomic_rc_box_release) \
	X(g_atomic_rc_box_release_full) X(g_async_queue_push) X(g_async_queue_pop) X(g_async_queue_try_pop) \
	X(g_async_queue_timeout_pop) X(g_async_queue_lock) X(g_async_queue_unlock) X(g_async_queue_length) \
	X(GOMP_parallel) X(GOMP_parallel_start) X(GOMP_parallel_reductions) X(GOMP_parallel_sections) \
	X(GOMP_parallel_loop_static) X(GOMP_parallel_loop_dynamic) X(GOMP_parallel_loop_guided) \
	X(GOMP_parallel_loop_runtime) \
	X(GOMP_parallel_loop_nonmonotonic_dynamic) X(GOMP_parallel_loop_nonmonotonic_guided) \
	X(GOMP_parallel_loop_nonmonotonic_runtime) X(GOMP_parallel_loop_maybe_nonmonotonic_runtime) \
	X(GOMP_task) X(GOMP_taskloop) X(GOMP_taskwait) X(GOMP_barrier) X(GOMP_critical_start) \
	X(GOMP_critical_end) \
	X(GOMP_critical_name_start) X(GOMP_critical_name_end) X(GOMP_atomic_start) X(GOMP_atomic_end) \
	X(GOMP_single_start) \
	X(omp_set_num_threads) X(omp_get_max_threads) X(GOMP_teams_reg) X(GOMP_target_ext) X(omp_set_lock) \
	X(omp_test_lock) X(omp_unset_lock) X(omp_set_nest_lock) \
	X(omp_test_nest_lock) X(omp_unset_nest_lock) X(__kmpc_global_thread_num) \
	X(__kmpc_serialized_parallel) X(__kmpc_fork_call) X(__kmpc_fork_call_if) X(__kmpc_fork_teams) \
	X(__kmpc_omp_task) X(__kmpc_barrier) X(__kmpc_critical) X(__kmpc_critical_with_hint) \
	X(__kmpc_end_critical)
/* clang-format on */
