// One queue of Swift concurrency jobs, ordered by the time at which they are due, and run by whichever thread drains it.
//
// Nothing here starts a thread, so tasks go on working in a process forked from this one.
#pragma once

#include <stdbool.h>

/// Takes another monotonic clock, in seconds from where `CLOCK_MONOTONIC` counts.
void job_queue_use_clock(double (*clock)(void));

/// Adds a job, due after `delay` seconds; `on_main` says that it belongs to the main actor.
void job_queue_push(void *job, bool on_main, double delay);

/// Runs jobs as they become due, waiting where none is, until `*done` is true.
void job_queue_drain_until(const volatile bool *done);

/// Runs the jobs that are due, and those that they add, for at most `seconds`. Returns without waiting where none is due.
void job_queue_drain_due(double seconds);
