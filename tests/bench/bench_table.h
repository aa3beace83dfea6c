/* bench_table: a statistical table of 500 MB with a fixed seed, streamed once; other programs read the same
 * file in the same run where they are installed. The file lies in $TMPDIR and is deleted at the end, whatever the
 * end is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include <katve/rng.h>

#include "source/cube_internal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TABLE_AREAS = 310, TABLE_AGES = 102, TABLE_SEXES = 3 };

/* Persons of a cell; every 997th is secret (-1). */
static inline long table_value(uint32_t i)
{
    uint32_t h = (i ^ 20190529u) * 2654435761u;
    h = (h ^ h >> 15) * 2246822519u;
    h ^= h >> 13;
    return h % 997 == 0 ? -1 : (long)(h % 9 == 0 ? h % 100000 : h % 4000);
}

static inline double table_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct table_sum {
    double sum;
    size_t n, secret;
};

static inline enum kt_status table_add(void *to, const size_t *at, const double *v, size_t n,
                                       struct kt_err *err)
{
    struct table_sum *s = to;
    (void)at, (void)err;
    for (size_t i = 0; i < n; i++) {
        if (isnan(v[i]))
            s->secret++;
        else
            s->sum += v[i];
    }
    s->n += n;
    return KT_OK;
}

static inline double seconds(const struct rusage *use)
{
    return (double)(use->ru_utime.tv_sec + use->ru_stime.tv_sec) +
           1e-6 * (double)(use->ru_utime.tv_usec + use->ru_stime.tv_usec);
}

/* One line for a program that reads the same file; nothing where it is not installed. */
static inline void table_peer(const char *name, const char *command, double mb)
{
    double start = table_clock(CLOCK_MONOTONIC);
    pid_t pid = fork();
    if (pid == 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    struct rusage use;
    if (pid < 0 || wait4(pid, &status, 0, &use) != pid) return;
    double wall = table_clock(CLOCK_MONOTONIC) - start;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        printf("%s: %.1f s CPU, %.1f s, %.0f MB/s, peak %.0f MB\n", name, seconds(&use), wall, mb / wall,
               (double)use.ru_maxrss / 1024);
    else
        printf("%s: not here, or it failed\n", name);
    fflush(stdout);
}

/* Streams the file and compares its sum; the case line comes last. */
static inline int table_stream(const char *name, const char *path, const struct table_sum *want,
                               void (*peers)(const char *path, double mb))
{
    struct kt_arena whole = kt_arena_open((size_t)1 << 30), tmp = whole;
    struct kt_study st;
    struct kt_cube c;
    struct kt_err err = {0};
    struct table_sum got = {0};
    struct stat sb;
    if (stat(path, &sb) != 0) return 1;
    double mb = (double)sb.st_size / 1e6, wall = table_clock(CLOCK_MONOTONIC),
           cpu = table_clock(CLOCK_PROCESS_CPUTIME_ID);
    kt_study_init(&st, &tmp, NULL);
    enum kt_status s = kt_cube_open(&c, &st, path, "", "", "", &tmp, &err);
    if (s == KT_OK) s = kt_cube_read(&c, table_add, &got, &err);
    kt_cube_close(&c);
    wall = table_clock(CLOCK_MONOTONIC) - wall;
    cpu = table_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    bool right = s == KT_OK && got.n == want->n && got.secret == want->secret && got.sum == want->sum;
    printf("katve: %.0f MB, %zu values, %s; %.1f s CPU, %.1f s, %.0f MB/s, peak %.0f MB\n", mb, got.n,
           right ? "sum as written" : "WRONG SUM", cpu, wall, mb / wall, (double)use.ru_maxrss / 1024);
    if (s != KT_OK) printf("%s\n", err.text);
    fflush(stdout);
    peers(path, mb);
    printf("%s %.3f %.3f %.1f\n", name, cpu, wall, (double)use.ru_maxrss / 1024);
    kt_arena_close(whole);
    return right ? 0 : 1;
}

/* A child of its own deletes the file as soon as the bench is gone, killed or not: the end of a pipe tells it. */
static inline void table_guard(const char *path)
{
    int end[2];
    if (pipe2(end, O_CLOEXEC) != 0) return;
    if (fork() == 0) {
        char byte;
        setsid(); /* an interrupt from the terminal is not for it */
        for (int fd = 0; fd < 3; fd++) close(fd);
        close(end[1]);
        while (read(end[0], &byte, 1) > 0) continue;
        unlink(path);
        _exit(0);
    }
    close(end[0]);
}

static inline FILE *table_create(char path[256], const char *ending)
{
    const char *dir = getenv("TMPDIR");
    snprintf(path, 256, "%s/katve-bench-%ld%s", dir && strlen(dir) < 200 ? dir : "/tmp", (long)getpid(),
             ending);
    table_guard(path);
    FILE *f = fopen(path, "wbe");
    if (f) setvbuf(f, NULL, _IOFBF, 1 << 16);
    return f;
}

#endif
