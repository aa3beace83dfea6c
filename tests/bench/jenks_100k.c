/* Exact Fisher–Jenks of 100,000 skewed values into 5 classes, sorting included; beside the peers that are at
 * hand: tests/bench/peers/jenks.R (classInt).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/classify.h>
#include <katve/rng.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { N = 100000, K = 5 };

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The values as text, for the peers. */
static int write_values(const double *v, const char *path)
{
    FILE *f = fopen(path, "w");
    if (!f) return 1;
    for (size_t i = 0; i < N; i++) fprintf(f, "%.17g\n", v[i]);
    return fclose(f) != 0;
}

int main(int argc, char **argv)
{
    struct kt_arena whole = kt_arena_open(0), a = whole;
    double *v = KT_NEW(&a, double, N);
    for (size_t i = 0; i < N; i++) v[i] = exp(kt_rng_normal(5, KT_STREAM_BENCH, (uint32_t)i, 0));
    if (argc == 3 && strcmp(argv[1], "--values") == 0) return write_values(v, argv[2]);
    struct kt_break_spec spec = {.style = KT_BREAK_FISHER, .nclass = K};
    struct kt_edges e;
    struct kt_err err = {0};
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    struct kt_arena keep = kt_arena_open(1 << 20);
    if (kt_break(&spec, v, NULL, N, &e, &keep, a, &err) != KT_OK) return 1;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    wall = seconds(CLOCK_MONOTONIC) - wall;
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("sum of squares within classes %.9f, edges", kt_edges_fit(&e, v, NULL, N, a).within);
    for (size_t i = 0; i <= e.n; i++) printf(" %.6f", e.edge[i]);
    printf("\njenks_100k %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    return EXIT_SUCCESS;
}
