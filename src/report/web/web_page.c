/* web_page: web/index.html, the run in one file: every language, the map, every area's figures.
 *
 * It reads without a script and without a server; the script adds search, measures, hover, keys, sorting.
 * Accessibility: WCAG 2.2 AA. Same view, same bytes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/export_internal.h"
#include "web_internal.h"

#include <katve/web.h>

#include <string.h>

#define SAY0(w, key) KT_SAY0((w)->doc.arena, (w)->lang, key)

static void put_lang(const void *ctx, FILE *f)
{
    fputs(kt_lang_code[((const struct kt_web *)ctx)->lang], f);
}

const char *const kt_web_language[KT_NLANG] = {"Suomi", "Svenska", "English"};

void kt_web_study(const struct kt_doc *d, FILE *f)
{
    static const char *const key[KT_NLANG] = {"study.title_fi", "study.title_sv", "study.title_en"};
    double y = kt_set_num(d->rep->study, "study.year", NAN);
    const char *year = isnan(y) ? "" : kt_printf(d->arena, "%.0f", y);
    const char *plain = KT_SAY(d->arena, d->lang, doc_national, year);
    const char *title = kt_set_str(d->rep->study, key[d->lang], NULL);
    kt_html(f, title ? kt_printf(d->arena, "%s %s", title, year) : plain);
}

static void put_study(const void *ctx, FILE *f)
{
    kt_web_study(&((const struct kt_web *)ctx)->doc, f);
}

static void put_title(const void *ctx, FILE *f)
{
    kt_html(f, kt_find_cover(&((const struct kt_web *)ctx)->doc));
}

static void put_subtitle(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    double y = kt_set_num(w->rep->study, "study.year", NAN);
    const char *year = isnan(y) ? "–" : kt_printf(w->doc.arena, "%.0f", y);
    kt_html(f, KT_SAY(w->doc.arena, w->lang, cover_sub, year));
}

static void put_facts(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    const char *said[] = {kt_say_need(&w->doc), kt_say_supply(&w->doc), kt_say_gap(&w->doc),
                          kt_say_standard(&w->doc), kt_say_standing(&w->doc)};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (!said[i]) continue;
        fputs("<li>", f);
        kt_html(f, said[i]);
    }
}

/* ---- the map ---- */

static const char *measure_name(const struct kt_web *w, const struct kt_web_measure *m)
{
    if (!m->scale) return SAY0(w, page_gap);
    return kt_view_find(w->rep->view, (int)w->rep->fine, m->column)->meta->title.s[w->lang];
}

static void put_map(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    int width, height;
    if (!w->nmeasure || !kt_web_map_size(w, &width, &height)) return;
    const char *finding = kt_find_access(&w->doc);
    fprintf(f, "<div><div class=\"map\"><figure%s><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
            w->first ? " id=\"figure\"" : "", width, height);
    kt_html(f, kt_printf(w->doc.arena, "%s. %s", measure_name(w, &w->measure[0]), finding));
    fputs("\">", f);
    if (w->first) {
        fputs("<defs><pattern id=\"no\" width=\"14\" height=\"14\" patternUnits=\"userSpaceOnUse\">"
              "<path d=\"M0 0h14v14H0z\" fill=\"#fff\"/><path d=\"M0 14L14 0\" stroke=\"#6b7680\" "
              "stroke-width=\"2\"/></pattern><pattern id=\"hid\" width=\"14\" height=\"14\" "
              "patternUnits=\"userSpaceOnUse\"><path d=\"M0 0h14v14H0z\" fill=\"#fff\"/><path "
              "d=\"M0 14L14 0M0 0l14 14\" stroke=\"#6b7680\" stroke-width=\"2\"/></pattern></defs>\n",
              f);
        fprintf(f, "<g id=\"m\" data-m=\"%s\">", w->measure[0].column);
        kt_web_map(w, f, *w->doc.arena);
        fputs("</g>", f);
    } else {
        fputs("<use href=\"#m\"/>", f);
    }
    fputs("</svg></figure></div>\n<p class=\"small\">", f);
    kt_html(f, kt_credit(&w->doc));
    fputs("</p></div>\n", f);
}

/* Areas and people of each class; the last two rows are no data and withheld. */
static void put_legend_row(const struct kt_web *w, FILE *f, char letter, const char *text, size_t areas,
                           double share)
{
    struct kt_arena *a = w->doc.arena;
    const char *n = kt_unit_count(&w->doc, w->rep->fine, areas, false);
    fprintf(f,
            "<li><svg viewBox=\"0 0 32 22\" aria-hidden=\"true\"><rect class=\"c%c\" x=\"1\" y=\"1\" "
            "width=\"30\" height=\"20\" stroke=\"#6b7680\"/></svg><span>",
            letter);
    kt_html(f, text);
    fputs("</span><span>", f);
    kt_html(f, isnan(share)
                   ? n
                   : kt_printf(a, "%s, %s", n, KT_SAY(a, w->lang, web_of_people, kt_pct(&w->doc, share))));
    fputs("</span>", f);
}

static void put_legend(const struct kt_web *w, const struct kt_web_measure *m, bool shown, FILE *f)
{
    const struct kt_vcol *people = kt_view_find(w->rep->view, (int)w->rep->fine, "population");
    double in[KT_CLASSES_MAX] = {0}, total = 0;
    size_t n[KT_CLASSES_MAX] = {0}, none = 0, hidden = 0;
    for (size_t z = 0; z < w->nzone; z++) {
        double p = people ? people->value[z] : NAN;
        if (p > 0) total += p;
        if (m->cls[z] >= 0) {
            n[m->cls[z]]++;
            if (p > 0) in[m->cls[z]] += p;
        }
        none += m->cls[z] == KT_CLASS_NONE;
        hidden += m->cls[z] == KT_CLASS_HIDDEN;
    }
    fprintf(f, "<div class=\"legend\" data-m=\"%s\"%s><h3>", m->column, shown ? "" : " hidden");
    kt_html(f, measure_name(w, m));
    fputs("</h3><ul>", f);
    for (size_t i = 0; i < m->nclass; i++) {
        const char *text = kt_class_text(w, m, i);
        if (m->scale) text = kt_printf(w->doc.arena, "%s %s", text, strcmp(m->column, "dist_km") ? "" : "km");
        put_legend_row(w, f, (char)('0' + i), text, n[i], total > 0 ? in[i] / total : NAN);
    }
    if (none) put_legend_row(w, f, 'n', SAY0(w, missing), none, NAN);
    if (hidden) put_legend_row(w, f, 'x', SAY0(w, suppressed), hidden, NAN);
    fputs("</ul></div>\n", f);
}

static void put_legends(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    for (size_t i = 0; i < w->nmeasure; i++) put_legend(w, &w->measure[i], i == 0, f);
}

static void put_measures(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    int width, height;
    if (w->nmeasure < 2 || !kt_web_map_size(w, &width, &height)) return;
    fputs("<fieldset><legend>", f);
    kt_html(f, SAY0(w, web_measure));
    fputs("</legend>", f);
    for (size_t i = 0; i < w->nmeasure; i++) {
        fprintf(f, "<label><input type=\"radio\" class=\"measure\" name=\"%s-m\"%s> ", kt_lang_code[w->lang],
                i ? "" : " checked");
        kt_html(f, measure_name(w, &w->measure[i]));
        fputs("</label>", f);
    }
    fputs("</fieldset>\n", f);
}

static bool has_regions(const struct kt_web *w)
{
    return w->rep->fine + 2 < w->rep->study->nlevel;
}

static void put_regions(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    if (!has_regions(w)) return;
    const struct kt_zones *zs = &w->rep->study->level[w->rep->fine + 1];
    fprintf(f, "<p><label for=\"%s-region\">", kt_lang_code[w->lang]);
    kt_html(f, kt_unit(&w->doc, w->rep->fine + 1, KT_U_HEAD));
    fprintf(f, "</label> <select class=\"region\" id=\"%s-region\"><option value=\"\">",
            kt_lang_code[w->lang]);
    kt_html(f, SAY0(w, whole_country));
    for (size_t z = 0; z < zs->n; z++) {
        fputs("<option value=\"", f);
        kt_html(f, zs->code[z]);
        fputs("\">", f);
        kt_html(f, kt_place(&w->doc, w->rep->fine + 1, z));
    }
    fputs("</select></p>\n", f);
}

/* ---- the table ---- */

static bool has_gap(const struct kt_web *w)
{
    return w->nmeasure && !w->measure[w->nmeasure - 1].scale;
}

static void put_cells(const struct kt_web *w, size_t level, size_t row, FILE *f)
{
    fputs("<th scope=\"row\">", f);
    kt_html(f, kt_place(&w->doc, level, row));
    for (size_t c = 0; c < w->ncol; c++) {
        fputs("<td>", f);
        kt_html(f, kt_val_range(&w->doc, kt_val(&w->doc, level, w->col[c]->meta->name, row)));
    }
}

static void put_table(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    fputs("<thead><tr><th scope=\"col\">", f);
    kt_html(f, kt_unit(&w->doc, w->rep->fine, KT_U_HEAD));
    for (size_t c = 0; c < w->ncol; c++) {
        fputs("<th scope=\"col\">", f);
        kt_html(f, w->col[c]->meta->title.s[w->lang]);
        const char *unit = w->col[c]->meta->kind == KT_K_KM ? " (km)" : "";
        fputs(unit, f);
    }
    if (has_gap(w)) {
        fputs("<th scope=\"col\" class=\"t\">", f);
        kt_html(f, SAY0(w, page_gap));
    }
    fputs(has_gap(w) ? "</thead>\n<tbody class=\"worded\">\n" : "</thead>\n<tbody>\n", f);
    for (size_t z = 0; z < w->nzone; z++) {
        struct kt_arena mark = *w->doc.arena;
        fputs("<tr>", f);
        put_cells(w, w->rep->fine, z, f);
        if (has_gap(w)) {
            const struct kt_web_measure *m = &w->measure[w->nmeasure - 1];
            fputs("<td>", f);
            kt_html(f, m->cls[z] >= 0                 ? kt_class_text(w, m, (size_t)m->cls[z])
                       : m->cls[z] == KT_CLASS_HIDDEN ? "×"
                                                      : "–");
        }
        fputc('\n', f);
        *w->doc.arena = mark;
    }
    fputs("</tbody><tfoot><tr class=\"total\">", f);
    put_cells(w, w->rep->study->nlevel - 1, 0, f);
    fputs(has_gap(w) ? "<td></tfoot>\n" : "</tfoot>\n", f);
}

static void put_note(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    struct kt_arena *a = w->doc.arena;
    kt_html(f, KT_SAY(a, w->lang, web_note, kt_num(&w->doc, w->rep->view->k, 0)));
}

static void put_caption(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    kt_html(f, KT_SAY(w->doc.arena, w->lang, web_caption, kt_unit(&w->doc, w->rep->fine, KT_U_BY)));
}

/* ---- what else there is ---- */

static void put_link(FILE *f, const char *href, const char *text)
{
    fputs("<li><a href=\"", f);
    kt_html(f, href);
    fputs("\">", f);
    kt_html(f, text);
    fputs("</a>", f);
}

static void put_files(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    struct kt_arena *a = w->doc.arena;
    const char *lang = kt_lang_code[w->lang];
    if (w->rep->opt->directory) put_link(f, kt_printf(a, "directory-%s.html", lang), SAY0(w, dir_title));
    if (!w->rep->opt->no_pdf && !w->rep->opt->nonly)
        put_link(f, kt_printf(a, "../pdf/%s/%s.pdf", lang, kt_doc_stem(&w->doc)), SAY0(w, web_file_report));
    put_link(f, "../data/tables.xlsx", SAY0(w, web_file_xlsx));
    put_link(f, "../data/tiedot.csv", SAY0(w, web_file_csv));
    put_link(f, "../data/data.csv", SAY0(w, web_file_data));
}

static void put_method(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    static const char *const key[KT_NLANG] = {"study.sources_fi", "study.sources_sv", "study.sources_en"};
    kt_html(f, kt_set_str(w->rep->study, key[w->lang], ""));
}

/* ---- the whole ---- */

static void put_css(const void *ctx, FILE *f)
{
    fputs(kt_page_css, f);
    kt_web_colours(ctx, f);
}

static void put_script(const void *ctx, FILE *f)
{
    (void)ctx;
    fputs(kt_page_js, f);
}

static void put_version(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    kt_html(f, w->rep->opt->version);
}

static void put_languages(const void *ctx, FILE *f)
{
    const struct kt_web *w = ctx;
    for (int l = 0; l < KT_NLANG; l++)
        if (w->rep->lang[l])
            fprintf(f, "<li><a href=\"#%s\" hreflang=\"%s\" lang=\"%s\">%s</a>", kt_lang_code[l],
                    kt_lang_code[l], kt_lang_code[l], kt_web_language[l]);
}

static void put_data(const void *ctx, FILE *f)
{
    fputs("<script type=\"application/json\" id=\"data\">", f);
    kt_web_data(ctx, f);
    fputs("</script>\n", f);
}

static const struct kt_slot section_slot[] = {
    {"lang", put_lang},         {"study", put_study},     {"title", put_title},
    {"subtitle", put_subtitle}, {"facts", put_facts},     {"regions", put_regions},
    {"measures", put_measures}, {"map", put_map},         {"legends", put_legends},
    {"note", put_note},         {"caption", put_caption}, {"table", put_table},
    {"files", put_files},       {"method", put_method},
};

/* Columns of the table, in its order, as far as the view has them. */
static void choose_columns(struct kt_web *w)
{
    const char *const name[] = {
        "population", "need",      "need_per_1000", "hours_week", w->rep->classes.supply_column,
        "dist_km",    "far_share", "unmet_share",   "rank"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        const struct kt_vcol *c = kt_view_find(w->rep->view, (int)w->rep->fine, name[i]);
        if (c) w->col[w->ncol++] = c;
    }
}

static struct kt_web open_web(const struct kt_report *rep, enum kt_lang lang, bool first, struct kt_arena *a)
{
    struct kt_web w = {.rep = rep, .lang = lang, .first = first, .nzone = rep->study->level[rep->fine].n};
    w.doc = kt_doc_make(rep, lang, rep->study->nlevel - 1, 0, a);
    choose_columns(&w);
    kt_web_measures(&w);
    return w;
}

static void put_sections(const void *ctx, FILE *f)
{
    const struct kt_web *page = ctx;
    for (int l = 0; l < KT_NLANG; l++) {
        if (!page->rep->lang[l]) continue;
        struct kt_arena a = *page->doc.arena;
        struct kt_web w = open_web(page->rep, (enum kt_lang)l, (enum kt_lang)l == page->lang, &a);
        struct kt_slots s = {section_slot, sizeof section_slot / sizeof *section_slot, &w, w.lang, &a};
        kt_template(f, kt_section_html, &s);
    }
}

static const struct kt_slot page_slot[] = {
    {"lang", put_lang},           {"study", put_study},       {"css", put_css},   {"version", put_version},
    {"languages", put_languages}, {"sections", put_sections}, {"data", put_data}, {"script", put_script},
};

static enum kt_lang first_language(const struct kt_report *rep)
{
    enum kt_lang l = KT_FI;
    while (!rep->lang[l]) l++;
    return l;
}

enum kt_status kt_web_write(const struct kt_report *rep, const char *path, struct kt_arena tmp,
                            struct kt_err *err)
{
    struct kt_out o;
    struct kt_web w = open_web(rep, first_language(rep), true, &tmp);
    KT_TRY(kt_out_open(&o, path, err));
    struct kt_slots s = {page_slot, sizeof page_slot / sizeof *page_slot, &w, w.lang, &tmp};
    kt_template(o.f, kt_page_html, &s);
    return kt_out_close(&o, err);
}
