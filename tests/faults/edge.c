/* What stands between a program and the disk: each call that changes a file below a folder is counted,
   written down, and at a chosen one the disk fails or the process dies.

   EDGE_UNDER  the folder;  EDGE_LOG  where the calls are written down, one a line;
   EDGE_AT     the number of the call that fails (from 1; 0: none);
   EDGE_HOW    "kill", or the number of an errno: that call and, as a full disk does, all after it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int calls;

static const char *of_fd(int fd, char *place) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, place, PATH_MAX - 1);
  place[size > 0 ? size : 0] = 0;
  return place;
}

static const char *of_name(int folder, const char *name, char *place) {
  char base[PATH_MAX];
  if (name[0] == '/') base[0] = 0;
  else if (folder == AT_FDCWD) { if (!getcwd(base, sizeof base)) base[0] = 0; }
  else of_fd(folder, base);
  snprintf(place, PATH_MAX, "%s%s%s", base, base[0] ? "/" : "", name);
  return place;
}

/* 0 where the call may go on; else errno is set. */
static int fails(const char *call, const char *path, const char *more) {
  const char *under = getenv("EDGE_UNDER"), *at = getenv("EDGE_AT"), *how = getenv("EDGE_HOW");
  const char *log = getenv("EDGE_LOG");
  if (!under || strncmp(path, under, strlen(under))) return 0;
  calls++;
  if (log) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    char line[3 * PATH_MAX];
    int size = snprintf(line, sizeof line, "%s\t%s\t%s\n", call, path, more);
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (out >= 0) { if (real(out, line, size) < 0) abort(); close(out); }
  }
  int number = at ? atoi(at) : 0;
  if (!number || calls < number) return 0;
  if (!strcmp(how, "kill")) kill(getpid(), SIGKILL);
  if (!strcmp(call, "unlink")) return 0; /* a full or read-only disk lets what is done be undone */
  errno = atoi(how);
  return 1;
}

#define REAL(name) static typeof(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) {
  char place[PATH_MAX]; REAL(write);
  return fails("write", of_fd(fd, place), "") ? -1 : real(fd, data, size);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  char place[PATH_MAX]; REAL(pwrite64);
  return fails("write", of_fd(fd, place), "") ? -1 : real(fd, data, size, at);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  char place[PATH_MAX]; REAL(pwrite);
  return fails("write", of_fd(fd, place), "") ? -1 : real(fd, data, size, at);
}
int fsync(int fd) {
  char place[PATH_MAX]; REAL(fsync);
  return fails("fsync", of_fd(fd, place), "") ? -1 : real(fd);
}
int fdatasync(int fd) {
  char place[PATH_MAX]; REAL(fdatasync);
  return fails("fsync", of_fd(fd, place), "") ? -1 : real(fd);
}
int ftruncate64(int fd, off64_t size) {
  char place[PATH_MAX]; REAL(ftruncate64);
  return fails("truncate", of_fd(fd, place), "") ? -1 : real(fd, size);
}
int rename(const char *from, const char *to) {
  char one[PATH_MAX], other[PATH_MAX]; REAL(rename);
  of_name(AT_FDCWD, to, other);
  return fails("rename", of_name(AT_FDCWD, from, one), other) ? -1 : real(from, to);
}
int unlink(const char *name) {
  char place[PATH_MAX]; REAL(unlink);
  return fails("unlink", of_name(AT_FDCWD, name, place), "") ? -1 : real(name);
}
int symlink(const char *to, const char *name) {
  char place[PATH_MAX]; REAL(symlink);
  return fails("symlink", of_name(AT_FDCWD, name, place), "") ? -1 : real(to, name);
}
int mkdir(const char *name, mode_t mode) {
  char place[PATH_MAX]; REAL(mkdir);
  return fails("mkdir", of_name(AT_FDCWD, name, place), "") ? -1 : real(name, mode);
}
#define CREATES(flags) ((flags) & (O_CREAT | O_TRUNC))
#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open64(const char *name, int flags, ...) {
  char place[PATH_MAX]; REAL(open64); MODE
  if (CREATES(flags) && fails("create", of_name(AT_FDCWD, name, place), "")) return -1;
  return real(name, flags, mode);
}
int openat64(int folder, const char *name, int flags, ...) {
  char place[PATH_MAX]; REAL(openat64); MODE
  if (CREATES(flags) && fails("create", of_name(folder, name, place), "")) return -1;
  return real(folder, name, flags, mode);
}
