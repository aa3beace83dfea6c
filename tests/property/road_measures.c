/* Every measure of access along roads: a place that the roads do not cover is unknown, never zero; people with and
 * without a car compete for the same hours.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../road_fixture.h"

enum { OFF = 7 }; /* cell h */

/* Outlines are drawn for every study with roads; here they are no matter, so coarse. */
static const char *const by_car[] = {"methods.isochrones.pixel_m=500", "methods.road_network.speed_share=1",
                                     "methods.road_network.part_nodes=3",
                                     "methods.road_network.modes=[car, walk]",
                                     "methods.road_network.without_car=[1, 0.25, 0.25, 0.5]"};

KT_TEST(whom_the_roads_do_not_cover_is_unknown_in_every_measure)
{
    size_t measures = 0;
    for (size_t i = 0; i < FX_METHODS; i++) {
        const struct kt_method *m = fx_methods[i].method;
        struct fixture f;
        size_t columns = 0, known = 0;
        if (strcmp(fx_methods[i].room, "model/access") != 0) continue;
        open_roads(&f, by_car, 5);
        bool ok = fx_run(&f, m) == KT_OK;
        if (!ok) printf("  %s: %s\n", m->name, f.err.text);
        CHECK(ok);
        for (size_t k = 0; k < f.r.ncolumn; k++) {
            const struct kt_column *c = &f.r.column[k];
            if (c->rows != KT_ROWS_CELLS || !kt_streq(c->method, m->name)) continue;
            if (strncmp(c->name, "dist_km", 7) == 0) continue; /* kilometres of a straight line */
            columns++;
            for (size_t row = 0; row < FX_CELLS; row++) known += isnan(c->value[row]) ? 0 : 1;
            if (!isnan(c->value[OFF])) printf("  %s: %s is %g\n", m->name, c->name, c->value[OFF]);
            CHECK(isnan(c->value[OFF]));
        }
        CHECK(!columns || known);
        measures += columns > 0;
        fx_close(&f);
    }
    CHECK(measures >= 18);
}

static double weight(const struct kt_csr *p, size_t cell, int32_t site)
{
    double sum = 0;
    for (size_t k = p->start[cell]; k < p->start[cell + 1]; k++) {
        double min = kt_csr_at(p, k);
        if (p->col[k] == site && min <= 30) sum += exp(min * min * log(0.01) / 900);
    }
    return sum;
}

KT_TEST(with_and_without_a_car)
{
    struct fixture f;
    double need[FX_CELLS], hours[2] = {20, 5}, demand[2] = {0, 0};
    open_roads(&f, by_car, 5);
    CHECK(fx_run(&f, &kt_mmfca) == KT_OK);
    const struct kt_costs *mode[2] = {NULL, NULL};
    for (size_t i = 0; i < f.r.nmode; i++)
        if (f.r.mode[i].share) mode[kt_streq(f.r.mode[i].mode, "walk")] = &f.r.mode[i];
    CHECK(mode[0] && mode[1]);
    if (!mode[0] || !mode[1]) return;
    for (size_t c = 0; c < FX_CELLS; c++) {
        need[c] = c == OFF ? 0 : fx_get(&f, KT_ROWS_CELLS, "need", c);
        for (int32_t s = 0; s < 2; s++)
            for (size_t m = 0; m < 2; m++)
                demand[s] += (double)mode[m]->share[c] * weight(&mode[m]->pairs, c, s) * need[c];
    }
    double given = 0;
    for (size_t c = 0; c < OFF; c++) {
        double want = 0, got = fx_get(&f, KT_ROWS_CELLS, "access_mmfca", c);
        for (int32_t s = 0; s < 2; s++)
            for (size_t m = 0; m < 2; m++)
                want +=
                    1000 * (double)mode[m]->share[c] * weight(&mode[m]->pairs, c, s) * hours[s] / demand[s];
        if (isnan(got)) continue; /* reaches only sites of unknown hours */
        CHECK_NEAR(got, want, 1e-9);
        given += need[c] * got / 1000;
    }
    CHECK_NEAR(given, hours[0] + hours[1], 1e-9);
    fx_close(&f);
}

KT_TEST_MAIN
