/* web_measures: what the map of a page can show, in the classes and colours of the printed reports.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_internal.h"

static void add(struct kt_web *w, const char *column, const struct kt_scale *scale, const uint32_t *ramp)
{
    const struct kt_vcol *col = kt_view_find(w->rep->view, (int)w->rep->fine, column);
    if (!col || !scale->n) return;
    struct kt_web_measure *m = &w->measure[w->nmeasure++];
    uint32_t *fill = KT_NEW(w->doc.arena, uint32_t, scale->n);
    /* Fewer classes than colours: the ends and what lies evenly between them. */
    for (size_t i = 0; i < scale->n; i++) fill[i] = ramp[scale->n > 1 ? i * 4 / (scale->n - 1) : 2];
    *m = (struct kt_web_measure){column, scale, fill, scale->n, KT_NEW(w->doc.arena, int, w->nzone)};
    kt_classes_of(col, scale, m->cls);
}

static void add_gap(struct kt_web *w)
{
    const struct kt_report_classes *c = &w->rep->classes;
    int rows = (int)w->rep->fine;
    if (!kt_view_find(w->rep->view, rows, "need_per_1000") ||
        !kt_view_find(w->rep->view, rows, c->supply_column) || c->need.n != 3 || c->supply.n != 3)
        return;
    struct kt_web_measure *m = &w->measure[w->nmeasure++];
    *m = (struct kt_web_measure){"gap", NULL, kt_gap_grid, 9, KT_NEW(w->doc.arena, int, w->nzone)};
    for (size_t z = 0; z < w->nzone; z++) m->cls[z] = kt_gap_class(&w->doc, z);
}

void kt_web_measures(struct kt_web *w)
{
    const struct kt_report_classes *c = &w->rep->classes;
    add(w, "dist_km", &c->access, kt_ramp(KT_AMBER));
    add(w, "need_per_1000", &c->need, kt_ramp(KT_AMBER));
    add(w, c->supply_column, &c->supply, kt_ramp(KT_LAKE));
    add_gap(w);
}

static const char *edge(const struct kt_web *w, double v)
{
    return kt_num(&w->doc, v, v == round(v) ? 0 : 1);
}

const char *kt_class_text(const struct kt_web *w, const struct kt_web_measure *m, size_t i)
{
    static const enum kt_word need[3] = {KT_W_web_need_low, KT_W_web_need_middle, KT_W_web_need_high};
    static const enum kt_word supply[3] = {KT_W_web_supply_low, KT_W_web_supply_middle, KT_W_web_supply_high};
    struct kt_arena *a = w->doc.arena;
    const char *none[] = {NULL};
    if (!m->scale) {
        const char *mark = i == KT_GAP_CLASS ? "\u00a0▲" : "";
        return kt_printf(a, "%s, %s%s", kt_say_list(a, w->lang, need[i % 3], none),
                         kt_say_list(a, w->lang, supply[i / 3], none), mark);
    }
    const double *e = m->scale->edge;
    if (m->nclass == 1) return "";
    /* The ends take whatever lies beyond them. */
    if (i == 0) return KT_SAY(a, w->lang, below, edge(w, e[1]));
    if (i + 1 == m->nclass) return kt_printf(a, "≥\u00a0%s", edge(w, e[i]));
    return kt_printf(a, "%s–%s", edge(w, e[i]), edge(w, e[i + 1] - 0.1));
}

void kt_class_letters(const struct kt_web_measure *m, size_t n, FILE *f)
{
    for (size_t z = 0; z < n; z++)
        fputc(m->cls[z] >= 0 ? '0' + m->cls[z] : m->cls[z] == KT_CLASS_NONE ? 'n' : 'x', f);
}

void kt_web_colours(const struct kt_web *w, FILE *f)
{
    fputs("#m .cn,.cn{fill:url(#no)}#m .cx,.cx{fill:url(#hid)}\n", f);
    for (size_t i = 0; i < w->nmeasure; i++) {
        const struct kt_web_measure *m = &w->measure[i];
        for (size_t k = 0; k < m->nclass; k++)
            fprintf(f, "[data-m=%s] .c%zu{fill:#%06x}", m->column, k, m->fill[k]);
        fputc('\n', f);
    }
    fprintf(f, "#m[data-m=gap] .c%d{stroke:#1b1f23;stroke-width:1.8px}\n", KT_GAP_CLASS);
}
