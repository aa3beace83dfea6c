/* Exact Fisher–Jenks of 100,000 skewed values into 5 classes, sorting included; classInt on the same values in the
 * same run where it is installed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_spatial.h"

#include <katve/classify.h>

enum { N = 100000, K = 5 };

static void peer(const double *v)
{
    char file[32];
    FILE *f = bench_file(file);
    if (!f) return;
    for (size_t i = 0; i < N; i++) fprintf(f, "%.17g\n", v[i]);
    fclose(f);
    bench_r("jenks", file, "");
    unlink(file);
}

int main(void)
{
    struct kt_arena whole = kt_arena_open(0), a = whole;
    double *v = KT_NEW(&a, double, N);
    for (size_t i = 0; i < N; i++) v[i] = exp(kt_rng_normal(5, KT_STREAM_BENCH, (uint32_t)i, 0));
    struct kt_break_spec spec = {.style = KT_BREAK_FISHER, .nclass = K};
    struct kt_edges e;
    struct kt_err err = {0};
    struct kt_arena keep = kt_arena_open(1 << 20);
    double cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID), wall = bench_clock(CLOCK_MONOTONIC);
    if (kt_break(&spec, v, NULL, N, &e, &keep, a, &err) != KT_OK) return 1;
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    double peak = bench_peak_mb();
    printf("sum of squares within classes %.9f, edges", kt_edges_fit(&e, v, NULL, N, a).within);
    for (size_t i = 0; i <= e.n; i++) printf(" %.6f", e.edge[i]);
    printf("\n");
    peer(v);
    printf("jenks_100k %.3f %.3f %.1f\n", cpu, wall, peak);
    kt_arena_close(keep);
    kt_arena_close(whole);
    return EXIT_SUCCESS;
}
