#define _GNU_SOURCE
#include "Observations.h"
#include "CKernelProcess.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// What cells do is noted without a lock and without memory of this process's own: a thread may note while another does, a
// signal may come in between, and the runner reads on when the process has crashed. KernelProtocol's ObservationLog reads it.
enum { TABLE_SIZE = 1 << 15, LOG_SIZE = 4 << 20 };
static struct {
  // Set by the runner before each cell.
  uint32_t cell;
  // How much of the log is taken.
  _Atomic uint32_t used;
  // Whether something found no place.
  _Atomic uint32_t is_incomplete;
  uint32_t reserved;
  // Hashes of what has been noted, so that a loop over the same file is noted once.
  _Atomic uint64_t noted[TABLE_SIZE];
  // Entries: their whole length (2 bytes, little-endian), the observation, the name.
  char log[LOG_SIZE];
} *shared;

// The kernel's first thread works for the runner, except while it runs a cell. All others are the cells'.
static _Thread_local bool is_for_runner;

size_t kernel_observations_size(void) { return sizeof *shared; }

void kernel_observe(void *memory) {
  is_for_runner = true;
  shared = memory;
}

void kernel_begin_cell(void) { is_for_runner = false; }
void kernel_end_cell(void) { is_for_runner = true; }
void stop_noting(void) { is_for_runner = true; }

static bool is_new(uint64_t hash) {
  for (unsigned probe = 0; probe < 64; probe++) {
    _Atomic uint64_t *place = &shared->noted[(hash + probe) % TABLE_SIZE];
    uint64_t found = atomic_load_explicit(place, memory_order_relaxed);
    if (found == 0 && atomic_compare_exchange_strong(place, &found, hash)) return true;
    if (found == hash) return false;
  }
  return true;  // noted again is no harm
}

static void append(enum observation observation, const char *name, size_t length) {
  uint64_t hash = (14695981039346656037u ^ shared->cell) * 1099511628211u;  // FNV-1a
  hash = (hash ^ observation) * 1099511628211u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)name[i]) * 1099511628211u;
  if (!is_new(hash | 1)) return;

  const uint32_t size = (uint32_t)(3 + length);
  if (atomic_load(&shared->used) > LOG_SIZE - size) {
    shared->is_incomplete = 1;
    return;
  }
  const uint32_t start = atomic_fetch_add(&shared->used, size);
  if (start > LOG_SIZE - size) {
    shared->is_incomplete = 1;
    return;
  }
  char *entry = shared->log + start;
  memcpy(entry + 3, name, length);
  entry[2] = (char)observation;
  entry[1] = (char)(size >> 8);
  entry[0] = (char)(size & 0xFF);
}

static bool is_observed(void) { return shared && !is_for_runner; }

void note(enum observation observation) {
  if (is_observed()) append(observation, "", 0);
}

void note_name(enum observation observation, const char *name) {
  if (is_observed() && name) append(observation, name, strnlen(name, PATH_MAX));
}

void note_file(enum observation observation, int folder, const char *path) {
  if (!is_observed() || !path) return;
  char absolute[2 * PATH_MAX];
  size_t length = 0;
  if (path[0] != '/') {
    if (folder == AT_FDCWD) {
      const long count = syscall(SYS_getcwd, absolute, PATH_MAX);
      length = count > 0 ? (size_t)count - 1 : 0;
    } else {
      char link[32];
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      const long count = syscall(SYS_readlinkat, AT_FDCWD, link, absolute, PATH_MAX);
      length = count > 0 ? (size_t)count : 0;
    }
    if (*path) absolute[length++] = '/';
  }
  const size_t count = strnlen(path, PATH_MAX);
  memcpy(absolute + length, path, count);
  append(observation, absolute, length + count);
}

void *following(void **function, const char *name) {
  if (!*function) *function = dlsym(RTLD_NEXT, name);
  return *function;
}
