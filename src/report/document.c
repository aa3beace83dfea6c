/* document: the pages of one zone in one language, drawn on a canvas of any format.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "document_internal.h"

#include <string.h>

static size_t sheets_of(const struct kt_doc *d, const struct kt_page *p)
{
    return d->slides ? p->slide != NULL : p->sheets(d);
}

static size_t count_sheets(const struct kt_doc *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->rep->npage; i++)
        if (d->rep->page[i]->applies(d)) n += sheets_of(d, d->rep->page[i]);
    return n;
}

void kt_doc_to_slides(struct kt_doc *d)
{
    d->slides = true;
    d->nsheet = count_sheets(d);
}

struct kt_doc kt_doc_make(const struct kt_report *rep, enum kt_lang lang, size_t level, size_t zone,
                          struct kt_arena *arena)
{
    struct kt_doc d = {.rep = rep, .lang = lang, .level = level, .zone = zone, .arena = arena};
    /* Rows: the next level below, or the zone itself where there is none. */
    d.child = level ? level - 1 : 0;
    d.nsheet = count_sheets(&d);
    return d;
}

const char *kt_doc_stem(const struct kt_doc *d)
{
    if (kt_doc_national(d)) return kt_printf(d->arena, "00-%s", KT_SAY0(d->arena, d->lang, file_national));
    const struct kt_zones *zs = &d->rep->study->level[d->level];
    return kt_printf(d->arena, "%s-%s", kt_slug(d->arena, zs->code[d->zone]),
                     kt_slug(d->arena, kt_place(d, d->level, d->zone)));
}

static const char *doc_title(const struct kt_doc *d)
{
    double y = kt_set_num(d->rep->study, "study.year", NAN);
    const char *year = isnan(y) ? "" : kt_printf(d->arena, "%.0f", y);
    if (d->rep->page[0] == &kt_directory)
        return KT_SAY(d->arena, d->lang, dir_find, kt_place(d, d->level, d->zone));
    if (kt_doc_national(d)) return KT_SAY(d->arena, d->lang, doc_national, year);
    return KT_SAY(d->arena, d->lang, doc_region, kt_place(d, d->level, d->zone), year);
}

static enum kt_status draw_sheets(struct kt_doc *d, struct kt_canvas *cv, struct kt_err *err)
{
    d->sheet = 0;
    for (size_t i = 0; i < d->rep->npage; i++) {
        const struct kt_page *p = d->rep->page[i];
        if (!p->applies(d)) continue;
        size_t n = sheets_of(d, p);
        for (size_t part = 0; part < n; part++) {
            KT_TRY(kt_canvas_page(cv, err));
            if (!part) kt_canvas_outline(cv, p->title.s[d->lang]);
            kt_tag_open(cv, "Sect");
            struct kt_used used = {0};
            d->used = &used;
            if (d->slides)
                p->slide(d, cv);
            else
                p->draw(d, cv, part);
            kt_frame_twins(d, cv);
            d->used = NULL;
            kt_tag_close(cv, "Sect");
            d->sheet++;
        }
    }
    return KT_OK;
}

enum kt_status kt_doc_draw(struct kt_doc *d, enum kt_format format, const char *path,
                           struct kt_layout_faults *f, struct kt_err *err)
{
    struct kt_canvas_spec spec = {
        .format = format,
        .lang = d->lang,
        .title = doc_title(d),
        .author = "katve",
        .subject = d->rep->page[0]->title.s[d->lang],
        .date = kt_set_str(d->rep->study, "study.date", NULL),
        .probe = d->rep->opt->probe,
        .dpi = kt_set_num(d->rep->study, "report.png_dpi", 150),
    };
    if (d->slides) {
        spec.w = KT_SLIDE_W;
        spec.h = KT_SLIDE_H;
        spec.zoom = KT_SLIDE_ZOOM;
    }
    struct kt_canvas *cv;
    KT_TRY(kt_canvas_open(&cv, path, &spec, err));
    enum kt_status drawn = draw_sheets(d, cv, err);
    if (f) kt_layout_check(cv, f, d->arena);
    enum kt_status closed = kt_canvas_close(cv, err);
    return drawn != KT_OK ? drawn : closed;
}
