/* network_left: who is off a network, and who is on it without a way to any site.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/network_internal.h"

#include <string.h>

bool kt_perch_apart(const struct kt_network *n, const struct kt_perch *p)
{
    return n->nlisted > 0 && p->node >= 0 && p->part != 0;
}

const uint8_t *kt_network_outside(const struct kt_network *n, size_t ncell, struct kt_arena *keep)
{
    uint8_t *out = KT_NEW(keep, uint8_t, ncell);
    for (size_t c = 0; c < ncell; c++) out[c] = n->cell[c].node < 0 && !n->cell[c].alone;
    return out;
}

enum { LISTED_MOST = 1000 };

void kt_network_list_left(struct kt_result *r, const struct kt_network *n, const uint8_t *use,
                          const struct kt_costs *costs, const char *name, struct kt_tr title,
                          struct kt_arena tmp)
{
    static const char *const column[] = {"km_to_road"};
    static const enum kt_kind kind[] = {KT_K_KM};
    const struct kt_study *st = r->study;
    const char **row = KT_NEW(r->keep, const char *, LISTED_MOST),
               **note = KT_NEW(r->keep, const char *, LISTED_MOST);
    double *km = KT_NEW(&tmp, double, LISTED_MOST);
    size_t k = 0;
    for (size_t i = 0; i < st->sites.n + st->cells.n && k < LISTED_MOST; i++) {
        bool is_site = i < st->sites.n;
        size_t at = is_site ? i : i - st->sites.n;
        if (is_site && !use[at]) continue;
        const struct kt_perch *p = is_site ? &n->site[at] : &n->cell[at];
        bool off = p->node < 0,
             alone = is_site ? p->alone || kt_perch_apart(n, p) : costs->nearest_site[at] < 0;
        if (!off && !alone) continue;
        row[k] = kt_printf(r->keep, "%s %s", is_site ? "site" : "cell",
                           is_site ? st->sites.id[at] : st->cells.id[at]);
        note[k] = off && p->alone ? "no way across country to any road"
                  : off           ? "nothing of this mode is near: unknown"
                  : !is_site      ? "no way to any site"
                  : p->alone      ? "on a small part of the network"
                                  : "on an island: neither road nor ferry joins it to the largest part";
        km[k++] = p->road_m / 1000;
    }
    struct kt_table *t = kt_result_add_table(r, &(struct kt_table){
                                                    .name = name,
                                                    .title = title,
                                                    .method = costs->method,
                                                    .nrow = k,
                                                    .ncol = 1,
                                                    .row = row,
                                                    .column = column,
                                                    .kind = kind,
                                                    .note = note,
                                                });
    memcpy(t->value, km, k * sizeof *km);
}
