/* Joining a column of names: each distinct text is matched once and told once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "names_internal.h"

#include <stdlib.h>
#include <string.h>

struct met {
    const char *text;
    long row; /* the first one */
    size_t n, order;
    struct kt_match match;
};

struct kt_name_join {
    struct kt_study *st;
    const struct kt_zones *zones;
    struct kt_names *names;
    struct kt_arena *keep;
    const char *file, *field;
    size_t n, cap; /* open addressing; cap is a power of two */
    struct met *met;
};

struct kt_name_join *kt_name_join_open(struct kt_study *st, const struct kt_zones *zones, const char *file,
                                       const char *field, struct kt_arena *keep)
{
    struct kt_name_join *j = KT_NEW(keep, struct kt_name_join, 1);
    *j = (struct kt_name_join){
        .st = st, .zones = zones, .keep = keep, .file = file, .field = field, .cap = 1024};
    j->names = kt_names_build(zones, keep);
    j->met = KT_NEW(keep, struct met, j->cap);
    return j;
}

static struct met *slot_of(struct met *met, size_t cap, const char *text)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) h = (h ^ *p) * 1099511628211u;
    size_t i = (size_t)(h ^ h >> 32) & (cap - 1);
    while (met[i].text && strcmp(met[i].text, text) != 0) i = (i + 1) & (cap - 1);
    return &met[i];
}

static void grow(struct kt_name_join *j)
{
    struct met *bigger = KT_NEW(j->keep, struct met, 2 * j->cap);
    for (size_t i = 0; i < j->cap; i++)
        if (j->met[i].text) *slot_of(bigger, 2 * j->cap, j->met[i].text) = j->met[i];
    j->met = bigger;
    j->cap *= 2;
}

struct kt_match kt_name_join_match(struct kt_name_join *j, const char *text, long row)
{
    if (!text) text = "";
    if (2 * j->n >= j->cap) grow(j);
    struct met *m = slot_of(j->met, j->cap, text);
    if (!m->text) *m = (struct met){kt_strdup(j->keep, text), row, 0, j->n++, kt_names_find(j->names, text)};
    m->n++;
    return m->match;
}

int32_t kt_name_join(struct kt_name_join *j, const char *text, long row)
{
    return kt_name_join_match(j, text, row).zone;
}

static int by_order(const void *pa, const void *pb)
{
    const struct met *a = pa, *b = pb;
    if (!a->text || !b->text) return (b->text != NULL) - (a->text != NULL);
    return (a->order > b->order) - (a->order < b->order);
}

static void tell(const struct kt_name_join *j, const struct met *m, struct kt_tally t[KT_MATCH_RULE])
{
    const struct kt_zones *zs = j->zones;
    const char *rows = kt_printf(j->keep, "%zu %s", m->n, m->n == 1 ? "row" : "rows");
    if (m->match.how == KT_MATCH_NONE)
        kt_tally_add(j->st, &t[0], m->row, "no zone is called \"%.80s\" (%s)", m->text, rows);
    else if (m->match.how == KT_MATCH_AMBIGUOUS)
        kt_tally_add(j->st, &t[1], m->row, "\"%.80s\" may be several zones, one of them %.40s %.80s (%s)",
                     m->text, zs->code[m->match.other], zs->name[KT_FI][m->match.other], rows);
    else if (m->match.how == KT_MATCH_TOTAL)
        kt_tally_add(j->st, &t[2], m->row, "\"%.80s\" is a word for the whole (%s)", m->text, rows);
    else if (m->match.how == KT_MATCH_DOUBTFUL)
        kt_tally_add(j->st, &t[3], m->row, "\"%.80s\" was taken to be %.40s \"%.80s\": %s (%s)", m->text,
                     zs->code[m->match.zone], zs->name[KT_FI][m->match.zone],
                     kt_match_rule_name[m->match.rule], rows);
}

void kt_name_join_close(struct kt_name_join *j)
{
    struct kt_tally t[KT_MATCH_RULE] = {
        {KT_ERROR, "name-without-zone", j->file, j->field,
         "Correct the name, or give codes; the rows were left out.", 0},
        {KT_WARNING, "name-ambiguous", j->file, j->field, "Give codes; the rows were left out.", 0},
        {KT_NOTE, "name-total", j->file, j->field, "Nothing; totals are not zones.", 0},
        {KT_WARNING, "name-doubtful", j->file, j->field, "Look whether that is right; if not, give codes.",
         0}};
    size_t by_rule[KT_NAME_NRULE] = {0}, sum = 0;
    qsort(j->met, j->cap, sizeof *j->met, by_order);
    for (size_t i = 0; i < j->n; i++) {
        tell(j, &j->met[i], t);
        if (j->met[i].match.how == KT_MATCH_RULE) by_rule[j->met[i].match.rule]++, sum++;
    }
    for (size_t i = 0; i < KT_MATCH_RULE; i++) kt_tally_close(j->st, &t[i]);
    const char *list = "";
    for (size_t r = 0; r < KT_NAME_NRULE; r++)
        if (by_rule[r])
            list =
                kt_printf(j->keep, "%s%s%s %zu", list, *list ? ", " : "", kt_match_rule_name[r], by_rule[r]);
    if (sum)
        kt_issues_add(&j->st->issues, KT_NOTE, "name-by-rule", j->file, 0, j->field,
                      kt_printf(j->keep, "%zu names were joined by rule: %s", sum, list), "Nothing.");
}
