/* places: names of zones in sentences. A Finnish name that can't be bent stays in the nominative behind a word
 * that bends for it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <string.h>

const char *kt_locative(struct kt_arena *a, enum kt_lang lang, const char *name_fi, const char *name,
                        bool first)
{
    const char *in = lang == KT_FI && name_fi ? kt_finnish_in(a, name_fi) : NULL;
    if (!in)
        in = lang == KT_SV && kt_swedish_on(name) ? KT_SAY(a, lang, place_on, name)
                                                  : KT_SAY(a, lang, place_in, name);
    char *out = kt_strdup(a, in);
    /* All prepositions and locatives begin with an ASCII letter, or with a name's capital. */
    if (first && *out >= 'a' && *out <= 'z') *out = (char)(*out - 'a' + 'A');
    return out;
}

const char *kt_place(const struct kt_doc *d, size_t level, size_t z)
{
    return kt_zone_name(&d->rep->study->level[level], d->lang, z);
}

const char *kt_place_in(const struct kt_doc *d, size_t level, size_t z, bool first)
{
    const struct kt_zones *zs = &d->rep->study->level[level];
    const char *fi = zs->name[KT_FI] ? zs->name[KT_FI][z] : NULL;
    return kt_locative(d->arena, d->lang, fi, kt_place(d, level, z), first);
}

/* Level ids that have words of their own; every other level is made of areas. */
static size_t unit_row(const struct kt_doc *d, size_t level)
{
    const char *id = d->rep->study->level[level].level_id;
    return kt_streq(id, "municipality") ? 0 : kt_streq(id, "region") ? 1 : 2;
}

static const enum kt_word unit_word[3][KT_NUNIT] = {
    {KT_W_mun_head, KT_W_mun_by, KT_W_mun, KT_W_mun_in, KT_W_mun_in_none, KT_W_mun_in_none_lower,
     KT_W_mun_none, KT_W_mun_varies, KT_W_mun_all},
    {KT_W_reg_head, KT_W_reg_by, KT_W_reg, KT_W_reg_in, KT_W_reg_in_none, KT_W_reg_in_none_lower,
     KT_W_reg_none, KT_W_reg_varies, KT_W_reg_all},
    {KT_W_area_head, KT_W_area_by, KT_W_area, KT_W_area_in, KT_W_area_in_none, KT_W_area_in_none_lower,
     KT_W_area_none, KT_W_area_varies, KT_W_area_all},
};

const char *kt_unit(const struct kt_doc *d, size_t level, enum kt_unit form)
{
    return kt_word_raw(unit_word[unit_row(d, level)][form], d->lang);
}

static const char *counted(const struct kt_doc *d, size_t level, enum kt_unit form, size_t n,
                           const char *number)
{
    const char *arg[] = {number, NULL};
    return kt_say_count(d->arena, d->lang, unit_word[unit_row(d, level)][form], (double)n, arg);
}

const char *kt_unit_count(const struct kt_doc *d, size_t level, size_t n, bool in)
{
    return counted(d, level, in ? KT_U_IN_COUNT : KT_U_COUNT, n, kt_num(d, (double)n, 0));
}

const char *kt_unit_range(const struct kt_doc *d, size_t level, size_t from, size_t to)
{
    if (from == to) return kt_unit_count(d, level, to, true);
    const char *number = kt_printf(d->arena, "%s–%s", kt_num(d, (double)from, 0), kt_num(d, (double)to, 0));
    return counted(d, level, KT_U_IN_COUNT, to, number);
}
