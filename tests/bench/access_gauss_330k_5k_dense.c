/* The same when cells and sites gather in few towns as people do: several times the pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

int main(void)
{
    struct kt_decay d = kt_decay_gauss(60e3, 0.01);
    return bench_fca(&(struct bench_case){"access_gauss_330k_5k_dense", 330000, 5000, 1, 250, 8}, &d);
}
