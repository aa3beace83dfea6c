/* values: figures of a view as texts of a page; nothing here sees an unsuppressed count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <katve/chart.h>

#include <stdlib.h>
#include <string.h>

struct kt_val kt_val(const struct kt_doc *d, size_t level, const char *column, size_t row)
{
    struct kt_val out = {NAN, NAN, NAN, KT_MISSING, KT_K_INDEX, NULL};
    const struct kt_vcol *c = kt_view_find(d->rep->view, (int)level, column);
    if (!c || row >= c->n) return out;
    if (d->used) d->used->levels |= 1u << level;
    out.kind = c->meta->kind;
    out.no_interval = c->meta->no_interval;
    out.mark = (enum kt_mark)c->mark[row];
    if (out.mark != KT_SHOWN) return out;
    out.v = c->value[row];
    if (isnan(out.v)) out.mark = KT_MISSING;
    if (c->lower && c->upper) {
        out.lo = c->lower[row];
        out.hi = c->upper[row];
    }
    return out;
}

const struct kt_vtable *kt_doc_table(const struct kt_doc *d, const char *name)
{
    const struct kt_vtable *t = kt_view_table(d->rep->view, name);
    struct kt_used *u = d->used;
    for (size_t i = 0; u && t && i < u->ntable; i++)
        if (kt_streq(u->table[i], t->meta->name)) return t;
    if (u && t && u->ntable < KT_USED_TABLES) u->table[u->ntable++] = t->meta->name;
    return t;
}

bool kt_shown(struct kt_val v)
{
    return v.mark == KT_SHOWN;
}

static bool has_interval(struct kt_val v)
{
    return !isnan(v.lo) && !isnan(v.hi);
}

struct kt_val kt_earlier(const struct kt_doc *d, size_t level, const char *column, size_t row)
{
    return kt_val(d, level, kt_printf(d->arena, "earlier_%s", column), row);
}

int kt_direction(const struct kt_doc *d, struct kt_val then, struct kt_val now)
{
    bool counted = !has_interval(then) || !has_interval(now);
    if (counted && kt_streq(kt_val_text(d, then), kt_val_text(d, now))) return 0;
    if (counted) return now.v > then.v ? 1 : -1;
    return now.lo > then.hi ? 1 : now.hi < then.lo ? -1 : 0;
}

const char *kt_verdict(const struct kt_doc *d, int way)
{
    if (way > 0) return KT_SAY0(d->arena, d->lang, ot_rose);
    return way < 0 ? KT_SAY0(d->arena, d->lang, ot_fell) : KT_SAY0(d->arena, d->lang, ot_same);
}

double kt_rounded(double v)
{
    double a = fabs(v), step = a >= 1e5 ? 1000 : a >= 1e4 ? 100 : a >= 1e3 ? 10 : 1;
    return round(v / step) * step;
}

const char *kt_about(const struct kt_doc *d, double v)
{
    double step = v >= 1e5 ? 1000 : v >= 1e3 ? 100 : v >= 100 ? 10 : 1;
    return kt_num(d, round(v / step) * step, 0);
}

/* "9:stä": the last figure bends ("yhdeksästä", "kahdesta"), a round ten as "kymmenestä". */
const char *kt_out_of(const struct kt_doc *d, size_t n)
{
    static const char *const of[10] = {"stä", "stä", "sta", "sta", "stä", "stä", "sta", "stä", "sta", "stä"};
    const char *s = kt_num(d, (double)n, 0);
    if (d->lang != KT_FI) return s;
    return kt_printf(d->arena, "%s:%s", s, n && n % 100 == 0 ? "sta" : of[n % 10]);
}

/* Estimates of people are rounded; counts are printed as they are. */
static struct kt_val tidy(struct kt_val v)
{
    if (v.kind == KT_K_PERSONS && has_interval(v)) {
        v.v = kt_rounded(v.v);
        v.lo = kt_rounded(v.lo);
        v.hi = kt_rounded(v.hi);
    }
    return v;
}

static const char *mark_text(struct kt_val v)
{
    return v.mark == KT_SUPPRESSED ? "×" : "–";
}

const char *kt_val_text(const struct kt_doc *d, struct kt_val v)
{
    if (!kt_shown(v)) return mark_text(v);
    if (v.kind == KT_K_SHARE) return kt_pct(d, v.v);
    return kt_value_text(d->arena, d->lang, v.kind, tidy(v).v);
}

const char *kt_val_range(const struct kt_doc *d, struct kt_val v)
{
    if (!kt_shown(v)) return mark_text(v);
    v = tidy(v);
    /* What no draw moves is as certain as the model: "100 %", not "100 % (100–100 %)"; "0", not "0 (0–0)". */
    if (v.kind == KT_K_SHARE && has_interval(v) && kt_streq(kt_pct(d, v.lo), kt_pct(d, v.hi)) &&
        kt_streq(kt_pct(d, v.v), kt_pct(d, v.lo)))
        return kt_pct(d, v.v);
    if (v.kind != KT_K_RANK && v.lo == 0 && v.hi == 0) return kt_val_text(d, v);
    return kt_value_range(d->arena, d->lang, v.kind, v.v, v.lo, v.hi);
}

const char *kt_val_interval(const struct kt_doc *d, struct kt_val v)
{
    if (!kt_shown(v) || !has_interval(v)) return "–";
    v = tidy(v);
    /* "50–57 %": the sign stands once. */
    int decimals = v.hi != 0 && v.hi < 0.0995 ? 1 : 0;
    const char *lo = v.kind == KT_K_SHARE ? kt_num(d, 100 * v.lo, decimals)
                                          : kt_value_like(d->arena, d->lang, v.kind, v.lo, v.hi);
    const char *hi = kt_value_text(d->arena, d->lang, v.kind, v.hi);
    return kt_printf(d->arena, "%s–%s", lo, hi);
}

const char *kt_val_rank(const struct kt_doc *d, struct kt_val v, size_t n)
{
    if (!kt_shown(v)) return mark_text(v);
    const char *total = kt_num(d, (double)n, 0);
    if (!has_interval(v)) return kt_printf(d->arena, "%s\u00a0/\u00a0%s", kt_num(d, v.v, 0), total);
    const char *interval = kt_printf(d->arena, "%s–%s", kt_num(d, v.lo, 0), kt_num(d, v.hi, 0));
    return KT_SAY(d->arena, d->lang, rank_of, kt_num(d, v.v, 0), interval, total);
}

const char *kt_num(const struct kt_doc *d, double v, int decimals)
{
    return kt_fmt(d->arena, d->lang, v, decimals);
}

const char *kt_pct(const struct kt_doc *d, double share)
{
    if (share > 0 && share < 0.0005) {
        return KT_SAY(d->arena, d->lang, below, kt_fmt_percent(d->arena, d->lang, 0.001, 1));
    }
    return kt_fmt_percent(d->arena, d->lang, share, share > 0 && share < 0.0995 ? 1 : 0);
}

const char *kt_day_text(const struct kt_doc *d, const char *iso)
{
    const char *s = kt_fmt_date(d->arena, d->lang, iso), *out = "";
    for (size_t n; *s; s += n) {
        n = strcspn(s, " ");
        out = kt_printf(d->arena, "%s%.*s%s", out, (int)n, s, s[n] ? "\u00a0" : "");
        n += s[n] != 0;
    }
    return out;
}

const char *kt_limit(const struct kt_doc *d, double v)
{
    return kt_printf(d->arena, "%s\u00a0%s", kt_num(d, v, v == round(v) ? 0 : 1), d->rep->limit_unit);
}

const char *kt_by_mode(const struct kt_doc *d, const char *mode)
{
    if (kt_streq(mode, "car")) return KT_SAY0(d->arena, d->lang, tt_by_car);
    if (kt_streq(mode, "walk")) return KT_SAY0(d->arena, d->lang, tt_by_foot);
    if (kt_streq(mode, "walk_slow")) return KT_SAY0(d->arena, d->lang, tt_by_slow);
    return KT_SAY0(d->arena, d->lang, tt_by_cycle);
}

bool kt_doc_national(const struct kt_doc *d)
{
    return d->level + 1 == d->rep->study->nlevel;
}

/* The row of `level` above row z of the finer level `from`. */
static int32_t climb(const struct kt_study *st, size_t from, size_t z, size_t level)
{
    int32_t at = (int32_t)z;
    for (size_t lv = from; lv < level && at >= 0; lv++) at = st->level[lv].parent[at];
    return at;
}

size_t kt_doc_rows(const struct kt_doc *d, size_t level, size_t **row)
{
    const struct kt_zones *zs = &d->rep->study->level[level];
    *row = KT_NEW(d->arena, size_t, zs->n);
    size_t n = 0;
    for (size_t z = 0; z < zs->n; z++)
        if (climb(d->rep->study, level, z, d->level) == (int32_t)d->zone) (*row)[n++] = z;
    return n;
}

size_t kt_doc_ranked(const struct kt_doc *d, size_t level, const char *column, size_t **row)
{
    size_t *all, n = kt_doc_rows(d, level, &all);
    double *key = kt_doubles(d->arena, n, NAN);
    size_t *order = KT_NEW(d->arena, size_t, n);
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, level, column, all[i]);
        if (kt_shown(v)) key[i] = v.kind == KT_K_RANK ? v.v : -v.v;
    }
    kt_order(key, n, order);
    *row = KT_NEW(d->arena, size_t, n);
    for (size_t i = 0; i < n; i++) (*row)[i] = all[order[i]];
    return n;
}

size_t kt_doc_named(const struct kt_doc *d, size_t level, size_t **row)
{
    size_t *all, n = kt_doc_rows(d, level, &all), *order = KT_NEW(d->arena, size_t, n);
    const char **name = KT_NEW(d->arena, const char *, n);
    for (size_t i = 0; i < n; i++) name[i] = kt_place(d, level, all[i]);
    kt_order_names(d->lang, name, n, order, *d->arena);
    *row = KT_NEW(d->arena, size_t, n);
    for (size_t i = 0; i < n; i++) (*row)[i] = all[order[i]];
    return n;
}

double kt_set_num(const struct kt_study *st, const char *path, double dflt)
{
    return st->set && kt_settings_has(st->set, path) ? kt_settings_num(st->set, path) : dflt;
}

const char *kt_set_str(const struct kt_study *st, const char *path, const char *dflt)
{
    if (!st->set || !kt_settings_has(st->set, path)) return dflt;
    const char *s = kt_settings_str(st->set, path);
    return *s ? s : dflt;
}
