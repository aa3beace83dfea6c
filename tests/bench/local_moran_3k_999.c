/* Local Moran of 3,000 areas with 999 conditional permutations, own draws for each area.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_spatial.h"

int main(void)
{
    return bench_local_moran("local_moran_3k_999", 60, 50);
}
