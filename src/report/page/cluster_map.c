/* cluster_map: does like lie beside like, and where. A pattern that chance explains is no finding.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_stats.h>

#include <string.h>

enum { SIDE_W = 56, GAP = 4, CLASSES = 5, HH = 0, LL, HL, LH, NOT_SIGNIFICANT, MISSING, ISLAND, KINDS };

/* Numbers of the column lisa_class to the rows of the legend. */
static const int row_of[KINDS] = {NOT_SIGNIFICANT, HH, LL, HL, LH, MISSING, ISLAND};

static const uint32_t *colours(struct kt_arena *a)
{
    uint32_t *c = KT_NEW(a, uint32_t, CLASSES);
    c[HH] = kt_ramp(KT_AMBER)[3];
    c[LL] = kt_ramp(KT_LAKE)[3];
    c[HL] = kt_ramp(KT_AMBER)[1];
    c[LH] = kt_ramp(KT_LAKE)[1];
    c[NOT_SIGNIFICANT] = kt_ramp(KT_DIVERGING)[2];
    return c;
}

/* The level whose clusters are known: that of the other pages where it has them, else the finest one. */
static size_t level_of(const struct kt_doc *d)
{
    if (kt_view_find(d->rep->view, (int)d->rep->fine, "lisa_class")) return d->rep->fine;
    for (size_t lv = 0; lv + 1 < d->rep->study->nlevel; lv++)
        if (kt_view_find(d->rep->view, (int)lv, "lisa_class")) return lv;
    return SIZE_MAX;
}

/* What the local statistic is of; the global one of another variable tells nothing of these clusters. */
static const char *variable_of(const struct kt_doc *d)
{
    return kt_set_str(d->rep->study, "methods.local_moran.variable", "unmet_share");
}

/* Its row of Moran's I in the table of global statistics, or NULL. */
static const double *moran(const struct kt_doc *d)
{
    const struct kt_vtable *t = kt_doc_table(d, "spatial_global");
    const char *label = kt_printf(d->arena, "Moran's I: %s", variable_of(d));
    for (size_t i = 0; t && i < t->meta->nrow && t->meta->ncol >= 6; i++)
        if (strcmp(t->meta->row[i], label) == 0) return t->value + i * t->meta->ncol;
    return NULL;
}

static bool applies(const struct kt_doc *d)
{
    return kt_doc_national(d) && level_of(d) != SIZE_MAX && moran(d);
}

static int kind_of(const struct kt_doc *d, size_t z)
{
    struct kt_val v = kt_val(d, level_of(d), "lisa_class", z);
    return kt_shown(v) && v.v >= 0 && v.v < KINDS ? row_of[(int)v.v] : MISSING;
}

static int *classes(const struct kt_doc *d)
{
    size_t n = d->rep->study->level[level_of(d)].n;
    int *cls = KT_NEW(d->arena, int, n);
    for (size_t z = 0; z < n; z++) cls[z] = kind_of(d, z) < CLASSES ? kind_of(d, z) : KT_CLASS_NONE;
    return cls;
}

struct sizes {
    size_t areas[KINDS];
    double people[KINDS];
};

static struct sizes sizes_of(const struct kt_doc *d)
{
    struct sizes s = {0};
    for (size_t z = 0; z < d->rep->study->level[level_of(d)].n; z++) {
        struct kt_val people = kt_val(d, level_of(d), "population", z);
        int k = kind_of(d, z);
        s.areas[k]++;
        s.people[k] += kt_shown(people) ? people.v : 0;
    }
    return s;
}

static const char *variable_title(const struct kt_doc *d)
{
    const struct kt_vcol *c = kt_view_find(d->rep->view, (int)level_of(d), variable_of(d));
    return c && c->meta->title.s[d->lang] ? c->meta->title.s[d->lang] : variable_of(d);
}

/* The pseudo p-value where there is one, else the analytic one. */
static double p_of(const double *global)
{
    return isfinite(global[5]) ? global[5] : global[4];
}

static const char *title(const struct kt_doc *d)
{
    const double *g = moran(d);
    const char *what = variable_title(d);
    struct sizes s = sizes_of(d);
    if (!isfinite(g[0]) || !(p_of(g) <= 0.05)) return KT_SAY(d->arena, d->lang, cl_none, what);
    if (g[0] < g[1]) return KT_SAY(d->arena, d->lang, cl_apart, what);
    if (s.areas[HH])
        return KT_SAY(d->arena, d->lang, cl_title, what, kt_unit_count(d, level_of(d), s.areas[HH], false));
    if (s.areas[LL])
        return KT_SAY(d->arena, d->lang, cl_low, what, kt_unit_count(d, level_of(d), s.areas[LL], false));
    return KT_SAY(d->arena, d->lang, cl_no_place, what);
}

static double legend(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    const char *word[KINDS] = {KT_SAY0(a, l, cl_hh),    KT_SAY0(a, l, cl_ll), KT_SAY0(a, l, cl_hl),
                               KT_SAY0(a, l, cl_lh),    KT_SAY0(a, l, cl_ns), KT_SAY0(a, l, cl_missing),
                               KT_SAY0(a, l, cl_island)};
    const uint32_t *fill = colours(a);
    struct sizes s = sizes_of(d);
    double right = kt_left(d) + SIDE_W - GAP;
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, kt_left(d), y, SIDE_W - GAP, KT_SAY0(a, l, cl_legend));
    kt_tag_open(cv, "L");
    for (int k = 0; k < KINDS; k++) {
        if (k >= CLASSES && !s.areas[k]) continue;
        y += 8.4;
        struct kt_box b = {kt_left(d), y - 2.6, 5, 3};
        kt_rect(cv, b, k < CLASSES ? fill[k] : KT_WHITE, KT_INK, 0.1);
        if (k >= CLASSES) kt_hatch(cv, b, false, KT_HATCH, 1, 0.15, 1.2);
        kt_tag_open(cv, "LI");
        kt_tag_open(cv, "LBody");
        kt_text(cv, KT_TABLE_HEAD, KT_LEFT, kt_left(d) + 7, y, right - kt_left(d) - 7, word[k]);
        kt_text(cv, KT_NOTE_TEXT, KT_LEFT, kt_left(d) + 7, y + 3.5, right - kt_left(d) - 7 + GAP,
                KT_SAY(a, l, cl_size, kt_unit_count(d, level_of(d), s.areas[k], false),
                       kt_num(d, kt_rounded(s.people[k]), 0)));
        kt_tag_close(cv, "LBody");
        kt_tag_close(cv, "LI");
    }
    kt_tag_close(cv, "L");
    return y + 4.5;
}

static struct kt_box scatter(const struct kt_doc *d, struct kt_canvas *cv, double x, double y)
{
    const double *g = moran(d);
    size_t lv = level_of(d), n = d->rep->study->level[lv].n;
    double *z = kt_doubles(d->arena, n, NAN), *lag = kt_doubles(d->arena, n, NAN);
    for (size_t i = 0; i < n; i++) {
        struct kt_val own = kt_val(d, lv, "lisa_own", i), around = kt_val(d, lv, "lisa_lag", i);
        if (!kt_shown(own) || !kt_shown(around) || kind_of(d, i) >= CLASSES) continue;
        z[i] = own.v;
        lag[i] = around.v;
    }
    struct kt_moran_scatter chart = {.lang = d->lang,
                                     .title = KT_SAY(d->arena, d->lang, cl_scatter, kt_num(d, g[0], 2)),
                                     .x_title = KT_SAY0(d->arena, d->lang, cl_axis_own),
                                     .y_title = KT_SAY0(d->arena, d->lang, cl_axis_lag),
                                     .size = d->slides ? 36 : 42,
                                     .n = n,
                                     .z = z,
                                     .lag = lag,
                                     .cls = classes(d),
                                     .fill = colours(d->arena),
                                     .slope = g[0]};
    kt_figure_open(cv, KT_SAY(d->arena, d->lang, cl_scatter, kt_num(d, g[0], 2)));
    struct kt_box b = kt_moran_draw(cv, &chart, x, y, *d->arena);
    kt_figure_close(cv);
    return b;
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_cluster), title(d),
             KT_SAY(d->arena, d->lang, cl_sub, variable_title(d)), kt_credit(d));
}

static void map(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box, struct kt_box inset)
{
    struct kt_map m = kt_page_map(d, classes(d), colours(d->arena));
    m.level = level_of(d);
    m.labels = m.level == d->rep->fine && !d->slides; /* no room for names there */
    m.inset = inset;
    struct kt_map_info info = {0};
    kt_figure_open(cv, title(d));
    kt_map_draw(cv, &m, box, &info, *d->arena);
    kt_figure_close(cv);
}

/* How sure the pattern is. */
static void test(const struct kt_doc *d, struct kt_canvas *cv, double x, double y, double w)
{
    if (strcmp(kt_set_str(d->rep->study, "methods.local_moran.test", "permutation"), "analytic") == 0) return;
    double p = p_of(moran(d)), draws = kt_set_num(d->rep->study, "methods.local_moran.draws", 9999);
    kt_para_as(cv, "P", KT_NOTE_TEXT, x, y, w,
               KT_SAY(d->arena, d->lang, cl_text, kt_num(d, p < 0.0015 ? 0.001 : p, 3), kt_num(d, draws, 0)));
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    frame(d, cv);
    map(d, cv, (struct kt_box){KT_MARGIN + SIDE_W + GAP, 56, KT_TEXT_W - SIDE_W - GAP, KT_CONTENT_END - 58},
        (struct kt_box){KT_MARGIN, 236, 60, 43});
    double y = legend(d, cv, 60);
    struct kt_box b = scatter(d, cv, KT_MARGIN, y + 5);
    test(d, cv, KT_MARGIN, b.y + b.h + 3, SIDE_W - GAP);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d), none = {0};
    double w = 60, x = c.x + SIDE_W + GAP;
    frame(d, cv);
    map(d, cv, (struct kt_box){x, c.y, c.w - SIDE_W - w - 3 * GAP, c.h}, none);
    legend(d, cv, c.y + 2.6);
    struct kt_box b = scatter(d, cv, c.x + c.w - w, c.y);
    test(d, cv, b.x, b.y + b.h + 2, w);
}

const struct kt_page kt_cluster_map = {
    "cluster_map",
    {{"Ryppäät", "Kluster", "Clusters"}},
    "Map of local clusters with their sizes in areas and people, and the Moran scatter plot.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
