// A pool of threads that share a loop. Between forks there are none: they end before a fork and start again when next needed,
// in the parent and in the child, so that the child of a process that has computed can compute.
#define _GNU_SOURCE
#include "CKernels.h"
#include "product.h"
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST_THREADS = 64, SPINS = 3000 };

static struct {
  pthread_mutex_t lock;  // held by whoever runs a loop, starts or stops threads
  pthread_t threads[MOST_THREADS];
  int started, wanted;
  atomic_int stopping, sleeping;
  // The number of loops so far in the upper half, the pieces that nobody has taken yet in the lower: whoever takes a piece
  // thereby knows that its loop is still being run, and what it is.
  _Atomic uint64_t ticket;
  _Atomic uint32_t bell;  // a futex: rung at every new loop
  atomic_long finished;
  long pieces, piece, count;
  CKLoopBody body;
  void *context;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static void run_pieces(void) {
  uint64_t ticket = atomic_load_explicit(&pool.ticket, memory_order_acquire);
  while ((uint32_t)ticket > 0) {
    if (!atomic_compare_exchange_weak_explicit(
          &pool.ticket, &ticket, ticket - 1, memory_order_acq_rel, memory_order_acquire)) continue;
    long index = pool.pieces - (long)(uint32_t)ticket, begin = index * pool.piece, end = begin + pool.piece;
    pool.body(begin, end < pool.count ? end : pool.count, pool.context);
    atomic_fetch_add_explicit(&pool.finished, 1, memory_order_release);
    ticket = atomic_load_explicit(&pool.ticket, memory_order_acquire);
  }
}

static void *work(void *unused) {
  (void)unused;
  ck_thread()->inside_loop = 1;
  uint32_t heard = 0;
  while (!atomic_load(&pool.stopping)) {
    run_pieces();
    heard = atomic_load(&pool.bell);
    for (int i = 0; i < SPINS && (uint32_t)atomic_load_explicit(&pool.ticket, memory_order_relaxed) == 0; i++) {
      if (atomic_load_explicit(&pool.stopping, memory_order_relaxed)) break;
      pause_briefly();
    }
    if ((uint32_t)atomic_load(&pool.ticket) > 0) continue;
    atomic_fetch_add(&pool.sleeping, 1);
    // Sleeps only if the bell has not rung since it was read, which was after the last look for work.
    if ((uint32_t)atomic_load(&pool.ticket) == 0 && !atomic_load(&pool.stopping))
      syscall(SYS_futex, &pool.bell, FUTEX_WAIT_PRIVATE, heard, 0, 0, 0);
    atomic_fetch_sub(&pool.sleeping, 1);
  }
  ck_free_panels();
  return 0;
}

static void ring(void) {
  atomic_fetch_add(&pool.bell, 1);
  if (atomic_load(&pool.sleeping) > 0) syscall(SYS_futex, &pool.bell, FUTEX_WAKE_PRIVATE, INT_MAX, 0, 0, 0);
}

static void stop_threads(void) {
  atomic_store(&pool.stopping, 1);
  ring();
  for (int i = 0; i < pool.started; i++) pthread_join(pool.threads[i], 0);
  pool.started = 0;
  atomic_store(&pool.stopping, 0);
}

static void before_fork(void) {
  pthread_mutex_lock(&pool.lock);
  stop_threads();
}
static void after_fork(void) { pthread_mutex_unlock(&pool.lock); }

extern void openblas_set_num_threads(int) __attribute__((weak));

__attribute__((constructor)) static void prepare(void) {
  pthread_atfork(before_fork, after_fork, after_fork);
  // What LAPACK computes is the same for any number of threads only with one.
  if (openblas_set_num_threads) openblas_set_num_threads(1);
}

static int processors(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

int ck_thread_count(void) {
  if (pool.wanted == 0) {
    int count = processors();
    pool.wanted = count > MOST_THREADS ? MOST_THREADS : count < 1 ? 1 : count;
  }
  return pool.wanted;
}

void ck_set_thread_count(int count) {
  pthread_mutex_lock(&pool.lock);
  stop_threads();
  pool.wanted = count > MOST_THREADS ? MOST_THREADS : count < 1 ? 1 : count;
  pthread_mutex_unlock(&pool.lock);
}

// OpenBLAS starts threads of its own when it is loaded.
extern int blas_thread_shutdown_(void) __attribute__((weak));

void ck_stop_threads(void) {
  pthread_mutex_lock(&pool.lock);
  stop_threads();
  pthread_mutex_unlock(&pool.lock);
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}

// Signals are for the program's own threads.
static void start_threads(void) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (pool.started < pool.wanted - 1) {
    if (pthread_create(&pool.threads[pool.started], 0, work, 0) != 0) break;
    pool.started++;
  }
  pthread_sigmask(SIG_SETMASK, &before, 0);
}

void ck_parallel_for(long count, long grain, CKLoopBody body, void *context) {
  if (count <= 0) return;
  if (grain < 1) grain = 1;
  CKThread *self = ck_thread();
  // A loop inside a loop, or beside another thread's, is run where it stands.
  if (count <= grain || self->inside_loop || ck_thread_count() == 1 || pthread_mutex_trylock(&pool.lock) != 0) {
    body(0, count, context);
    return;
  }
  if (pool.started < pool.wanted - 1) start_threads();
  // Several pieces a thread, so that one that is held up leaves work to the others.
  long pieces = (count + grain - 1) / grain, most = 4L * pool.wanted;
  if (pieces > most) pieces = most;
  pool.piece = (count + pieces - 1) / pieces;
  if (pool.piece > 1000) pool.piece = (pool.piece + 63) & ~63L;  // so that no two write to one cache line
  pool.pieces = (count + pool.piece - 1) / pool.piece;
  pool.count = count;
  pool.body = body;
  pool.context = context;
  atomic_store(&pool.finished, 0);
  uint64_t loop = (atomic_load(&pool.ticket) >> 32) + 1;
  self->inside_loop = 1;
  atomic_store(&pool.ticket, loop << 32 | (uint64_t)pool.pieces);
  ring();
  run_pieces();
  for (long spins = 0; atomic_load_explicit(&pool.finished, memory_order_acquire) < pool.pieces; spins++) {
    if (spins < SPINS) pause_briefly(); else sched_yield();
  }
  self->inside_loop = 0;
  pthread_mutex_unlock(&pool.lock);
}
