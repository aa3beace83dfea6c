/* Any bytes at all as a JSON register of service points: read, or refused in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CHANNEL_FUZZ_H
#define KATVE_CHANNEL_FUZZ_H

#include "facts.h"

#define MUST(x)            \
    do {                   \
        if (!(x)) abort(); \
    } while (0)

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

static inline int channel_fuzz(const struct kt_importer *importer, const uint8_t *data, size_t size)
{
    struct facts f;
    facts_open(&f);
    f.sites = importer;
    facts_write_bytes(&f, "register.json", data, size);
    enum kt_status s = facts_read(&f, "study: {date: 2024-06-10}\nsites:\n  source: register.json\n");
    MUST(s == KT_OK || s == KT_EINPUT || s == KT_ELIMIT);
    if (s == KT_OK)
        channel_look_at(&f.st);
    else
        MUST(*f.err.text && kt_utf8_valid(f.err.text));
    for (size_t i = 0; i < f.st.issues.n; i++) MUST(kt_utf8_valid(f.st.issues.item[i].what));
    facts_close(&f);
    return 0;
}

#endif
