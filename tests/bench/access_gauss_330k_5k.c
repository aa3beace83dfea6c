/* E2SFCA over 330,000 cells of a 250 m grid, clustered as the inhabited grid of Finland, and 5,000 sites
 * among them; Gaussian that falls to 0.01 at 60 km.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

int main(void)
{
    struct kt_decay d = kt_decay_gauss(60e3, 0.01);
    return bench_fca(&(struct bench_case){"access_gauss_330k_5k", 330000, 5000, 1, 250, 3}, &d);
}
