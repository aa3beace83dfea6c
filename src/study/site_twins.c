/* Several registers may hold one place twice: sites of different files within 100 m of each other with alike
 * names are listed, never dropped; the user knows which record is right.
 * Alike: one name holds the other, or they differ in at most a quarter of their letters (Levenshtein).
 * Complexity: O(n log n + n x 200). SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <ctype.h>
#include <string.h>

enum { NAME_BYTES = 120, NEIGHBOURS = 200 };
static const double near_m = 100.0;

static void fold(const char *s, char out[NAME_BYTES])
{
    size_t n = 0;
    for (; *s && n + 1 < NAME_BYTES; s++)
        if ((unsigned char)*s >= 0x80 || isalnum((unsigned char)*s))
            out[n++] = (char)tolower((unsigned char)*s);
    out[n] = '\0';
}

static bool alike(const struct kt_sites *ss, size_t a, size_t b)
{
    char one[NAME_BYTES], two[NAME_BYTES];
    for (int l = 0; l < KT_NLANG; l++) {
        if (!ss->name[l][a] || !ss->name[l][b]) continue;
        fold(ss->name[l][a], one);
        fold(ss->name[l][b], two);
        size_t n = strlen(one), m = strlen(two), longer = n > m ? n : m;
        if (!n || !m) continue;
        if (strstr(one, two) || strstr(two, one) || kt_edit_distance(one, two) * 4 <= longer) return true;
    }
    return false;
}

/* One id in two registers names two sites: the later one gets its file's name behind it. */
void kt_part_ids(struct kt_study *st, struct kt_arena tmp)
{
    struct kt_sites *ss = &st->sites;
    size_t *order = KT_NEW(&tmp, size_t, ss->n);
    kt_order_text(ss->id, ss->n, order);
    for (size_t i = 1, first = 0; i < ss->n; i++) {
        if (!kt_streq(ss->id[order[i]], ss->id[order[first]])) {
            first = i;
        } else if (!kt_streq(kt_site_file(st, order[i]), kt_site_file(st, order[first]))) {
            size_t s = order[i];
            ss->id[s] = kt_printf(st->keep, "%s@%s", ss->id[s], kt_site_file(st, s));
        }
    }
}

void kt_list_twins(struct kt_study *st, struct kt_arena tmp)
{
    const struct kt_sites *ss = &st->sites;
    struct kt_tally twins = {KT_WARNING,
                             "possible-duplicate",
                             "",
                             "",
                             "If it is one place, leave it out of one of the registers; both count now.",
                             0};
    size_t *order = KT_NEW(&tmp, size_t, ss->n);
    kt_order(ss->x, ss->n, order); /* without a place: last */
    for (size_t i = 0; i < ss->n && isfinite(ss->x[order[i]]); i++)
        for (size_t k = i + 1; k < ss->n && k <= i + NEIGHBOURS; k++) {
            size_t a = order[i], b = order[k];
            double dx = ss->x[b] - ss->x[a], dy = ss->y[b] - ss->y[a];
            if (!(dx <= near_m)) break;
            if (kt_streq(kt_site_file(st, a), kt_site_file(st, b)) || dx * dx + dy * dy > near_m * near_m ||
                !alike(ss, a, b))
                continue;
            twins.file = kt_site_file(st, b);
            kt_tally_add(st, &twins, st->pending.site_row ? st->pending.site_row[b] : 0,
                         "%.60s (%.80s) may be %.60s (%.80s) of %.60s, %.0f m away", ss->id[b],
                         ss->name[KT_FI][b], ss->id[a], ss->name[KT_FI][a], kt_site_file(st, a),
                         sqrt(dx * dx + dy * dy));
        }
    kt_tally_close(st, &twins);
}
