/* tile_grid: regions as tiles of equal size that keep their neighbours, each with its line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include <string.h>

const struct kt_chart kt_tile_grid = {
    .name = "tile_grid",
    .title = {{"Maakunnat ruutuina", "Landskapen som rutor", "Regions as tiles"}},
    .summary = "Regions of Finland as tiles with a line of their own against all others.",
    .source =
        "Layouts annealed over shared borders: of the regions 38 of 39 neighbours stay neighbours (Uusimaa "
        "and Varsinais-Suomi do not), of the wellbeing services counties 46 of 49",
};

#define TILE_W 28.0
#define TILE_H 26.0
#define GAP_X  1.2
#define GAP_Y  3.0

struct place {
    const char *code;
    int column, row;
};

/* Codes of regions (maakunta) of Statistics Finland. */
static const struct place region[] = {
    {"19", 3, 0}, {"16", 2, 1}, {"17", 3, 1}, {"18", 4, 1}, {"15", 1, 2}, {"14", 2, 2}, {"13", 3, 2},
    {"11", 4, 2}, {"12", 5, 2}, {"04", 1, 3}, {"06", 2, 3}, {"07", 3, 3}, {"10", 4, 3}, {"09", 5, 3},
    {"21", 0, 4}, {"02", 1, 4}, {"05", 2, 4}, {"01", 3, 4}, {"08", 4, 4},
};
/* Wellbeing services counties (hyvinvointialue), Helsinki and Åland by their letters. */
static const struct place county[] = {
    {"LA", 3, 0}, {"PO", 1, 1}, {"KP", 2, 1}, {"PP", 3, 1},  {"KA", 4, 1}, {"SA", 1, 2},
    {"EP", 2, 2}, {"KS", 3, 2}, {"PS", 4, 2}, {"PK", 5, 2},  {"VS", 0, 3}, {"KH", 1, 3},
    {"PI", 2, 3}, {"PH", 3, 3}, {"ES", 4, 3}, {"EK", 5, 3},  {"AX", 0, 4}, {"LU", 1, 4},
    {"KU", 2, 4}, {"IU", 3, 4}, {"KY", 4, 4}, {"HEL", 2, 5}, {"VK", 3, 5},
};
#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct place *find(const char *code)
{
    for (size_t i = 0; i < COUNT(region); i++)
        if (strcmp(region[i].code, code) == 0) return &region[i];
    for (size_t i = 0; i < COUNT(county); i++)
        if (strcmp(county[i].code, code) == 0) return &county[i];
    return NULL;
}

bool kt_tile_known(const char *code)
{
    return find(code) != NULL;
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
    int rows = 1;
    for (size_t i = 0; i < t->n; i++) {
        const struct place *p = find(t->code[i]);
        if (!p) continue;
        tile(cv, t, i, x + p->column * (TILE_W + GAP_X), y + p->row * (TILE_H + GAP_Y));
        if (p->row >= rows) rows = p->row + 1;
    }
    if (t->x_left && t->x_right) {
        /* The lower right corner is free of tiles: it tells how to read them. */
        double kx = x + 5 * (TILE_W + GAP_X), ky = y + 4 * (TILE_H + GAP_Y);
        double top = kt_para(cv, KT_NOTE_TEXT, kx, ky, TILE_W, t->x_left).h;
        kt_para(cv, KT_NOTE_TEXT, kx, ky + top + 1.5, TILE_W, t->x_right);
    }
    return (struct kt_box){x, y, 6 * TILE_W + 5 * GAP_X, rows * TILE_H + (rows - 1) * GAP_Y};
}
