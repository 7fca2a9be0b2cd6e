#define _GNU_SOURCE
#include "CKernelProcess.h"
#include "Observations.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static void (*fence)(void);
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

// Flushes standard output unless another thread, or the code that a signal interrupted, is using it.
static void flush_output(void) {
  if (ftrylockfile(stdout) != 0) return;
  fflush_unlocked(stdout);
  funlockfile(stdout);
}

static ssize_t write_raw(int descriptor, const void *bytes, size_t count) {
  return syscall(SYS_write, descriptor, bytes, count);
}

static ssize_t write_error(const void *bytes, size_t count) {
  flush_output();
  // A write made while another is fenced (a trap inside it, another thread) goes out as it is.
  if (!fence || pthread_mutex_trylock(&order) != 0) return write_raw(STDERR_FILENO, bytes, count);
  fence();
  const ssize_t written = write_raw(STDERR_FILENO, bytes, count);
  const int error = errno;
  fence();
  pthread_mutex_unlock(&order);
  errno = error;
  return written;
}

// Stands before the C library's `write`, for the Swift runtime, Foundation and the cells alike.
ssize_t write(int descriptor, const void *bytes, size_t count) {
  return descriptor == STDERR_FILENO ? write_error(bytes, count) : write_raw(descriptor, bytes, count);
}

static ssize_t write_cookie(void *cookie, const char *bytes, size_t count) {
  (void)cookie;
  return write_error(bytes, count);
}

// What ends a cell: its crashes, and the runner's request, which leaves it time to hand out what it printed.
static const int ends[] = {SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGTERM};
static struct sigaction previous[NSIG];

static void flush_and_end(int signal_number, siginfo_t *information, void *context) {
  stop_noting();  // what the runtime does to explain the crash is not the cell's doing
  flush_output();
  const struct sigaction *action = &previous[signal_number];
  if (action->sa_flags & SA_SIGINFO) {
    action->sa_sigaction(signal_number, information, context);
  } else if (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN) {
    action->sa_handler(signal_number);
  } else {
    signal(signal_number, SIG_DFL);
    raise(signal_number);
  }
}

// Stands before the C library's `abort`, from whose frames the backtracer finds no way back to the cell.
void abort(void) {
  for (int attempt = 0; attempt < 2; attempt++) {
    syscall(SYS_tgkill, syscall(SYS_getpid), syscall(SYS_gettid), SIGABRT);
    signal(SIGABRT, SIG_DFL);
  }
  _exit(128 + SIGABRT);
}

void kernel_order_streams(void (*fence_between_streams)(void)) {
  fence = fence_between_streams;
  setvbuf(stdout, NULL, _IOLBF, 0);

  // The C library's own stream does not call the `write` above; this one does.
  FILE *error = fopencookie(NULL, "w", (cookie_io_functions_t){.write = write_cookie});
  if (error) {
    setvbuf(error, NULL, _IONBF, 0);
    stderr = error;
  }

  struct sigaction action = {.sa_sigaction = flush_and_end, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++) sigaction(ends[i], &action, &previous[ends[i]]);
}
