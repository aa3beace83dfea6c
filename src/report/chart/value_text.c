/* value_text: a finding as its kind is written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart.h>

/* Decimals that say what is known and no more. */
static int decimals_of(enum kt_kind kind, double v)
{
    if (v == 0 && kind != KT_K_PROB && kind != KT_K_INDEX) return 0;
    switch (kind) {
    case KT_K_SHARE: return fabs(v) < 0.0995 ? 1 : 0;
    case KT_K_KM: return fabs(v) < 99.95 ? 1 : 0;
    case KT_K_HOURS:
    case KT_K_PER1000: return fabs(v) < 9.95 ? 1 : 0;
    case KT_K_PROB:
    case KT_K_INDEX: return 2;
    case KT_K_PERSONS:
    case KT_K_COUNT:
    case KT_K_MIN:
    case KT_K_RANK: break;
    }
    return 0;
}

char *kt_value_text(struct kt_arena *a, enum kt_lang lang, enum kt_kind kind, double v)
{
    return kt_value_like(a, lang, kind, v, v);
}

char *kt_value_like(struct kt_arena *a, enum kt_lang lang, enum kt_kind kind, double v, double like)
{
    int d = decimals_of(kind, like);
    return kind == KT_K_SHARE ? kt_fmt_percent(a, lang, v, d) : kt_fmt(a, lang, v, d);
}

char *kt_value_range(struct kt_arena *a, enum kt_lang lang, enum kt_kind kind, double v, double lower,
                     double upper)
{
    /* The wider the interval reaches, the fewer decimals all three deserve. */
    int d = decimals_of(kind, isfinite(upper) ? fmax(fabs(upper), fabs(v)) : v);
    return kind == KT_K_SHARE ? kt_fmt_percent_range(a, lang, v, lower, upper, d)
                              : kt_fmt_range(a, lang, v, lower, upper, d);
}
