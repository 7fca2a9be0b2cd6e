// How the functions that stand before the C library's note what a cell does.
#pragma once

#include <stdbool.h>

/// What is noted, as KernelProtocol reads it.
enum observation {
  FILE_READ = 'r',
  FILE_LOOKED_UP = 'l',
  FILE_WRITTEN = 'w',
  VARIABLE_READ = 'v',
  ENVIRONMENT_READ = 'e',
  CLOCK_READ = 'c',
  RANDOM_DRAWN = 'd',
  NETWORK_USED = 'n',
  PROCESS_STARTED = 'p',
  IDENTITY_READ = 'i',
};

/// Notes what the cell did, once a cell; nothing where the kernel itself did it.
void note(enum observation observation);

/// The same of something that has a name.
void note_name(enum observation observation, const char *name);

/// The same of a file, whose path is relative to a folder's descriptor or to the working directory; an empty path is the
/// folder itself.
void note_file(enum observation observation, int folder, const char *path);

/// From now on, what this thread does is not the cell's doing.
void stop_noting(void);

/// The C library's function of a name, for the function that stands before it.
void *following(void **function, const char *name);

#define REAL(name) ((__typeof__(&name))following(&real_##name, #name))
