// Memory for tensors. A training step frees as much as it takes, and takes the same sizes again in the next; what it frees is
// kept for that, since memory from the system must first be cleared, page by page.
#define _GNU_SOURCE
#include "CKernels.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

// Below SMALLEST bytes the C library is quick. Above, sizes are rounded up to four steps in each power of two.
enum { SMALLEST = 4096, HUGE_PAGE = 2 << 20, CLASSES = 4 * 52 };
static const size_t most_kept = (size_t)512 << 20, largest_kept = (size_t)128 << 20;

typedef struct Free { struct Free *next; } Free;
static struct {
  pthread_mutex_t lock;
  Free *free[CLASSES];
  size_t kept;
} memory = {.lock = PTHREAD_MUTEX_INITIALIZER};

// The class of a size, which becomes the size of all in that class.
static int class_of(size_t *bytes) {
  int power = 63 - __builtin_clzll(*bytes - 1);
  size_t step = (size_t)1 << (power - 2), rounded = (*bytes + step - 1) & ~(step - 1);
  *bytes = rounded;
  power = 63 - __builtin_clzll(rounded - 1);
  return 4 * (power - 11) + (int)((rounded - 1) >> (power - 2) & 3);
}

void *ck_allocate(long count) {
  size_t bytes = (size_t)count + 64;  // vector loops may read a little beyond the end
  if (bytes < SMALLEST) return malloc(bytes);
  if (bytes > (size_t)1 << 46) return 0;
  int class = class_of(&bytes);
  pthread_mutex_lock(&memory.lock);
  Free *block = memory.free[class];
  if (block) {
    memory.free[class] = block->next;
    memory.kept -= bytes;
  }
  pthread_mutex_unlock(&memory.lock);
  if (block) return block;
  if (bytes < HUGE_PAGE) return aligned_alloc(64, bytes);
  void *pages = aligned_alloc(HUGE_PAGE, (bytes + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1));
  if (pages) madvise(pages, bytes, MADV_HUGEPAGE);
  return pages;
}

void ck_release(void *pointer, long count) {
  size_t bytes = (size_t)count + 64;
  if (bytes >= SMALLEST && bytes <= largest_kept) {
    int class = class_of(&bytes);
    pthread_mutex_lock(&memory.lock);
    int keep = memory.kept + bytes <= most_kept;
    if (keep) {
      Free *block = pointer;
      block->next = memory.free[class];
      memory.free[class] = block;
      memory.kept += bytes;
    }
    pthread_mutex_unlock(&memory.lock);
    if (keep) return;
  }
  free(pointer);
}

static void lock(void) { pthread_mutex_lock(&memory.lock); }
static void unlock(void) { pthread_mutex_unlock(&memory.lock); }
// Before the pool does, whatever the order of linking: what is registered first is locked last, and a loop that the pool waits
// for may still allocate.
__attribute__((constructor(101))) static void prepare(void) { pthread_atfork(lock, unlock, unlock); }
