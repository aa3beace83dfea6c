/* places: names of zones in sentences. Finnish bends names; the nineteen regions are known by heart,
 * any other name stays in the nominative behind a word that bends for it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct {
    const char *fi, *in_fi, *in_sv, *in_en;
} known[] = {
    {"Uusimaa", "Uudellamaalla", "i Nyland", "in Uusimaa"},
    {"Varsinais-Suomi", "Varsinais-Suomessa", "i Egentliga Finland", "in Southwest Finland"},
    {"Satakunta", "Satakunnassa", "i Satakunta", "in Satakunta"},
    {"Kanta-Häme", "Kanta-Hämeessä", "i Egentliga Tavastland", "in Kanta-Häme"},
    {"Pirkanmaa", "Pirkanmaalla", "i Birkaland", "in Pirkanmaa"},
    {"Päijät-Häme", "Päijät-Hämeessä", "i Päijänne-Tavastland", "in Päijät-Häme"},
    {"Kymenlaakso", "Kymenlaaksossa", "i Kymmenedalen", "in Kymenlaakso"},
    {"Etelä-Karjala", "Etelä-Karjalassa", "i Södra Karelen", "in South Karelia"},
    {"Etelä-Savo", "Etelä-Savossa", "i Södra Savolax", "in South Savo"},
    {"Pohjois-Savo", "Pohjois-Savossa", "i Norra Savolax", "in North Savo"},
    {"Pohjois-Karjala", "Pohjois-Karjalassa", "i Norra Karelen", "in North Karelia"},
    {"Keski-Suomi", "Keski-Suomessa", "i Mellersta Finland", "in Central Finland"},
    {"Etelä-Pohjanmaa", "Etelä-Pohjanmaalla", "i Södra Österbotten", "in South Ostrobothnia"},
    {"Pohjanmaa", "Pohjanmaalla", "i Österbotten", "in Ostrobothnia"},
    {"Keski-Pohjanmaa", "Keski-Pohjanmaalla", "i Mellersta Österbotten", "in Central Ostrobothnia"},
    {"Pohjois-Pohjanmaa", "Pohjois-Pohjanmaalla", "i Norra Österbotten", "in North Ostrobothnia"},
    {"Kainuu", "Kainuussa", "i Kajanaland", "in Kainuu"},
    {"Lappi", "Lapissa", "i Lappland", "in Lapland"},
    {"Ahvenanmaa", "Ahvenanmaalla", "på Åland", "in Åland"},
    {"Suomi", "Suomessa", "i Finland", "in Finland"},
};

const char *kt_locative(struct kt_arena *a, enum kt_lang lang, const char *name_fi, const char *name,
                        bool first)
{
    const char *in = NULL;
    for (size_t i = 0; i < COUNT(known) && !in; i++)
        if (kt_streq(known[i].fi, name_fi))
            in = lang == KT_FI ? known[i].in_fi : lang == KT_SV ? known[i].in_sv : known[i].in_en;
    if (!in) in = KT_SAY(a, lang, place_in, name);
    char *out = kt_strdup(a, in);
    /* All prepositions and locatives begin with an ASCII letter. */
    if (first && *out >= 'a' && *out <= 'z') *out = (char)(*out - 'a' + 'A');
    return out;
}

const char *kt_place(const struct kt_doc *d, size_t level, size_t z)
{
    const struct kt_zones *zs = &d->rep->study->level[level];
    const char *s = zs->name[d->lang] ? zs->name[d->lang][z] : NULL;
    if (!s && zs->name[KT_FI]) s = zs->name[KT_FI][z];
    return s ? s : zs->code[z];
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
     KT_W_mun_varies, KT_W_mun_all},
    {KT_W_reg_head, KT_W_reg_by, KT_W_reg, KT_W_reg_in, KT_W_reg_in_none, KT_W_reg_in_none_lower,
     KT_W_reg_varies, KT_W_reg_all},
    {KT_W_area_head, KT_W_area_by, KT_W_area, KT_W_area_in, KT_W_area_in_none, KT_W_area_in_none_lower,
     KT_W_area_varies, KT_W_area_all},
};

const char *kt_unit(const struct kt_doc *d, size_t level, enum kt_unit form)
{
    return kt_word_raw(unit_word[unit_row(d, level)][form], d->lang);
}

const char *kt_unit_count(const struct kt_doc *d, size_t level, size_t n, bool in)
{
    const char *arg[] = {kt_num(d, (double)n, 0), NULL};
    enum kt_unit form = in ? KT_U_IN_COUNT : KT_U_COUNT;
    return kt_say_count(d->arena, d->lang, unit_word[unit_row(d, level)][form], (double)n, arg);
}
