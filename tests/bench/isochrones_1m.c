/* Isochrones: five limits by car over a million crossings, of which the outlines take nearly the most pixels that
 * there may be. No peer makes them from the same network.
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The harness of the fixture is not all used. */
#pragma GCC diagnostic ignored "-Wunused-variable"
#include "../model_fixture.h"
#include "bench_access.h"
#include "model/model_internal.h"
#include "road_study.h"

enum { SIDE = 1000 };
int main(void)
{
    static const char *ids[FX_CELLS] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    struct fixture f;
    fx_open(&f, NULL, 0);
    f.st.cells.id = ids;
    f.st.roads = road_study_make(SIDE, &f.keep);
    for (size_t c = 0; c < FX_CELLS; c++) f.st.cells.x[c] = f.st.cells.y[c] = 25e3 * (double)(c + 1);
    for (size_t s = 0; s < 4; s++) {
        f.st.sites.x[s] = s % 2 ? 185e3 : 65e3, f.st.sites.y[s] = s / 2 ? 185e3 : 65e3;
        f.st.sites.supports[s] = KT_YES;
    }
    struct kt_arena tmp = kt_arena_open((size_t)1 << 30);
    double cpu = 0, wall = 0, far[FX_CELLS];
    size_t none[FX_CELLS + 1] = {0};
    int32_t no_site[FX_CELLS];
    for (size_t c = 0; c < FX_CELLS; c++) far[c] = NAN, no_site[c] = -1;
    const struct kt_costs car = {.mode = "car",
                                 .unit = "min",
                                 .method = "road_network",
                                 .max = 60,
                                 .pairs = {.nrow = FX_CELLS, .ncol = FX_SITES, .start = none},
                                 .nearest = far,
                                 .second = far,
                                 .nearest_site = no_site,
                                 .second_site = no_site};
    for (size_t i = 0; i < FX_METHODS; i++) {
        const struct kt_method *m = fx_methods[i].method;
        if (m->optional || strcmp(fx_methods[i].room, "analysis/spatial") == 0) continue;
        if (m == &kt_road_network) { /* its searches have benches of their own */
            if (kt_mode_add(&f.r, &car, &f.err) != KT_OK) return 1;
            continue;
        }
        cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID), wall = bench_clock(CLOCK_MONOTONIC);
        if (m->run(m, &f.st, &f.r, tmp, &f.err) != KT_OK) return printf("%s: %s\n", m->name, f.err.text), 1;
        if (m == &kt_isochrones) break;
    }
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall = bench_clock(CLOCK_MONOTONIC) - wall;
    const struct kt_isochrones *iso = &f.r.isochrones;
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    for (size_t i = 0; i < iso->n; i++) printf("%g min: %.0f km2\n", iso->minutes[i], iso->km2[i]);
    printf("%zu vertices of outlines\n", iso->geom.nvert);
    printf("isochrones_1m %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    kt_arena_close(tmp);
    fx_close(&f);
    return 0;
}
