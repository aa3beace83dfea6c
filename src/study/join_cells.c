/* Every cell gets a zone and a place, once; then the order of zones and ids.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <stdio.h>
#include <string.h>

struct cell_join {
    struct kt_study *st;
    struct kt_locator loc;
    struct kt_tally lost_code, off_map, off_outline, duplicate, elsewhere;
    size_t centred;
    double lost_persons;
};

static struct cell_join begin(struct kt_study *st, struct kt_arena *tmp)
{
    const char *f = st->pending.cell_file ? st->pending.cell_file : "";
    struct cell_join j = {.st = st, .loc = kt_locator_build(&st->level[0], tmp)};
    j.lost_code = (struct kt_tally){
        KT_WARNING, "code-without-zone", f, "zone", kt_division_codes(st, "; the place decided"), 0};
    j.off_map = (struct kt_tally){
        KT_ERROR, "cell-off-map", f, "", "Check the coordinates and the zone's code; the cell was left out.",
        0};
    j.off_outline = (struct kt_tally){st->level[0].generalised ? KT_NOTE : KT_WARNING,
                                      "cell-in-the-sea",
                                      f,
                                      "",
                                      "Give the zone's code, or better outlines; the nearest zone was used.",
                                      0};
    j.duplicate = (struct kt_tally){
        KT_ERROR, "duplicate-code", f, "id", "Give each cell an id of its own; the later row was left out.",
        0};
    j.elsewhere = (struct kt_tally){
        KT_WARNING, "cell-elsewhere", f, "zone", "Check the code against the coordinates; the code was used.",
        0};
    return j;
}

/* Row of the zone, or -1 when neither code nor place tells it. */
static int32_t zone_of(struct cell_join *j, size_t c, long row)
{
    struct kt_study *st = j->st;
    struct kt_cells *cs = &st->cells;
    const struct kt_zones *zs = &st->level[0];
    const char *code = st->pending.cell_zone ? st->pending.cell_zone[c] : NULL;
    if (!st->pending.cell_zone && !j->loc.n)
        return cs->zone[c] >= 0 && (size_t)cs->zone[c] < zs->n ? cs->zone[c] : -1;
    int32_t z = kt_zone_find_lenient(zs, code);
    bool placed = isfinite(cs->x[c]) && isfinite(cs->y[c]);
    if (z >= 0) {
        if (placed && j->loc.n && zs->geom.ring_of[z] < zs->geom.ring_of[z + 1] &&
            kt_locator_distance(&j->loc, (size_t)z, cs->x[c], cs->y[c]) > 2.0 * kt_near_outline_m)
            kt_tally_add(st, &j->elsewhere, row, "cell %.40s lies far from its zone %.40s", cs->id[c],
                         zs->code[z]);
        return z;
    }
    if (code)
        kt_tally_add(st, &j->lost_code, row, "cell %.40s names zone %.40s, which does not exist", cs->id[c],
                     code);
    z = kt_locator_find(&j->loc, cs->x[c], cs->y[c]);
    if (z < 0 && placed) {
        z = kt_locator_nearest(&j->loc, cs->x[c], cs->y[c], kt_near_outline_m);
        if (z >= 0)
            kt_tally_add(st, &j->off_outline, row, "cell %.40s lies outside every outline; taken to %.40s",
                         cs->id[c], zs->code[z]);
    }
    return z;
}

static bool place_at_centre(struct cell_join *j, size_t c)
{
    struct kt_cells *cs = &j->st->cells;
    const struct kt_zones *zs = &j->st->level[0];
    if (isfinite(cs->x[c]) && isfinite(cs->y[c])) return true;
    cs->x[c] = zs->label_x[cs->zone[c]], cs->y[c] = zs->label_y[cs->zone[c]];
    j->centred++;
    return isfinite(cs->x[c]) && isfinite(cs->y[c]);
}

/* Later rows of an id that has been used. */
static void mark_duplicates(struct cell_join *j, uint8_t *drop, struct kt_arena tmp)
{
    struct kt_cells *cs = &j->st->cells;
    size_t *order = KT_NEW(&tmp, size_t, cs->n);
    kt_order_text(cs->id, cs->n, order);
    for (size_t i = 1; i < cs->n; i++) {
        if (!kt_streq(cs->id[order[i]], cs->id[order[i - 1]])) continue;
        drop[order[i]] = 1;
        kt_tally_add(j->st, &j->duplicate, j->st->pending.cell_row ? j->st->pending.cell_row[order[i]] : 0,
                     "id %.60s is used twice", cs->id[order[i]]);
    }
}

/* Cells that stay, ordered by zone and id: ids first, then a stable order by zone. */
static size_t final_order(const struct kt_cells *cs, const uint8_t *drop, size_t nzone, size_t *order,
                          struct kt_arena tmp)
{
    size_t *by_id = KT_NEW(&tmp, size_t, cs->n), *at = KT_NEW(&tmp, size_t, nzone + 1), n = 0;
    kt_order_text(cs->id, cs->n, by_id);
    for (size_t c = 0; c < cs->n; c++)
        if (!drop[c]) at[cs->zone[c] + 1]++, n++;
    for (size_t z = 0; z < nzone; z++) at[z + 1] += at[z];
    for (size_t i = 0; i < cs->n; i++)
        if (!drop[by_id[i]]) order[at[cs->zone[by_id[i]]]++] = by_id[i];
    return n;
}

static void apply_order(struct kt_study *st, const size_t *order, size_t n, struct kt_arena tmp)
{
    struct kt_cells *cs = &st->cells;
    struct {
        void *v;
        size_t size;
    } part[] = {{cs->id, sizeof(char *)},
                {cs->name, sizeof(char *)},
                {cs->x, sizeof(double)},
                {cs->y, sizeof(double)},
                {cs->zone, sizeof(int32_t)},
                {cs->persons, cs->ages.n * sizeof(double)},
                {cs->total, sizeof(double)},
                {cs->imputed, 1},
                {cs->lang_share, cs->nlang * sizeof(double)},
                {st->pending.cell_row, sizeof(long)}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        kt_permute(part[i].v, cs->n, n, part[i].size, order, tmp);
    cs->n = n;
}

/* A cell that can't be placed, with its persons; the sum over all of them is told at the end. */
static void tell_lost(struct cell_join *j, size_t c, long row)
{
    const struct kt_cells *cs = &j->st->cells;
    const char *code = j->st->pending.cell_zone ? j->st->pending.cell_zone[c] : NULL;
    double persons = isnan(cs->total[c]) ? kt_sum(cs->persons + c * cs->ages.n, cs->ages.n) : cs->total[c];
    if (!isnan(persons)) j->lost_persons += persons;
    char many[40] = "an unknown number of";
    if (!isnan(persons)) snprintf(many, sizeof many, "%.0f", persons);
    kt_tally_add(j->st, &j->off_map, row,
                 "cell %.40s has no zone: no known code%s%.40s, and no place on the map; %s persons",
                 cs->id[c], code ? ", but " : "", code ? code : "", many);
}

enum kt_status kt_join_cells(struct kt_study *st, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_cells *cs = &st->cells;
    struct cell_join j = begin(st, &tmp);
    uint8_t *drop = KT_NEW(&tmp, uint8_t, cs->n);
    size_t read = cs->n;
    if (!read)
        return kt_study_refuse(st, err, "no-people", "", 0, "people", "Give cells with people.",
                               "there are no cells");
    mark_duplicates(&j, drop, tmp);
    for (size_t c = 0; c < cs->n; c++) {
        long row = st->pending.cell_row ? st->pending.cell_row[c] : 0;
        if (drop[c]) continue;
        cs->zone[c] = zone_of(&j, c, row);
        if (cs->zone[c] >= 0 && place_at_centre(&j, c)) continue;
        drop[c] = 1;
        tell_lost(&j, c, row);
    }
    kt_tally_close(st, &j.lost_code);
    kt_tally_close(st, &j.off_map);
    if (j.off_map.n)
        kt_issues_add(&st->issues, KT_ERROR, "persons-lost", st->pending.cell_file, 0, "zone",
                      kt_printf(&tmp,
                                "%zu cells with %.0f persons could not be placed and are missing everywhere",
                                j.off_map.n, j.lost_persons),
                      kt_division_codes(st, ", or give coordinates"));
    kt_tally_close(st, &j.off_outline);
    kt_tally_close(st, &j.duplicate);
    kt_tally_close(st, &j.elsewhere);
    if (j.centred)
        kt_issues_add(&st->issues, KT_NOTE, "cell-at-centre", st->pending.cell_file, 0, "x",
                      kt_printf(&tmp,
                                "%zu cells have no coordinates; they were put at the centre of their zone",
                                j.centred),
                      "Give coordinates; distances are rough without them.");
    size_t *order = KT_NEW(&tmp, size_t, cs->n);
    size_t n = final_order(cs, drop, st->level[0].n, order, tmp);
    if (2 * n < read || n == 0)
        return kt_study_refuse(st, err, "too-much-lost", st->pending.cell_file, 0, "people",
                               "Check codes, coordinates and `crs` of the people.",
                               "only %zu of %zu cells can be used", n, read);
    apply_order(st, order, n, tmp);
    return KT_OK;
}
