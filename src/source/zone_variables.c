/* Variables of the user's own: any columns of numbers of the outlines or of the table beside them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <string.h>

size_t kt_zone_variables(const struct kt_study *st, const char *section, struct kt_arena tmp)
{
    const char *path = kt_printf(&tmp, "%s.variables", section);
    return kt_settings_has(st->set, path) ? kt_settings_len(st->set, path) : 0;
}

const char *kt_zone_variable_name(const struct kt_study *st, const char *section, size_t i,
                                  struct kt_arena tmp)
{
    return kt_settings_map_key(st->set, kt_printf(&tmp, "%s.variables", section), i);
}

static bool taken(const char *name)
{
    for (int f = 0; f < KT_ZF_N; f++)
        if (kt_streq(name, kt_zone_field_name[f])) return true;
    return false;
}

enum kt_status kt_zone_variables_check(struct kt_study *st, const char *section, struct kt_arena tmp,
                                       struct kt_err *err)
{
    size_t n = kt_zone_variables(st, section, tmp);
    const char *field = kt_printf(&tmp, "%s.variables", section);
    if (n > KT_ZONE_VARIABLES_MAX)
        return kt_study_refuse(st, err, "too-many-variables", "", 0, field, "Name those that are used.",
                               "%zu variables; at most %d are possible", n, KT_ZONE_VARIABLES_MAX);
    for (size_t i = 0; i < n; i++) {
        const char *name = kt_zone_variable_name(st, section, i, tmp);
        if (taken(name))
            return kt_study_refuse(st, err, "name-taken", "", 0, field, "Call it something else.",
                                   "`%.60s` is the name of a field of every zone", name);
    }
    return KT_OK;
}

enum kt_status kt_zone_variables_bind(struct kt_vector *v, const bool *elsewhere, struct kt_zone_columns *c,
                                      struct kt_err *err)
{
    c->nvariable = kt_zone_variables(v->st, v->src.section, v->scratch);
    c->bad = (struct kt_tally){KT_WARNING, "not-a-number", v->file, "variables", "Correct the figure.", 0};
    for (size_t i = 0; i < c->nvariable; i++) {
        const char *name = kt_zone_variable_name(v->st, v->src.section, i, v->scratch);
        int *col = &c->col[KT_ZF_N + i];
        bool mentioned;
        *col = kt_vector_bind_soft(v, "variables", name, &mentioned);
        if (*col < 0 && elsewhere && !elsewhere[i])
            KT_TRY(kt_vector_bind(v, "variables", name, true, col, err));
    }
    return KT_OK;
}

void kt_zone_variables_read(struct kt_vector *v, struct kt_zone_columns *c, struct kt_zone_row *row)
{
    if (!c->nvariable) return;
    row->variable = kt_doubles(v->st->keep, c->nvariable, NAN);
    for (size_t i = 0; i < c->nvariable; i++) {
        int col = c->col[KT_ZF_N + i];
        double value;
        enum kt_number got = kt_vector_number(v, col, &value);
        if (got == KT_NUM_OK && isfinite(value)) row->variable[i] = value;
        if (got != KT_NUM_BAD) continue;
        const char *met = kt_vector_text(v, col);
        kt_tally_add(v->st, &c->bad, v->rowno, "%.60s of zone %.40s is \"%.40s\"; taken as unknown",
                     kt_zone_variable_name(v->st, v->src.section, i, v->scratch), row->code, met ? met : "");
    }
}
