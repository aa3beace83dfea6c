/* side_by_side: regions by measures; who is behind on many at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

enum { ROWS_MAX = 30, NOTE_MM = 14 };

static bool applies(const struct kt_doc *d)
{
    struct kt_measure m[KT_MEASURES_MAX];
    size_t n = d->rep->study->level[d->child].n;
    return kt_doc_national(d) && n > 1 && n <= ROWS_MAX && kt_measures_shown(d, d->child, m) >= 3;
}

struct table {
    size_t n, ncol;
    struct kt_measure m[KT_MEASURES_MAX];
    int *cls;      /* zone × ncol */
    uint8_t *firm; /* zone × ncol: in the worst fifth with its whole interval */
    size_t *order; /* zones, worst first */
    size_t *worst; /* zone: measures firmly in the worst fifth */
};

/* Worst first: by the mean of the fifths. */
static struct table gather(const struct kt_doc *d)
{
    struct kt_arena *a = d->arena;
    struct table t = {.n = d->rep->study->level[d->child].n};
    t.ncol = kt_measures_shown(d, d->child, t.m);
    t.cls = KT_NEW(a, int, t.n *t.ncol);
    t.firm = KT_NEW(a, uint8_t, t.n * t.ncol);
    t.order = KT_NEW(a, size_t, t.n);
    t.worst = KT_NEW(a, size_t, t.n);
    int *one = KT_NEW(a, int, t.n);
    uint8_t *firm = KT_NEW(a, uint8_t, t.n);
    double *key = kt_doubles(a, t.n, 0), *known = kt_doubles(a, t.n, 0);
    for (size_t c = 0; c < t.ncol; c++) {
        kt_measure_fifths(d, d->child, &t.m[c], one);
        kt_measure_worst(d, d->child, &t.m[c], one, firm);
        for (size_t z = 0; z < t.n; z++) {
            t.cls[z * t.ncol + c] = one[z];
            t.firm[z * t.ncol + c] = firm[z];
            t.worst[z] += firm[z];
            if (one[z] < 0) continue;
            key[z] -= one[z];
            known[z]++;
        }
    }
    for (size_t z = 0; z < t.n; z++) key[z] = known[z] > 0 ? key[z] / known[z] : NAN;
    kt_order(key, t.n, t.order);
    return t;
}

/* Supply in blue, dark is more of it; need in amber, dark needs attention. */
static int colour_class(const struct kt_measure *m, int cls)
{
    return cls >= 0 && !m->more_is_worse ? 4 - cls : cls;
}

static double tartan(const struct kt_doc *d, struct kt_canvas *cv, const struct table *t, struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t cells = t->n * t->ncol;
    const char **row = KT_NEW(a, const char *, t->n), **head = KT_NEW(a, const char *, t->ncol);
    const char **text = KT_NEW(a, const char *, cells);
    const uint32_t **fill = KT_NEW(a, const uint32_t *, t->ncol);
    int *cls = KT_NEW(a, int, cells);
    uint8_t *worst = KT_NEW(a, uint8_t, cells);
    const char *const none[] = {NULL};
    for (size_t c = 0; c < t->ncol; c++) {
        head[c] = kt_say_list(a, d->lang, t->m[c].word, none);
        fill[c] = kt_ramp(t->m[c].more_is_worse ? KT_AMBER : KT_LAKE);
    }
    for (size_t i = 0; i < t->n; i++) {
        size_t z = t->order[i];
        row[i] = kt_place(d, d->child, z);
        for (size_t c = 0; c < t->ncol; c++) {
            size_t at = i * t->ncol + c;
            text[at] = kt_val_text(d, kt_val(d, d->child, t->m[c].column, z));
            cls[at] = colour_class(&t->m[c], t->cls[z * t->ncol + c]);
            worst[at] = t->firm[z * t->ncol + c];
        }
    }
    struct kt_tartan chart = {t->n, t->ncol, kt_unit(d, d->child, KT_U_HEAD), row, head, text, cls,
                              fill, worst};
    struct kt_box b = kt_tartan_draw(cv, &chart, box, *a);
    return b.y + b.h;
}

static struct table frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_arena *a = d->arena;
    struct table t = gather(d);
    size_t top = 0;
    for (size_t z = 1; z < t.n; z++)
        if (t.worst[z] > t.worst[top]) top = z;
    const char *title = t.worst[top]
                            ? KT_SAY_N(a, d->lang, (double)t.worst[top], ms_title, kt_place(d, d->child, top),
                                       kt_num(d, (double)t.worst[top], 0), kt_out_of(d, t.ncol))
                            : KT_SAY(a, d->lang, ms_none, kt_unit(d, d->child, KT_U_BY));
    kt_frame(d, cv, KT_SAY0(a, d->lang, page_measures), title, KT_SAY0(a, d->lang, ms_sub), NULL);
    return t;
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    struct table t = frame(d, cv);
    struct kt_box c = kt_content(d);
    c.h -= NOTE_MM;
    double y = tartan(d, cv, &t, c);
    kt_para_as(cv, "P", KT_NOTE_TEXT, KT_MARGIN, y + 3, KT_TEXT_W, KT_SAY0(d->arena, d->lang, ms_note));
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct table t = frame(d, cv);
    tartan(d, cv, &t, kt_content(d));
}

const struct kt_page kt_side_by_side = {
    "side_by_side",
    {{"Mittarit rinnakkain", "Måtten sida vid sida", "Measures side by side"}},
    "Regions by measures: each cell a number on the colour of its fifth, the worst fifth outlined.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
