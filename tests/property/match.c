/* Properties of the match: what sites give is what people get; order and threads change nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include "model/access/match_internal.h"

#include <katve/rng.h>

#include <omp.h>

enum { GROUPS = 2, CELLS = 60, SITES = 12, NEED = GROUPS * KT_TIMES * CELLS };

/* A random study over the fixture's zones; every fourth site works in an area. */
struct world {
    struct fixture f;
    struct kt_match m;
    double need[NEED], hours[SITES * KT_TIMES], access[NEED], demand[SITES * KT_TIMES];
    double cx[CELLS], cy[CELLS], sx[SITES], sy[SITES];
    int32_t zone[CELLS], site_zone[SITES];
    const char *languages[SITES], *area[SITES];
    uint8_t use[SITES];
    struct kt_costs mode;
};
static struct world w, v;

static double draw(uint32_t seed, uint32_t k)
{
    return kt_rng_uniform(seed, KT_STREAM_BENCH, k, 0);
}

static void make(struct world *q, uint32_t seed, const size_t *order)
{
    static const char *lang[GROUPS] = {"sv", "fi"}, *spoken[4] = {"fi", "fi;sv", "sv", NULL};
    fx_open(&q->f, NULL, 0);
    for (size_t c = 0; c < CELLS; c++) {
        q->cx[c] = 40000 * draw(seed, (uint32_t)c), q->cy[c] = 40000 * draw(seed, 100 + (uint32_t)c);
        q->zone[c] = (int32_t)(c % FX_ZONES);
    }
    for (size_t i = 0; i < NEED; i++) q->need[i] = 50 * draw(seed, 1000 + (uint32_t)i);
    for (size_t i = 0; i < SITES; i++) {
        size_t s = order ? order[i] : i; /* site i of this world is site s of the first */
        q->sx[i] = 40000 * draw(seed, 200 + (uint32_t)s), q->sy[i] = 40000 * draw(seed, 300 + (uint32_t)s);
        q->languages[i] = spoken[s % 4];
        q->area[i] = s % 4 == 1 ? (s % 8 == 1 ? "01" : "002;004") : NULL;
        q->site_zone[i] = (int32_t)(s % FX_ZONES);
        q->use[i] = s != 5;
        for (size_t t = 0; t < KT_TIMES; t++)
            q->hours[i * KT_TIMES + t] = 20 * draw(seed, 400 + (uint32_t)(s * 3 + t));
    }
    struct kt_cells *cells = &q->f.st.cells;
    struct kt_sites *sites = &q->f.st.sites;
    cells->n = CELLS, cells->x = q->cx, cells->y = q->cy, cells->zone = q->zone;
    sites->n = SITES, sites->x = q->sx, sites->y = q->sy, sites->zone = q->site_zone;
    sites->languages = q->languages, sites->service_area = q->area;
    q->mode = (struct kt_costs){.mode = "straight", .unit = "km", .per_metre = 0.0013};
    q->m = (struct kt_match){&q->f.st, &q->mode, kt_decay_gauss(15, 0.01), 0.7, q->use, q->hours, GROUPS,
                             lang,     q->need,  KT_LANGS_MAJORITY};
    kt_match_run(&q->m, q->access, q->demand, q->f.keep);
}

KT_TEST(what_sites_give_people_get)
{
    for (uint32_t seed = 1; seed <= 20; seed++) {
        make(&w, seed, NULL);
        double given = 0, got = 0;
        for (size_t i = 0; i < SITES * KT_TIMES; i++)
            if (w.demand[i] > 0) given += w.hours[i];
        for (size_t i = 0; i < NEED; i++) got += w.need[i] * w.access[i];
        CHECK_NEAR(got / given, 1, 1e-12);
        CHECK(w.demand[5 * KT_TIMES] == 0); /* takes no part */
        fx_close(&w.f);
    }
}

KT_TEST(the_order_of_sites_changes_nothing)
{
    size_t order[SITES];
    for (size_t i = 0; i < SITES; i++) order[i] = (i * 5 + 3) % SITES;
    make(&w, 7, NULL);
    make(&v, 7, order);
    for (size_t i = 0; i < SITES; i++) v.use[i] = order[i] != 5;
    memset(v.access, 0, sizeof v.access);
    kt_match_run(&v.m, v.access, v.demand, v.f.keep);
    for (size_t i = 0; i < NEED; i++) CHECK_NEAR(w.access[i], v.access[i], 1e-12 * (1 + w.access[i]));
    fx_close(&w.f);
    fx_close(&v.f);
}

KT_TEST(twice_the_hours_and_need_leave_access)
{
    make(&w, 9, NULL);
    memcpy(&v.access, &w.access, sizeof w.access);
    for (size_t i = 0; i < NEED; i++) w.need[i] *= 2;
    for (size_t i = 0; i < SITES * KT_TIMES; i++) w.hours[i] *= 2;
    kt_match_run(&w.m, w.access, NULL, w.f.keep);
    for (size_t i = 0; i < NEED; i++) CHECK_NEAR(w.access[i], v.access[i], 1e-13 * (1 + v.access[i]));
    fx_close(&w.f);
}

KT_TEST(one_thread_or_four)
{
    make(&w, 11, NULL);
    omp_set_num_threads(1);
    kt_match_run(&w.m, v.access, NULL, w.f.keep);
    omp_set_num_threads(4);
    kt_match_run(&w.m, w.access, NULL, w.f.keep);
    CHECK(memcmp(w.access, v.access, sizeof w.access) == 0);
    fx_close(&w.f);
}

KT_TEST_MAIN
