/* Outlines of random fields: valid, nested, and every pixel's centre on its side.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../outline_fixture.h"
#include "../test.h"

#include "model/travel/field_internal.h"

#include <katve/rng.h>

enum { NX = 60, NY = 45 };

/* Rows of noise, finer or coarser, with roads nowhere, roads that lead nowhere, and minutes that are the limit's own. */
static struct kt_field draw_field(uint32_t seed, struct kt_arena *a)
{
    struct kt_field f = {.x0 = 400000, .y0 = 6700000, .pixel = seed % 2 ? 10 : 2000, .nx = NX, .ny = NY};
    uint32_t k = 0, blur = 1 + seed % 4;
    f.min = KT_NEW(a, float, NX *NY);
    for (size_t p = 0; p < NX * NY; p++) {
        size_t i = p % NX, j = p / NX;
        bool rim = i < 3 || j < 3 || i > NX - 4 || j > NY - 4;
        size_t like = p - (j % blur) * NX - i % blur;
        double u = kt_rng_uniform(7, KT_STREAM_BENCH, seed, k++);
        f.min[p] = rim                                ? NAN
                   : like != p && !isnan(f.min[like]) ? f.min[like]
                   : u < 0.1                          ? NAN
                   : u < 0.2                          ? INFINITY
                   : u < 0.3                          ? 30
                             : (float)(60 * kt_rng_uniform(7, KT_STREAM_BENCH, seed, k++));
    }
    return f;
}

static size_t wrong_pixels(const struct kt_field *f, const struct kt_polygons *g, double limit)
{
    size_t wrong = 0;
    for (size_t p = 0; p < NX * NY; p++) {
        double x = f->x0 + ((double)(p % NX) + 0.5) * f->pixel,
               y = f->y0 + ((double)(p / NX) + 0.5) * f->pixel;
        wrong += row_holds(g, 0, x, y) != (f->min[p] <= limit);
    }
    return wrong;
}

KT_TEST(outlines_of_noise_are_valid_and_nested)
{
    static const double limit[] = {1, 10, 30, 45, 61};
    size_t holes = 0;
    for (uint32_t seed = 0; seed < 40; seed++) {
        struct kt_arena whole = kt_arena_open(0), keep = whole, tmp = kt_arena_open(0);
        struct kt_field f = draw_field(seed, &keep);
        float *aside = KT_NEW(&keep, float, NX *NY);
        OGRGeometryH less = NULL;
        for (size_t k = 0; k < 5; k++) {
            struct kt_polygons g;
            double km2;
            kt_field_outline(&f, limit[k], 4.7, &g, &km2, &keep, aside, tmp);
            OGRGeometryH now = geometry(&g, 0), out = less ? OGR_G_Difference(less, now) : NULL;
            CHECK(OGR_G_IsValid(now));
            CHECK_NEAR(OGR_G_Area(now) / 1e6, km2, 1e-6 * (1 + km2));
            CHECK(!out || OGR_G_Area(out) <= 1e-9 * OGR_G_Area(now));
            CHECK(wrong_pixels(&f, &g, limit[k]) == 0);
            for (size_t r = 0; r < g.ring_of[1]; r++) holes += g.hole[r];
            if (out) OGR_G_DestroyGeometry(out);
            if (less) OGR_G_DestroyGeometry(less);
            less = now;
        }
        OGR_G_DestroyGeometry(less);
        kt_arena_close(tmp);
        kt_arena_close(whole);
    }
    CHECK(holes > 200);
}

KT_TEST(nothing_within_is_no_polygon)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole, tmp = kt_arena_open(0);
    struct kt_field f = draw_field(1, &keep);
    float *aside = KT_NEW(&keep, float, NX *NY);
    struct kt_polygons g;
    double km2 = 7;
    for (size_t p = 0; p < NX * NY; p++) f.min[p] = INFINITY;
    kt_field_outline(&f, 60, 4.7, &g, &km2, &keep, aside, tmp);
    CHECK(g.nring == 0 && g.ring_of[1] == 0 && km2 == 0);
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

KT_TEST(grain_follows_streets_and_extent)
{
    const double town[] = {0, 0, 4000, 4000}, land[] = {0, 0, 60000, 60000}, all[] = {0, 0, 600000, 1000000};
    CHECK(kt_field_frame(town, 250, 0, 30).pixel == 10);   /* short streets */
    CHECK(kt_field_frame(town, 250, 0, 120).pixel == 25);  /* a quarter of them, rounded down */
    CHECK(kt_field_frame(town, 250, 0, 1000).pixel == 50); /* a fifth of the reach */
    CHECK(kt_field_frame(town, 250, 5, 1000).pixel == 5);  /* as asked for */
    CHECK(kt_field_frame(town, 250, 30, 30).pixel == 50);
    CHECK(kt_field_frame(land, 250, 0, 30).pixel == 50);  /* a million pixels would be exceeded */
    CHECK(kt_field_frame(land, 250, 10, 30).pixel == 50); /* four million */
    struct kt_field f = kt_field_frame(all, 250, 0, 300);
    CHECK(f.pixel == 500 && f.nx * f.ny <= 4000000 && f.min == NULL);
}

KT_TEST_MAIN
