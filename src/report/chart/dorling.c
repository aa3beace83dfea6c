/* dorling: areas as circles whose size is their people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include <string.h>

const struct kt_chart kt_dorling = {
    .name = "dorling",
    .title = {{"Ympyräkartta", "Cirkelkarta", "Circle cartogram"}},
    .summary = "Areas as circles by people, pushed apart from where they are.",
    .source = "Dorling 1996, Area cartograms: their use and creation, CATMOG 59",
};

enum { ROUNDS = 400, SHRINKS = 16, TURNS = 16, FAR_MM = 16 };
#define COVER 0.34 /* share of the box that the circles fill */
#define GAP   0.5

struct circle {
    double x, y, r, home_x, home_y;
};

/* Circles that meet give way by half each; all are drawn gently home, so that neighbours stay. */
static void settle(struct circle *c, size_t n, struct kt_box box)
{
    for (int round = 0; round < ROUNDS; round++) {
        double pull = 0.06 * (1 - (double)round / ROUNDS);
        for (size_t i = 0; i < n; i++) {
            c[i].x += pull * (c[i].home_x - c[i].x);
            c[i].y += pull * (c[i].home_y - c[i].y);
        }
        for (size_t i = 0; i < n; i++)
            for (size_t k = i + 1; k < n; k++) {
                double dx = c[k].x - c[i].x, dy = c[k].y - c[i].y, d = sqrt(dx * dx + dy * dy);
                double push = (c[i].r + c[k].r + GAP - d) / 2;
                if (push <= 0) continue;
                double ux = d > 0 ? dx / d : 1, uy = d > 0 ? dy / d : 0;
                c[i].x -= push * ux;
                c[i].y -= push * uy;
                c[k].x += push * ux;
                c[k].y += push * uy;
            }
        for (size_t i = 0; i < n; i++) {
            c[i].x = fmin(box.x + box.w - c[i].r, fmax(box.x + c[i].r, c[i].x));
            c[i].y = fmin(box.y + box.h - c[i].r, fmax(box.y + c[i].r, c[i].y));
        }
    }
}

/* Do two circles still lie over each other? */
static bool crowded(const struct circle *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (hypot(c[k].x - c[i].x, c[k].y - c[i].y) < c[i].r + c[k].r - 0.1) return true;
    return false;
}

static void place_circles(const struct kt_dorling *d, struct kt_box box, struct circle *c)
{
    double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY, people = 0;
    for (size_t i = 0; i < d->n; i++) {
        x0 = fmin(x0, d->x[i]);
        x1 = fmax(x1, d->x[i]);
        y0 = fmin(y0, d->y[i]);
        y1 = fmax(y1, d->y[i]);
        if (d->people[i] > 0) people += d->people[i];
    }
    for (size_t i = 0; i < d->n; i++) {
        double p = d->people[i] > 0 ? d->people[i] : 0;
        double r = fmax(1.2, sqrt(COVER * box.w * box.h * p / people / M_PI));
        double tx = x1 > x0 ? (d->x[i] - x0) / (x1 - x0) : 0.5,
               ty = y1 > y0 ? (d->y[i] - y0) / (y1 - y0) : 0.5;
        double x = box.x + box.w * (0.08 + 0.84 * tx), y = box.y + box.h * (0.94 - 0.88 * ty);
        c[i] = (struct circle){x, y, r, x, y};
    }
    settle(c, d->n, box);
    for (int round = 0; round < SHRINKS && crowded(c, d->n); round++) {
        for (size_t i = 0; i < d->n; i++) c[i].r *= 0.93;
        settle(c, d->n, box);
    }
}

/* A name in two at its hyphen or blank, else near the middle of the word. */
static void part(enum kt_lang lang, const char *line[2], struct kt_arena *a)
{
    static const char soft[] = "\xc2\xad";
    const char *name = line[0], *at = strpbrk(name, "- "), *best = NULL;
    if (at) {
        line[0] = kt_strndup(a, name, (size_t)(at - name) + (*at == '-'));
        line[1] = at + 1;
        return;
    }
    const char *s = kt_breaks(a, lang, name);
    double middle = (double)strlen(s) / 2;
    for (at = strstr(s, soft); at; at = strstr(at + 2, soft))
        if (!best || fabs((double)(at - s) - middle) < fabs((double)(best - s) - middle)) best = at;
    if (!best) return;
    /* As many letters as stand before the break: the other breaks are no letters of the name. */
    size_t before = 0;
    for (at = s; at < best; at++) before += strncmp(at, soft, 2) == 0 ? (size_t)(at++, 0) : 1;
    line[0] = kt_printf(a, "%.*s-", (int)before, name);
    line[1] = name + before;
}

/* The name where the circle holds it, else parted at its hyphen or blank, its value below. False where it holds neither. */
static bool label(struct kt_canvas *cv, const struct kt_dorling *d, size_t i, const struct circle *c,
                  uint32_t fill, struct kt_arena tmp)
{
    double room = 2 * c->r - 0.7, y = c->y + kt_cap_height(KT_LABEL) / 2;
    uint32_t ink = kt_ink_on(fill);
    const char *line[2] = {d->name[i], NULL};
    if (kt_text_width(cv, KT_LABEL, line[0]) > room - 1) part(d->lang, line, &tmp);
    size_t n = line[1] ? 2 : 1;
    for (size_t k = 0; k < n; k++)
        if (kt_text_width(cv, KT_LABEL, line[k]) > room - (n > 1 ? 0.8 : 0)) return false;
    bool value = d->value && c->r > 2.2 + 1.6 * (double)n;
    y -= 1.3 * (double)(n - 1 + value);
    for (size_t k = 0; k < n; k++, y += 2.8) kt_text_ink(cv, KT_LABEL, KT_CENTRE, c->x, y, 0, ink, line[k]);
    if (value) kt_text_ink(cv, KT_LABEL_BOLD, KT_CENTRE, c->x, y + 0.2, 0, ink, d->value[i]);
    return true;
}

/* Is the box clear of all circles, and within the chart? */
static bool clear(struct kt_box b, const struct circle *c, size_t n, struct kt_box all)
{
    if (b.x < all.x || b.y < all.y || b.x + b.w > all.x + all.w || b.y + b.h > all.y + all.h) return false;
    for (size_t i = 0; i < n; i++) {
        double dx = c[i].x - fmin(b.x + b.w, fmax(b.x, c[i].x)),
               dy = c[i].y - fmin(b.y + b.h, fmax(b.y, c[i].y));
        if (hypot(dx, dy) < c[i].r + 0.4) return false;
    }
    return true;
}

static bool meets(struct kt_box a, struct kt_box b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* Name and value beside a circle too small for them, as near as there is room; a line leads there from afar. */
static void beside(struct kt_canvas *cv, const struct kt_dorling *d, size_t i, const struct circle *c,
                   struct kt_box all, struct kt_box *taken, size_t *ntaken)
{
    bool value = d->value && d->value[i];
    double w = kt_text_width(cv, KT_LABEL, d->name[i]), h = value ? 5.4 : 2.6;
    if (value) w = fmax(w, kt_text_width(cv, KT_LABEL_BOLD, d->value[i]));
    for (double away = 0.6; away < FAR_MM; away += 0.8)
        for (int k = 0; k < TURNS; k++) {
            double turn = 2 * M_PI * k / TURNS, ux = cos(turn), uy = sin(turn), r = c[i].r + away;
            struct kt_box b = {c[i].x + ux * (r + w / 2) - w / 2, c[i].y + uy * (r + h / 2) - h / 2, w, h};
            bool free = clear(b, c, d->n, all);
            for (size_t t = 0; t < *ntaken && free; t++) free = !meets(b, taken[t]);
            if (!free) continue;
            taken[(*ntaken)++] = b;
            if (away > 2)
                kt_line(cv, c[i].x + ux * c[i].r, c[i].y + uy * c[i].r, c[i].x + ux * (r - 0.4),
                        c[i].y + uy * (r - 0.4), KT_MUTED, 0.15);
            double x = b.x + w / 2, y = b.y + 2.2;
            kt_text_ink(cv, KT_LABEL, KT_CENTRE, x, y, 0, KT_INK, d->name[i]);
            if (value) kt_text_ink(cv, KT_LABEL_BOLD, KT_CENTRE, x, y + 2.9, 0, KT_INK, d->value[i]);
            return;
        }
}

struct kt_box kt_dorling_draw(struct kt_canvas *cv, const struct kt_dorling *d, struct kt_box box,
                              struct kt_arena tmp)
{
    struct circle *c = KT_NEW(&tmp, struct circle, d->n);
    struct kt_box *taken = KT_NEW(&tmp, struct kt_box, d->n);
    bool *told = KT_NEW(&tmp, bool, d->n);
    size_t ntaken = 0;
    place_circles(d, box, c);
    for (size_t i = 0; i < d->n; i++) {
        uint32_t fill = d->cls[i] >= 0 ? kt_readable(d->fill[d->cls[i]]) : KT_WHITE;
        kt_dot(cv, c[i].x, c[i].y, c[i].r, fill, KT_MUTED, 0.15);
        told[i] = label(cv, d, i, &c[i], fill, tmp);
    }
    for (size_t i = 0; i < d->n; i++)
        if (!told[i]) beside(cv, d, i, c, box, taken, &ntaken);
    return box;
}
