/* by_group: how support within reach falls on ages, languages and kinds of place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

#include <stdio.h>
#include <string.h>

#define ROW 4.4 /* on paper three charts share a page */

static const struct kt_vtable *groups(const struct kt_doc *d)
{
    return kt_doc_table(d, "equity_groups");
}

static double cell(const struct kt_vtable *t, size_t row, const char *column)
{
    for (size_t c = 0; c < t->meta->ncol; c++)
        if (strcmp(t->meta->column[c], column) == 0) return t->value[row * t->meta->ncol + c];
    return NAN;
}

static bool applies(const struct kt_doc *d)
{
    const struct kt_vtable *t = groups(d);
    return kt_doc_national(d) && t && t->meta->nrow > 2 && isfinite(cell(t, 0, "access"));
}

static const char *label(const struct kt_doc *d, const char *row)
{
    struct kt_arena *a = d->arena;
    int from, to;
    char rest[64];
    if (sscanf(row, "age %d-%d", &from, &to) == 2)
        return KT_SAY(a, d->lang, bg_age, kt_printf(a, "%d–%d", from, to));
    if (sscanf(row, "age %d-", &from) == 1) return KT_SAY(a, d->lang, bg_age_over, kt_printf(a, "%d", from));
    if (strcmp(row, "all") == 0) return KT_SAY0(a, d->lang, whole_country);
    if (strcmp(row, "language fi") == 0) return KT_SAY0(a, d->lang, bg_fi);
    if (strcmp(row, "language sv") == 0) return KT_SAY0(a, d->lang, bg_sv);
    if (strcmp(row, "language se") == 0) return KT_SAY0(a, d->lang, bg_se);
    if (strcmp(row, "language, the rest") == 0) return KT_SAY0(a, d->lang, bg_rest);
    if (strcmp(row, "place urban") == 0) return KT_SAY0(a, d->lang, bg_urban);
    if (strcmp(row, "place semi-urban") == 0) return KT_SAY0(a, d->lang, bg_semi);
    if (strcmp(row, "place rural") == 0) return KT_SAY0(a, d->lang, bg_rural);
    return sscanf(row, "%*s %63[^\n]", rest) == 1 ? kt_strdup(a, rest) : row;
}

struct rows {
    size_t n;
    const char **name;
    double *access, *lower, *upper, *half, *most, *without;
    uint8_t *mark;
};

/* All groups but the whole, in the table's order: ages, languages, places. */
static struct rows gather(const struct kt_doc *d)
{
    const struct kt_vtable *t = groups(d);
    struct kt_arena *a = d->arena;
    size_t n = t->meta->nrow;
    struct rows r = {.name = KT_NEW(a, const char *, n), .mark = KT_NEW(a, uint8_t, n)};
    double **column[] = {&r.access, &r.lower, &r.upper, &r.half, &r.most, &r.without};
    static const char *const key[] = {"access",    "access_lower", "access_upper",
                                      "km_median", "km_p90",       "no_access_share"};
    for (size_t k = 0; k < 6; k++) *column[k] = kt_doubles(a, n, NAN);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(t->meta->row[i], "all") == 0) continue;
        r.name[r.n] = label(d, t->meta->row[i]);
        r.mark[r.n] = t->mark[i];
        for (size_t k = 0; k < 6; k++) (*column[k])[r.n] = cell(t, i, key[k]);
        r.n++;
    }
    return r;
}

static size_t row_of(const struct kt_vtable *t, const char *name)
{
    for (size_t i = 0; i < t->meta->nrow; i++)
        if (strcmp(t->meta->row[i], name) == 0) return i;
    return SIZE_MAX;
}

/* The age group of which most have nothing within reach. */
static const char *title(const struct kt_doc *d)
{
    const struct kt_vtable *t = groups(d);
    size_t worst = SIZE_MAX;
    for (size_t i = 0; i < t->meta->nrow; i++) {
        double v = cell(t, i, "no_access_share");
        if (strncmp(t->meta->row[i], "age ", 4) != 0 || !isfinite(v)) continue;
        if (worst == SIZE_MAX || v > cell(t, worst, "no_access_share")) worst = i;
    }
    if (worst == SIZE_MAX) return KT_SAY0(d->arena, d->lang, page_by_group);
    return KT_SAY(d->arena, d->lang, bg_title, label(d, t->meta->row[worst]),
                  kt_pct(d, cell(t, worst, "no_access_share")));
}

/* The group of which a tenth has the longest way. */
static const char *farthest(const struct kt_doc *d, const struct rows *r, const char *title)
{
    size_t most = SIZE_MAX;
    for (size_t i = 0; i < r->n; i++)
        if (r->most[i] > 0 && (most == SIZE_MAX || r->most[i] > r->most[most])) most = i;
    if (most == SIZE_MAX) return KT_SAY(d->arena, d->lang, alt_unknown, title);
    return KT_SAY(d->arena, d->lang, bg_alt, title, r->name[most], kt_num(d, r->half[most], 0),
                  kt_num(d, r->most[most], 0));
}

static struct kt_box strip(const struct kt_doc *d, struct kt_canvas *cv, const struct rows *r,
                           struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t all = row_of(groups(d), "all");
    static const uint32_t navy[] = {KT_NAVY};
    struct kt_dots dots = {.lang = d->lang,
                           .kind = KT_K_PER1000,
                           .title = KT_SAY0(a, d->lang, bg_chart_access),
                           .n = r->n,
                           .name = r->name,
                           .value = r->access,
                           .lower = r->lower,
                           .upper = r->upper,
                           .mark = r->mark,
                           .cls = KT_NEW(a, int, r->n),
                           .fill = navy,
                           .row = ROW,
                           .nation = all == SIZE_MAX ? (double)NAN : cell(groups(d), all, "access"),
                           .nation_label = KT_SAY0(a, d->lang, whole_country)};
    return kt_dots_draw(cv, &dots, box, *a);
}

/* What the title counts. The model's own shares: no draw of need moves who is within reach. */
static struct kt_box without(const struct kt_doc *d, struct kt_canvas *cv, const struct rows *r,
                             struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t all = row_of(groups(d), "all");
    static const uint32_t navy[] = {KT_NAVY};
    struct kt_dots dots = {.lang = d->lang,
                           .kind = KT_K_SHARE,
                           .title = KT_SAY0(a, d->lang, bg_chart_without),
                           .n = r->n,
                           .name = r->name,
                           .value = r->without,
                           .mark = r->mark,
                           .cls = KT_NEW(a, int, r->n),
                           .fill = navy,
                           .row = ROW,
                           .nation = all == SIZE_MAX ? (double)NAN : cell(groups(d), all, "no_access_share"),
                           .nation_label = KT_SAY0(a, d->lang, whole_country)};
    return kt_dots_draw(cv, &dots, box, *a);
}

static void dumbbell(const struct kt_doc *d, struct kt_canvas *cv, const struct rows *r, struct kt_box box)
{
    struct kt_arena *a = d->arena;
    struct kt_dumbbells c = {.lang = d->lang,
                             .kind = KT_K_KM,
                             .title = KT_SAY0(a, d->lang, bg_chart_km),
                             .from_label = KT_SAY0(a, d->lang, di_half),
                             .to_label = KT_SAY0(a, d->lang, di_nine),
                             .n = r->n,
                             .name = r->name,
                             .from = r->half,
                             .to = r->most,
                             .row = d->slides ? 0 : ROW};
    kt_figure_open(cv, farthest(d, r, c.title));
    kt_dumbbell_draw(cv, &c, box, *a);
    kt_figure_close(cv);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_by_group), title(d), KT_SAY0(d->arena, d->lang, bg_sub),
             NULL);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    struct rows r = gather(d);
    frame(d, cv);
    double third = (KT_CONTENT_END - 57 - 24) / 3.0;
    struct kt_box b = without(d, cv, &r, (struct kt_box){KT_MARGIN, 57, KT_TEXT_W, third});
    b = strip(d, cv, &r, (struct kt_box){KT_MARGIN, b.y + b.h + 6, KT_TEXT_W, third});
    double y = b.y + b.h + 3;
    y +=
        kt_para_as(cv, "P", KT_NOTE_TEXT, KT_MARGIN, y, KT_TEXT_W, KT_SAY0(d->arena, d->lang, bg_note)).h + 6;
    dumbbell(d, cv, &r, (struct kt_box){KT_MARGIN, y, KT_TEXT_W, KT_CONTENT_END - y});
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct rows r = gather(d);
    struct kt_box c = kt_content(d);
    double w = c.w / 2 - 4;
    frame(d, cv);
    without(d, cv, &r, (struct kt_box){c.x, c.y, w, c.h});
    dumbbell(d, cv, &r, (struct kt_box){c.x + c.w - w, c.y, w, c.h});
}

const struct kt_page kt_by_group = {
    "by_group",
    {{"Ikä, kieli ja paikka", "Ålder, språk och ort", "Age, language and place"}},
    "Support within reach and distance by age, language and kind of place.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
