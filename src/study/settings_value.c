/* A text of the file as a value of the type that the schema asks for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- what to say ---- */

static const char *spaced(struct kt_reading *rd, const char *choices)
{
    const char *out = "";
    for (const char *p = choices + strspn(choices, " "); *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        out = kt_printf(rd->keep, "%s%s%.*s", out, *out ? ", " : "", (int)n, p);
        p += n;
    }
    return out;
}

static const char *expected(struct kt_reading *rd, const struct kt_param *p)
{
    static const char *const type[] = {
        [KT_T_NUM] = "a number",
        [KT_T_INT] = "a whole number",
        [KT_T_BOOL] = "true or false",
        [KT_T_STR] = "a text",
        [KT_T_CHOICE] = "one of",
        [KT_T_PATH] = "a file name",
        [KT_T_DATE] = "a day such as 2020-06-01",
        [KT_T_NUMS] = "a list of numbers",
        [KT_T_STRS] = "a list of texts",
        [KT_T_MAP] = "a map of names to texts",
    };
    if (p->choices && p->type != KT_T_MAP)
        return kt_printf(rd->keep, "%s: %s", p->type == KT_T_CHOICE ? "one of" : "a list of",
                         spaced(rd, p->choices));
    if (*p->unit) return kt_printf(rd->keep, "%s (%s)", type[p->type], p->unit);
    return type[p->type];
}

static const char *remedy_of(struct kt_reading *rd, const struct kt_param *p)
{
    switch (p->type) {
    case KT_T_NUM:
    case KT_T_INT:
        return *p->unit ? kt_printf(rd->keep, "write the number alone; its unit is always %s", p->unit)
                        : "write the number alone";
    case KT_T_BOOL: return "write true or false";
    case KT_T_DATE: return "write the day as year-month-day";
    case KT_T_NUMS: return "write it as [1, 2.5, 3], with decimal points";
    case KT_T_STRS: return "write it as [a, b]";
    case KT_T_MAP:
        return "write it as {name: text, name: text}, or one 'name: text' on each line below the key";
    default: return "write one text; quote it when it holds ': ' or ' #'";
    }
}

static bool wrong(struct kt_reading *rd, const struct kt_entry *e, const struct kt_node *node)
{
    const char *found = node->kind == KT_NODE_LIST  ? "a list"
                        : node->kind == KT_NODE_MAP ? "a map"
                                                    : kt_printf(rd->keep, "'%s'", kt_excerpt(rd, node->text));
    kt_problem(rd, node->file, node->line, "wrong-type", e->path,
               kt_printf(rd->keep, "expected %s, found %s", expected(rd, e->param), found),
               remedy_of(rd, e->param));
    return false;
}

/* ---- numbers ---- */

static bool in_range(struct kt_reading *rd, const struct kt_entry *e, const struct kt_node *node, double v)
{
    double min = e->param->min, max = e->param->max;
    if ((min == 0 && max == 0) || (v >= min && v <= max)) return true;
    const char *unit = e->param->unit, *blank = *unit ? " " : "";
    const char *range = isinf(max)   ? kt_printf(rd->keep, "%.16g%s%s or more", min, blank, unit)
                        : isinf(min) ? kt_printf(rd->keep, "%.16g%s%s or less", max, blank, unit)
                                     : kt_printf(rd->keep, "%.16g to %.16g%s%s", min, max, blank, unit);
    kt_problem(rd, node->file, node->line, "out-of-range", e->path,
               kt_printf(rd->keep, "%.16g is out of range; expected %s", v, range),
               kt_printf(rd->keep, "choose a value of %s", range));
    return false;
}

/* Decimal digits only: 010 is ten, never eight. */
static bool parse_whole(const char *s, double *out)
{
    size_t sign = *s == '-' || *s == '+', n = strspn(s + sign, "0123456789");
    if (n == 0 || n > 16 || s[sign + n]) return false;
    *out = strtod(s, NULL);
    return fabs(*out) <= 9007199254740992.0; /* 2^53: exact as a double */
}

static bool set_number(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    double v;
    bool good = e->param->type == KT_T_INT ? parse_whole(node->text, &v) : kt_parse_num(node->text, &v);
    if (!good) return wrong(rd, e, node);
    e->num = v;
    return in_range(rd, e, node, v);
}

static bool set_bool(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    static const char *const word[2][7] = {{"false", "False", "FALSE", "no", "No", "NO", "off"},
                                           {"true", "True", "TRUE", "yes", "Yes", "YES", "on"}};
    for (int yes = 0; yes < 2; yes++)
        for (size_t i = 0; i < 7; i++)
            if (kt_streq(node->text, word[yes][i])) {
                e->num = yes;
                return true;
            }
    return wrong(rd, e, node);
}

/* ---- days ---- */

static bool set_date(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const char *s = node->text;
    if (strlen(s) != 10 || s[4] != '-' || s[7] != '-' || strspn(s, "0123456789-") != 10 ||
        strcspn(s, "-") != 4 || strcspn(s + 5, "-") != 2 || strchr(s + 8, '-'))
        return wrong(rd, e, node);
    int year = atoi(s), month = atoi(s + 5), day = atoi(s + 8);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    bool real = month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && leap);
    return real || wrong(rd, e, node);
}

/* ---- choices, lists, maps ---- */

static bool is_choice(const char *choices, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = choices; n && *p; p += strcspn(p, " ")) {
        p += strspn(p, " ");
        if (strncmp(p, word, n) == 0 && (p[n] == ' ' || p[n] == '\0')) return true;
    }
    return false;
}

static bool choose(struct kt_reading *rd, const struct kt_entry *e, const struct kt_node *node,
                   const char *word)
{
    if (is_choice(e->param->choices, word)) return true;
    const char *all = spaced(rd, e->param->choices);
    kt_problem(rd, node->file, node->line, "bad-choice", e->path,
               kt_printf(rd->keep, "'%s' is none of the choices: %s", kt_excerpt(rd, word), all),
               kt_printf(rd->keep, "use one of: %s", all));
    return false;
}

static bool set_item(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node, const char *word)
{
    size_t i = e->n++;
    e->item[i] = word;
    if (e->param->type == KT_T_STRS) return !e->param->choices || choose(rd, e, node, word);
    if (strchr(word, ',') || !kt_parse_num(word, &e->nums[i])) return wrong(rd, e, node);
    return in_range(rd, e, node, e->nums[i]);
}

/* "fi, sv" for [fi, sv]: only where a comma or blank can't belong to an item. */
static bool set_split(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    static const char gap[] = ", ;";
    bool good = true;
    for (const char *p = node->text + strspn(node->text, gap); *p && good; p += strspn(p, gap)) {
        size_t n = strcspn(p, gap);
        good = set_item(rd, e, node, kt_strndup(rd->keep, p, n));
        p += n;
    }
    return good;
}

static bool set_list(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    if (node->kind == KT_NODE_MAP) return wrong(rd, e, node);
    size_t most = node->kind == KT_NODE_LIST ? node->n : strlen(node->text) / 2 + 1;
    e->item = KT_NEW(rd->keep, const char *, most);
    if (e->param->type == KT_T_NUMS) e->nums = KT_NEW(rd->keep, double, most);
    if (node->kind == KT_NODE_TEXT) {
        if (e->param->type == KT_T_NUMS || e->param->choices) return set_split(rd, e, node);
        return !*node->text || set_item(rd, e, node, node->text);
    }
    bool good = true;
    for (size_t i = 0; i < node->n; i++) {
        const struct kt_node *item = node->item[i];
        good &= item->kind == KT_NODE_TEXT ? set_item(rd, e, item, item->text) : wrong(rd, e, item);
    }
    return good;
}

static const char **words(struct kt_reading *rd, const char *choices, size_t *n)
{
    const char **out = KT_NEW(rd->keep, const char *, strlen(choices) / 2 + 1);
    *n = 0;
    for (const char *p = choices + strspn(choices, " "); *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        out[(*n)++] = kt_strndup(rd->keep, p, len);
        p += len;
    }
    return out;
}

static bool known_name(struct kt_reading *rd, const struct kt_entry *e, const struct kt_node *key)
{
    if (!e->param->choices || is_choice(e->param->choices, key->text)) return true;
    size_t n;
    const char **known = words(rd, e->param->choices, &n);
    struct kt_hint hint = kt_settings_hint(rd, "key", key->text, known, n);
    kt_problem(rd, key->file, key->line, "unknown-key", kt_key_path(rd, e->path, key->text),
               kt_printf(rd->keep, "unknown key%s", hint.what), hint.remedy);
    return false;
}

static bool set_map(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    if (node->kind != KT_NODE_MAP) return (node->kind == KT_NODE_TEXT && !*node->text) || wrong(rd, e, node);
    size_t before = rd->nproblem;
    kt_node_duplicates(rd, node, e->path);
    e->key = KT_NEW(rd->keep, const char *, node->n);
    e->item = KT_NEW(rd->keep, const char *, node->n);
    for (size_t i = 0; i < node->n; i++) {
        const struct kt_node *item = node->item[i];
        if (!known_name(rd, e, node->key[i])) continue;
        if (item->kind != KT_NODE_TEXT) {
            struct kt_entry inner = *e;
            struct kt_param text = {.key = node->key[i]->text, .type = KT_T_STR, .unit = ""};
            inner.path = kt_key_path(rd, e->path, node->key[i]->text);
            inner.param = &text;
            wrong(rd, &inner, item);
            continue;
        }
        e->key[e->n] = node->key[i]->text;
        e->item[e->n++] = kt_node_is_null(item) ? "" : item->text;
    }
    return rd->nproblem == before;
}

/* ---- all types ---- */

/* Measured first: joining bit by bit would take the square of a long list. */
static const char *joined(struct kt_reading *rd, const struct kt_entry *e)
{
    size_t size = 3;
    for (size_t i = 0; i < e->n; i++) size += strlen(e->item[i]) + 4 + (e->key ? strlen(e->key[i]) : 0);
    char *out = kt_alloc(rd->keep, size, 1), *p = out;
    *p++ = e->key ? '{' : '[';
    for (size_t i = 0; i < e->n; i++) {
        if (i) p = stpcpy(p, ", ");
        if (e->key) p = stpcpy(stpcpy(p, e->key[i]), ": ");
        p = stpcpy(p, e->item[i]);
    }
    *p = e->key ? '}' : ']';
    return out;
}

static bool set_scalar(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    if (node->kind != KT_NODE_TEXT) return wrong(rd, e, node);
    e->text = e->str = node->text;
    e->present = *node->text;
    /* "" says absent wherever absence is allowed; for a text it may also undo a default. */
    bool free_text = e->param->type == KT_T_STR || e->param->type == KT_T_PATH;
    if (!*node->text && (free_text || (e->param->dflt && !*e->param->dflt))) return true;
    switch (e->param->type) {
    case KT_T_NUM:
    case KT_T_INT: return set_number(rd, e, node);
    case KT_T_BOOL: return set_bool(rd, e, node);
    case KT_T_DATE: return set_date(rd, e, node);
    case KT_T_CHOICE: return choose(rd, e, node, node->text);
    case KT_T_PATH: return kt_entry_set_path(rd, e, node);
    default: return true;
    }
}

bool kt_entry_set(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    enum kt_type type = e->param->type;
    bool list = type == KT_T_NUMS || type == KT_T_STRS;
    if (!list && type != KT_T_MAP) return set_scalar(rd, e, node);
    bool good = list ? set_list(rd, e, node) : set_map(rd, e, node);
    e->present = e->n > 0;
    if (good) e->text = e->str = joined(rd, e);
    return good;
}
