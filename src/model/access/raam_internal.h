/* raam: the pieces of the search for the equilibrium. SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_RAAM_INTERNAL_H
#define KATVE_RAAM_INTERNAL_H

#include <katve/base.h>

/* The sites that a cell thinks of, the way there / tau, and who goes there. */
struct raam_use {
    size_t n, room;
    int32_t *site;
    double *way, *flow;
};

/* Moves all flows at once to the equilibrium among the sites that cells think of, until what all cost could be
 * less by is the part `goal` of it. need[i] belongs to use[i], load to its flows; queue(s) = load(s) ×
 * per_quota[s], INFINITY where closed. Flows stay positive, sum to need, and stay as they are where none
 * better were found. */
void raam_interior(struct raam_use *use, const double *need, size_t n, const double *per_quota, size_t nsite,
                   double goal, const double *load, struct kt_arena tmp);

#endif
