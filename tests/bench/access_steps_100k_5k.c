/* E2SFCA with steps 1 / 0.68 / 0.22 to 10 / 20 / 30 km.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

int main(void)
{
    struct kt_decay d = kt_decay_steps((double[]){10e3, 20e3, 30e3}, (double[]){1, 0.68, 0.22}, 3);
    return bench_fca(&(struct bench_case){"access_steps_100k_5k", BENCH_CELLS, BENCH_SITES, 1, 0, 3}, &d);
}
