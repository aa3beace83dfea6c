/* tile_grid: regions as tiles of equal size that keep their neighbours, each with its line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include <string.h>

const struct kt_chart kt_tile_grid = {
    .name = "tile_grid",
    .title = {{"Maakunnat ruutuina", "Landskapen som rutor", "Regions as tiles"}},
    .summary = "Regions of Finland as tiles with a line of their own against all others.",
    .source = "Layout annealed over shared borders: 38 of 39 neighbours stay neighbours (Uusimaa and "
              "Varsinais-Suomi do not)",
};

#define TILE_W 28.0
#define TILE_H 26.0
#define GAP_X  1.2
#define GAP_Y  3.0

/* Codes of regions (maakunta) of Statistics Finland. */
static const struct {
    const char *code;
    int column, row;
} place[] = {
    {"19", 3, 0}, {"16", 2, 1}, {"17", 3, 1}, {"18", 4, 1}, {"15", 1, 2}, {"14", 2, 2}, {"13", 3, 2},
    {"11", 4, 2}, {"12", 5, 2}, {"04", 1, 3}, {"06", 2, 3}, {"07", 3, 3}, {"10", 4, 3}, {"09", 5, 3},
    {"21", 0, 4}, {"02", 1, 4}, {"05", 2, 4}, {"01", 3, 4}, {"08", 4, 4},
};
enum { PLACES = sizeof place / sizeof *place };

static size_t find(const char *code)
{
    size_t i = 0;
    while (i < PLACES && strcmp(place[i].code, code) != 0) i++;
    return i;
}

bool kt_tile_known(const char *code)
{
    return find(code) < PLACES;
}

static void line(struct kt_canvas *cv, const struct kt_tiles *t, size_t i, struct kt_box b, uint32_t ink,
                 double width)
{
    double px = NAN, py = NAN;
    for (size_t k = 0; k < t->npoint; k++) {
        double vx = t->x[i * t->npoint + k], vy = t->y[i * t->npoint + k];
        if (!isfinite(vx) || !isfinite(vy)) continue;
        double x = b.x + b.w * fmin(1, vx / t->x_max), y = b.y + b.h * (1 - fmin(1, vy / t->y_max));
        if (isfinite(px)) kt_line(cv, px, py, x, y, ink, width);
        px = x;
        py = y;
    }
    if (width > 0.5 && isfinite(px)) kt_dot(cv, px, py, 0.8, ink, KT_WHITE, 0.15);
}

static void tile(struct kt_canvas *cv, const struct kt_tiles *t, size_t i, double x, double y)
{
    struct kt_box plot = {x + 1.8, y + 9.2, TILE_W - 3.6, TILE_H - 11.4};
    kt_rect(cv, (struct kt_box){x, y, TILE_W, TILE_H}, KT_GROUND, KT_NO_COLOUR, 0);
    kt_text_ink(cv, KT_LABEL, KT_LEFT, x + 1.2, y + 3.4, TILE_W - 2.4, KT_INK, t->name[i]);
    kt_text(cv, KT_BODY_BOLD, KT_LEFT, x + 1.2, y + 7.4, TILE_W - 2.4, t->value[i]);
    for (size_t k = 0; k < t->n; k++)
        if (k != i) line(cv, t, k, plot, 0xd3d8dc, 0.12);
    line(cv, t, i, plot, t->ink[i], 0.7);
}

struct kt_box kt_tiles_draw(struct kt_canvas *cv, const struct kt_tiles *t, double x, double y)
{
    for (size_t i = 0; i < t->n; i++) {
        size_t p = find(t->code[i]);
        if (p == PLACES) continue;
        tile(cv, t, i, x + place[p].column * (TILE_W + GAP_X), y + place[p].row * (TILE_H + GAP_Y));
    }
    double h = 5 * TILE_H + 4 * GAP_Y;
    if (t->x_left && t->x_right) {
        /* The lower right corner is free of tiles: it tells how to read them. */
        double kx = x + 5 * (TILE_W + GAP_X), ky = y + 4 * (TILE_H + GAP_Y);
        double top = kt_para(cv, KT_NOTE_TEXT, kx, ky, TILE_W, t->x_left).h;
        kt_para(cv, KT_NOTE_TEXT, kx, ky + top + 1.5, TILE_W, t->x_right);
    }
    return (struct kt_box){x, y, 6 * TILE_W + 5 * GAP_X, h};
}
