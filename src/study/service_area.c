/* Areas that a site serves without a place of its own: codes of zones that exist.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <string.h>

/* The code as the study has it, at any level; NULL when no zone has it. */
static const char *known_code(const struct kt_study *st, const char *code)
{
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        int32_t z = kt_zone_find(&st->level[lv], code);
        if (z >= 0) return st->level[lv].code[z];
    }
    int32_t z = kt_zone_find_lenient(&st->level[0], code);
    return z >= 0 ? st->level[0].code[z] : NULL;
}

static const char *known_codes(struct kt_study *st, size_t s, struct kt_tally *lost)
{
    const char *list = NULL;
    long row = st->pending.site_row ? st->pending.site_row[s] : 0;
    for (const char *p = st->sites.service_area[s]; *p;) {
        size_t n = strcspn(p, ";");
        const char *code = kt_strndup(st->keep, p, n), *known = known_code(st, code);
        if (known)
            list = list ? kt_printf(st->keep, "%s;%s", list, known) : known;
        else
            kt_tally_add(st, lost, row, "site %.60s serves area %.40s, which does not exist", st->sites.id[s],
                         code);
        p += n + (p[n] == ';');
    }
    return list;
}

void kt_join_areas(struct kt_study *st)
{
    struct kt_sites *ss = &st->sites;
    struct kt_tally lost = {KT_WARNING,
                            "area-without-zone",
                            "",
                            "service_area",
                            kt_division_codes(st, ", of any level, or * for the country"),
                            0};
    for (size_t s = 0; ss->service_area && s < ss->n; s++) {
        if (!ss->service_area[s] || kt_streq(ss->service_area[s], "*")) continue;
        lost.file = kt_site_file(st, s);
        ss->service_area[s] = known_codes(st, s, &lost);
        bool placeless = !isfinite(ss->x[s]) && ss->zone[s] < 0;
        if (placeless && ss->service_area[s]) ss->zone[s] = kt_zone_find(&st->level[0], ss->service_area[s]);
    }
    kt_tally_close(st, &lost);
}
