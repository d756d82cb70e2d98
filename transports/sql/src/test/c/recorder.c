/*
 * Records what a process does to the files of one directory, in the order in which it does it. Preloaded with LD_PRELOAD.
 *
 * QUINTET_RECORD_DIRECTORY  the directory, absolute; what is in directories below it is not recorded
 * QUINTET_RECORD_JOURNAL    the file that the records are appended to, outside of the directory
 *
 * A record, all numbers little-endian: operation (1 byte), file (4), at (8), length (4), then so many bytes.
 *
 *   C  the file came into being          the bytes are its name
 *   O  the file was there already        the bytes are its name
 *   W  bytes were written at `at`
 *   T  the length was set to `at`
 *   U  the name, the bytes, was removed
 *   B  a sync with the number `at` begins; file 0 is the directory
 *   E  the sync with the number `at` has ended well
 *   F  frozen: nothing is written after this
 *   !  something that the recorder cannot record; the bytes say what
 *
 * One lock is held from before an operation until its record is written, so the order of records is the order of operations. It is
 * not held during a sync, which is why a sync has two records. A file called "freeze" stops everything when it is made: whoever
 * writes, syncs or removes afterwards waits for ever. Files that end in -shm are shared memory and no part of what must last.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 65536
#define MOST_FILES 4096
#define NOT_OURS (-1)
#define DIRECTORY 0

static char directory[PATH_MAX];
static size_t directory_length;
static int journal = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int frozen;
static int64_t syncs;

/* By file descriptor: the file's number, or NOT_OURS, plus 1, so that the zeros of the start mean NOT_OURS. */
static int files_of_fds[MOST_FDS];

/* By file number: the name it has now, or null once it is removed. */
static char *names[MOST_FILES];
static int files = 1;

static void die(const char *why) {
    dprintf(2, "recorder: %s: %s\n", why, strerror(errno));
    _exit(97);
}

__attribute__((constructor)) static void start(void) {
    const char *wanted = getenv("QUINTET_RECORD_DIRECTORY");
    const char *path = getenv("QUINTET_RECORD_JOURNAL");
    if (wanted == NULL || path == NULL || realpath(wanted, directory) == NULL) {
        die("QUINTET_RECORD_DIRECTORY and QUINTET_RECORD_JOURNAL are needed");
    }
    directory_length = strlen(directory);
    journal = (int) syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (journal < 0) {
        die(path);
    }
    unsetenv("LD_PRELOAD"); /* not for children */
}

static void put(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length > 0) {
        ssize_t written = syscall(SYS_write, journal, from, length);
        if (written < 0 && errno != EINTR) {
            die("the journal");
        }
        if (written > 0) {
            from += written;
            length -= (size_t) written;
        }
    }
}

static void record(char operation, int file, int64_t at, const void *bytes, size_t length) {
    int before = errno;
    char head[17];
    int32_t number = file;
    uint32_t size = (uint32_t) length;
    head[0] = operation;
    memcpy(head + 1, &number, 4);
    memcpy(head + 5, &at, 8);
    memcpy(head + 13, &size, 4);
    put(head, sizeof head);
    put(bytes, length);
    errno = before;
}

static void take(void) {
    pthread_mutex_lock(&lock);
    while (frozen) {
        pthread_mutex_unlock(&lock);
        pause();
        pthread_mutex_lock(&lock);
    }
}

static void give(void) { pthread_mutex_unlock(&lock); }

static void unknown(const char *what, const char *name) {
    char text[PATH_MAX + 64];
    int length = snprintf(text, sizeof text, "%s %s", what, name);
    take();
    record('!', NOT_OURS, 0, text, (size_t) length);
    give();
}

/* The name within the directory, or null when the path is not one of a file in it. */
static const char *name_of(const char *path) {
    if (strncmp(path, directory, directory_length) != 0 || path[directory_length] != '/') {
        return NULL;
    }
    const char *name = path + directory_length + 1;
    size_t length = strlen(name);
    int shared = length > 4 && strcmp(name + length - 4, "-shm") == 0;
    return *name == 0 || strchr(name, '/') != NULL || shared ? NULL : name;
}

static int file_of(int fd) {
    return fd >= 0 && fd < MOST_FDS ? __atomic_load_n(&files_of_fds[fd], __ATOMIC_ACQUIRE) - 1 : NOT_OURS;
}

static void belongs(int fd, int file) {
    if (fd >= MOST_FDS) {
        die("too many file descriptors");
    }
    __atomic_store_n(&files_of_fds[fd], file + 1, __ATOMIC_RELEASE);
}

static int find(const char *name) {
    for (int i = 1; i < files; i++) {
        if (names[i] != NULL && strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return NOT_OURS;
}

static int number_of(const char *name, int made) {
    int file = find(name);
    if (file != NOT_OURS) {
        return file;
    }
    if (files == MOST_FILES) {
        die("too many files");
    }
    file = files++;
    names[file] = strdup(name);
    record(made ? 'C' : 'O', file, 0, name, strlen(name));
    return file;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    const char *name = name_of(path);
    if (name == NULL) {
        int fd = (int) syscall(SYS_openat, at, path, flags, mode);
        if (fd >= 0) {
            belongs(fd, strcmp(path, directory) == 0 ? DIRECTORY : NOT_OURS);
        }
        return fd;
    }
    take();
    if (strcmp(name, "freeze") == 0) {
        record('F', NOT_OURS, 0, "", 0);
        frozen = 1;
        give();
        return (int) syscall(SYS_openat, at, "/dev/null", O_RDWR | O_CLOEXEC);
    }
    struct stat before;
    int absent = stat(path, &before) != 0;
    int fd = (int) syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0) {
        int file = number_of(name, absent);
        belongs(fd, file);
        if ((flags & O_TRUNC) != 0 && !absent) {
            record('T', file, 0, "", 0);
        }
        if ((flags & O_APPEND) != 0) {
            record('!', file, 0, "O_APPEND", 8);
        }
    }
    give();
    return fd;
}

#define MODE(flags)                                                       \
    mode_t mode = 0;                                                      \
    if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
        va_list more;                                                     \
        va_start(more, flags);                                            \
        mode = va_arg(more, mode_t);                                      \
        va_end(more);                                                     \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...) {
    MODE(flags)
    return opened(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
    MODE(flags)
    return opened(at, path, flags, mode);
}

int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }

int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int fd) {
    if (fd >= 0 && fd < MOST_FDS) {
        belongs(fd, NOT_OURS);
    }
    return (int) syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t at, int positioned) {
    int file = file_of(fd);
    if (file <= DIRECTORY) {
        return positioned ? syscall(SYS_pwrite64, fd, bytes, length, at) : syscall(SYS_write, fd, bytes, length);
    }
    take();
    off_t from = positioned ? at : (off_t) syscall(SYS_lseek, fd, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, length, from);
    if (done > 0) {
        record('W', file, from, bytes, (size_t) done);
        if (!positioned) {
            syscall(SYS_lseek, fd, from + done, SEEK_SET);
        }
    }
    give();
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, 0, 0); }

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return written(fd, bytes, length, at, 1); }

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return written(fd, bytes, length, at, 1); }

static int truncated(int fd, off_t length) {
    int file = file_of(fd);
    if (file <= DIRECTORY) {
        return (int) syscall(SYS_ftruncate, fd, length);
    }
    take();
    int result = (int) syscall(SYS_ftruncate, fd, length);
    if (result == 0) {
        record('T', file, length, "", 0);
    }
    give();
    return result;
}

int ftruncate(int fd, off_t length) { return truncated(fd, length); }

int ftruncate64(int fd, off64_t length) { return truncated(fd, length); }

static int synced(int fd, long call) {
    int file = file_of(fd);
    if (file < DIRECTORY) {
        return (int) syscall(call, fd);
    }
    take();
    int64_t number = ++syncs;
    record('B', file, number, "", 0);
    give();
    int result = (int) syscall(call, fd);
    if (result == 0) {
        take();
        record('E', file, number, "", 0);
        give();
    }
    return result;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }

int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int removed(int at, const char *path, int flags) {
    const char *name = name_of(path);
    if (name == NULL) {
        return (int) syscall(SYS_unlinkat, at, path, flags);
    }
    take();
    int result = (int) syscall(SYS_unlinkat, at, path, flags);
    if (result == 0) {
        int file = find(name);
        record('U', file, 0, name, strlen(name));
        if (file != NOT_OURS) {
            free(names[file]);
            names[file] = NULL;
        }
    }
    give();
    return result;
}

int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }

int unlinkat(int at, const char *path, int flags) { return removed(at, path, flags); }

int remove(const char *path) {
    int result = removed(AT_FDCWD, path, 0);
    return result != 0 && errno == EISDIR ? (int) syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR) : result;
}

/* What nobody uses here today. A record of it fails the test, so that it is taken into the recorder when somebody does. */

#define NEXT(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

static void refuse(const char *what, int fd) {
    if (file_of(fd) > DIRECTORY) {
        unknown(what, names[file_of(fd)]);
    }
}

int rename(const char *from, const char *to) {
    if (name_of(from) != NULL || name_of(to) != NULL) {
        unknown("rename", to);
    }
    return (int) syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int link(const char *from, const char *to) {
    if (name_of(from) != NULL || name_of(to) != NULL) {
        unknown("link", to);
    }
    return (int) syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    refuse("writev", fd);
    return syscall(SYS_writev, fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    refuse("pwritev", fd);
    return NEXT(pwritev)(fd, parts, count, at);
}

int fallocate(int fd, int mode, off_t at, off_t length) {
    refuse("fallocate", fd);
    return (int) syscall(SYS_fallocate, fd, mode, at, length);
}

int posix_fallocate(int fd, off_t at, off_t length) {
    refuse("posix_fallocate", fd);
    return NEXT(posix_fallocate)(fd, at, length);
}

static void *mapped(void *where, size_t length, int access, int flags, int fd, off_t at) {
    if ((flags & MAP_SHARED) != 0 && (access & PROT_WRITE) != 0) {
        refuse("mmap", fd);
    }
    return (void *) syscall(SYS_mmap, where, length, access, flags, fd, at);
}

void *mmap(void *where, size_t length, int access, int flags, int fd, off_t at) {
    return mapped(where, length, access, flags, fd, at);
}

void *mmap64(void *where, size_t length, int access, int flags, int fd, off64_t at) {
    return mapped(where, length, access, flags, fd, at);
}
