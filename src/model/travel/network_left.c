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

enum { LISTED_MOST = 1000, NAMED_MOST = 5 };

/* Why a site or a cell is left; NULL: it is not. */
static const char *why_left(const struct kt_network *n, const struct kt_perch *p, bool is_site, bool reaches)
{
    if (p->node < 0)
        return p->alone ? "no way across country to any road" : "nothing of this mode is near: unknown";
    if (!is_site) return reaches ? NULL : "no way to any site";
    if (p->alone) return "on a small part of the network";
    return kt_perch_apart(n, p) ? "on an island: neither road nor ferry joins it to the largest part" : NULL;
}

static const char *file_of_sites(const struct kt_study *st)
{
    for (size_t i = 0; i < st->ninput; i++)
        if (kt_streq(st->input[i].role, "sites")) {
            const char *slash = strrchr(st->input[i].path, '/');
            return slash ? slash + 1 : st->input[i].path;
        }
    return "";
}

void kt_network_tell_left(struct kt_result *r, const struct kt_network *n, const uint8_t *use,
                          const struct kt_costs *costs)
{
    const struct kt_study *st = r->study;
    const char *mode = kt_printf(r->keep, "roads.%s", costs->mode);
    struct kt_tally sites = {KT_WARNING,
                             "site-unreached",
                             file_of_sites(st),
                             mode,
                             "Correct the coordinates, or take a source whose roads and ferries lead there.",
                             0};
    size_t cut = 0, off = 0, far = 0;
    double cut_persons = 0, off_persons = 0;
    const char *some = "";
    for (size_t s = 0; s < st->sites.n; s++) {
        const struct kt_perch *p = &n->site[s];
        const char *why = use[s] ? why_left(n, p, true, true) : NULL;
        if (why && p->node < 0 && !p->alone) {
            if (far++ < NAMED_MOST)
                some = kt_printf(r->keep, "%s%s%s", some, *some ? ", " : "", st->sites.id[s]);
        } else if (why) {
            kt_tally_put(&r->issues, &sites, 0, kt_printf(r->keep, "site %s: %s", st->sites.id[s], why));
        }
    }
    if (far)
        kt_issues_add(&r->issues, KT_WARNING, "sites-off-roads", sites.file, 0, mode,
                      kt_printf(r->keep, "%zu sites have no road near and serve no one by road: %s%s", far,
                                some, far > NAMED_MOST ? ", ..." : ""),
                      sites.remedy);
    kt_tally_end(&r->issues, &sites);
    for (size_t c = 0; c < st->cells.n; c++) {
        bool unknown = n->cell[c].node < 0 && !n->cell[c].alone;
        if (unknown)
            off++, off_persons += st->cells.total[c];
        else if (costs->nearest_site[c] < 0)
            cut++, cut_persons += st->cells.total[c];
    }
    if (cut)
        kt_issues_add(&r->issues, KT_NOTE, "people-cut-off", "", 0, mode,
                      kt_printf(r->keep,
                                "%zu cells with %.0f persons have no way to any site: they count as a gap",
                                cut, cut_persons),
                      "See the table road_left.");
    if (off)
        kt_issues_add(&r->issues, KT_NOTE, "people-off-roads", "", 0, mode,
                      kt_printf(r->keep, "%zu cells with %.0f persons are beyond the roads: unknown, no gap",
                                off, off_persons),
                      "Take a wider extract, or a larger far_km.");
}

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
        const char *why = why_left(n, p, is_site, is_site || costs->nearest_site[at] >= 0);
        if (!why) continue;
        row[k] = kt_printf(r->keep, "%s %s", is_site ? "site" : "cell",
                           is_site ? st->sites.id[at] : st->cells.id[at]);
        note[k] = why;
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
