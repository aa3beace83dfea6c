/* Maps: shared borders, round scales, labels that do not overlap.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"
#include "../pdf_reader.h"

#include "report/map/map_internal.h"

#include <cairo.h>
#include <unistd.h>

enum { SIDE = 8, ZONES = SIDE * SIDE };
#define CELL_M 20e3

/* A square country of 8 × 8 municipalities in four regions; corners are crooked but common. */
static struct kt_study *country(struct kt_arena *a, double shift)
{
    struct kt_study *st = KT_NEW(a, struct kt_study, 1);
    struct kt_zones *z = &st->level[0];
    st->nlevel = 2;
    z->n = ZONES;
    z->population = kt_doubles(a, ZONES, 0);
    z->label_x = kt_doubles(a, ZONES, 0);
    z->label_y = kt_doubles(a, ZONES, 0);
    z->parent = KT_NEW(a, int32_t, ZONES);
    size_t *ring = KT_NEW(a, size_t, ZONES + 1), *vert = KT_NEW(a, size_t, ZONES + 1);
    double *x = kt_doubles(a, 5 * ZONES, 0), *y = kt_doubles(a, 5 * ZONES, 0);
    for (int l = 0; l < KT_NLANG; l++) {
        z->name[l] = KT_NEW(a, const char *, ZONES);
        z->credit[l] = "Koe";
    }
    z->generalised = true;
    for (int i = 0; i < ZONES; i++) {
        int cx = i % SIDE, cy = i / SIDE;
        const int dx[5] = {0, 1, 1, 0, 0}, dy[5] = {0, 0, 1, 1, 0};
        for (int v = 0; v < 5; v++) {
            int gx = cx + dx[v], gy = cy + dy[v];
            x[5 * i + v] = gx * CELL_M + 3e3 * sin(gx * 5 + gy) + shift * i;
            y[5 * i + v] = gy * CELL_M + 3e3 * cos(gy * 3 + gx);
        }
        ring[i] = (size_t)i;
        vert[i] = 5 * (size_t)i;
        z->label_x[i] = (cx + 0.5) * CELL_M;
        z->label_y[i] = (cy + 0.5) * CELL_M;
        z->population[i] = 1000 + 37 * ((i * 29) % 64);
        z->parent[i] = (cx >= SIDE / 2) + 2 * (cy >= SIDE / 2);
        for (int l = 0; l < KT_NLANG; l++) z->name[l][i] = kt_printf(a, "Pitkänimisenkunta %d", i);
    }
    ring[ZONES] = ZONES;
    vert[ZONES] = 5 * ZONES;
    z->geom = (struct kt_polygons){ZONES, 5 * ZONES, ring, vert, KT_NEW(a, uint8_t, ZONES), x, y};
    st->level[1].n = 4;
    return st;
}

KT_TEST(every_shared_border_is_found_once)
{
    struct kt_arena whole = kt_arena_open(1 << 26), keep = whole, tmp = kt_arena_open(1 << 26);
    const struct kt_outlines *o = kt_outlines_build(country(&keep, 0), &keep, tmp);
    size_t inner = 0, coast = 0;
    for (size_t a = 0; a < o->level[0].narc; a++) {
        inner += o->level[0].arc[a].other >= 0;
        coast += o->level[0].arc[a].other < 0;
    }
    CHECK(inner == 2 * SIDE * (SIDE - 1));
    CHECK(coast >= 4 * SIDE - 4 && coast <= 4 * SIDE);
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

KT_TEST(borders_that_miss_each_other_are_no_coast)
{
    struct kt_arena whole = kt_arena_open(1 << 26), keep = whole, tmp = kt_arena_open(1 << 26);
    const struct kt_outlines *o = kt_outlines_build(country(&keep, 0.5), &keep, tmp);
    size_t coast = 0;
    for (size_t a = 0; a < o->level[0].narc; a++) coast += o->level[0].arc[a].other < 0;
    CHECK(coast <= 4 * SIDE);
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

KT_TEST(vertices_go_by_importance)
{
    double x[] = {0, 10, 20, 30, 40, 0}, y[] = {0, 1, 8, 1, 0, 0}, drop[6];
    size_t stack[16];
    kt_importance(x, y, 5, drop, stack);
    CHECK(isinf(drop[0]) && isinf(drop[4]));
    CHECK_NEAR(drop[2], 8, 1e-12);
    CHECK(drop[1] < 8 && drop[3] < 8);
    kt_importance(x, y, 6, drop, stack);
    size_t kept = 0;
    for (int i = 0; i < 6; i++) kept += isinf(drop[i]) != 0;
    CHECK(kept >= 4); /* a closed line stays a triangle */
}

KT_TEST(scales_are_round_and_fit)
{
    struct kt_frame f = kt_frame_fit((struct kt_box){0, 0, 112, 140}, 0, 0, 75e3, 60e3);
    CHECK_NEAR(f.denominator, 800000, 1e-9);
    f = kt_frame_fit((struct kt_box){0, 0, 108, 190}, 0, 0, 640e3, 1140e3);
    CHECK_NEAR(f.denominator, 6e6, 1e-9);
}

/* Draws the country or one region and checks the names. */
static struct kt_map_info check_map(const struct kt_study *st, const struct kt_outlines *o, int32_t own,
                                    struct kt_arena tmp)
{
    char path[64];
    int cls[ZONES];
    uint8_t gap[ZONES], unsure[ZONES];
    (void)st;
    snprintf(path, sizeof path, "/tmp/katve-map-%d.pdf", (int)getpid());
    for (int i = 0; i < ZONES; i++) {
        cls[i] = i % 9;
        gap[i] = cls[i] == KT_GAP_CLASS;
        unsure[i] = i % 4 == 0 ? KT_HATCHED : i % 13 == 0 ? KT_VAGUE : KT_FIRM;
    }
    cls[9] = KT_CLASS_NONE;
    cls[10] = KT_CLASS_HIDDEN;
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_map m = {.outlines = o,
                       .lang = KT_FI,
                       .own = own,
                       .cls = cls,
                       .fill = kt_gap_grid,
                       .gap = gap,
                       .uncertain = unsure,
                       .labels = true,
                       .inset = own < 0 ? (struct kt_box){18, 215, 60, 50} : (struct kt_box){0}};
    struct kt_map_info info;
    kt_map_draw(cv, &m, (struct kt_box){80, 56, 112, 150}, &info, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, (struct kt_box){18, 50, 174, 220}) == 0);
    CHECK(paper_says(cv, "km"));
    CHECK(info.bottom >= info.box.y + info.box.h);
    paper_close(cv, path);
    return info;
}

KT_TEST(names_do_not_overlap)
{
    struct kt_arena whole = kt_arena_open(1 << 27), keep = whole, tmp = kt_arena_open(1 << 28);
    struct kt_study *st = country(&keep, 0);
    const struct kt_outlines *o = kt_outlines_build(st, &keep, tmp);
    struct kt_map_info all = check_map(st, o, -1, tmp);
    CHECK(all.nmissing == 1 && all.nhidden == 1 && all.nlabel >= 4);
    CHECK(all.nuncertain == 16 && all.nvague == 3); /* 13, 26, 39; 0 and 52 are hatched */
    for (int32_t own = 0; own < 4; own++) {
        struct kt_map_info info = check_map(st, o, own, tmp);
        CHECK(info.nlabel + info.nleader + info.ndropped == 16);
        CHECK(info.ndropped <= 1);
    }
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

/* A colour that can't be told keeps its hue and loses its strength, and names still read on it. */
KT_TEST(vague_zones_are_paled)
{
    for (int i = 0; i < 9; i++) {
        uint32_t pale = kt_pale(kt_gap_grid[i]);
        CHECK(kt_luminance(pale) > 0.35 && kt_luminance(pale) >= kt_luminance(kt_gap_grid[i]));
        CHECK(kt_contrast(KT_INK, kt_readable(pale)) >= 4.5);
    }
}

KT_TEST(a_national_map_enlarges_aland_where_there_is_room)
{
    struct kt_arena whole = kt_arena_open(1 << 27), keep = whole, tmp = kt_arena_open(1 << 28);
    struct kt_study *st = country(&keep, 0);
    const char *code[] = {"01", "02", "04", "05", "21"}, *name[] = {"A", "B", "C", "D", "Ahvenanmaa"};
    char path[64];
    int cls[ZONES] = {0};
    st->level[1].n = 5;
    st->level[1].level_id = "region";
    st->level[1].code = code;
    for (int l = 0; l < KT_NLANG; l++) st->level[1].name[l] = name;
    st->level[0].parent[0] = 4;
    const struct kt_outlines *o = kt_outlines_build(st, &keep, tmp);
    for (int room = 0; room < 2; room++) {
        snprintf(path, sizeof path, "/tmp/katve-aland-%d.pdf", (int)getpid());
        struct kt_canvas *cv = paper_open(KT_PDF, path);
        struct kt_map m = {.outlines = o,
                           .lang = KT_FI,
                           .own = -1,
                           .cls = cls,
                           .fill = kt_gap_grid,
                           .labels = true,
                           .inset = {18, 215, 60, 50}};
        struct kt_map_info info;
        kt_map_draw(cv, &m, (struct kt_box){80, 40, 112, room ? 235 : 125}, &info, tmp);
        CHECK(paper_says(cv, "Ahvenanmaa, 1") == (room == 1));
        CHECK(paper_overlaps(cv) == 0);
        paper_close(cv, path);
    }
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

/* Straight pixels of a page written as PNG. */
static uint32_t pixel(cairo_surface_t *s, double x_mm, double y_mm)
{
    double per_mm = cairo_image_surface_get_width(s) / 210.0;
    const unsigned char *row = cairo_image_surface_get_data(s) +
                               (int)(y_mm * per_mm) * cairo_image_surface_get_stride(s) +
                               4 * (int)(x_mm * per_mm);
    return (uint32_t)row[2] << 16 | (uint32_t)row[1] << 8 | row[0];
}

/* A lake with an island in one municipality, and a pond of less than 1 mm² on paper. */
KT_TEST(lakes_lie_on_the_fills)
{
    struct kt_arena whole = kt_arena_open(1 << 26), keep = whole, tmp = kt_arena_open(1 << 26);
    struct kt_study *st = country(&keep, 0);
    static double x[] = {42e3, 58e3, 58e3, 42e3, 42e3,   48e3,   48e3,
                         52e3, 52e3, 48e3, 90e3, 90.2e3, 90.2e3, 90e3},
                  y[] = {42e3, 42e3, 58e3, 58e3, 42e3, 48e3,   52e3,
                         52e3, 48e3, 48e3, 90e3, 90e3, 90.2e3, 90e3};
    static size_t ring_of[] = {0, 2, 3}, vert_of[] = {0, 5, 10, 14};
    static uint8_t hole[] = {0, 1, 0};
    st->water = (struct kt_water){2, {3, 14, ring_of, vert_of, hole, x, y}, {""}};
    const struct kt_outlines *o = kt_outlines_build(st, &keep, tmp);
    char path[64], page[64]; /* a picture's page has its number */
    snprintf(path, sizeof path, "/tmp/katve-lake-%d.png", (int)getpid());
    snprintf(page, sizeof page, "/tmp/katve-lake-%d-1.png", (int)getpid());
    struct kt_canvas *cv = paper_open(KT_PNG, path);
    int cls[ZONES] = {0};
    static const uint32_t fill[] = {0x562b1a};
    struct kt_map m = {.outlines = o, .own = -1, .cls = cls, .fill = fill};
    struct kt_map_info info;
    struct kt_err err = {0};
    kt_map_draw(cv, &m, (struct kt_box){40, 56, 112, 150}, &info, tmp);
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    cairo_surface_t *s = cairo_image_surface_create_from_png(page);
    CHECK(cairo_surface_status(s) == CAIRO_STATUS_SUCCESS);
    double k = info.mm_per_m;
    CHECK(pixel(s, info.x0 + k * 45e3, info.y0 - k * 50e3) == KT_WHITE);
    CHECK(pixel(s, info.x0 + k * 50e3, info.y0 - k * 50e3) == fill[0]); /* the island */
    CHECK(pixel(s, info.x0 + k * 90.12e3, info.y0 - k * 90.05e3) == fill[0]);
    CHECK(pixel(s, info.x0 + k * 70e3, info.y0 - k * 50e3) == fill[0]);
    cairo_surface_destroy(s);
    remove(page);
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

/* ---- size ---- */

enum { LAKES = 900, SHORE = 400, COAST = 600 };

/* 900 lakes of 4 to 60 km² with a ragged shore, each with an island. */
static void add_lakes(struct kt_study *st, struct kt_arena *a)
{
    size_t nring = 2 * LAKES, nvert = nring * (SHORE + 1);
    size_t *ring_of = KT_NEW(a, size_t, LAKES + 1), *vert_of = KT_NEW(a, size_t, nring + 1);
    uint8_t *hole = KT_NEW(a, uint8_t, nring);
    double *x = KT_NEW(a, double, nvert), *y = KT_NEW(a, double, nvert);
    for (size_t i = 0; i < LAKES; i++) {
        double cx = 4e3 + 152e3 * (double)(i % 30) / 29, cy = 4e3 + 152e3 * (double)(i / 30) / 29;
        double r = 1e3 + 1.4e3 * (double)(i * 7 % 17) / 16;
        for (size_t k = 0; k < 2; k++) {
            size_t from = (2 * i + k) * (SHORE + 1);
            hole[2 * i + k] = k == 1;
            vert_of[2 * i + k] = from;
            for (size_t v = 0; v <= SHORE; v++) {
                double t = 2 * M_PI * (double)(v % SHORE) / SHORE, s = k ? -0.4 : 1;
                double ragged =
                    r * (1 + 0.25 * sin(9 * t + (double)i) + 0.1 * sin(61 * t) + 0.05 * sin(173 * t));
                x[from + v] = cx + s * ragged * cos(s * t);
                y[from + v] = cy + s * ragged * sin(s * t);
            }
        }
        ring_of[i] = 2 * i;
    }
    ring_of[LAKES] = nring;
    vert_of[nring] = nvert;
    st->water = (struct kt_water){LAKES, {nring, nvert, ring_of, vert_of, hole, x, y}, {""}};
}

/* Borders between the same corners with many bends, the same from both sides. */
static void bend_borders(struct kt_study *st, struct kt_arena *a)
{
    struct kt_polygons *g = &st->level[0].geom;
    size_t *vert_of = KT_NEW(a, size_t, ZONES + 1), n = 0;
    double *x = KT_NEW(a, double, ZONES * 4 * COAST + ZONES),
           *y = KT_NEW(a, double, ZONES * 4 * COAST + ZONES);
    for (size_t z = 0; z < ZONES; z++) {
        vert_of[z] = n;
        for (size_t e = 5 * z; e < 5 * z + 4; e++)
            for (int k = 0; k < COAST; k++) {
                bool back = g->x[e] > g->x[e + 1] || (g->x[e] == g->x[e + 1] && g->y[e] > g->y[e + 1]);
                size_t p = back ? e + 1 : e, q = back ? e : e + 1;
                int step = back ? COAST - k : k;
                double t = (double)step / COAST,
                       w = step % COAST ? 900 * sin(40 * t) + 700 * sin(200 * t) : 0;
                x[n] = step == COAST ? g->x[q] : g->x[p] + t * (g->x[q] - g->x[p]) - w * 0.3;
                y[n++] = step == COAST ? g->y[q] : g->y[p] + t * (g->y[q] - g->y[p]) + w;
            }
        x[n] = x[vert_of[z]];
        y[n] = y[vert_of[z]];
        n++;
    }
    vert_of[ZONES] = n;
    g->nvert = n;
    g->vert_of = vert_of;
    g->x = x;
    g->y = y;
}

/* Bytes of a page with as large a map as there is; a report's names and table take some 15 kB more. */
static double weigh(const struct kt_outlines *o, size_t *pieces, size_t *water, struct kt_arena tmp)
{
    char path[64];
    int cls[ZONES];
    uint8_t unsure[ZONES];
    for (int i = 0; i < ZONES; i++) {
        cls[i] = i % 9;
        unsure[i] = i % 3 ? KT_FIRM : KT_HATCHED;
    }
    snprintf(path, sizeof path, "/tmp/katve-heavy-%d.pdf", (int)getpid());
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_map m = {.outlines = o, .own = -1, .cls = cls, .fill = kt_gap_grid, .uncertain = unsure};
    struct kt_map_info info;
    struct kt_err err = {0};
    kt_text_as(cv, "H1", KT_TITLE, KT_LEFT, 18, 20, 0, "Kartta");
    kt_figure_open(cv, "Kartta");
    kt_map_draw(cv, &m, (struct kt_box){18, 50, 174, 230}, &info, tmp);
    kt_figure_close(cv);
    struct kt_body b = kt_body_new(cv, &m, kt_frame_fit(info.box, 0, 0, 160e3, 160e3), &tmp);
    *pieces = kt_body_pieces(&b);
    *water = b.nwater;
    for (size_t i = 0; i < b.nwater; i++) CHECK(b.water[i].island || b.water[i].box.w * b.water[i].box.h > 1);
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    static struct pdf_facts f;
    CHECK(pdf_read(path, &f) && f.pages == 1);
    remove(path);
    return f.page_bytes[0];
}

KT_TEST(a_page_stays_light_whatever_its_outlines)
{
    struct kt_arena whole = kt_arena_open(1 << 28), keep = whole, tmp = kt_arena_open(1 << 30);
    struct kt_study *st = country(&keep, 0);
    size_t plain, bent, both, water;
    CHECK(weigh(kt_outlines_build(st, &keep, tmp), &plain, &water, tmp) < 25e3 && water == 0);
    bend_borders(st, &keep);
    double heavy = weigh(kt_outlines_build(st, &keep, tmp), &bent, &water, tmp);
    CHECK(heavy < 65e3 && bent > 10 * plain);
    add_lakes(st, &keep);
    double wet = weigh(kt_outlines_build(st, &keep, tmp), &both, &water, tmp);
    CHECK(wet < 65e3 && wet > 30e3);
    CHECK(water > 150 && both < bent);
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

KT_TEST(a_country_without_outlines_draws_nothing)
{
    struct kt_arena whole = kt_arena_open(1 << 26), keep = whole, tmp = kt_arena_open(1 << 26);
    struct kt_study *st = country(&keep, 0);
    st->level[0].geom = (struct kt_polygons){0};
    const struct kt_outlines *o = kt_outlines_build(st, &keep, tmp);
    char path[64];
    snprintf(path, sizeof path, "/tmp/katve-nomap-%d.pdf", (int)getpid());
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    int cls[ZONES] = {0};
    struct kt_map m = {.outlines = o, .own = -1, .cls = cls, .fill = kt_gap_grid, .labels = true};
    struct kt_map_info info;
    kt_map_draw(cv, &m, (struct kt_box){80, 56, 112, 150}, &info, tmp);
    CHECK(info.denominator == 0);
    paper_close(cv, path);
    kt_arena_close(tmp);
    kt_arena_close(whole);
}

KT_TEST_MAIN
