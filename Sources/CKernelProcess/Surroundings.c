#define _GNU_SOURCE
#include "Observations.h"
#include "CKernelProcess.h"

#include <fcntl.h>
#include <netdb.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

// The functions by which a cell learns what no file says: the time, random numbers, its environment, other machines and
// programs. Like those for files, they stand before the C library's.

#define NOTING(observation, result, name, parameters, ...) \
  static void *real_##name;                                \
  result name parameters {                                 \
    note(observation);                                     \
    return REAL(name)(__VA_ARGS__);                        \
  }

NOTING(CLOCK_READ, int, clock_gettime, (clockid_t clock, struct timespec *time), clock, time)
NOTING(CLOCK_READ, int, gettimeofday, (struct timeval * time, void *zone), time, zone)
NOTING(CLOCK_READ, time_t, time, (time_t * seconds), seconds)
NOTING(CLOCK_READ, int, timespec_get, (struct timespec * time, int base), time, base)
NOTING(CLOCK_READ, clock_t, clock, (void))
NOTING(CLOCK_READ, clock_t, times, (struct tms * spent), spent)
NOTING(CLOCK_READ, int, getrusage, (__rusage_who_t who, struct rusage *usage), who, usage)

double kernel_clock(void) {
  struct timespec time;
  REAL(clock_gettime)(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

NOTING(RANDOM_DRAWN, ssize_t, getrandom, (void *bytes, size_t count, unsigned flags), bytes, count, flags)
NOTING(RANDOM_DRAWN, int, getentropy, (void *bytes, size_t count), bytes, count)
NOTING(RANDOM_DRAWN, uint32_t, arc4random, (void))
NOTING(RANDOM_DRAWN, uint32_t, arc4random_uniform, (uint32_t bound), bound)
static void *real_arc4random_buf;
void arc4random_buf(void *bytes, size_t count) {
  note(RANDOM_DRAWN);
  REAL(arc4random_buf)(bytes, count);
}

NOTING(NETWORK_USED, int, socket, (int domain, int type, int protocol), domain, type, protocol)
NOTING(NETWORK_USED, int, getaddrinfo,
       (const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found), node, service,
       hints, found)
NOTING(NETWORK_USED, struct hostent *, gethostbyname, (const char *name), name)

NOTING(PROCESS_STARTED, pid_t, fork, (void))
NOTING(PROCESS_STARTED, int, posix_spawn,
       (pid_t * process, const char *path, const posix_spawn_file_actions_t *actions,
        const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]),
       process, path, actions, attributes, arguments, environment)
NOTING(PROCESS_STARTED, int, posix_spawnp,
       (pid_t * process, const char *file, const posix_spawn_file_actions_t *actions,
        const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]),
       process, file, actions, attributes, arguments, environment)
NOTING(PROCESS_STARTED, int, execve, (const char *path, char *const arguments[], char *const environment[]), path,
       arguments, environment)
NOTING(PROCESS_STARTED, int, system, (const char *command), command)
NOTING(PROCESS_STARTED, FILE *, popen, (const char *command, const char *mode), command, mode)

NOTING(IDENTITY_READ, pid_t, getpid, (void))
NOTING(IDENTITY_READ, pid_t, getppid, (void))
NOTING(IDENTITY_READ, int, gethostname, (char *name, size_t size), name, size)

static void *real_getenv, *real_secure_getenv;
char *getenv(const char *name) {
  note_name(VARIABLE_READ, name);
  return REAL(getenv)(name);
}
char *secure_getenv(const char *name) {
  note_name(VARIABLE_READ, name);
  return REAL(secure_getenv)(name);
}

// How Foundation's ProcessInfo reads the whole environment.
extern char **environ;
char **_platform_shims_get_environ(void) {
  note(ENVIRONMENT_READ);
  return environ;
}

// The Swift runtime draws random numbers, and swift-subprocess starts programs, by the system call itself.
static void *real_syscall;
long syscall(long number, ...) {
  va_list arguments;
  va_start(arguments, number);
  long argument[6];
  for (int i = 0; i < 6; i++) argument[i] = va_arg(arguments, long);
  va_end(arguments);
  switch (number) {
  case SYS_getrandom: note(RANDOM_DRAWN); break;
  case SYS_clock_gettime: note(CLOCK_READ); break;
  case SYS_socket: note(NETWORK_USED); break;
  case SYS_clone: case SYS_clone3: case SYS_execve: case SYS_execveat: note(PROCESS_STARTED); break;
  case SYS_statx: note_file(FILE_LOOKED_UP, (int)argument[0], (const char *)argument[1]); break;
  case SYS_openat:
    note_file(
        (argument[2] & O_ACCMODE) == O_RDONLY ? FILE_READ : FILE_WRITTEN, (int)argument[0], (const char *)argument[1]);
    break;
  case SYS_renameat2: note_file(FILE_WRITTEN, (int)argument[2], (const char *)argument[3]); break;
  default: break;
  }
  return REAL(syscall)(number, argument[0], argument[1], argument[2], argument[3], argument[4], argument[5]);
}
