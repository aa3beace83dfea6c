/* Where the time of a pair goes: cycles of the core for each candidate pair of the inner loop alone, its points in the
 * first cache, beside those of both steps of the whole case access_gauss_100k_5k. This machine shows no hardware
 * counters, so a cycle is what one of a chain of dependent additions takes, timed right before and after.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

#include "model/kernel/lanes_internal.h"

enum { POINTS = 512, TIMES = 40000, ADDS = 200000000 };

/* CPU seconds of a cycle. */
static double cycle(void)
{
    uint64_t n = ADDS, sum = 0;
    double cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    for (uint64_t i = 0; i < n; i += 16) /* each waits for the one before */
        __asm__ volatile(
            "add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n"
            "add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n add $1,%0\n"
            : "+r"(sum));
    return (bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (double)n;
}

static double loop(const char *name, const struct kt_decay *d)
{
    static double x[POINTS], y[POINTS], q[POINTS];
    for (uint32_t i = 0; i < POINTS; i++) {
        x[i] = 60e3 * bench_u(i, 0);
        y[i] = 60e3 * bench_u(i, 1);
        q[i] = bench_u(i, 2);
    }
    struct lanes_decay ld = lanes_prepare(d);
    lanes_sum *sum = lanes_sum_of(&ld, d->kind);
    double all = 0, before = cycle(), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    for (int k = 0; k < TIMES; k++) all += sum(x, y, q, POINTS, 30e3 + k, 30e3, &ld);
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    double one = (before + cycle()) / 2, pairs = (double)POINTS * TIMES;
    printf("%s: %.2f cycles a candidate in the inner loop (%.2f ns at %.2f GHz), sum %.6g\n", name,
           cpu / pairs / one, 1e9 * cpu / pairs, 1e-9 / one, all);
    return cpu;
}

/* Both steps of the whole case, by candidates of the loop and by pairs within reach. */
static double whole_case(const struct kt_decay *d)
{
    struct kt_arena all = kt_arena_open(0), a = all;
    struct bench_world w = bench_make(&bench_common, &a);
    double *access = KT_NEW(&a, double, BENCH_CELLS), *demand = KT_NEW(&a, double, BENCH_SITES);
    struct kt_grid cells = kt_grid_build(&a, w.x, w.y, BENCH_CELLS, NULL, d->reach / 8);
    struct kt_grid sites = kt_grid_build(&a, w.sx, w.sy, BENCH_SITES, NULL, d->reach / 8);
    double before = cycle(), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    kt_fca_points(&cells, &sites, w.need, w.hours, BENCH_SITES, d, demand, access, a);
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    double one = (before + cycle()) / 2;
    double pairs = (double)bench_pairs(&cells, w.sx, w.sy, BENCH_SITES, d->reach);
    printf("whole case: %.2f cycles a pair and step (%.0f pairs, two steps, %.3f s at %.2f GHz)\n",
           cpu / pairs / 2 / one, pairs, cpu, 1e-9 / one);
    kt_arena_close(all);
    return cpu;
}

int main(void)
{
    struct kt_decay gauss = kt_decay_gauss(30e3, 0.01),
                    steps = kt_decay_steps((double[]){10e3, 20e3, 30e3}, (double[]){1, 0.68, 0.22}, 3);
    double wall = bench_clock(CLOCK_MONOTONIC), cpu = loop("Gauss", &gauss) + loop("steps", &steps);
    cpu += whole_case(&gauss) + whole_case(&steps);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("access_cycles %.3f %.3f %.1f\n", cpu, bench_clock(CLOCK_MONOTONIC) - wall,
           (double)use.ru_maxrss / 1024);
    return 0;
}
