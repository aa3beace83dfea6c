/* Any bytes at all as a JSON register of service points: read, or refused in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CHANNEL_FUZZ_H
#define KATVE_CHANNEL_FUZZ_H

#include "fuzz/kept_facts.h"

static inline void channel_look_at(const struct kt_study *st)
{
    const struct kt_sites *ss = &st->sites;
    for (size_t s = 0; s < ss->n; s++) {
        MUST(ss->id[s] && kt_utf8_valid(ss->id[s]) && ss->name[KT_FI][s] &&
             kt_utf8_valid(ss->name[KT_FI][s]));
        MUST(!(ss->hours_week[s] < 0.0) && !(ss->hours_week[s] > 168.0));
        MUST(isnan(ss->x[s]) == isnan(ss->y[s]) && !isinf(ss->x[s]));
        MUST(!(ss->self_service_hours[s] < 0.0) && !(ss->self_service_hours[s] > 168.0));
        if (!ss->staffed_share) continue;
        const float *share = ss->staffed_share + s * KT_WEEK_HOURS;
        for (size_t h = 0; h < KT_WEEK_HOURS; h++)
            MUST(isnan(share[h]) == isnan(ss->hours_week[s]) && !(share[h] < 0) && !(share[h] > 1));
    }
}

static inline void channel_fuzz(struct kept_facts *k, const struct kt_importer *importer, const uint8_t *data,
                                size_t size)
{
    if (!k->taken) {
        facts_open(&k->f);
        k->f.sites = importer;
        facts_write(&k->f, "register.json", "{}");
        MUST(facts_settings(&k->f, "study: {date: 2024-06-10}\nsites:\n  source: register.json\n") == KT_OK);
        kept_take(k);
    }
    struct facts *f = kept_back(k);
    facts_write_bytes(f, "register.json", data, size);
    enum kt_status s = importer->run(&f->st, "sites", f->tmp, &f->err);
    kept_verdict(f, s);
    if (s == KT_OK) channel_look_at(&f->st);
}

#endif
