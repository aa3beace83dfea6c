/* Bump allocation over one reserved range of addresses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/base.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ALIGN = 16 };

/* The one place where running out of memory ends the program. */
static _Noreturn void out_of_memory(size_t n, size_t size)
{
    fprintf(stderr, "katve: out of memory: %zu x %zu bytes asked for; see `katve plan`\n", n, size);
    exit(1);
}

struct kt_arena kt_arena_open(size_t size)
{
    static const size_t sizes[] = {(size_t)256 << 30, (size_t)16 << 30, (size_t)2 << 30, (size_t)256 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t want = size ? size : sizes[i];
        char *p =
            mmap(NULL, want, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (p != MAP_FAILED) return (struct kt_arena){p, p + want};
        if (size) break;
    }
    out_of_memory(1, size);
}

void kt_arena_close(struct kt_arena whole)
{
    if (whole.beg) munmap(whole.beg, (size_t)(whole.end - whole.beg));
}

void *kt_alloc(struct kt_arena *a, size_t n, size_t size)
{
    size_t pad = (size_t)(-(uintptr_t)a->beg & (ALIGN - 1));
    size_t room = (size_t)(a->end - a->beg);
    if (room < pad || (size && n > (room - pad) / size)) out_of_memory(n, size);
    char *p = a->beg + pad;
    a->beg = p + n * size;
    return memset(p, 0, n * size);
}

char *kt_strndup(struct kt_arena *a, const char *s, size_t n)
{
    char *p = kt_alloc(a, n + 1, 1);
    memcpy(p, s, n);
    return p;
}

char *kt_strdup(struct kt_arena *a, const char *s)
{
    return kt_strndup(a, s, strlen(s));
}

char *kt_vprintf(struct kt_arena *a, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    char *p = kt_alloc(a, (size_t)(n < 0 ? 0 : n) + 1, 1);
    if (n >= 0) vsnprintf(p, (size_t)n + 1, fmt, ap);
    return p;
}

char *kt_printf(struct kt_arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *p = kt_vprintf(a, fmt, ap);
    va_end(ap);
    return p;
}

double *kt_doubles(struct kt_arena *a, size_t n, double fill)
{
    double *v = KT_NEW(a, double, n);
    for (size_t i = 0; i < n; i++) v[i] = fill;
    return v;
}
