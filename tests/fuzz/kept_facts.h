/* What all inputs of a fuzz target share is read once: the settings and the facts before the input. They are
 * put back, to the byte, after each input.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_KEPT_FACTS_H
#define KATVE_KEPT_FACTS_H

#include "../facts.h"

#include <gdal.h>

#define MUST(x)            \
    do {                   \
        if (!(x)) abort(); \
    } while (0)

struct kept_facts {
    struct facts f;
    bool taken;
    void *bytes; /* of the keep arena, as they were */
    size_t n;
    struct kt_arena keep;
    struct kt_study st;
};

/* Of GDAL's drivers those stay that a text can be for: the others cost time and are not ours to search. */
static inline void kept_drivers(void)
{
    static const char *const used[] = {"CSV", "GeoJSON", "GML", "Memory"};
    for (int i = GDALGetDriverCount() - 1; i >= 0; i--) {
        GDALDriverH d = GDALGetDriver(i);
        bool stays = false;
        for (size_t k = 0; k < sizeof used / sizeof *used; k++)
            stays = stays || kt_streq(GDALGetDescription(d), used[k]);
        if (stays) continue;
        GDALDeregisterDriver(d);
        GDALDestroyDriver(d);
    }
}

static inline void kept_take(struct kept_facts *k)
{
    kept_drivers();
    k->keep = k->f.keep, k->st = k->f.st, k->taken = true;
    k->n = (size_t)(k->f.keep.beg - k->f.keep_whole.beg);
    k->bytes = malloc(k->n);
    MUST(k->bytes);
    memcpy(k->bytes, k->f.keep_whole.beg, k->n);
}

static inline struct facts *kept_back(struct kept_facts *k)
{
    kt_travel_drop(&k->f.st);
    memcpy(k->f.keep_whole.beg, k->bytes, k->n);
    k->f.keep = k->keep, k->f.st = k->st, k->f.err = (struct kt_err){0};
    return &k->f;
}

static inline void kept_close(struct kept_facts *k)
{
    if (!k->taken) return;
    free(k->bytes);
    facts_close(&k->f);
    k->taken = false;
}

/* An input ends in facts or in words. */
static inline void kept_verdict(const struct facts *f, enum kt_status s)
{
    MUST(s == KT_OK || s == KT_EINPUT || s == KT_ELIMIT);
    if (s != KT_OK) MUST(*f->err.text && kt_utf8_valid(f->err.text));
    for (size_t i = 0; i < f->st.issues.n; i++) MUST(kt_utf8_valid(f->st.issues.item[i].what));
}

#endif
