/* match: two steps of a floating catchment in which a site's hours go only to those whom it suits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/match_internal.h"

#include <string.h>

bool kt_site_serves(const struct kt_study *st, size_t s, const char *lang, enum kt_unknown_langs unknown)
{
    const struct kt_sites *sites = &st->sites;
    if (kt_streq(lang, "other")) return true;
    if (sites->languages[s] && *sites->languages[s]) return kt_list_has(sites->languages[s], lang);
    if (unknown == KT_LANGS_ALL) return true;
    if (unknown == KT_LANGS_NONE || sites->zone[s] < 0) return false;
    const char *status = st->level[0].lang_status ? st->level[0].lang_status[sites->zone[s]] : NULL;
    /* "sv-fi": the majority stands first. Without a status the municipality is taken as Finnish. */
    if (!status || !*status) status = "fi";
    for (const char *p = status; *p;) {
        size_t n = strcspn(p, "-");
        if (strlen(lang) == n && memcmp(lang, p, n) == 0) return true;
        if (unknown == KT_LANGS_MAJORITY || !p[n]) return false;
        p += n + 1;
    }
    return false;
}

/* Does the area of a site hold this zone of level 0? */
static bool area_holds(const struct kt_study *st, const char *area, int32_t zone)
{
    if (kt_list_has(area, "*")) return true;
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        int32_t z = kt_zone_up(st, zone, lv);
        if (z >= 0 && kt_list_has(area, st->level[lv].code[z])) return true;
    }
    return false;
}

static const char *area_of(const struct kt_study *st, size_t s)
{
    return st->sites.service_area ? st->sites.service_area[s] : NULL;
}

/* Scratch of one run: what zones hold, and who of the sites takes part for the group at hand. */
struct run {
    const struct kt_match *m;
    uint8_t *placed, *area; /* per site: serves the group from its place, in its area */
    uint8_t **holds;        /* per site with an area: zones of level 0 */
    double *zone, *cell, *site;
};

static struct run begin(const struct kt_match *m, struct kt_arena *a)
{
    const struct kt_study *st = m->st;
    struct run r = {.m = m,
                    .placed = KT_NEW(a, uint8_t, st->sites.n),
                    .area = KT_NEW(a, uint8_t, st->sites.n),
                    .holds = KT_NEW(a, uint8_t *, st->sites.n),
                    .zone = KT_NEW(a, double, st->level[0].n),
                    .cell = KT_NEW(a, double, st->cells.n),
                    .site = KT_NEW(a, double, st->sites.n)};
    for (size_t s = 0; s < st->sites.n; s++) {
        if (!m->use[s] || !area_of(st, s)) continue;
        r.holds[s] = KT_NEW(a, uint8_t, st->level[0].n);
        for (size_t z = 0; z < st->level[0].n; z++)
            r.holds[s][z] = area_holds(st, area_of(st, s), (int32_t)z);
    }
    return r;
}

static void choose(struct run *r, size_t g)
{
    const struct kt_match *m = r->m;
    for (size_t s = 0; s < m->st->sites.n; s++) {
        bool serves = m->use[s] && kt_site_serves(m->st, s, m->lang[g], m->unknown);
        bool reached = m->mode->per_metre > 0 ? isfinite(m->st->sites.x[s]) : true;
        r->area[s] = serves && r->holds[s];
        r->placed[s] = serves && !r->holds[s] && reached;
    }
}

/* demand[s × KT_TIMES + t] += what the chosen sites meet of q. */
static void gather(struct run *r, const double *q, size_t t, double *demand, struct kt_arena tmp)
{
    const struct kt_study *st = r->m->st;
    kt_mode_from_cells(r->m->mode, st, r->placed, q, &r->m->decay, r->site, tmp);
    memset(r->zone, 0, st->level[0].n * sizeof *r->zone);
    for (size_t c = 0; c < st->cells.n; c++) r->zone[st->cells.zone[c]] += q[c];
    for (size_t s = 0; s < st->sites.n; s++) {
        double sum = r->placed[s] ? r->site[s] : 0;
        for (size_t z = 0; r->area[s] && z < st->level[0].n; z++)
            if (r->holds[s][z]) sum += r->m->area_weight * r->zone[z];
        demand[s * KT_TIMES + t] += sum;
    }
}

/* out[c] = sum over the chosen sites of weight × ratio of time t. */
static void hand_out(struct run *r, const double *ratio, size_t t, double *out, struct kt_arena tmp)
{
    const struct kt_study *st = r->m->st;
    for (size_t s = 0; s < st->sites.n; s++) r->site[s] = ratio[s * KT_TIMES + t];
    kt_mode_from_sites(r->m->mode, st, r->placed, r->site, &r->m->decay, out, tmp);
    memset(r->zone, 0, st->level[0].n * sizeof *r->zone);
    for (size_t s = 0; s < st->sites.n; s++)
        for (size_t z = 0; r->area[s] && z < st->level[0].n; z++)
            if (r->holds[s][z]) r->zone[z] += r->m->area_weight * r->site[s];
    for (size_t c = 0; c < st->cells.n; c++) out[c] += r->zone[st->cells.zone[c]];
}

void kt_match_run(const struct kt_match *m, double *access, double *demand, struct kt_arena tmp)
{
    const struct kt_study *st = m->st;
    size_t ncell = st->cells.n, nsite = st->sites.n;
    struct run r = begin(m, &tmp);
    double *met = KT_NEW(&tmp, double, nsite *KT_TIMES);
    for (size_t g = 0; g < m->ngroup; g++) {
        const double *need = m->need + g * KT_TIMES * ncell;
        choose(&r, g);
        for (size_t t = 0; t < KT_TIMES; t++) {
            for (size_t c = 0; c < ncell; c++) r.cell[c] = need[c] + (t == KT_DAY ? 0 : need[t * ncell + c]);
            gather(&r, r.cell, t, met, tmp);
        }
    }
    if (demand) memcpy(demand, met, nsite * KT_TIMES * sizeof *met);
    for (size_t i = 0; i < nsite * KT_TIMES; i++) met[i] = met[i] > 0 ? m->hours[i] / met[i] : 0;
    for (size_t g = 0; g < m->ngroup; g++) {
        double *out = access + g * KT_TIMES * ncell;
        choose(&r, g);
        for (size_t t = 0; t < KT_TIMES; t++) hand_out(&r, met, t, out + t * ncell, tmp);
        for (size_t c = 0; c < ncell; c++) out[c] += out[ncell + c] + out[2 * ncell + c];
    }
}
