/* Costs over rasters in eight directions against scikit-image's MCP_Geometric (Debian's python3-skimage), where it is
 * installed. It goes between two barriers that touch at a corner, which katve doesn't: the rasters have none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/rng.h>
#include <katve/surface.h>

#include <unistd.h>

enum { NX = 120, NY = 90, ALL = NX * NY };

static double draw(uint32_t row, uint32_t k)
{
    return kt_rng_uniform(3, KT_STREAM_BENCH, row, k);
}

/* Walls in rows and columns that never touch at corners alone. */
static void make(uint32_t seed, float *pace)
{
    for (uint32_t v = 0; v < ALL; v++) pace[v] = (float)(1 + 30 * draw(seed << 20 | v, 1));
    for (int wall = 0; wall < 8; wall++) {
        int x = 10 + 12 * wall, gap = (int)(draw(seed, 50 + (uint32_t)wall) * (NY - 10));
        for (int y = 0; y < NY; y++)
            if (y < gap || y > gap + 3) pace[y * NX + x] = NAN;
    }
}

static bool peer(const float *pace, const int32_t *start, int32_t n, double *cost)
{
    char folder[] = "/tmp/katve-mcp-XXXXXX", in[64], out[64], line[256];
    if (!mkdtemp(folder)) return false;
    snprintf(in, sizeof in, "%s/in", folder);
    snprintf(out, sizeof out, "%s/out", folder);
    snprintf(line, sizeof line, "/usr/bin/python3 tests/reference/surface_mcp.py %s %s 2>/dev/null", in, out);
    FILE *f = fopen(in, "wb");
    int32_t head[3] = {NX, NY, n};
    fwrite(head, sizeof head, 1, f);
    for (int v = 0; v < ALL; v++) {
        float value = isnan(pace[v]) ? -1 : pace[v];
        fwrite(&value, sizeof value, 1, f);
    }
    fwrite(start, sizeof *start, (size_t)n, f);
    fclose(f);
    bool ok = system(line) == 0 && (f = fopen(out, "rb"));
    if (ok) {
        ok = fread(cost, sizeof *cost, ALL, f) == ALL;
        fclose(f);
    }
    struct kt_err err = {0};
    CHECK(kt_rmtree(folder, &err) == KT_OK);
    return ok;
}

KT_TEST(scikit_image_finds_the_same_costs)
{
    if (system("/usr/bin/python3 -c 'import skimage.graph' 2>/dev/null") != 0)
        SKIP("python3-skimage is not installed");
    static float pace[ALL];
    static double theirs[ALL];
    struct kt_arena whole = kt_arena_open(0), keep = whole;
    for (uint32_t seed = 1; seed <= 3; seed++) {
        make(seed, pace);
        struct kt_surface s = {NX, NY, 100, 100, pace, 8};
        struct kt_start start[3];
        int32_t node[3];
        size_t wrong = 0, reached = 0;
        for (uint32_t i = 0; i < seed; i++) {
            node[i] = (int32_t)(draw(seed, 70 + i) * NY) * NX + 3 + 24 * (int32_t)i;
            start[i] = (struct kt_start){node[i], 0};
        }
        CHECK(peer(pace, node, (int32_t)seed, theirs));
        struct kt_reach w;
        kt_surface_reach_init(&w, &s, KT_FAR - 1, &keep);
        kt_surface_reach(&w, &s, start, seed, KT_FAR - 1);
        for (int v = 0; v < ALL; v++) {
            bool there = isfinite(theirs[v]) && !isnan(pace[v]);
            reached += there;
            /* Half a millisecond of rounding a step, among some hundred thousand. */
            wrong +=
                there ? fabs(w.cost[v] - 1e5 * theirs[v]) > 1 + 5e-6 * 1e5 * theirs[v] : w.cost[v] != KT_FAR;
        }
        CHECK(wrong == 0);
        CHECK(reached > ALL / 2);
    }
    kt_arena_close(whole);
}

KT_TEST_MAIN
