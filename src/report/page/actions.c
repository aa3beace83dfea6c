/* actions: what the figures recommend, each with the people whom it reaches. Nothing is recommended that no figure
 * bears; each is counted by itself.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../directory_internal.h"

#include <string.h>

enum { CANDIDATES = KT_ACTIONS + 3 };

struct list {
    struct kt_action item[CANDIDATES];
    size_t n;
};

static const char *interval(const struct kt_doc *d, struct kt_val v)
{
    return KT_SAY(d->arena, d->lang, interval_95, kt_val_interval(d, v));
}

/* An action must reach someone for certain. */
static void put(struct list *l, const char *what, const char *whom, struct kt_val people)
{
    if (kt_shown(people) && people.lo > 0 && l->n < CANDIDATES)
        l->item[l->n++] = (struct kt_action){what, whom, people};
}

static void open_places(const struct kt_doc *d, struct list *l)
{
    struct kt_possible p[KT_PLACES_MAX];
    struct kt_arena *a = d->arena;
    const struct kt_study *st = d->rep->study;
    const char *limit = kt_limit(d, d->rep->far);
    size_t n = kt_possible_places(d, p);
    for (size_t i = 0; i < n && i < KT_ACTIONS; i++) {
        int32_t zone = st->sites.zone[p[i].site];
        const char *name = kt_site_name(d, p[i].site), *people = kt_val_text(d, p[i].need),
                   *where = zone >= 0 ? kt_place(d, 0, (size_t)zone) : "";
        if (*where && !strstr(name, where)) name = kt_printf(a, "%s (%s)", name, where);
        put(l, KT_SAY(a, d->lang, act_open, name),
            i ? KT_SAY(a, d->lang, act_open_more, people, interval(d, p[i].need), limit)
              : KT_SAY(a, d->lang, act_open_whom, people, interval(d, p[i].need), limit),
            p[i].need);
    }
}

/* Hours that lack are the standard times the need that is unmet: unmet counts every person by the part of the
 * standard that is missing. */
static void more_hours(const struct kt_doc *d, struct list *l)
{
    struct kt_arena *a = d->arena;
    struct kt_val unmet = kt_val(d, d->level, "unmet", d->zone);
    double hours = kt_rounded(unmet.v * d->rep->standard / 1000);
    if (!(hours >= 2)) return;
    put(l, KT_SAY(a, d->lang, act_hours, kt_num(d, hours, 0)),
        KT_SAY(a, d->lang, act_hours_whom, kt_val_text(d, unmet), interval(d, unmet),
               kt_num(d, d->rep->standard, 0)),
        unmet);
}

static void check_places(const struct kt_doc *d, struct list *l)
{
    enum { NEED, LOWER, UPPER, RESIDENTS, PLACES, COLUMNS };
    struct kt_arena *a = d->arena;
    const struct kt_vtable *t = kt_doc_table(d, "places_to_check");
    const char *code = d->rep->study->level[d->level].code[d->zone];
    for (size_t i = 0; t && i < t->meta->nrow; i++) {
        const double *v = t->value + i * COLUMNS;
        if (t->mark[i] != KT_SHOWN || !kt_streq(t->meta->row[i], code)) continue;
        struct kt_val people = {.v = v[NEED], .lo = v[LOWER], .hi = v[UPPER], .kind = KT_K_PERSONS};
        put(l, KT_SAY_N(a, d->lang, v[PLACES], act_check, kt_num(d, v[PLACES], 0)),
            KT_SAY(a, d->lang, act_check_whom, kt_val_text(d, people), interval(d, people),
                   kt_limit(d, d->rep->far)),
            people);
    }
}

/* Only where more lack their language than lack any support: the rest is a matter of distance. */
static void own_language(const struct kt_doc *d, struct list *l)
{
    struct kt_val lang = kt_val(d, d->level, "no_lang", d->zone),
                  any = kt_val(d, d->level, "no_form", d->zone);
    if (!kt_shown(lang) || !kt_shown(any) || !(lang.lo > any.hi)) return;
    put(l, KT_SAY0(d->arena, d->lang, act_language),
        KT_SAY(d->arena, d->lang, say_language, kt_val_text(d, lang), interval(d, lang)), lang);
}

size_t kt_actions(const struct kt_doc *d, struct kt_action out[KT_ACTIONS])
{
    struct list l = {.n = 0};
    more_hours(d, &l);
    open_places(d, &l);
    check_places(d, &l);
    own_language(d, &l);
    double key[CANDIDATES];
    size_t order[CANDIDATES], n = l.n < KT_ACTIONS ? l.n : KT_ACTIONS;
    for (size_t i = 0; i < l.n; i++) key[i] = -l.item[i].people.v;
    kt_order(key, l.n, order);
    for (size_t i = 0; i < n; i++) out[i] = l.item[order[i]];
    return n;
}
