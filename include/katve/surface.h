/* surface: least costs across country, from each cell of a raster to its neighbours. Costs are whole milliseconds,
 * as on roads (katve/graph.h), so that they don't depend on the order in which they are added.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   8 neighbours:  cost(a, b) = |ab| (p(a) + p(b)) / 2
 *   16, the knight's moves too:  cost = |ad| (p(a) + p(b) + p(c) + p(d)) / 4, b and c being the cells that the
 *   line from a to d crosses; each takes a quarter of it
 *
 * with p seconds a metre: the integral of p along the straight line between centres. A barrier is never entered:
 * not by a knight over it, nor diagonally between two of them. Sixteen directions make a way across even ground at
 * most 2.8 % longer than the straight line, eight 8.2 %.
 * GRASS r.cost and r.cost -k reckon the same (tests/bench/terrain_2000x2000.c: at most 0.03 s apart), but for
 * two barriers that touch at a corner, between which they pass.
 * Source: Douglas 1994, Cartographica 31; Goodchild 1977, Environment and Planning A 9 (errors of directions). */
#ifndef KATVE_SURFACE_H
#define KATVE_SURFACE_H

#include <katve/graph.h>

/* Rows from north to south; cell (column, row) is row * nx + column. nx * ny < 2^30. */
struct kt_surface {
    int32_t nx, ny;
    double dx, dy;     /* size of a cell, metres */
    const float *pace; /* nx * ny: seconds a metre, above 0; NaN: a barrier */
    int neighbours;    /* 8 or 16 */
};

/* Room for searches up to `cutoff`; `w` serves kt_surface_reach alone. O(cells). */
void kt_surface_reach_init(struct kt_reach *w, const struct kt_surface *s, int32_t cutoff,
                           struct kt_arena *keep);
/* Costs from the cheapest of the starts (none of them a barrier) to every cell within `cutoff` (inclusive), in one
 * pass; what came of it is in `w` as after kt_reach_run. O(cells touched + cutoff / width of a bucket). */
void kt_surface_reach(struct kt_reach *w, const struct kt_surface *s, const struct kt_start *start,
                      size_t nstart, int32_t cutoff);
/* Nearest and second nearest site of every cell, as kt_nearest_two. O(cells log), 32 bytes a cell of `tmp`. */
void kt_surface_nearest_two(const struct kt_surface *s, const struct kt_start *start, const uint32_t *first,
                            size_t nsite, int32_t *cost1, int32_t *site1, int32_t *cost2, int32_t *site2,
                            struct kt_arena tmp);

#endif
