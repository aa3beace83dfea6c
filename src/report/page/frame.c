/* frame: the furniture of a page: kicker, rule, title, subtitle, foot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <string.h>

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

static void foot(const struct kt_doc *d, struct kt_canvas *cv, const char *credit)
{
    kt_line(cv, KT_MARGIN, 283, KT_MARGIN + KT_TEXT_W, 283, KT_RULE, 0.15);
    const char *source = credit && *credit ? credit : KT_SAY0(d->arena, d->lang, foot_source);
    kt_artifact_open(cv);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, KT_MARGIN, 287.5, KT_TEXT_W - 20, source);
    const char *page = KT_SAY(d->arena, d->lang, page_of, kt_num(d, (double)d->sheet + 1, 0),
                              kt_num(d, (double)d->nsheet, 0));
    kt_text(cv, KT_NOTE_TEXT, KT_RIGHT, KT_MARGIN + KT_TEXT_W, 287.5, 0, page);
    kt_artifact_close(cv);
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

/* The least width in which the title still takes as few lines: two lines of like length read better
 * than a long one and a single word. */
static double balanced_width(struct kt_canvas *cv, enum kt_role role, const char *title)
{
    double lo = KT_TEXT_W / 2.0, hi = KT_TEXT_W, h = kt_para_height(cv, role, hi, title);
    if (h < 1.5 * kt_role_leading(role)) return hi;
    for (int i = 0; i < 7; i++) {
        double mid = (lo + hi) / 2;
        if (kt_para_height(cv, role, mid, title) > h + 0.01)
            lo = mid;
        else
            hi = mid;
    }
    return hi;
}

const char *kt_credit(const struct kt_doc *d)
{
    const struct kt_zones *zs = &d->rep->study->level[d->rep->fine];
    const char *who = zs->credit[d->lang];
    const char *said = KT_SAY0(d->arena, d->lang, generalised);
    if (!who || !*who) return zs->generalised ? said : "";
    /* A credit that says so itself need not hear it again. */
    bool told = strcasestr(who, kt_word_raw(KT_W_generalised_stem, d->lang)) != NULL;
    return zs->generalised && !told ? kt_printf(d->arena, "%s · %s", who, said) : who;
}

void kt_frame(const struct kt_doc *d, struct kt_canvas *cv, const char *section, const char *title,
              const char *subtitle, const char *credit)
{
    kt_text_as(cv, "P", KT_KICKER, KT_LEFT, KT_MARGIN, 17, KT_TEXT_W, kicker(d, section));
    kt_line(cv, KT_MARGIN, 20, KT_MARGIN + KT_TEXT_W, 20, KT_NAVY, 0.5);
    struct kt_box t =
        kt_para_as(cv, "H1", KT_TITLE, KT_MARGIN, 24.2, balanced_width(cv, KT_TITLE, title), title);
    double w = balanced_width(cv, KT_SUBTITLE, subtitle);
    kt_para_as(cv, "P", KT_SUBTITLE, KT_MARGIN, t.y + t.h + 0.8, w, subtitle);
    foot(d, cv, credit);
}
