/* publish_levels: columns and sums at every level.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

#include <string.h>

struct kt_out kt_publish_levels(struct kt_result *r, const struct kt_column *spec)
{
    struct kt_out out = {0};
    for (size_t lv = 0; lv < r->study->nlevel; lv++) {
        struct kt_column at = *spec;
        at.rows = (int)lv;
        struct kt_column *c = kt_result_add(r, &at);
        out.value[lv] = c->value;
        out.lower[lv] = c->lower;
        out.upper[lv] = c->upper;
    }
    return out;
}

double *kt_publish(struct kt_result *r, int rows, const struct kt_column *spec)
{
    struct kt_column at = *spec;
    at.rows = rows;
    return kt_result_add(r, &at)->value;
}

struct kt_out kt_scratch_levels(const struct kt_study *st, struct kt_arena *a)
{
    struct kt_out out = {0};
    for (size_t lv = 0; lv < st->nlevel; lv++) out.value[lv] = KT_NEW(a, double, st->level[lv].n);
    return out;
}

int32_t *kt_up_map(const struct kt_study *st, size_t lv, struct kt_arena *a)
{
    int32_t *up = KT_NEW(a, int32_t, st->level[0].n);
    for (size_t z = 0; z < st->level[0].n; z++) up[z] = kt_zone_up(st, (int32_t)z, lv);
    return up;
}

void kt_roll_cells(const struct kt_study *st, const double *f, struct kt_out *out, struct kt_arena tmp)
{
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        struct kt_arena scratch = tmp;
        const int32_t *up = kt_up_map(st, lv, &scratch);
        memset(out->value[lv], 0, st->level[lv].n * sizeof(double));
        for (size_t c = 0; c < st->cells.n; c++) {
            int32_t z = up[st->cells.zone[c]];
            if (z >= 0 && !isnan(f[c])) out->value[lv][z] += f[c];
        }
    }
}

void kt_divide_levels(const struct kt_study *st, const struct kt_out *num, const struct kt_out *den,
                      double scale, struct kt_out *out)
{
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++)
            out->value[lv][z] = den->value[lv][z] > 0 ? num->value[lv][z] / den->value[lv][z] * scale : NAN;
}

void kt_blank_unknown(const struct kt_study *st, const double *f, struct kt_out *out, struct kt_arena tmp)
{
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        struct kt_arena scratch = tmp;
        const int32_t *up = kt_up_map(st, lv, &scratch);
        uint8_t *unknown = KT_NEW(&scratch, uint8_t, st->level[lv].n);
        for (size_t c = 0; c < st->cells.n; c++) {
            int32_t z = up[st->cells.zone[c]];
            if (z < 0) continue;
            if (!isnan(f[c]))
                unknown[z] = 2;
            else if (unknown[z] == 0)
                unknown[z] = 1;
        }
        for (size_t z = 0; z < st->level[lv].n; z++) {
            if (unknown[z] != 1) continue;
            out->value[lv][z] = NAN;
            if (out->lower[lv]) out->lower[lv][z] = out->upper[lv][z] = NAN;
        }
    }
}

uint8_t *kt_sites_open(const struct kt_study *st, struct kt_arena *a)
{
    const struct kt_sites *s = &st->sites;
    uint8_t *open = KT_NEW(a, uint8_t, s->n);
    for (size_t i = 0; i < s->n; i++)
        open[i] = s->supports[i] == KT_YES && isfinite(s->x[i]) && isfinite(s->y[i]);
    return open;
}

bool kt_list_has(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; p && *p; p += strspn(p, "; ")) {
        size_t len = strcspn(p, "; ");
        if (len == n && memcmp(p, word, n) == 0) return true;
        p += len;
    }
    return false;
}

static bool is_there(const struct kt_result *r, const char *word, size_t len)
{
    /* Travel methods leave modes, not a column. */
    if (len == 6 && memcmp(word, "travel", 6) == 0) return r->nmode > 0;
    for (size_t i = 0; i < r->ncolumn; i++)
        if (strlen(r->column[i].name) == len && memcmp(r->column[i].name, word, len) == 0) return true;
    return false;
}

enum kt_status kt_check_needs(const struct kt_method *m, const struct kt_result *r, struct kt_err *err)
{
    for (const char *p = m->needs; *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        if (!is_there(r, p, len))
            return kt_fail(err, KT_EINPUT,
                           "methods.%s needs `%.*s`, which no enabled method gives; enable "
                           "the method that makes it or disable %s",
                           m->name, (int)len, p, m->name);
        p += len;
    }
    return KT_OK;
}
