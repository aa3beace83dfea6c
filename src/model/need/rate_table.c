/* rate_table: the right year, the overlap of age bands, and the assumed rates.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/need/rate_table_internal.h"

enum { ADULT = 16, OLDEST = 99, ASSUMED_KEY = 0x40000000 };

struct band {
    int min, max;
    double rate, n_eff;
    uint32_t key;
};

/* Assumed shares that use the internet only with help, built on the THL 70+ study; layer 3 is
 * scaled to its total, so its shape alone matters. */
static const struct band assumed_n2[] = {
    {16, 54, 0.02, NAN, ASSUMED_KEY + 2},
    {55, 64, 0.04, NAN, ASSUMED_KEY + 2},
    {65, 69, 0.08, NAN, ASSUMED_KEY + 2},
    {70, 89, 0.11, NAN, ASSUMED_KEY + 2},
};
static const struct band assumed_n3[] = {{16, 89, 0.26, NAN, ASSUMED_KEY + 3}};

/* A published zero means less than half a per cent. */
static const double zero_as = 0.0025;

static int newest_year(const struct kt_rates *rates, int layer, int year, int *oldest)
{
    int best = 0;
    *oldest = 0;
    for (size_t i = 0; i < rates->n; i++) {
        if (rates->layer[i] != layer) continue;
        int y = rates->year[i];
        if (y <= year && y > best) best = y;
        if (!*oldest || y < *oldest) *oldest = y;
    }
    return best;
}

static size_t bands_of_year(const struct kt_rates *rates, int layer, int year, struct band *out)
{
    size_t n = 0;
    for (size_t i = 0; i < rates->n; i++) {
        if (rates->layer[i] != layer || rates->year[i] != year) continue;
        bool survey = rates->n_eff[i] > 0;
        double rate = survey && rates->rate[i] <= 0 ? zero_as : rates->rate[i];
        if (survey && rate >= 1) rate = 1 - zero_as;
        out[n++] = (struct band){rates->age_min[i], rates->age_max[i], rate, rates->n_eff[i],
                                 survey ? (uint32_t)i : ASSUMED_KEY + (uint32_t)layer};
    }
    return n;
}

/* The band of one year of age; ages above all bands take the highest one. */
static const struct band *band_of(const struct band *b, size_t n, int age)
{
    const struct band *top = NULL;
    for (size_t i = 0; i < n; i++) {
        if (age >= b[i].min && age <= b[i].max) return &b[i];
        if (!top || b[i].max > top->max) top = &b[i];
    }
    return top && age > top->max ? top : NULL;
}

static int lowest_age(const struct band *b, size_t n)
{
    int low = b[0].min;
    for (size_t i = 1; i < n; i++) low = b[i].min < low ? b[i].min : low;
    return low;
}

/* How many people a year of age stands for within a group: level to 70, then falling in a straight
 * line to none at 100, about the shape of the Finnish age pyramid. Matters only where a group of the
 * study straddles two bands of the table. */
static double year_weight(int age)
{
    if (age < 70) return 1;
    return (age < OLDEST ? 100 - age : 1) / 30.0;
}

static enum kt_status fill_group(const struct band *b, size_t n, int min, int max, size_t g,
                                 struct kt_agerates *out, struct kt_err *err)
{
    double all = 0, covered = 0;
    size_t first = out->part_of[g], end = first;
    int last = max > OLDEST ? (min > OLDEST ? min : OLDEST) : max;
    for (int age = min; age <= last; age++) {
        double w = year_weight(age);
        const struct band *in = age < ADULT ? NULL : band_of(b, n, age);
        all += w;
        if (!in && age >= ADULT && age > lowest_age(b, n))
            return kt_fail(err, KT_EINPUT, "rates: no rate for age %d", age);
        if (!in) continue;
        covered += w;
        if (end == first || out->part[end - 1].key != in->key || out->part[end - 1].rate != in->rate)
            out->part[end++] = (struct kt_ratepart){in->rate, in->n_eff, 0, in->key};
        out->part[end - 1].weight += w;
    }
    out->share[g] = covered / all;
    out->rate[g] = 0;
    for (size_t k = first; k < end; k++) {
        out->part[k].weight /= covered;
        out->rate[g] += out->part[k].weight * out->part[k].rate;
    }
    out->part_of[g + 1] = end;
    return KT_OK;
}

enum kt_status kt_rate_table(const struct kt_study *st, int layer, int year, bool required,
                             struct kt_agerates *out, struct kt_arena *a, struct kt_err *err)
{
    const struct kt_ages *ages = &st->cells.ages;
    int oldest, found = newest_year(&st->rates, layer, year, &oldest);
    struct band *bands = KT_NEW(a, struct band, st->rates.n + 4);
    size_t n;
    if (found) {
        n = bands_of_year(&st->rates, layer, found, bands);
    } else if (required) {
        return oldest ? kt_fail(err, KT_EINPUT,
                                "rates: no rates of layer %d for %d or earlier; the oldest "
                                "are of %d",
                                layer, year, oldest)
                      : kt_fail(err, KT_EINPUT, "rates: no rates of layer %d", layer);
    } else {
        const struct band *from = layer == 2 ? assumed_n2 : assumed_n3;
        n = layer == 2 ? sizeof assumed_n2 / sizeof *from : sizeof assumed_n3 / sizeof *from;
        for (size_t i = 0; i < n; i++) bands[i] = from[i];
    }
    *out = (struct kt_agerates){.tabled = found != 0,
                                .rate = KT_NEW(a, double, ages->n),
                                .share = KT_NEW(a, double, ages->n),
                                .part_of = KT_NEW(a, size_t, ages->n + 1),
                                .part = KT_NEW(a, struct kt_ratepart, ages->n + (size_t)(OLDEST + 2) * n)};
    for (size_t g = 0; g < ages->n; g++)
        KT_TRY(fill_group(bands, n, ages->min[g], ages->max[g], g, out, err));
    return KT_OK;
}
