/* travel_read: pairs of travel, kept by id in the order of reading until cells and sites have theirs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"
#include "travel_internal.h"

#include <string.h>

static struct kt_travel_read *waiting(struct kt_study *st)
{
    if (st->pending.travel) return st->pending.travel;
    struct kt_arena whole = kt_arena_open(0), a = whole;
    struct kt_travel_read *t = KT_NEW(&a, struct kt_travel_read, 1);
    t->whole = whole, t->arena = a;
    t->chunks = t->chunks_whole = kt_arena_open(0);
    return st->pending.travel = t;
}

enum kt_status kt_travel_begin(struct kt_study *st, const struct kt_travel_group *spec, int *group,
                               struct kt_err *err)
{
    struct kt_travel_read *t = waiting(st);
    size_t nmode = 1; /* straight lines are one */
    bool known = false;
    for (size_t g = 0; g < t->ngroup; g++) {
        const struct kt_travel_group *have = &t->group[g];
        bool first = true;
        for (size_t k = 0; k < g && first; k++) first = !kt_streq(t->group[k].mode, have->mode);
        nmode += first;
        if (!kt_streq(have->mode, spec->mode)) continue;
        known = true;
        if (!kt_streq(have->unit, spec->unit))
            return kt_study_refuse(st, err, "travel-unit", spec->file, 0, spec->field,
                                   "Give each of them a mode of its own, such as car-km and car-min.",
                                   "mode %.40s counts in %s here and in %s before", spec->mode, spec->unit,
                                   have->unit);
        if (kt_streq(have->departure, spec->departure)) {
            *group = (int)g;
            return KT_OK;
        }
    }
    if (t->ngroup == KT_TRAVEL_GROUPS_MAX || (!known && nmode == KT_MODES_MAX))
        return kt_study_refuse(st, err, "travel-modes", spec->file, 0, spec->field,
                               "Check which columns hold mode and departure.",
                               "there are more than %d modes or %d times of departure", KT_MODES_MAX - 1,
                               KT_TRAVEL_GROUPS_MAX);
    *group = (int)t->ngroup++;
    t->group[*group] =
        (struct kt_travel_group){kt_strdup(st->keep, spec->mode),       spec->unit,
                                 kt_strdup(&t->arena, spec->departure), spec->percentile,
                                 kt_strdup(st->keep, spec->file),       kt_strdup(st->keep, spec->field)};
    return KT_OK;
}

/* FNV-1a, 64 bits: short texts, no adversary that a slower table would not stop. */
static size_t hash(const char *s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (; *s; s++) h = (h ^ (unsigned char)*s) * 0x100000001b3u;
    return (size_t)(h ^ (h >> 29));
}

static size_t slot_of(const struct kt_travel_ids *ids, const char *id)
{
    size_t mask = 2 * ids->cap - 1, i = hash(id) & mask;
    while (ids->slot[i] && strcmp(ids->id[ids->slot[i] - 1], id) != 0) i = (i + 1) & mask;
    return i;
}

static void widen(struct kt_travel_ids *ids, struct kt_arena *a)
{
    struct kt_travel_ids old = *ids;
    ids->cap = old.cap ? 2 * old.cap : 1024;
    ids->id = KT_NEW(a, const char *, ids->cap);
    ids->row = KT_NEW(a, long, ids->cap);
    ids->slot = KT_NEW(a, int32_t, 2 * ids->cap);
    for (size_t i = 0; i < old.n; i++) {
        ids->id[i] = old.id[i], ids->row[i] = old.row[i];
        ids->slot[slot_of(ids, old.id[i])] = (int32_t)i + 1;
    }
}

int32_t kt_travel_id(struct kt_study *st, enum kt_travel_end end, const char *id, long row)
{
    struct kt_travel_read *t = waiting(st);
    struct kt_travel_ids *ids = &t->end[end];
    if (ids->n == ids->cap) widen(ids, &t->arena);
    size_t i = slot_of(ids, id);
    if (!ids->slot[i]) {
        ids->id[ids->n] = kt_strdup(&t->arena, id);
        ids->row[ids->n] = row;
        ids->slot[i] = (int32_t)++ids->n;
    }
    return ids->slot[i] - 1;
}

void kt_travel_pair(struct kt_study *st, int group, int32_t from, int32_t to, double cost)
{
    struct kt_travel_read *t = waiting(st);
    struct kt_travel_chunk *c = t->last[group];
    if (!c || c->n == KT_TRAVEL_CHUNK) {
        struct kt_travel_chunk *fresh = KT_NEW(&t->chunks, struct kt_travel_chunk, 1);
        if (c)
            c->next = fresh;
        else
            t->first[group] = fresh;
        t->last[group] = c = fresh;
    }
    c->pair[c->n].from = from;
    c->pair[c->n].to = to;
    c->pair[c->n++].cost = cost;
}

void kt_travel_drop(struct kt_study *st)
{
    struct kt_travel_read *t = st->pending.travel;
    st->pending.travel = NULL;
    if (!t) return;
    kt_arena_close(t->chunks_whole);
    kt_arena_close(t->whole);
}
