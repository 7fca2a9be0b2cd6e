#define _GNU_SOURCE
#include "Observations.h"

#include <dirent.h>
#include <fcntl.h>
#include <fts.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

// The functions by which a cell, or a library for it, opens and looks at files, and changes them. They stand before the C
// library's for all that is loaded into this process, and note the file. The C library's own calls don't come by here, so
// that each of its functions that opens a file has its own.

static void note_opening(int folder, const char *path, int flags) {
  // Where a folder is only a place to begin from, its names do not matter.
  if (flags & (O_DIRECTORY | O_PATH)) return note_file(FILE_LOOKED_UP, folder, path);
  const bool writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
  if ((flags & O_ACCMODE) != O_WRONLY) note_file(FILE_READ, folder, path);
  if (writes) note_file(FILE_WRITTEN, folder, path);
}

static void note_stream(const char *path, const char *mode) {
  if (!mode) return;
  if (mode[0] == 'r') note_file(FILE_READ, AT_FDCWD, path);
  if (mode[0] != 'r' || strchr(mode, '+')) note_file(FILE_WRITTEN, AT_FDCWD, path);
}

#define MODE_OF(flags)                             \
  mode_t mode = 0;                                 \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {         \
    va_list arguments;                             \
    va_start(arguments, flags);                    \
    mode = va_arg(arguments, mode_t);              \
    va_end(arguments);                             \
  }

#define OPENING(name)                                     \
  static void *real_##name;                               \
  int name(const char *path, int flags, ...) {            \
    MODE_OF(flags)                                        \
    note_opening(AT_FDCWD, path, flags);                  \
    return REAL(name)(path, flags, mode);                 \
  }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                         \
  static void *real_##name;                                      \
  int name(int folder, const char *path, int flags, ...) {       \
    MODE_OF(flags)                                               \
    note_opening(folder, path, flags);                           \
    return REAL(name)(folder, path, flags, mode);                \
  }
OPENING_AT(openat)
OPENING_AT(openat64)

// What code compiled with _FORTIFY_SOURCE calls in their place.
int __open_2(const char *path, int flags) { return open(path, flags); }
int __open64_2(const char *path, int flags) { return open(path, flags); }
int __openat_2(int folder, const char *path, int flags) { return openat(folder, path, flags); }
int __openat64_2(int folder, const char *path, int flags) { return openat(folder, path, flags); }

#define STREAM(name)                                       \
  static void *real_##name;                                \
  FILE *name(const char *path, const char *mode) {         \
    note_stream(path, mode);                               \
    return REAL(name)(path, mode);                         \
  }
STREAM(fopen)
STREAM(fopen64)

#define STREAM_AGAIN(name)                                              \
  static void *real_##name;                                             \
  FILE *name(const char *path, const char *mode, FILE *stream) {        \
    note_stream(path, mode);                                            \
    return REAL(name)(path, mode, stream);                              \
  }
STREAM_AGAIN(freopen)
STREAM_AGAIN(freopen64)

// Defines a function that notes one file, whose path is `path`, and calls on.
#define NOTING(observation, result, name, parameters, folder, path, ...) \
  static void *real_##name;                                              \
  result name parameters {                                               \
    note_file(observation, folder, path);                                \
    return REAL(name)(__VA_ARGS__);                                      \
  }
#define HERE AT_FDCWD

NOTING(FILE_READ, DIR *, opendir, (const char *path), HERE, path, path)
NOTING(FILE_READ, DIR *, fdopendir, (int folder), folder, "", folder)
NOTING(FILE_READ, int, scandir,
       (const char *path, struct dirent ***names, int (*chosen)(const struct dirent *),
        int (*order)(const struct dirent **, const struct dirent **)),
       HERE, path, path, names, chosen, order)

// A walk through folders, such as Foundation's enumerators make, opens them by the C library's own calls.
static void *real_fts_read;
FTSENT *fts_read(FTS *walk) {
  FTSENT *entry = REAL(fts_read)(walk);
  if (entry) note_file(entry->fts_info == FTS_D ? FILE_READ : FILE_LOOKED_UP, HERE, entry->fts_accpath);
  return entry;
}

// Nor does a search by a pattern come by here, unless it is told to.
#define SEARCH(name, found_type, entry_type, reading, looking, looking_at_link)                           \
  static void *real_##name;                                                                             \
  int name(const char *pattern, int flags, int (*failed)(const char *, int), found_type *found) {       \
    if (!(flags & GLOB_ALTDIRFUNC)) {                                                                   \
      flags |= GLOB_ALTDIRFUNC;                                                                         \
      found->gl_opendir = (void *(*)(const char *))opendir;                                             \
      found->gl_readdir = (struct entry_type * (*)(void *)) reading;                                    \
      found->gl_closedir = (void (*)(void *))closedir;                                                  \
      found->gl_stat = looking;                                                                         \
      found->gl_lstat = looking_at_link;                                                                \
    }                                                                                                   \
    return REAL(name)(pattern, flags, failed, found);                                                   \
  }
SEARCH(glob, glob_t, dirent, readdir, stat, lstat)
SEARCH(glob64, glob64_t, dirent64, readdir64, stat64, lstat64)

NOTING(FILE_LOOKED_UP, int, stat, (const char *path, struct stat *status), HERE, path, path, status)
NOTING(FILE_LOOKED_UP, int, stat64, (const char *path, struct stat64 *status), HERE, path, path, status)
NOTING(FILE_LOOKED_UP, int, lstat, (const char *path, struct stat *status), HERE, path, path, status)
NOTING(FILE_LOOKED_UP, int, lstat64, (const char *path, struct stat64 *status), HERE, path, path, status)
NOTING(FILE_LOOKED_UP, int, access, (const char *path, int mode), HERE, path, path, mode)
NOTING(FILE_LOOKED_UP, int, euidaccess, (const char *path, int mode), HERE, path, path, mode)
NOTING(FILE_LOOKED_UP, int, faccessat, (int folder, const char *path, int mode, int flags), folder, path, folder, path,
       mode, flags)
NOTING(FILE_LOOKED_UP, ssize_t, readlink, (const char *path, char *target, size_t size), HERE, path, path, target, size)
NOTING(FILE_LOOKED_UP, ssize_t, readlinkat, (int folder, const char *path, char *target, size_t size), folder, path,
       folder, path, target, size)
NOTING(FILE_LOOKED_UP, char *, realpath, (const char *path, char *resolved), HERE, path, path, resolved)

// With an empty path they look at a file that is open already.
#define LOOKING_AT(name, status_type)                                                        \
  static void *real_##name;                                                                  \
  int name(int folder, const char *path, struct status_type *status, int flags) {            \
    if (path && *path) note_file(FILE_LOOKED_UP, folder, path);                              \
    return REAL(name)(folder, path, status, flags);                                          \
  }
LOOKING_AT(fstatat, stat)
LOOKING_AT(fstatat64, stat64)

static void *real_statx;
int statx(int folder, const char *path, int flags, unsigned mask, struct statx *status) {
  if (*path) note_file(FILE_LOOKED_UP, folder, path);
  return REAL(statx)(folder, path, flags, mask, status);
}

NOTING(FILE_WRITTEN, int, creat, (const char *path, mode_t mode), HERE, path, path, mode)
NOTING(FILE_WRITTEN, int, creat64, (const char *path, mode_t mode), HERE, path, path, mode)
NOTING(FILE_WRITTEN, int, truncate, (const char *path, off_t length), HERE, path, path, length)
NOTING(FILE_WRITTEN, int, truncate64, (const char *path, off64_t length), HERE, path, path, length)
NOTING(FILE_WRITTEN, int, rename, (const char *path, const char *target), HERE, target, path, target)
NOTING(FILE_WRITTEN, int, renameat, (int folder, const char *path, int to, const char *target), to, target, folder, path,
       to, target)
NOTING(FILE_WRITTEN, int, renameat2, (int folder, const char *path, int to, const char *target, unsigned flags), to,
       target, folder, path, to, target, flags)
NOTING(FILE_WRITTEN, int, unlink, (const char *path), HERE, path, path)
NOTING(FILE_WRITTEN, int, unlinkat, (int folder, const char *path, int flags), folder, path, folder, path, flags)
NOTING(FILE_WRITTEN, int, remove, (const char *path), HERE, path, path)
NOTING(FILE_WRITTEN, int, rmdir, (const char *path), HERE, path, path)
NOTING(FILE_WRITTEN, int, mkdir, (const char *path, mode_t mode), HERE, path, path, mode)
NOTING(FILE_WRITTEN, int, mkdirat, (int folder, const char *path, mode_t mode), folder, path, folder, path, mode)
NOTING(FILE_WRITTEN, int, link, (const char *path, const char *target), HERE, target, path, target)
NOTING(FILE_WRITTEN, int, linkat, (int folder, const char *path, int to, const char *target, int flags), to, target,
       folder, path, to, target, flags)
NOTING(FILE_WRITTEN, int, symlink, (const char *path, const char *target), HERE, target, path, target)
NOTING(FILE_WRITTEN, int, symlinkat, (const char *path, int to, const char *target), to, target, path, to, target)
NOTING(FILE_WRITTEN, int, mkfifo, (const char *path, mode_t mode), HERE, path, path, mode)
NOTING(FILE_WRITTEN, int, mkfifoat, (int folder, const char *path, mode_t mode), folder, path, folder, path, mode)
NOTING(FILE_WRITTEN, int, chmod, (const char *path, mode_t mode), HERE, path, path, mode)
NOTING(FILE_WRITTEN, int, fchmodat, (int folder, const char *path, mode_t mode, int flags), folder, path, folder, path,
       mode, flags)
NOTING(FILE_WRITTEN, int, chown, (const char *path, uid_t user, gid_t group), HERE, path, path, user, group)
NOTING(FILE_WRITTEN, int, utimes, (const char *path, const struct timeval times[2]), HERE, path, path, times)
NOTING(FILE_WRITTEN, int, utimensat, (int folder, const char *path, const struct timespec times[2], int flags), folder,
       path, folder, path, times, flags)
NOTING(FILE_WRITTEN, int, mkstemp, (char *path), HERE, path, path)
NOTING(FILE_WRITTEN, int, mkstemp64, (char *path), HERE, path, path)
NOTING(FILE_WRITTEN, int, mkostemp, (char *path, int flags), HERE, path, path, flags)
NOTING(FILE_WRITTEN, int, mkostemp64, (char *path, int flags), HERE, path, path, flags)
NOTING(FILE_WRITTEN, int, mkstemps, (char *path, int length), HERE, path, path, length)
NOTING(FILE_WRITTEN, char *, mkdtemp, (char *path), HERE, path, path)
NOTING(FILE_WRITTEN, FILE *, tmpfile, (void), HERE, P_tmpdir)
NOTING(FILE_WRITTEN, FILE *, tmpfile64, (void), HERE, P_tmpdir)
