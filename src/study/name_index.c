/* The index of names, and the rules in their order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "names_internal.h"

#include <stdlib.h>
#include <string.h>

const char *const kt_match_rule_name[KT_NAME_NRULE] = {"same name",
                                                       "code",
                                                       "word of kind",
                                                       "genitive",
                                                       "parallel names",
                                                       "text decoded twice",
                                                       "letters without their dots",
                                                       "a letter or two off",
                                                       "code against name",
                                                       "unknown code before a known name"};

/* What a key is to its zone; of equal keys the surest kind counts. */
enum kind { CODE, NAME, PART, GENITIVE, UNDOTTED, NKIND };

struct entry {
    const char *key;
    enum kind kind;
    int32_t zone;
};

struct kt_names {
    size_t n, code_length;
    struct entry *entry;
};

/* ---- building ----------------------------------------------------------------------- */

static int by_key(const void *pa, const void *pb)
{
    const struct entry *a = pa, *b = pb;
    int c = strcmp(a->key, b->key);
    if (c) return c;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return (a->zone > b->zone) - (a->zone < b->zone);
}

struct build {
    struct kt_names *names;
    struct kt_arena *keep;
    size_t cap;
};

static void add(struct build *b, const char *key, enum kind kind, size_t zone)
{
    struct kt_names *x = b->names;
    if (!*key) return;
    if (x->n == b->cap) {
        struct entry *bigger = KT_NEW(b->keep, struct entry, 2 * b->cap);
        memcpy(bigger, x->entry, x->n * sizeof *bigger);
        x->entry = bigger;
        b->cap *= 2;
    }
    x->entry[x->n++] = (struct entry){kt_strdup(b->keep, key), kind, (int32_t)zone};
}

static void add_forms(struct build *b, const char *key, enum kind kind, size_t zone)
{
    char form[KT_NAME_FORMS][KT_NAME_MAX];
    add(b, key, kind, zone);
    size_t n = kt_name_genitives(key, form);
    for (size_t i = 0; i < n; i++) add(b, form[i], GENITIVE, zone);
    kt_name_undotted(key, form[0]);
    add(b, form[0], UNDOTTED, zone);
}

static void add_name(struct build *b, const char *name, size_t zone)
{
    char key[KT_NAME_MAX], part[KT_NAME_PARTS][KT_NAME_MAX];
    bool hyphen;
    kt_name_key(name, key);
    add_forms(b, key, NAME, zone);
    size_t n = kt_name_parts(key, part, &hyphen);
    for (size_t i = 0; i < n && !hyphen; i++) add_forms(b, part[i], PART, zone);
    while (kt_name_bare(key, key)) add_forms(b, key, PART, zone);
}

struct kt_names *kt_names_build(const struct kt_zones *zs, struct kt_arena *keep)
{
    struct kt_names *x = KT_NEW(keep, struct kt_names, 1);
    struct build b = {x, keep, 64 + 16 * zs->n};
    x->entry = KT_NEW(keep, struct entry, b.cap);
    for (size_t z = 0; z < zs->n; z++) {
        char key[KT_NAME_MAX];
        kt_name_key(zs->code[z], key);
        add(&b, key, CODE, z);
        if (strlen(key) > x->code_length) x->code_length = strlen(key);
        for (int l = 0; l < KT_NLANG; l++) {
            bool again = false;
            for (int k = 0; k < l; k++)
                again |= zs->name[k] && zs->name[l] && kt_streq(zs->name[k][z], zs->name[l][z]);
            if (zs->name[l] && zs->name[l][z] && !again) add_name(&b, zs->name[l][z], z);
        }
    }
    if (x->n > 1) qsort(x->entry, x->n, sizeof *x->entry, by_key);
    return x;
}

/* ---- finding ------------------------------------------------------------------------ */

static size_t lower_bound(const struct kt_names *x, const char *key)
{
    size_t lo = 0, hi = x->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (strcmp(x->entry[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static struct kt_match none(void)
{
    return (struct kt_match){KT_MATCH_NONE, KT_NAME_SAME, -1, -1};
}

/* The zone whose key of a kind in [from, to] this is; kinds are tried in their order. */
static struct kt_match look_up(const struct kt_names *x, const char *key, enum kind from, enum kind to)
{
    static const enum kt_match_rule rule[NKIND] = {KT_NAME_CODE, KT_NAME_SAME, KT_NAME_PARALLEL,
                                                   KT_NAME_GENITIVE, KT_NAME_UNDOTTED};
    struct kt_match m = none();
    enum kind met = NKIND;
    if (!*key) return m;
    for (size_t i = lower_bound(x, key); i < x->n && kt_streq(x->entry[i].key, key); i++) {
        const struct entry *e = &x->entry[i];
        if (e->kind < from || e->kind > to) continue;
        if (m.zone < 0) {
            met = e->kind;
            enum kt_match_how how = met == NAME       ? KT_MATCH_EXACT
                                    : met == UNDOTTED ? KT_MATCH_DOUBTFUL
                                                      : KT_MATCH_RULE;
            m = (struct kt_match){how, rule[met], e->zone, -1};
        } else if (e->kind == met && e->zone != m.zone) {
            return (struct kt_match){KT_MATCH_AMBIGUOUS, m.rule, -1, m.zone};
        }
    }
    return m;
}

static struct kt_match by_digits(const struct kt_names *x, const char *digits)
{
    char padded[16];
    size_t n = strlen(digits);
    if (n > x->code_length || x->code_length >= sizeof padded) return none();
    memset(padded, '0', x->code_length - n);
    memcpy(padded + x->code_length - n, digits, n + 1);
    return look_up(x, padded, CODE, CODE);
}

/* One name, perhaps with a word of kind or in the genitive. */
static struct kt_match by_name(const struct kt_names *x, const char *key)
{
    char bare[KT_NAME_MAX];
    struct kt_match m = look_up(x, key, NAME, GENITIVE);
    strcpy(bare, key);
    while (m.how == KT_MATCH_NONE && kt_name_bare(bare, bare)) {
        m = look_up(x, bare, NAME, GENITIVE);
        if (m.how == KT_MATCH_EXACT) m.how = KT_MATCH_RULE, m.rule = KT_NAME_KIND;
    }
    return m;
}

/* All parts that are known must tell of one zone; at a bare hyphen all must be known. */
static struct kt_match by_parts(const struct kt_names *x, const char *key)
{
    char part[KT_NAME_PARTS][KT_NAME_MAX], digits[16];
    const char *rest;
    bool hyphen;
    struct kt_match all = none();
    size_t n = kt_name_parts(key, part, &hyphen);
    for (size_t i = 0; i < n; i++) {
        struct kt_match m =
            kt_name_code(part[i], digits, &rest) && !*rest ? by_digits(x, digits) : by_name(x, part[i]);
        if (m.how == KT_MATCH_AMBIGUOUS) continue;
        if (m.zone < 0 && hyphen) return none();
        if (m.zone < 0) continue;
        if (all.zone >= 0 && all.zone != m.zone)
            return (struct kt_match){KT_MATCH_AMBIGUOUS, KT_NAME_PARALLEL, -1, all.zone};
        all = (struct kt_match){KT_MATCH_RULE, KT_NAME_PARALLEL, m.zone, -1};
    }
    return all;
}

/* Names of five letters or more, one letter off in every eight; no other zone may be as near. */
static struct kt_match by_nearness(const struct kt_names *x, const char *undotted)
{
    size_t n = strlen(undotted), most = n < 5 ? 0 : n < 9 ? 1 : 2, best = most + 1;
    struct kt_match m = none();
    for (size_t i = 0; i < x->n && most; i++) {
        const struct entry *e = &x->entry[i];
        size_t k = strlen(e->key);
        if (e->kind != UNDOTTED || k + most < n || n + most < k) continue;
        size_t d = kt_edit_distance(e->key, undotted);
        if (d > best || d > most) continue;
        if (d < best)
            m = (struct kt_match){KT_MATCH_DOUBTFUL, KT_NAME_NEAR, e->zone, -1};
        else if (m.zone >= 0 && m.zone != e->zone)
            m = (struct kt_match){KT_MATCH_AMBIGUOUS, KT_NAME_NEAR, -1, m.zone};
        best = d;
    }
    return m;
}

static struct kt_match by_rule(const struct kt_names *x, const char *key)
{
    struct kt_match m = by_name(x, key);
    if (m.how == KT_MATCH_NONE) m = by_parts(x, key);
    return m;
}

static struct kt_match by_code(const struct kt_names *x, const char *digits, const char *rest)
{
    struct kt_match code = by_digits(x, digits), name = *rest ? by_rule(x, rest) : none();
    if (code.zone < 0) {
        if (name.zone >= 0) name.how = KT_MATCH_DOUBTFUL, name.rule = KT_NAME_CODE_FAILS;
        return name;
    }
    if (name.zone >= 0 && name.zone != code.zone)
        return (struct kt_match){KT_MATCH_DOUBTFUL, KT_NAME_CODE_WINS, code.zone, name.zone};
    return code;
}

static struct kt_match doubtful(const struct kt_names *x, const char *key)
{
    char undotted[KT_NAME_MAX];
    kt_name_undotted(key, undotted);
    struct kt_match m = look_up(x, undotted, UNDOTTED, UNDOTTED);
    if (m.how != KT_MATCH_NONE) return m;
    char bare[KT_NAME_MAX];
    strcpy(bare, undotted);
    while (kt_name_bare(bare, bare)) continue;
    m = look_up(x, bare, UNDOTTED, UNDOTTED);
    return m.how != KT_MATCH_NONE ? m : by_nearness(x, bare);
}

struct kt_match kt_names_find(const struct kt_names *x, const char *text)
{
    char key[KT_NAME_MAX], digits[16], again[KT_NAME_MAX];
    const char *rest;
    if (!text) return none();
    kt_name_key(text, key);
    if (!*key) return none();
    struct kt_match m = look_up(x, key, CODE, NAME);
    if (m.how != KT_MATCH_NONE) return m;
    if (kt_name_total(key)) return (struct kt_match){KT_MATCH_TOTAL, KT_NAME_SAME, -1, -1};
    bool coded = kt_name_code(key, digits, &rest);
    m = coded ? by_code(x, digits, rest) : by_rule(x, key);
    if (m.how != KT_MATCH_NONE) return m;
    if (kt_name_decoded(text, again)) {
        m = kt_names_find(x, again);
        if (m.how >= KT_MATCH_RULE) m.how = KT_MATCH_RULE, m.rule = KT_NAME_DECODED;
        return m;
    }
    return coded ? m : doubtful(x, key);
}
