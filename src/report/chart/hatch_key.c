/* hatch_key: what the hatches and marks of a map mean, with how many zones bear them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart.h>

#define SWATCH_W 5.0
#define SWATCH_H 3.0
#define ROW_MM   4.6

static const struct kt_tr missing = {{"ei tietoa: %s", "uppgift saknas: %s", "no data: %s"}};
static const struct kt_tr hidden = {{"salattu, alle %s henkilöä: %s", "sekretess, färre än %s personer: %s",
                                     "suppressed, under %s persons: %s"}};
static const struct kt_tr unsure = {
    {"epävarma, virhe yli %s: %s", "osäker, fel över %s: %s", "uncertain, error over %s: %s"}};
static const struct kt_tr unsure_class = {{"epävarma, luokka voi olla toinen: %s",
                                           "osäker, klassen kan avvika: %s",
                                           "uncertain, class may differ: %s"}};
static const struct kt_tr vague = {{"väri himmennetty, voi olla mikä luokka hyvänsä: %s",
                                    "blek färg, kan vara vilken klass som helst: %s",
                                    "paled, may be any class: %s"}};
static const struct kt_tr gap = {
    {"suuri tarve, vähän tarjontaa: %s", "stort behov, litet utbud: %s", "high need, low supply: %s"}};

/* Text with its %s filled in from the left; the formats above are fixed, so no printf of a variable. */
static char *filled(struct kt_arena *a, const char *text, const char *const *part)
{
    char *out = kt_strdup(a, "");
    for (const char *p = text; *p;) {
        if (p[0] == '%' && p[1] == 's') {
            out = kt_printf(a, "%s%s", out, *part++);
            p += 2;
            continue;
        }
        size_t n = 1;
        while (p[n] && p[n] != '%') n++;
        out = kt_printf(a, "%s%.*s", out, (int)n, p);
        p += n;
    }
    return out;
}

struct row {
    struct kt_canvas *cv;
    double x, y, w;
};

/* Swatch first, then the words beside it; returns where the next row begins. */
static void words(struct row *r, const char *text)
{
    double h = kt_para_height(r->cv, KT_NOTE_TEXT, r->w - SWATCH_W - 2, text),
           lead = kt_role_leading(KT_NOTE_TEXT);
    kt_tag_open(r->cv, "LI");
    kt_para_as(r->cv, "LBody", KT_NOTE_TEXT, r->x + SWATCH_W + 2, r->y + (SWATCH_H - lead) / 2,
               r->w - SWATCH_W - 2, text);
    kt_tag_close(r->cv, "LI");
    r->y += fmax(ROW_MM, h + 1.2);
}

static void swatch(const struct row *r, uint32_t fill, bool crossed, uint32_t hatch, double alpha,
                   double width, double pitch)
{
    struct kt_box b = {r->x, r->y, SWATCH_W, SWATCH_H};
    kt_rect(r->cv, b, fill, KT_NO_COLOUR, 0);
    kt_hatch(r->cv, b, crossed, hatch, alpha, width, pitch);
    kt_rect(r->cv, b, KT_NO_COLOUR, KT_MUTED, 0.12);
}

struct kt_box kt_key_draw(struct kt_canvas *cv, const struct kt_key *key, double x, double y, double w,
                          struct kt_arena tmp)
{
    struct row r = {cv, x, y, w};
    enum kt_lang l = key->lang;
    bool any = key->ngap || key->nuncertain || key->nvague || key->nmissing || key->nhidden;
    if (any) kt_tag_open(cv, "L");
    if (key->ngap) {
        struct kt_box b = {x + 0.25, y + 0.25, SWATCH_W - 0.5, SWATCH_H - 0.5};
        kt_rect(cv, b, key->gap_fill, KT_INK, 0.5);
        kt_triangle(cv, x + SWATCH_W / 2, y + SWATCH_H / 2 + 0.2, 1.7, kt_ink_on(key->gap_fill),
                    KT_NO_COLOUR);
        words(&r, filled(&tmp, gap.s[l], (const char *[]){kt_fmt(&tmp, l, (double)key->ngap, 0)}));
    }
    if (key->nuncertain) {
        swatch(&r, 0xbcb6af, false, KT_INK, 0.45, 0.22, 1.6);
        const char *n = kt_fmt(&tmp, l, (double)key->nuncertain, 0);
        if (key->cv_limit > 0)
            words(&r,
                  filled(&tmp, unsure.s[l], (const char *[]){kt_fmt_percent(&tmp, l, key->cv_limit, 0), n}));
        else
            words(&r, filled(&tmp, unsure_class.s[l], (const char *[]){n}));
    }
    if (key->nvague) {
        swatch(&r, kt_pale(0xbcb6af), false, KT_INK, 0.45, 0.22, 1.6);
        words(&r, filled(&tmp, vague.s[l], (const char *[]){kt_fmt(&tmp, l, (double)key->nvague, 0)}));
    }
    if (key->nmissing) {
        swatch(&r, KT_WHITE, false, KT_HATCH, 1, 0.15, 1.2);
        words(&r, filled(&tmp, missing.s[l], (const char *[]){kt_fmt(&tmp, l, (double)key->nmissing, 0)}));
    }
    if (key->nhidden) {
        swatch(&r, KT_WHITE, true, KT_HATCH, 1, 0.15, 1.2);
        words(&r,
              filled(&tmp, hidden.s[l],
                     (const char *[]){kt_fmt(&tmp, l, key->k, 0), kt_fmt(&tmp, l, (double)key->nhidden, 0)}));
    }
    if (any) kt_tag_close(cv, "L");
    return (struct kt_box){x, y, w, r.y - y};
}
