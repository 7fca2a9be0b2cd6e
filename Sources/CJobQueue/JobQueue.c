#include "CJobQueue.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

// The two entry points of the Swift runtime that an executor needs; `swiftcall` is the runtime's convention.
typedef struct {
  void *identity;
  uintptr_t implementation;
} ExecutorRef;
__attribute__((swiftcall)) extern void swift_job_run(void *job, ExecutorRef executor);
__attribute__((swiftcall)) extern ExecutorRef swift_task_getMainExecutor(void);

typedef struct Node {
  void *job;
  bool on_main;
  double due;
  struct Node *next;
} Node;

// Jobs that may run now, in the order in which they came, and jobs that wait for their time, the earliest first.
static Node *ready_first, *ready_last, *timers;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived;

__attribute__((constructor)) static void use_monotonic_clock(void) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&arrived, &attributes);
  pthread_condattr_destroy(&attributes);
}

static double system_clock(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static double (*now)(void) = system_clock;

void job_queue_use_clock(double (*clock)(void)) { now = clock; }

static void append_ready(Node *node) {
  node->next = NULL;
  if (ready_last) ready_last->next = node;
  else ready_first = node;
  ready_last = node;
}

void job_queue_push(void *job, bool on_main, double delay) {
  Node *node = malloc(sizeof *node);
  if (!node) abort();
  *node = (Node){job, on_main, delay > 0 ? now() + delay : 0, NULL};
  pthread_mutex_lock(&lock);
  if (delay > 0) {
    Node **place = &timers;
    while (*place && (*place)->due <= node->due) place = &(*place)->next;
    node->next = *place;
    *place = node;
  } else {
    append_ready(node);
  }
  pthread_cond_signal(&arrived);
  pthread_mutex_unlock(&lock);
}

// The first job that may run now, or NULL. Call with the lock held.
static Node *take_ready(void) {
  const double time = timers ? now() : 0;
  while (timers && timers->due <= time) {
    Node *node = timers;
    timers = node->next;
    append_ready(node);
  }
  Node *node = ready_first;
  if (node) ready_first = node->next;
  if (!ready_first) ready_last = NULL;
  return node;
}

static void run(Node *node) {
  swift_job_run(node->job, node->on_main ? swift_task_getMainExecutor() : (ExecutorRef){NULL, 0});
  free(node);
}

void job_queue_drain_until(const volatile bool *done) {
  while (!*done) {
    pthread_mutex_lock(&lock);
    Node *node = take_ready();
    if (!node && timers) {
      struct timespec due = {(time_t)timers->due, (long)((timers->due - (double)(time_t)timers->due) * 1e9)};
      pthread_cond_timedwait(&arrived, &lock, &due);
    } else if (!node) {
      pthread_cond_wait(&arrived, &lock);
    }
    pthread_mutex_unlock(&lock);
    if (node) run(node);
  }
}

void job_queue_drain_due(double seconds) {
  const double end = now() + seconds;
  while (now() < end) {
    pthread_mutex_lock(&lock);
    Node *node = take_ready();
    pthread_mutex_unlock(&lock);
    if (!node) return;
    run(node);
  }
}
