/* numeral: figures as each language writes them. ICU tells the signs once; the digits are printed here,
 * because a formatter object per figure and thread would cost more than the page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/draw.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define NBSP  "\xc2\xa0"
#define MINUS "\xe2\x88\x92"
#define DASH  "\xe2\x80\x93"

static const char *const locale[KT_NLANG] = {"fi_FI", "sv_FI", "en_GB"};

struct signs {
    char point[8], group[8], percent[16]; /* percent with the space before it */
};
static struct signs signs[KT_NLANG] = {{",", NBSP, NBSP "%"}, {",", NBSP, NBSP "%"}, {".", ",", "%"}};
static UDateFormat *calendar[KT_NLANG]; /* costs a hundred times what it does with one date */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t asked = PTHREAD_ONCE_INIT;

static void symbol(const UNumberFormat *f, UNumberFormatSymbol what, char out[8])
{
    UChar u[8];
    char s[24];
    UErrorCode code = U_ZERO_ERROR;
    unum_getSymbol(f, what, u, 8, &code);
    u_strToUTF8(s, sizeof s, NULL, u, -1, &code);
    if (U_SUCCESS(code) && *s && strlen(s) < 8) strcpy(out, s);
}

static void ask(void)
{
    static const UChar utc[] = {'U', 'T', 'C', 0};
    for (int l = 0; l < KT_NLANG; l++) {
        UErrorCode code = U_ZERO_ERROR;
        calendar[l] = udat_open(UDAT_NONE, UDAT_LONG, locale[l], utc, -1, NULL, 0, &code);
        if (U_FAILURE(code)) calendar[l] = NULL;
        code = U_ZERO_ERROR;
        UNumberFormat *f = unum_open(UNUM_PERCENT, NULL, 0, locale[l], NULL, &code);
        if (U_FAILURE(code)) continue; /* without ICU's data the signs above stand */
        symbol(f, UNUM_DECIMAL_SEPARATOR_SYMBOL, signs[l].point);
        symbol(f, UNUM_GROUPING_SEPARATOR_SYMBOL, signs[l].group);
        UChar pattern[40];
        unum_toPattern(f, 0, pattern, 40, &code);
        if (U_SUCCESS(code)) strcpy(signs[l].percent, u_strchr(pattern, 0x00a0) ? NBSP "%" : "%");
        unum_close(f);
    }
}

static const struct signs *signs_of(enum kt_lang lang)
{
    pthread_once(&asked, ask);
    return &signs[lang];
}

/* Digits of |v| with grouping. */
static char *digits(struct kt_arena *a, enum kt_lang lang, double v, int decimals)
{
    const struct signs *sg = signs_of(lang);
    char raw[400];
    snprintf(raw, sizeof raw, "%.*f", decimals, fabs(v));
    size_t whole = strcspn(raw, ".");
    char *out = KT_NEW(a, char, strlen(raw) * 4 + 8), *p = out;
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0) p = stpcpy(p, sg->group);
        *p++ = raw[i];
    }
    if (raw[whole]) {
        p = stpcpy(p, sg->point);
        stpcpy(p, raw + whole + 1);
    }
    return out;
}

/* Does |v| print as zero? Then it has no sign. */
static bool prints_zero(double v, int decimals)
{
    char raw[400];
    snprintf(raw, sizeof raw, "%.*f", decimals, fabs(v));
    return strtod(raw, NULL) == 0;
}

char *kt_fmt(struct kt_arena *a, enum kt_lang lang, double v, int decimals)
{
    if (!isfinite(v)) return kt_strdup(a, DASH);
    bool minus = v < 0 && !prints_zero(v, decimals);
    char *d = digits(a, lang, v, decimals);
    return minus ? kt_printf(a, MINUS "%s", d) : d;
}

char *kt_fmt_signed(struct kt_arena *a, enum kt_lang lang, double v, int decimals)
{
    char *s = kt_fmt(a, lang, v, decimals);
    return isfinite(v) && v > 0 && !prints_zero(v, decimals) ? kt_printf(a, "+%s", s) : s;
}

char *kt_fmt_percent(struct kt_arena *a, enum kt_lang lang, double share, int decimals)
{
    char *s = kt_fmt(a, lang, 100 * share, decimals);
    return isfinite(share) ? kt_printf(a, "%s%s", s, signs_of(lang)->percent) : s;
}

char *kt_fmt_range(struct kt_arena *a, enum kt_lang lang, double v, double lower, double upper, int decimals)
{
    char *s = kt_fmt(a, lang, v, decimals);
    if (!isfinite(v) || !isfinite(lower) || !isfinite(upper)) return s;
    return kt_printf(a, "%s" NBSP "(%s" DASH "%s)", s, kt_fmt(a, lang, lower, decimals),
                     kt_fmt(a, lang, upper, decimals));
}

char *kt_fmt_percent_range(struct kt_arena *a, enum kt_lang lang, double share, double lower, double upper,
                           int decimals)
{
    char *s = kt_fmt_percent(a, lang, share, decimals);
    if (!isfinite(share) || !isfinite(lower) || !isfinite(upper)) return s;
    return kt_printf(a, "%s" NBSP "(%s" DASH "%s)", s, kt_fmt(a, lang, 100 * lower, decimals),
                     kt_fmt_percent(a, lang, upper, decimals));
}

char *kt_fmt_ratio(struct kt_arena *a, enum kt_lang lang, double denominator)
{
    static const char *const million[KT_NLANG] = {"milj.", "milj.", "million"};
    if (denominator < 1e6) return kt_printf(a, "1" NBSP ":" NBSP "%s", kt_fmt(a, lang, denominator, 0));
    double m = denominator / 1e6;
    int decimals = m == round(m) ? 0 : m * 10 == round(m * 10) ? 1 : 2;
    return kt_printf(a, "1" NBSP ":" NBSP "%s" NBSP "%s", kt_fmt(a, lang, m, decimals), million[lang]);
}

/* Milliseconds at noon UTC of an ISO day; NaN when it is none. */
static double noon(const char *iso)
{
    int y, m, d, end = 0;
    if (!iso || sscanf(iso, "%4d-%2d-%2d%n", &y, &m, &d, &end) != 3 || m < 1 || m > 12 || d < 1 || d > 31)
        return NAN;
    /* Days since 1970 of the proleptic Gregorian calendar, years beginning in March. */
    long yy = y - (m <= 2), era = (yy >= 0 ? yy : yy - 399) / 400, yoe = yy - era * 400;
    long doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1, doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return ((double)(era * 146097 + doe - 719468) + 0.5) * 86400e3;
}

char *kt_fmt_date(struct kt_arena *a, enum kt_lang lang, const char *iso)
{
    double when = noon(iso);
    char *text = kt_strdup(a, iso ? iso : "");
    if (isnan(when)) return text;
    (void)signs_of(lang);
    UErrorCode code = U_ZERO_ERROR;
    UChar u[64];
    char s[192];
    if (!calendar[lang]) return text;
    pthread_mutex_lock(&one_at_a_time);
    udat_format(calendar[lang], when, u, 64, NULL, &code);
    pthread_mutex_unlock(&one_at_a_time);
    u_strToUTF8(s, sizeof s, NULL, u, -1, &code);
    return U_SUCCESS(code) ? kt_strdup(a, s) : text;
}

char *kt_upper(struct kt_arena *a, enum kt_lang lang, const char *s)
{
    int32_t n = (int32_t)strlen(s), nu = 0, nb = 0;
    size_t cap = (size_t)n * 3 + 8;
    UChar *u = KT_NEW(a, UChar, cap), *v = KT_NEW(a, UChar, cap);
    char *out = KT_NEW(a, char, cap * 3);
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(u, (int32_t)cap, &nu, s, n, &code);
    u_strToUpper(v, (int32_t)cap, u, nu, locale[lang], &code);
    u_strToUTF8(out, (int32_t)(cap * 3), &nb, v, -1, &code);
    return U_SUCCESS(code) ? out : kt_strdup(a, s);
}
