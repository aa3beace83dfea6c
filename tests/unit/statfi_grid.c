/* The population grids: names of every year, -1, places from ids.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#include "../../src/source/vector_internal.h"

KT_TEST(ids_tell_centre_and_size)
{
    static const struct {
        const char *id;
        double x, y, size;
    } good[] = {{"1kmN6671E386", 386500, 6671500, 1000},
                {"1kmN6672E0388", 388500, 6672500, 1000},
                {"250mN667175E38600", 386125, 6671875, 250},
                {"5kmN6670E385", 387500, 6672500, 5000},
                {"N667200E38800", 388000, 6672000, 0},
                {"CRS3067RES1000mN6672000E388000", 388500, 6672500, 1000},
                {"1kmN7700E0500", 500500, 7700500, 1000}};
    double x, y, size;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        bool ok = kt_grid_cell(good[i].id, &x, &y, &size);
        if (!ok || x != good[i].x || y != good[i].y) printf("  %s: %g %g %g\n", good[i].id, x, y, size);
        CHECK(ok && x == good[i].x && y == good[i].y && size == good[i].size);
    }
    static const char *const bad[] = {"",
                                      "1km",
                                      "1kmN6671",
                                      "1kmN6671E",
                                      "00100",
                                      "1kmN6671E386x",
                                      "1kmE386N6671",
                                      "kmN6671E386",
                                      "1kmN66E3",
                                      "1kmN999999999999E1",
                                      "1kmN1234E386",
                                      "1234567kmN6671E386",
                                      "N-1E5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CHECK(!kt_grid_cell(bad[i], &x, &y, &size));
}

#define STUDY "study: {date: 2020-06-01}\n" FACTS_ZONES_YAML "people:\n  source: people.csv\n"

static enum kt_status read_in(struct facts *f, const char *people, const char *more)
{
    facts_open(f);
    f->people = &kt_statfi_grid;
    facts_write(f, "zones.geojson", FACTS_FOUR);
    facts_write(f, "regions.csv", FACTS_REGIONS);
    facts_write(f, "people.csv", people);
    return facts_read(f, kt_printf(&f->keep, STUDY "%s", more));
}

KT_TEST(both_sets_of_names_and_suppressed_ages)
{
    static const char *const table[] = {"id,kunta,grd_id,xkoord,ykoord,vaesto,ika_0_14,ika_15_64,ika_65_\n1,"
                                        "005,1kmN6715E405,405000,6715000,9,-1,-1,-1\n"
                                        "2,005,1kmN6716E405,405000,6716000,30,5,20,5\n",
                                        "id,kuntanro,grid_id,euref_x,euref_y,he_vakiy,ika_0_14,ika_15_64,ika_"
                                        "65\n1,005,1kmN6715E405,405000,6715000,9,-1,-1,-1\n"
                                        "2,005,1kmN6716E405,405000,6716000,30,5,20,5\n"};
    for (size_t i = 0; i < 2; i++) {
        struct facts f;
        CHECK(read_in(&f, table[i], "") == KT_OK);
        const struct kt_cells *cs = &f.st.cells;
        CHECK(cs->n == 2 && cs->ages.n == 3);
        if (cs->n == 2) {
            CHECK(isnan(cs->persons[0]) && cs->total[0] == 9);
            CHECK(cs->persons[3] == 5 && cs->persons[5] == 5);
            CHECK(cs->x[0] == 405500 && cs->y[0] == 6715500);
            CHECK_STR(f.st.pending.cell_zone[0], "005");
        } else {
            facts_print(&f);
        }
        facts_close(&f);
    }
}

KT_TEST(a_corner_without_a_size_is_told)
{
    static const char people[] =
        "kunta,id_nro,xkoord,ykoord,vaesto,ika_0_14,ika_15_64,ika_65_\n005,17,405000,6715000,9,1,6,2\n";
    struct facts f;
    CHECK(read_in(&f, people, "") == KT_OK);
    CHECK(f.st.cells.x[0] == 405000 && facts_issues(&f, "cell-size-unknown") == 1);
    facts_close(&f);
    CHECK(read_in(&f, people, "  cell_size_m: 5000\n") == KT_OK);
    CHECK(f.st.cells.x[0] == 407500 && f.st.cells.y[0] == 6717500 &&
          facts_issues(&f, "cell-size-unknown") == 0);
    facts_close(&f);
}

KT_TEST(another_table_is_refused)
{
    struct facts f;
    CHECK(read_in(&f, "a,b\n1,2\n", "") == KT_EINPUT);
    CHECK(facts_issues(&f, "missing-column") == 1);
    facts_close(&f);
}

KT_TEST_MAIN
