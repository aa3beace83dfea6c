/* How keys of the study file are told to a reader.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <string.h>

const char *cli_type_name(enum kt_type type)
{
    switch (type) {
    case KT_T_NUM: return "number";
    case KT_T_INT: return "whole number";
    case KT_T_BOOL: return "true or false";
    case KT_T_STR: return "text";
    case KT_T_CHOICE: return "one word";
    case KT_T_PATH: return "file";
    case KT_T_DATE: return "day, such as 2020-06-01";
    case KT_T_NUMS: return "list of numbers";
    case KT_T_STRS: return "list of texts";
    case KT_T_MAP: return "map of names";
    }
    return "";
}

char *cli_range(struct kt_arena *a, const struct kt_param *p)
{
    const char *unit = !p->unit || strcmp(p->unit, "year") == 0 ? "" : p->unit; /* 2019 needs no unit */
    const char *gap = *unit ? " " : "";
    if (p->choices && *p->choices) return kt_printf(a, "of: %s", p->choices);
    if (p->min < p->max) return kt_printf(a, "%.16g to %.16g%s%s", p->min, p->max, gap, unit);
    return kt_strdup(a, unit);
}

/* Room for one short text; ranges are built by hand here since there is no arena at the border. */
void cli_print_params(FILE *to, const struct kt_param *param, size_t n)
{
    struct kt_arena whole = kt_arena_open((size_t)1 << 20), a = whole;
    size_t wide = 8;
    for (size_t i = 0; i < n; i++)
        if (strlen(param[i].key) > wide) wide = strlen(param[i].key);
    for (size_t i = 0; i < n; i++) {
        const struct kt_param *p = &param[i];
        const char *range = cli_range(&a, p);
        fprintf(to, "  %-*s  %s\n", (int)wide, p->key, p->help);
        fprintf(to, "  %-*s  %s%s%s; ", (int)wide, "", cli_type_name(p->type), *range ? ", " : "", range);
        if (!p->dflt)
            fputs("required\n", to);
        else if (*p->dflt)
            fprintf(to, "default %s\n", p->dflt);
        else
            fputs("none by default\n", to);
    }
    kt_arena_close(whole);
}
