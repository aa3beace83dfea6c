/* decay_params: the parameters that every measure with a decay shares. Lengths are in the unit of
 * the mode of travel, km or minutes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_DECAY_PARAMS_INTERNAL_H
#define KATVE_DECAY_PARAMS_INTERNAL_H

/* A row a key reads best as a table. */
/* clang-format off */
#define KT_DECAY_KINDS "binary step linear gaussian exponential power logistic epanechnikov cosine table"

#define KT_DECAY_PARAMS(kind) \
    {"decay", KT_T_CHOICE, "", kind, 0, 0, KT_DECAY_KINDS, "How weight falls with cost."}, \
    {"catchment_km", KT_T_NUM, "km", "30", 0.1, 500, NULL, \
     "End of the catchment; the last step or table cost ends steps and tables."}, \
    {"catchment_min", KT_T_NUM, "min", "30", 0.1, 500, NULL, "The same for modes that count minutes."}, \
    {"edge_weight", KT_T_NUM, "", "0.01", 1e-6, 0.9, NULL, \
     "Gaussian and exponential without a length of their own: weight at the end of the catchment."}, \
    {"steps_km", KT_T_NUMS, "km", "[10, 20, 30]", 0.01, 500, NULL, "Step: upper ends of the zones, rising."}, \
    {"steps_min", KT_T_NUMS, "min", "[10, 20, 30]", 0.01, 500, NULL, "The same for modes that count minutes."}, \
    {"step_weights", KT_T_NUMS, "", "[1, 0.68, 0.22]", 0, 1, NULL, "Step: weight of each zone."}, \
    {"bounds", KT_T_CHOICE, "", "right_closed", 0, 0, "right_closed left_closed", \
     "Does a cost on a step's bound or on the catchment's end still count (right_closed, cost <= bound, as " \
     "PySAL) or not (left_closed, cost < bound, as catchment's plain 2SFCA and accessibility's steps)?"}, \
    {"length", KT_T_NUM, "km or min", "0", 0, 1e6, NULL, \
     "Length of the decay: Gaussian sigma; exponential exp(-cost/length); linear, Epanechnikov, cosine: " \
     "where they reach 0; power (cost/length)^-power; logistic: standard deviation. 0: by edge_weight " \
     "(Gaussian, exponential), the catchment (linear, Epanechnikov, cosine), 1 (power), a sixth of the " \
     "catchment (logistic)."}, \
    {"power", KT_T_NUM, "", "1", 0.01, 10, NULL, "Power: the exponent."}, \
    {"least", KT_T_NUM, "km or min", "1", 1e-6, 500, NULL, \
     "Power: smaller costs count as this, so that cost 0 has a finite weight."}, \
    {"middle", KT_T_NUM, "km or min", "0", 0, 500, NULL, \
     "Logistic: cost of half weight; 0: half the catchment."}, \
    {"table_file", KT_T_PATH, "", "", 0, 0, NULL, \
     "Table: text file with a cost and a weight a line, costs rising; weights between are interpolated."}

#define KT_NO_DEMAND_PARAM \
    {"no_demand", KT_T_CHOICE, "", "zero", 0, 0, "zero infinite supply", \
     "A site that no need reaches offers nothing (zero, as aceso), infinitely much (infinite, as PySAL, " \
     "accessibility and SpatialAcc) or its supply as if one person in need were there (supply, as catchment)."}, \
    {"least_demand", KT_T_NUM, "persons", "0", 0, 1e6, NULL, \
     "A site's weighted demand up to this counts as none: 0 takes every demand as it is (PySAL), 1e-15 does " \
     "as catchment."}

#define KT_UNREACHED_PARAM \
    {"unreached", KT_T_CHOICE, "", "zero", 0, 0, "zero unknown", \
     "Who reaches no site has access 0 (zero, as aceso, catchment and SpatialAcc) or none is stated " \
     "(unknown, as PySAL and accessibility)."}
/* All that a measure with one catchment and competition takes. */
#define KT_CATCHMENT_PARAMS(kind) KT_PARAM_MODE, KT_DECAY_PARAMS(kind), KT_NO_DEMAND_PARAM, KT_UNREACHED_PARAM
/* clang-format on */

#endif
