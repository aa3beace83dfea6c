/* measures: every established measure of spatial accessibility, as weighted sums over links between
 * cells and sites. Arrays in, arrays out; the same bytes for any number of threads.
 *
 *   n(c) need of a cell, S(s) supply of a site, w(c,s) the decay at their cost, R(s) = S(s) / D(s)
 *
 * One weighted sum is O(pairs in reach) and stores no pair over straight lines; each measure says how
 * many sums it takes. Sites out of use have supply 0 and no link. Need and supply are finite, >= 0.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MEASURES_H
#define KATVE_MEASURES_H

#include <katve/access.h>

/* How cells and sites are linked: by straight lines between indexed points, or by stored costs. */
struct kt_links {
    size_t ncell, nsite;
    struct kt_grid cells, sites; /* straight lines, in metres */
    double per_metre;            /* cost of a metre; 0: costs are stored */
    struct kt_csr pairs;         /* rows cells, columns sites */
    struct kt_csr back;          /* the same, rows sites */
};

/* Links by straight lines for decays that reach about `reach` (in costs); use: per site, NULL: all. */
struct kt_links kt_links_points(const double *x, const double *y, size_t ncell, const double *site_x,
                                const double *site_y, const uint8_t *use, size_t nsite, double per_metre,
                                double reach, struct kt_arena *keep);
/* Links by stored costs; use: per site, NULL: all. Keeps their transpose. O(nnz). */
struct kt_links kt_links_pairs(const struct kt_csr *pairs, const uint8_t *use, struct kt_arena *keep);
/* Rows and columns exchanged, without the columns where use is 0 (NULL: none); columns ascend. O(nnz). */
struct kt_csr kt_csr_transpose(const struct kt_csr *m, const uint8_t *use, struct kt_arena *keep);

/* out[s] = sum_c w(c,s) q[c] and out[c] = sum_s w(c,s) q[s]; every element of out is written. */
void kt_sum_to_sites(const struct kt_links *l, const struct kt_decay *d, const double *q, double *out,
                     struct kt_arena tmp);
void kt_sum_to_cells(const struct kt_links *l, const struct kt_decay *d, const double *q, double *out,
                     struct kt_arena tmp);

/* Cells one by one: the i-th of kt_links_cells() cells, which is row kt_links_row(l, i); cells without a
 * place are not among them. kt_links_near gives the sites within `reach` (a cost) of it and their costs,
 * returns how many; room for nsite. O(bins + sites near). */
size_t kt_links_cells(const struct kt_links *l);
size_t kt_links_row(const struct kt_links *l, size_t i);
size_t kt_links_near(const struct kt_links *l, size_t i, double reach, int32_t *site, double *cost);

/* A site with supply and no demand at all in reach: peers hand out nothing, infinitely much (PySAL,
 * accessibility), or its supply as if one unit of need were there (catchment). */
enum kt_no_demand { KT_NO_DEMAND_ZERO, KT_NO_DEMAND_INFINITE, KT_NO_DEMAND_SUPPLY };

struct kt_market {
    struct kt_links links;
    struct kt_decay decay;
    const double *need;   /* per cell */
    const double *supply; /* per site */
    enum kt_no_demand no_demand;
    double least_demand; /* a site's demand up to this counts as none; 0: only none does */
    bool unreached_nan;  /* a cell without a weight above 0 to any site is unknown; else 0 */
};

/* Hansen 1959: A(c) = sum_s w S. One sum. */
void kt_measure_gravity(const struct kt_market *in, double *access, struct kt_arena tmp);
/* Potential demand of a site: P(s) = sum_c w n. One sum. */
void kt_measure_gravity_passive(const struct kt_market *in, double *potential, struct kt_arena tmp);
/* 2SFCA, E2SFCA, KD2SFCA by the decay: D = sum_c w n, A = sum_s w R. Two sums. demand may be NULL in
 * this and the following. */
void kt_measure_fca2(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp);
/* M2SFCA (Delamater 2013): D = sum_c w n, A = sum_s w^2 R. Two sums. */
void kt_measure_m2sfca(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp);
/* 3SFCA (Wan, Zou and Sternberg 2012): G = w0 / sum_s w0, D = sum_c G w n, A = sum_s G w R. `selection`
 * is w0: equal to w within the catchment, it may reach further. Three sums. */
void kt_measure_fca3(const struct kt_market *in, const struct kt_decay *selection, double *demand,
                     double *access, struct kt_arena tmp);
/* MH3SFCA (Subal, Paal and Krisp 2021): G = w S / sum_s w S, D = sum_c G n, A = sum_s G w R. Three sums. */
void kt_measure_mh3sfca(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp);
/* V2SFCA (Luo and Whippo 2012): the cost of a pair is divided by the factor of its site or of its cell
 * (the other is NULL), so that catchments grow with the factor. Two sums for each different factor. */
void kt_measure_v2sfca(const struct kt_market *in, const double *cell_factor, const double *site_factor,
                       double *demand, double *access, struct kt_arena tmp);
/* BFCA (Paez, Higgins and Vivona 2019): D = sum_c n w / sum_s w, A = sum_s R w / sum_c w, so that need
 * and supply are neither inflated nor lost. Four sums. */
void kt_measure_bfca(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp);
/* i2SFCA (Wang 2018), crowdedness of a site: F(c) = n / sum_s w S, C(s) = sum_c w F. Two sums. */
void kt_measure_i2sfca(const struct kt_market *in, double *crowding, struct kt_arena tmp);
/* Spatial availability (Soukhov, Paez, Higgins and Mohamed 2023): V(c) = sum_s S n^alpha w / sum_c n^alpha
 * w: the supply of each site divided among all who reach it. Two sums. */
void kt_measure_spatial_availability(const struct kt_market *in, double alpha, double *available,
                                     struct kt_arena tmp);
/* The family of Soukhov, Pereira, Higgins and Paez 2025. Total: gravity scaled so that all cells share
 * the whole supply (all sites the whole need). Singly: sites share out their supply by w n, that is
 * availability with alpha 1 (cells their need by w S). active per cell, passive per site; either NULL. */
void kt_measure_total_constrained(const struct kt_market *in, double *active, double *passive,
                                  struct kt_arena tmp);
void kt_measure_singly_constrained(const struct kt_market *in, double *active, double *passive,
                                   struct kt_arena tmp);

/* How far an iteration came. */
struct kt_fit {
    size_t rounds;
    double gap;                      /* relative; see each measure */
    double short_need, short_supply; /* doubly constrained: > 0 proves that totals cannot be met */
    double beyond;                   /* doubly constrained */
};
/* Totals of doubly constrained flows must be equal: supply is scaled to need, need to supply, or both are
 * taken as they are. */
enum kt_balance { KT_BALANCE_SUPPLY, KT_BALANCE_DEMAND, KT_BALANCE_NONE };
struct kt_doubly {
    enum kt_balance balance;
    double floor; /* weight of every pair beside the decay, however far: above 0 totals can always be met */
    double tolerance; /* ends at this gap */
    size_t most_rounds;
};
/* Doubly constrained flows T = a n b S (w + floor) with row sums n and column sums S, of the need that can reach
 * a site and the supply that need can reach; a per cell, b per site by turns (Furness 1965). gap: largest
 * relative miss of a row sum once columns are met. beyond: share of flows that only the floor carries. Where
 * the catchments (floor 0) cannot meet the totals it ends as soon as it finds cells of short_need in all that
 * reach only sites of short_supply < short_need in all; KT_BALANCE_NONE with unequal totals gives those as
 * short_need and short_supply before the first round. O(rounds × 2 sums). */
struct kt_fit kt_measure_doubly_constrained(const struct kt_market *in, const struct kt_doubly *how,
                                            double *a, double *b, struct kt_arena tmp);

/* The cost at which at least target[c] of q is within reach, NaN where never (limit: INFINITY or a cutoff):
 * q = 1, target = k is the k-th nearest site; q = supply, target = need the balancing cost (Barboza et al.
 * 2021). step > 0 rounds up to its multiples, as peers with a cost increment do. target[c] <= 0 costs 0. */
void kt_cost_until(const struct kt_links *l, const double *q, const double *target, double limit, double step,
                   double *cost, struct kt_arena tmp);

enum kt_summary { KT_MEDIAN, KT_MEAN, KT_LEAST, KT_MOST };
/* Cumulative q at the cutoffs from, from + step, ... <= to, summarised (Tomasiello et al. 2023). */
void kt_measure_cumulative_interval(const struct kt_links *l, const double *q, double from, double to,
                                    double step, enum kt_summary summary, double *out, struct kt_arena tmp);

/* RAAM (Saxon and Snow 2020): everyone chooses the site of least total cost cost/tau + load / (rho S),
 * rho = all need / all supply; equilibrium: no one can do better. Cells in turn take their best answer to
 * the rest (exact filling), which descends the strictly convex sum_s load^2 / (2 rho S) + sum cost/tau
 * x. The gap, sum x (cost paid - least cost) over all cost, proves it: the cost of site s is within
 * sqrt(2 gap × total / (rho S)) of the equilibrium's. Cells out of `reach` of all supply: NaN. A round
 * looks at all pairs in parallel, then solves among the few sites that each cell thinks of: by answers in
 * turn, and where they are slow by an interior-point method. */
struct kt_fit kt_measure_raam(const struct kt_market *in, double tau, double reach, double tolerance,
                              size_t most_rounds, double *cost, double *load, struct kt_arena tmp);

/* One mode of travel of the market: its links, decay, and who travels so. */
struct kt_mode_links {
    struct kt_links links;
    struct kt_decay decay;
    const float *share; /* per cell; NULL: all */
};
/* Multi-modal 2SFCA (Mao and Nekorchuk 2013): one competition for all modes: D = sum_m sum_c share_m w_m n,
 * A = sum_m share_m sum_s w_m R. by_mode (nmode arrays or NULL) gets sum_s w_m R. Two sums a mode. */
void kt_measure_mmfca(const struct kt_market *in, const struct kt_mode_links *mode, size_t nmode,
                      double *demand, double *access, double *const *by_mode, struct kt_arena tmp);

#endif
