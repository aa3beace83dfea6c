/* Every measure on 100,000 cells and 5,000 sites, Gaussian to 30 km: lines measure,cpu_s,wall_s,peak_mb,
 * the peak being that of the program so far.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

#include <katve/measures.h>

enum { MEASURES = 18 };

static struct kt_market market;
static double *site, *cell;

static struct kt_fit run(size_t i, struct kt_arena a)
{
    struct kt_fit fit = {0};
    const double *ones = kt_doubles(&a, BENCH_SITES, 1), *twos = kt_doubles(&a, BENCH_CELLS, 2);
    double *factor = KT_NEW(&a, double, BENCH_SITES);
    for (size_t s = 0; s < BENCH_SITES; s++) factor[s] = market.supply[s] > 20 ? 1 : 0.5;
    struct kt_mode_links modes[2] = {{market.links, market.decay, NULL}, {market.links, market.decay, NULL}};
    modes[1].decay = kt_decay_gauss(10, 0.01);
    switch (i) {
    case 0: kt_measure_gravity(&market, cell, a); break;
    case 1: kt_measure_gravity_passive(&market, site, a); break;
    case 2: kt_measure_fca2(&market, site, cell, a); break;
    case 3: kt_measure_m2sfca(&market, site, cell, a); break;
    case 4: kt_measure_fca3(&market, &market.decay, site, cell, a); break;
    case 5: kt_measure_mh3sfca(&market, site, cell, a); break;
    case 6: kt_measure_v2sfca(&market, NULL, factor, site, cell, a); break;
    case 7: kt_measure_bfca(&market, site, cell, a); break;
    case 8: kt_measure_i2sfca(&market, site, a); break;
    case 9: kt_measure_mmfca(&market, modes, 2, site, cell, NULL, a); break;
    case 10: kt_measure_spatial_availability(&market, 1, cell, a); break;
    case 11: kt_measure_total_constrained(&market, cell, site, a); break;
    case 12: kt_measure_singly_constrained(&market, cell, site, a); break;
    case 13:
        fit = kt_measure_doubly_constrained(
            &market, &(struct kt_doubly){.floor = 0.001, .tolerance = 1e-6, .most_rounds = 1000}, cell, site,
            a);
        break;
    case 14:
        fit = kt_measure_doubly_constrained(
            &market, &(struct kt_doubly){.tolerance = 1e-6, .most_rounds = 1000}, cell, site, a);
        break;
    case 15: kt_cost_until(&market.links, ones, twos, INFINITY, 0, cell, a); break;
    case 16: kt_measure_cumulative_interval(&market.links, ones, 5, 30, 1, KT_MEDIAN, cell, a); break;
    default: fit = kt_measure_raam(&market, 30, 30, 1e-8, 100, cell, site, a); break;
    }
    return fit;
}

int main(void)
{
    static const char *const name[MEASURES] = {"gravity",
                                               "gravity_passive",
                                               "2sfca",
                                               "m2sfca",
                                               "3sfca",
                                               "mh3sfca",
                                               "v2sfca",
                                               "bfca",
                                               "i2sfca",
                                               "mmfca",
                                               "spatial_availability",
                                               "total_constrained",
                                               "singly_constrained",
                                               "doubly_constrained",
                                               "doubly_constrained_within_reach",
                                               "second_nearest",
                                               "cumulative_interval",
                                               "raam"};
    struct kt_arena whole = kt_arena_open(0), a = whole;
    struct bench_world w = bench_make(&bench_common, &a);
    double cpu = 0, wall = 0;
    cell = KT_NEW(&a, double, BENCH_CELLS);
    site = KT_NEW(&a, double, BENCH_SITES);
    market = (struct kt_market){.decay = kt_decay_gauss(30, 0.01), .need = w.need, .supply = w.hours};
    market.links = kt_links_points(w.x, w.y, BENCH_CELLS, w.sx, w.sy, NULL, BENCH_SITES, 0.001, 30, &a);
    struct rusage use;
    printf("measure,cpu_s,wall_s,peak_mb\n");
    for (size_t i = 0; i < MEASURES; i++) {
        double w0 = bench_clock(CLOCK_MONOTONIC), c0 = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
        struct kt_fit fit = run(i, a);
        double w1 = bench_clock(CLOCK_MONOTONIC) - w0, c1 = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - c0;
        getrusage(RUSAGE_SELF, &use);
        printf("%s,%.3f,%.3f,%.1f", name[i], c1, w1, (double)use.ru_maxrss / 1024);
        if (fit.rounds) printf(" (%zu rounds, gap %.1e)", fit.rounds, fit.gap);
        if (fit.short_need > 0)
            printf(" need %.0f reaches a share of %.0f", fit.short_need, fit.short_supply);
        printf("\n");
        fflush(stdout);
        cpu += c1;
        wall += w1;
    }
    printf("access_all_measures_100k_5k %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    kt_arena_close(whole);
    return 0;
}
