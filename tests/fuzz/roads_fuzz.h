/* Any bytes at all as a source of roads: they become a network whose parts fit together, or are refused in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_ROADS_FUZZ_H
#define KATVE_ROADS_FUZZ_H

#include "../facts.h"

#include "source/roads_internal.h"

#define MUST(x)            \
    do {                   \
        if (!(x)) abort(); \
    } while (0)

/* One study for all inputs; what an input takes is forgotten after it. */
struct roads_fuzz {
    struct facts facts;
    struct kt_study study;
    bool open;
};

static inline void roads_fuzz_start(struct roads_fuzz *z, const struct kt_importer *im, const char *name,
                                    const char *yaml)
{
    struct facts *f = &z->facts;
    facts_open(f);
    f->roads = im;
    facts_write(f, "zones.geojson", FACTS_FOUR);
    facts_write(f, "regions.csv", FACTS_REGIONS);
    facts_write(f, "people.csv", "id,zone,a\n1,005,3\n");
    facts_write(f, name, "");
    /* Behind a blank, so that the study's own reading passes the section over. */
    MUST(facts_read(f, kt_printf(&f->keep,
                                 FACTS_ZONES_YAML "people:\n  source: people.csv\n  ages: {\"0-\": a}\n"
                                                  "\"roads\":\n  source: %s\n%s",
                                 name, yaml)) == KT_OK);
    z->study = f->st;
    z->open = true;
}

static inline void roads_fuzz_look(const struct kt_roads *r)
{
    for (size_t e = 0; e < r->nedge; e++) {
        MUST(r->from[e] >= 0 && (size_t)r->from[e] < r->nnode && r->to[e] >= 0 &&
             (size_t)r->to[e] < r->nnode);
        MUST(r->first[e + 1] >= r->first[e] + 2 && r->first[e + 1] <= r->nvert);
        MUST(isfinite(r->length_m[e]) && r->length_m[e] >= 0);
        MUST(!isnan(r->ferry_min[e]) || (r->kmh[e] > 0 && r->kmh[e] <= 500));
        for (int m = 0; m < KT_ROAD_MODES; m++) MUST(r->open[m][e] <= (KT_FORTH | KT_BACK));
    }
    for (size_t v = 0; v < r->nvert; v++) MUST(isfinite(r->vx[v]) && isfinite(r->vy[v]));
    for (size_t v = 0; v < r->nnode; v++) MUST(isfinite(r->x[v]) && isfinite(r->y[v]));
}

static inline void roads_fuzz_run(struct roads_fuzz *z, const char *name, const uint8_t *data, size_t size)
{
    struct facts *f = &z->facts;
    struct kt_arena keep = f->keep, tmp = f->tmp;
    struct kt_study st = z->study;
    struct kt_err err = {0};
    st.keep = &keep;
    st.issues = (struct kt_issues){0};
    kt_issues_init(&st.issues, &keep);
    facts_write_bytes(f, name, data, size);
    enum kt_status s = f->roads->run(&st, "roads", tmp, &err);
    MUST(s == KT_OK || s == KT_EINPUT || s == KT_ELIMIT);
    if (s == KT_OK)
        roads_fuzz_look(&st.roads);
    else
        MUST(*err.text && kt_utf8_valid(err.text));
    for (size_t i = 0; i < st.issues.n; i++) MUST(kt_utf8_valid(st.issues.item[i].what));
}

#endif
