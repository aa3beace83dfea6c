/* Every site gets a zone by its municipality and place; then the order of ids.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <string.h>

/* How far a site may lie from the outline of the municipality that it names. */
static double tolerance(const struct kt_zones *zs)
{
    return zs->generalised ? 40000.0 : 5000.0;
}

const char *kt_site_file(const struct kt_study *st, size_t s)
{
    const char *of_site = st->pending.site_from ? st->pending.site_from[s] : st->pending.site_file;
    return of_site ? of_site : "";
}

static void set_zone(struct kt_study *st, const struct kt_locator *loc, size_t s, struct kt_tally *off,
                     struct kt_tally *sea, struct kt_tally *elsewhere, struct kt_tally *lost)
{
    struct kt_sites *ss = &st->sites;
    const struct kt_zones *zs = &st->level[0];
    long row = st->pending.site_row ? st->pending.site_row[s] : 0;
    off->file = sea->file = elsewhere->file = lost->file = kt_site_file(st, s);
    const char *code = ss->municipality ? ss->municipality[s] : NULL;
    int32_t named = kt_zone_find_lenient(zs, code);
    bool municipal = kt_streq(zs->level_id, "municipality");
    if (code && named < 0 && municipal)
        kt_tally_add(st, lost, row, "site %.60s names municipality %.40s, which does not exist", ss->id[s],
                     code);
    if (named >= 0) ss->municipality[s] = zs->code[named];
    if (!isfinite(ss->x[s]) || !isfinite(ss->y[s])) {
        ss->zone[s] = named;
        return;
    }
    if (!loc->n) {
        if (named >= 0) ss->zone[s] = named;
        return;
    }
    int32_t found = kt_locator_find(loc, ss->x[s], ss->y[s]);
    if (named >= 0 && found != named) {
        double away = kt_locator_distance(loc, (size_t)named, ss->x[s], ss->y[s]);
        if (away <= fmax(tolerance(zs), found < 0 ? kt_near_outline_m : 0.0)) {
            if (found < 0 && !zs->generalised)
                kt_tally_add(st, sea, row, "site %.60s lies outside every outline; taken to %.40s", ss->id[s],
                             zs->name[KT_FI][named]);
            ss->zone[s] = named;
            return;
        }
        kt_tally_add(st, elsewhere, row, "site %.60s says it is in %.40s but lies %.0f km away from it",
                     ss->id[s], zs->name[KT_FI][named], away / 1000.0);
    }
    if (found < 0) {
        found = kt_locator_nearest(loc, ss->x[s], ss->y[s], kt_near_outline_m);
        if (found >= 0)
            kt_tally_add(st, sea, row, "site %.60s lies outside every outline; taken to %.40s", ss->id[s],
                         zs->name[KT_FI][found]);
        else
            kt_tally_add(st, off, row, "site %.60s lies off the map, at x %.0f, y %.0f", ss->id[s], ss->x[s],
                         ss->y[s]);
    }
    ss->zone[s] = found;
}

static size_t unique_order(struct kt_study *st, size_t *order, struct kt_tally *twice)
{
    struct kt_sites *ss = &st->sites;
    kt_order_text(ss->id, ss->n, order);
    size_t n = 0;
    for (size_t i = 0; i < ss->n; i++) {
        if (n && kt_streq(ss->id[order[i]], ss->id[order[n - 1]])) {
            twice->file = kt_site_file(st, order[i]);
            kt_tally_add(st, twice, st->pending.site_row ? st->pending.site_row[order[i]] : 0,
                         "id %.60s is used twice", ss->id[order[i]]);
            continue;
        }
        order[n++] = order[i];
    }
    return n;
}

/* Where no source has hours there is no profile at all. */
static void drop_unknown_hours(struct kt_sites *ss)
{
    for (size_t s = 0; ss->staffed_share && s < ss->n; s++)
        if (!isnan(ss->staffed_share[s * KT_WEEK_HOURS])) return;
    ss->staffed_share = NULL;
}

static void apply_order(struct kt_study *st, const size_t *order, size_t n, struct kt_arena tmp)
{
    struct kt_sites *ss = &st->sites;
    drop_unknown_hours(ss);
    const void *text[] = {
        ss->id,     ss->name[0],  ss->name[1],      ss->name[2],   ss->provider_name, ss->provider_type,
        ss->form,   ss->sub_form, ss->municipality, ss->languages, ss->appointment,   ss->fee,
        ss->groups, ss->topics,   ss->source,       ss->updated_on};
    const void *told[] = {ss->hours_text,  ss->holiday_text, ss->service_area, ss->address,
                          ss->postal_code, ss->post_office,  ss->phone,        ss->web};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i]) kt_permute((void *)(uintptr_t)told[i], ss->n, n, sizeof(char *), order, tmp);
    if (ss->staffed_share) kt_permute(ss->staffed_share, ss->n, n, KT_WEEK_HOURS * sizeof(float), order, tmp);
    if (ss->self_service_hours) kt_permute(ss->self_service_hours, ss->n, n, sizeof(double), order, tmp);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        kt_permute((void *)(uintptr_t)text[i], ss->n, n, sizeof(char *), order, tmp);
    kt_permute(ss->zone, ss->n, n, sizeof(int32_t), order, tmp);
    kt_permute(ss->x, ss->n, n, sizeof(double), order, tmp);
    kt_permute(ss->y, ss->n, n, sizeof(double), order, tmp);
    kt_permute(ss->hours_week, ss->n, n, sizeof(double), order, tmp);
    kt_permute(ss->supports, ss->n, n, 1, order, tmp);
    kt_permute(ss->step_free, ss->n, n, 1, order, tmp);
    kt_permute(st->pending.site_row, ss->n, n, sizeof(long), order, tmp);
    kt_permute(st->pending.site_from, ss->n, n, sizeof(char *), order, tmp);
    ss->n = n;
}

enum kt_status kt_join_sites(struct kt_study *st, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_sites *ss = &st->sites;
    const char *f = st->pending.site_file ? st->pending.site_file : "";
    if (!ss->n) return KT_OK; /* a study of need alone; the missing sites show as gaps */
    struct kt_locator loc = kt_locator_build(&st->level[0], &tmp);
    struct kt_tally
        off = {KT_WARNING, "site-off-map", f, "", "Check the coordinates; the site counts for no zone.", 0},
        sea = {KT_WARNING, "site-in-the-sea", f, "", "Check the coordinates.", 0},
        elsewhere = {KT_WARNING,
                     "site-elsewhere",
                     f,
                     "municipality",
                     "Check the municipality's code against the coordinates; the coordinates were used.",
                     0},
        lost = {KT_WARNING,
                "code-without-zone",
                f,
                "municipality",
                kt_division_codes(st, "; the place decided"),
                0},
        twice = {KT_ERROR,
                 "duplicate-code",
                 f,
                 "id",
                 "Give each site an id of its own; the later row was left out.",
                 0};
    for (size_t s = 0; s < ss->n; s++) set_zone(st, &loc, s, &off, &sea, &elsewhere, &lost);
    kt_part_ids(st, tmp);
    size_t *order = KT_NEW(&tmp, size_t, ss->n), read = ss->n;
    size_t n = unique_order(st, order, &twice);
    kt_tally_close(st, &off);
    kt_tally_close(st, &sea);
    kt_tally_close(st, &elsewhere);
    kt_tally_close(st, &lost);
    kt_tally_close(st, &twice);
    size_t placed = 0;
    for (size_t i = 0; i < n; i++) placed += isfinite(ss->x[order[i]]) == 0 || ss->zone[order[i]] >= 0;
    if (2 * placed < read)
        return kt_study_refuse(st, err, "too-much-lost", f, 0, "sites",
                               "Check ids, coordinates and `crs` of the sites.",
                               "only %zu of %zu sites are on the map", placed, read);
    apply_order(st, order, n, tmp);
    kt_join_areas(st);
    kt_list_twins(st, tmp);
    return KT_OK;
}
