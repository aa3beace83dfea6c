/* directory_web: web/directory-LANG.html, where people get support, one section for each municipality.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/directory_internal.h"
#include "web_internal.h"

#include <katve/web.h>

struct page {
    const struct kt_report *rep;
    struct kt_doc doc;
};

static void put_lang(const void *ctx, FILE *f)
{
    fputs(kt_lang_code[((const struct page *)ctx)->doc.lang], f);
}

static void put_version(const void *ctx, FILE *f)
{
    kt_html(f, ((const struct page *)ctx)->rep->opt->version);
}

static void put_study(const void *ctx, FILE *f)
{
    kt_web_study(&((const struct page *)ctx)->doc, f);
}

static void put_css(const void *ctx, FILE *f)
{
    (void)ctx;
    fputs(kt_page_css, f);
}

static void put_script(const void *ctx, FILE *f)
{
    (void)ctx;
    fputs(kt_directory_js, f);
}

static void put_languages(const void *ctx, FILE *f)
{
    const struct page *p = ctx;
    for (int l = 0; l < KT_NLANG; l++) {
        if (!p->rep->lang[l]) continue;
        const char *now = (enum kt_lang)l == p->doc.lang ? " aria-current=\"page\"" : "",
                   *code = kt_lang_code[l];
        fprintf(f, "<li><a href=\"directory-%s.html\" hreflang=\"%s\" lang=\"%s\"%s>%s</a>", code, code, code,
                now, kt_web_language[l]);
    }
}

static void put_subtitle(const void *ctx, FILE *f)
{
    const struct kt_doc *d = &((const struct page *)ctx)->doc;
    kt_html(f, KT_SAY(d->arena, d->lang, dir_sub, kt_unit(d, d->rep->fine, KT_U_BY)));
}

static void put_site(const struct kt_doc *d, size_t site, FILE *f)
{
    struct kt_fact fact[KT_SITE_FACTS];
    size_t n = kt_site_facts(d, site, fact);
    fputs("<div class=\"place\"><h4>", f);
    kt_html(f, kt_site_name(d, site));
    fputs("</h4><dl>", f);
    for (size_t i = 0; i < n; i++) {
        fputs("<dt>", f);
        kt_html(f, fact[i].label);
        fputs(fact[i].stale ? "<dd class=\"stale\">" : "<dd>", f);
        if (fact[i].href) {
            fputs("<a href=\"", f);
            kt_html(f, fact[i].href);
            fputs("\">", f);
        }
        kt_html(f, fact[i].text);
        if (fact[i].href) fputs("</a>", f);
    }
    fputs("</dl></div>\n", f);
}

/* The names of all languages find it. */
static void put_names(const struct kt_zones *zs, size_t z, FILE *f)
{
    for (int l = 0; l < KT_NLANG; l++) {
        if (l) fputc('|', f);
        kt_html(f, kt_zone_name(zs, (enum kt_lang)l, z));
    }
}

static void put_para(const char *text, FILE *f)
{
    if (!text) return;
    fputs("<p>", f);
    kt_html(f, text);
    fputs("</p>", f);
}

static void put_area(const struct kt_doc *d, size_t z, FILE *f)
{
    const struct kt_zones *zs = &d->rep->study->level[d->rep->fine];
    size_t *site, n = kt_sites_at(d, z, &site);
    fputs("<section class=\"area\" id=\"a", f);
    kt_html(f, zs->code[z]);
    fputs("\" data-names=\"", f);
    put_names(zs, z, f);
    fputs("\"><h3>", f);
    kt_html(f, kt_place(d, d->rep->fine, z));
    fputs("</h3>", f);
    put_para(kt_site_nearest(d, z), f);
    put_para(kt_site_way(d, z), f);
    put_para(kt_site_remote_text(d, z), f);
    for (size_t i = 0; i < n; i++) put_site(d, site[i], f);
    fputs("</section>\n", f);
}

/* Once for a region of which the register tells nothing. */
static void put_remote_unknown(const struct kt_doc *d, const size_t *zone, size_t n, FILE *f)
{
    struct kt_arena mark = *d->arena;
    size_t known = 0;
    for (size_t i = 0; i < n; i++) known += kt_site_remote_text(d, zone[i]) != NULL;
    if (n && !known) put_para(KT_SAY0(d->arena, d->lang, dir_remote_unknown), f);
    *d->arena = mark;
}

static void put_region(const struct kt_doc *d, size_t level, size_t row, FILE *f)
{
    struct kt_doc part = kt_doc_make(d->rep, d->lang, level, row, d->arena);
    size_t *zone, n = kt_doc_named(&part, d->rep->fine, &zone);
    fputs("<section class=\"region\"><h2>", f);
    kt_html(f, kt_place(d, level, row));
    fputs("</h2>\n", f);
    put_remote_unknown(&part, zone, n, f);
    for (size_t i = 0; i < n; i++) {
        struct kt_arena mark = *d->arena;
        put_area(d, zone[i], f);
        *d->arena = mark;
    }
    fputs("</section>\n", f);
}

static void put_areas(const void *ctx, FILE *f)
{
    const struct kt_doc *d = &((const struct page *)ctx)->doc;
    size_t level = d->rep->fine + 1;
    for (size_t row = 0; row < d->rep->study->level[level].n; row++) put_region(d, level, row, f);
}

static const struct kt_slot slot[] = {
    {"lang", put_lang},           {"version", put_version},   {"study", put_study}, {"css", put_css},
    {"languages", put_languages}, {"subtitle", put_subtitle}, {"areas", put_areas}, {"script", put_script},
};

enum kt_status kt_directory_web(const struct kt_report *rep, enum kt_lang lang, const char *path,
                                struct kt_arena tmp, struct kt_err *err)
{
    struct page p = {rep, kt_doc_make(rep, lang, rep->study->nlevel - 1, 0, &tmp)};
    struct kt_out o;
    KT_TRY(kt_out_open(&o, path, err));
    struct kt_slots s = {slot, sizeof slot / sizeof *slot, &p, lang, &tmp};
    kt_template(o.f, kt_directory_html, &s);
    return kt_out_close(&o, err);
}
