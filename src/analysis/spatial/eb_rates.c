/* eb_rates: rates of small areas, steadied by what all areas or the neighbours show.
 *
 *   b = sum o / sum n; s2 = sum n (p - b)^2 / sum n; a = max(0, s2 - b / nbar); eb_i = b + (p_i - b) a / (a + b / n_i)
 *
 * o events (`variable`), n persons (`second`), p = o / n. eb_rate is drawn to the mean of all areas (Poisson, or
 * binomial), eb_rate_local to the rate of the area and its neighbours, rate_around is that rate itself. An island keeps
 * its raw rate. Where packages differ: a below 0 is 0 (esda keeps it); s2 of the local one is about each neighbour's
 * own mean (spdep) or the area's (GeoDa), by `about`.
 * Source: Marshall 1991, Applied Statistics 40: 283-294; Martuzzi and Elliott 1996, Statistics in Medicine 15.
 * Complexity: O(neighbours).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

#include <katve/smallarea.h>

static void publish(struct kt_result *r, const struct kt_spatial *s, const char *name, struct kt_tr title,
                    const double *value)
{
    kt_spatial_column(r, s,
                      &(struct kt_column){.name = name,
                                          .kind = KT_K_SHARE,
                                          .unit = "share",
                                          .title = title,
                                          .method = "eb_rates",
                                          .no_interval = "a smoothed rate; fay_herriot gives an error"},
                      value);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_spatial s;
    bool there;
    KT_TRY(kt_spatial_open(m, st, r, "second", &tmp, &s, &there, err));
    if (!there) return KT_OK;
    size_t n = s.m;
    double *raw = KT_NEW(&tmp, double, n + 1), *global = KT_NEW(&tmp, double, n + 1);
    double *local = KT_NEW(&tmp, double, n + 1), *around = KT_NEW(&tmp, double, n + 1);
    double *mean = KT_NEW(&tmp, double, n + 1), *variance = KT_NEW(&tmp, double, n + 1);
    struct kt_eb eb;
    for (size_t i = 0; i < n; i++) raw[i] = s.y[i] > 0 ? s.x[i] / s.y[i] : (double)NAN;
    struct kt_err why = {0};
    size_t lack = 0;
    for (size_t i = 0; i < n; i++) lack += isnan(raw[i]) != 0;
    kt_spatial_lack(r, m, lack, "no rate", "nobody is known to live there");
    if (n && kt_eb_global(s.x, s.y, n, kt_streq(kt_method_str(m, st, "model"), "binomial"), global, &eb, tmp,
                          &why) != KT_OK)
        return kt_fail(err, KT_EINPUT, "methods.eb_rates: %s", why.text);
    kt_eb_local(s.x, s.y, n, s.raw.start, s.raw.col, kt_streq(kt_method_str(m, st, "about"), "own"), local,
                mean, variance, tmp);
    kt_spatial_rate(s.x, s.y, n, s.raw.start, s.raw.col, around);
    publish(r, &s, "rate_raw", (struct kt_tr){{"Raaka osuus", "Rå andel", "Raw rate"}}, raw);
    publish(
        r, &s, "eb_rate",
        (struct kt_tr){{"Osuus, tasattu koko maahan", "Andel, utjämnad mot alla", "Rate, drawn to the mean"}},
        global);
    publish(r, &s, "eb_rate_local",
            (struct kt_tr){{"Osuus, tasattu naapureihin", "Andel, utjämnad mot grannarna",
                            "Rate, drawn to the neighbours"}},
            local);
    publish(r, &s, "rate_around",
            (struct kt_tr){{"Osuus naapureineen", "Andel med grannar", "Rate with the neighbours"}}, around);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_RATE_PARAMS,
    {"model", KT_T_CHOICE, "", "poisson", 0, 0, "poisson binomial", "How events vary by chance."},
    {"about", KT_T_CHOICE, "", "neighbours", 0, 0, "neighbours own",
     "Local spread about each neighbour's own mean (spdep) or about the area's (GeoDa)."},
};

const struct kt_method kt_eb_rates = {
    .name = "eb_rates",
    .title = {{"Tasatut osuudet", "Utjämnade andelar", "Steadied rates"}},
    .summary = "Rates of small areas drawn towards the mean of all or of the neighbours (empirical Bayes).",
    .formula =
        "eb_i = b + (p_i - b) a / (a + b / n_i), a = max(0, s2 - b / nbar); local: b, a of the area and its "
        "neighbours; rate_around = sum o / sum n of them",
    .choices =
        "a below 0 is 0 (esda keeps it, which turns rates about); s2 and nbar over areas with persons.\n"
        "Local: area and neighbours together, an island keeps its raw rate; spread about each neighbour's "
        "own mean (spdep) or the area's (`about: own`, GeoDa).\n"
        "Neighbours are taken without weights. Binomial: Martuzzi and Elliott, as spdep family = binomial.",
    .source = "Marshall 1991, Applied Statistics 40: 283-294; Martuzzi and Elliott 1996",
    .needs = "",
    .columns = "rate_raw eb_rate eb_rate_local rate_around",
    .tables = "spatial_weights",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
