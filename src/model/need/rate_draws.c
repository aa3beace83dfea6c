/* rate_draws: rates of zones from the national rates, as point values and as draws.
 * Odds multiply where logits add, so a draw of a zone costs one product and one division.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/need/need_internal.h"

#include <katve/rng.h>

static double logit(double p)
{
    return log(p / (1 - p));
}

void kt_need_point_odds(struct kt_needplan *p, bool multiplied)
{
    for (size_t l = 0; l < 3; l++)
        for (size_t a = 0; a < p->nage; a++) {
            double r = fmin(p->layer[l].rate[a], 1 - 1e-9), odds = r / (1 - r);
            p->odds[l * p->nage + a] = multiplied ? odds * kt_need_recentre(p, a, odds) : odds;
        }
}

/* National odds per draw: every table row has its own error, shared by all zones. */
void kt_need_draw_odds(struct kt_needplan *p, double assumed_sd)
{
#pragma omp parallel for collapse(2) schedule(dynamic)
    for (size_t l = 0; l < 3; l++)
        for (size_t a = 0; a < p->nage; a++) {
            const struct kt_agerates *t = &p->layer[l];
            double *out = p->odds_draw + (l * p->nage + a) * p->ndraw, point = t->rate[a];
            double fix = point > 0 ? p->odds[l * p->nage + a] / (point / fmax(1 - point, 1e-9)) : 0;
            for (size_t d = 0; d < p->ndraw && point > 0; d++) {
                double rate = 0;
                for (size_t k = t->part_of[a]; k < t->part_of[a + 1]; k++) {
                    const struct kt_ratepart *part = &t->part[k];
                    double own = l == 2 ? point : part->rate;
                    double sd = part->n_eff > 0 ? 1 / sqrt(part->n_eff * own * (1 - own)) : assumed_sd;
                    double e = kt_rng_normal(p->seed, KT_STREAM_RATE, part->key, (uint32_t)d);
                    if (own > 0) rate += part->weight / (1 + exp(-logit(fmin(own, 1 - 1e-9)) - sd * e));
                }
                out[d] = rate / (1 - fmin(rate, 1 - 1e-9)) * fix;
            }
        }
}

static void zone_rates(const struct kt_needplan *p, size_t z, const double *effect, double *rate, float *draw)
{
    double m = exp(p->log_m[z]);
    for (size_t a = 0; a < p->nage; a++) {
        double left = p->share[a];
        for (size_t l = 0; l < 3; l++) {
            double r = fmin(p->share[a] * kt_rate_of_odds(p->odds[l * p->nage + a] * m), left);
            rate[l * p->nage + a] = r;
            left -= r;
        }
        const double *o1 = p->odds_draw + a * p->ndraw, *o2 = o1 + p->nage * p->ndraw;
        const double *o3 = o2 + p->nage * p->ndraw;
        float *d1 = draw + a * p->ndraw, *d2 = d1 + p->nage * p->ndraw, *d3 = d2 + p->nage * p->ndraw;
        for (size_t d = 0; d < p->ndraw; d++) {
            double e = effect[d] * m, share = p->share[a];
            double r1 = share * kt_rate_of_odds(o1[d] * e);
            double r2 = fmin(share * kt_rate_of_odds(o2[d] * e), share - r1);
            d1[d] = (float)r1;
            d2[d] = (float)r2;
            d3[d] = (float)fmin(share * kt_rate_of_odds(o3[d] * e), share - r1 - r2);
        }
    }
}

/* exp(u_region + v_zone) per zone and draw, then the rates of the zone. */
void kt_need_zone_rates(const struct kt_needplan *p, double region_sd, double zone_sd, double *rate,
                        float *draw, struct kt_arena tmp)
{
    /* Regions are the level below the country, where there is one between. */
    size_t rl = p->st->nlevel > 2 ? p->st->nlevel - 2 : 0;
    size_t nreg = rl ? p->st->level[rl].n : 0, nd = p->ndraw;
    double *region = KT_NEW(&tmp, double, nreg *nd), *effect = KT_NEW(&tmp, double, p->nzone *nd);
#pragma omp parallel for schedule(static)
    for (size_t g = 0; g < nreg; g++)
        for (size_t d = 0; d < nd; d++)
            region[g * nd + d] =
                region_sd * kt_rng_normal(p->seed, KT_STREAM_REGION, (uint32_t)g, (uint32_t)d);
#pragma omp parallel for schedule(static)
    for (size_t z = 0; z < p->nzone; z++) {
        int32_t g = nreg ? kt_zone_up(p->st, (int32_t)z, rl) : -1;
        for (size_t d = 0; d < nd; d++) {
            double v = zone_sd * kt_rng_normal(p->seed, KT_STREAM_ZONE, (uint32_t)z, (uint32_t)d);
            effect[z * nd + d] = exp((g < 0 ? 0 : region[(size_t)g * nd + d]) + v);
        }
        zone_rates(p, z, effect + z * nd, rate + z * 3 * p->nage, draw + z * 3 * p->nage * nd);
    }
}
