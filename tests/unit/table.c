/* page table: drawn for every kind of document in every language, and proof-read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_fixture.h"

KT_TEST(table_page_reads_well)
{
    fx_draw_page(&kt_table);
}

KT_TEST_MAIN
