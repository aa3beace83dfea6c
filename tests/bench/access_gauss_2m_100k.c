/* E2SFCA over 2,000,000 cells of a 1 km grid and 100,000 sites in a box five times as long and wide;
 * Gaussian that falls to 0.01 at 60 km.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

int main(void)
{
    struct kt_decay d = kt_decay_gauss(60e3, 0.01);
    return bench_fca(&(struct bench_case){"access_gauss_2m_100k", 2000000, 100000, 5, 1000, 3}, &d);
}
