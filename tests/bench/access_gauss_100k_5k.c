/* E2SFCA with a Gaussian that falls to 0.01 at 30 km.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

int main(void)
{
    struct kt_decay d = kt_decay_gauss(30000, 0.01);
    return bench_fca(&(struct bench_case){"access_gauss_100k_5k", BENCH_CELLS, BENCH_SITES, 1, 0, 3}, &d);
}
