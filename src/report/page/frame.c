/* frame: the furniture of a page: kicker, rule, title, subtitle, foot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../export/export_internal.h"
#include "../report_internal.h"

#include <string.h>

enum { SLIDE_MARGIN = 12 };
/* Baseline of the files' names from the lower edge of the paper, and of a slide. */
#define TWINS_UP       5.7
#define TWINS_UP_SLIDE 2.2

/* "TILANNEKUVA 2019 · SAAVUTETTAVUUS"; a region's name stands before the section. */
static const char *kicker(const struct kt_doc *d, const char *section)
{
    const struct kt_study *st = d->rep->study;
    static const char *const key[KT_NLANG] = {"report.kicker_fi", "report.kicker_sv", "report.kicker_en"};
    double y = kt_set_num(st, "study.year", NAN);
    const char *year = isnan(y) ? "" : kt_printf(d->arena, "%.0f", y);
    bool national = kt_doc_national(d);
    const char *series = national ? KT_SAY(d->arena, d->lang, kicker_national, year)
                                  : KT_SAY(d->arena, d->lang, kicker_region, year);
    if (isnan(y)) series = kt_strndup(d->arena, series, strlen(series) - 1); /* the blank before the year */
    series = kt_set_str(st, key[d->lang], series);
    if (national) return kt_printf(d->arena, "%s · %s", series, section);
    return kt_printf(d->arena, "%s · %s · %s", series, kt_place(d, d->level, d->zone), section);
}

struct kt_box kt_content(const struct kt_doc *d)
{
    if (d->slides) return (struct kt_box){SLIDE_MARGIN, 38, KT_SLIDE_W - 2 * SLIDE_MARGIN, 71};
    return (struct kt_box){KT_MARGIN, KT_CONTENT_Y, KT_TEXT_W, KT_CONTENT_END - KT_CONTENT_Y};
}

double kt_left(const struct kt_doc *d)
{
    return kt_content(d).x;
}

double kt_width(const struct kt_doc *d)
{
    return kt_content(d).w;
}

/* Baselines and lines of the furniture. */
struct furniture {
    double kicker, rule, title, foot_rule, foot;
};

static struct furniture furniture_of(const struct kt_doc *d)
{
    if (d->slides) return (struct furniture){8.3, 10.8, 13.2, 110.6, 113.7};
    return (struct furniture){17, 20, 24.2, 283, 287.5};
}

static void foot(const struct kt_doc *d, struct kt_canvas *cv, const char *credit)
{
    struct furniture at = furniture_of(d);
    struct kt_box b = kt_content(d);
    kt_line(cv, b.x, at.foot_rule, b.x + b.w, at.foot_rule, KT_RULE, 0.15);
    const char *source = credit && *credit ? credit : KT_SAY0(d->arena, d->lang, foot_source);
    kt_artifact_open(cv);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, b.x, at.foot, b.w - 20, source);
    const char *page = KT_SAY(d->arena, d->lang, page_of, kt_num(d, (double)d->sheet + 1, 0),
                              kt_num(d, (double)d->nsheet, 0));
    kt_text(cv, KT_NOTE_TEXT, KT_RIGHT, b.x + b.w, at.foot, 0, page);
    kt_artifact_close(cv);
}

/* Is there a figure on the sheet at hand? */
static bool has_figure(const struct kt_canvas *cv)
{
    size_t n;
    const struct kt_element *e = kt_canvas_elements(cv, &n);
    int page = kt_canvas_pages(cv) - 1;
    for (size_t i = n; i-- > 0 && e[i].page == page;)
        if (kt_streq(e[i].tag, "Figure")) return true;
    return false;
}

void kt_frame_twins(const struct kt_doc *d, struct kt_canvas *cv)
{
    const struct kt_used *u = d->used;
    const char *files = "", *sheets = "";
    double up = d->slides ? TWINS_UP_SLIDE : TWINS_UP;
    if (!u || !has_figure(cv)) return;
    for (size_t lv = 0; lv < d->rep->study->nlevel; lv++)
        if (u->levels >> lv & 1)
            sheets = kt_printf(d->arena, "%s%s%s", sheets, *sheets ? ", " : "",
                               kt_level_name(d->rep->study->level[lv].level_id, KT_FI));
    if (*sheets) files = kt_printf(d->arena, "data/data.csv (%s)", sheets);
    /* The folder once: a foot is one line. */
    for (size_t i = 0; i < u->ntable; i++)
        files = kt_printf(d->arena, "%s%s%s%s.csv", files, *files ? ", " : "", i ? "" : "data/tables/",
                          u->table[i]);
    if (!*files) return;
    kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, kt_left(d), kt_canvas_size(cv).h - up, kt_width(d),
               KT_SAY(d->arena, d->lang, foot_twins, files));
}

bool kt_page_always(const struct kt_doc *d)
{
    (void)d;
    return true;
}

size_t kt_page_one_sheet(const struct kt_doc *d)
{
    (void)d;
    return 1;
}

struct kt_map kt_page_map(const struct kt_doc *d, const int *cls, const uint32_t *fill)
{
    return (struct kt_map){.outlines = d->rep->outlines,
                           .lang = d->lang,
                           .level = d->rep->fine,
                           .own = kt_doc_national(d) ? -1 : (int32_t)d->zone,
                           .cls = cls,
                           .fill = fill};
}

const char *kt_credit(const struct kt_doc *d)
{
    const struct kt_zones *zs = &d->rep->study->level[d->rep->fine];
    const char *who = zs->credit[d->lang];
    const char *said = KT_SAY0(d->arena, d->lang, generalised), *water = d->rep->study->water.credit[d->lang];
    if (water && *water) who = who && *who ? kt_printf(d->arena, "%s · %s", who, water) : water;
    if (!who || !*who) return zs->generalised ? said : "";
    /* A credit that says so itself need not hear it again. */
    bool told = strcasestr(who, kt_word_raw(KT_W_generalised_stem, d->lang)) != NULL;
    return zs->generalised && !told ? kt_printf(d->arena, "%s · %s", who, said) : who;
}

void kt_frame(const struct kt_doc *d, struct kt_canvas *cv, const char *section, const char *title,
              const char *subtitle, const char *credit)
{
    struct furniture at = furniture_of(d);
    struct kt_box b = kt_content(d);
    kt_text_as(cv, "P", KT_KICKER, KT_LEFT, b.x, at.kicker, b.w, kicker(d, section));
    kt_line(cv, b.x, at.rule, b.x + b.w, at.rule, KT_NAVY, 0.5);
    double w = kt_para_balanced(cv, KT_TITLE, b.w, title);
    struct kt_box t = kt_para_as(cv, "H1", KT_TITLE, b.x, at.title, w, title);
    w = kt_para_balanced(cv, KT_SUBTITLE, b.w, subtitle);
    kt_para_as(cv, "P", KT_SUBTITLE, b.x, t.y + t.h + 0.8, w, subtitle);
    foot(d, cv, credit);
}
