/* The HSY grid: nine times 99 hides, one 99 counts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

KT_TEST(only_nine_times_99_hides)
{
    struct facts f;
    facts_open(&f);
    f.people = &kt_hsy_grid;
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv",
                "WKT,INDEX,ASUKKAITA,IKA0_9,IKA10_19,IKA20_29,IKA30_39,IKA40_49,IKA50_59,IKA60_69,IKA70_79,"
                "IKA_YLI80\n"
                "\"POINT (25500000 6672000)\",688,8,99,99,99,99,99,99,99,99,99\n"
                "\"POINT (25500000 6672250)\",5299,734,34,35,81,114,86,120,120,99,45\n"
                "\"POINT (25500000 6672500)\",9999,891,99,99,99,99,99,99,99,99,99\n");
    CHECK(facts_read(&f, "study: {date: 2020-06-01}\n" FACTS_ZONES_YAML
                         "people:\n  source: people.csv\n  columns: {zone: \"\"}\n") == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 3 && cs->ages.n == 9);
    if (cs->n == 3) {
        CHECK(isnan(cs->persons[0]) && isnan(cs->persons[8]) && cs->total[0] == 8);
        CHECK(cs->persons[9 + 7] == 99 && cs->persons[9] == 34);
        CHECK(cs->persons[18] == 99 && cs->persons[26] == 99); /* nine that add up to 891 are counts */
        /* ETRS-GK25 in, EPSG:3067 out: the central meridian of 25 degrees is 2 degrees west of TM35's */
        CHECK(cs->x[0] > 380000 && cs->x[0] < 395000 && cs->y[0] > 6660000 && cs->y[0] < 6685000);
    } else {
        facts_print(&f);
    }
    CHECK(facts_issues(&f, "ages-hidden") == 1);
    facts_close(&f);
}

KT_TEST_MAIN
