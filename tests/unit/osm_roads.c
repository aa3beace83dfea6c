/* osm_roads: a small town as OpenStreetMap writes it, and files that are cut short or hold no road.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

/* Two streets that cross at node 2, a bridge over both without a common node, a private yard, a ferry. */
static const char town[] =
    "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n"
    "<node id=\"1\" lat=\"60.5000\" lon=\"26.9000\"/><node id=\"2\" lat=\"60.5000\" lon=\"26.9100\"/>\n"
    "<node id=\"3\" lat=\"60.5000\" lon=\"26.9200\"/><node id=\"4\" lat=\"60.4950\" lon=\"26.9100\"/>\n"
    "<node id=\"5\" lat=\"60.5050\" lon=\"26.9100\"/><node id=\"6\" lat=\"60.4990\" lon=\"26.9000\"/>\n"
    "<node id=\"7\" lat=\"60.5010\" lon=\"26.9200\"/><node id=\"8\" lat=\"60.5000\" lon=\"26.9400\"/>\n"
    "<way id=\"10\"><nd ref=\"1\"/><nd ref=\"2\"/><nd ref=\"3\"/><tag k=\"highway\" v=\"residential\"/>"
    "<tag k=\"maxspeed\" v=\"30\"/></way>\n"
    "<way id=\"11\"><nd ref=\"4\"/><nd ref=\"2\"/><nd ref=\"5\"/><tag k=\"highway\" v=\"tertiary\"/>"
    "<tag k=\"oneway\" v=\"yes\"/><tag k=\"maxspeed\" v=\"quick\"/></way>\n"
    "<way id=\"12\"><nd ref=\"6\"/><nd ref=\"7\"/><tag k=\"highway\" v=\"primary\"/></way>\n"
    "<way id=\"13\"><nd ref=\"1\"/><nd ref=\"6\"/><tag k=\"highway\" v=\"service\"/>"
    "<tag k=\"access\" v=\"private\"/></way>\n"
    "<way id=\"14\"><nd ref=\"3\"/><nd ref=\"8\"/><tag k=\"route\" v=\"ferry\"/>"
    "<tag k=\"duration\" v=\"00:20\"/></way>\n"
    "<way id=\"15\"><nd ref=\"4\"/><nd ref=\"7\"/><tag k=\"waterway\" v=\"river\"/></way>\n"
    "</osm>\n";

static enum kt_status read_roads(const char *osm, const char *more)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", "id,zone,total,y\na,005,20,20\n");
    facts_write(&f, "roads.osm", osm);
    return facts_read(&f,
                      kt_printf(&f.keep,
                                "%speople:\n  source: people.csv\n  columns: {y: ''}\n  ages: {\"0-\": y}\n"
                                "roads:\n  source: roads.osm\n%s",
                                FACTS_ZONES_YAML, more));
}

KT_TEST(a_town_becomes_a_network)
{
    CHECK(read_roads(town, "") == KT_OK);
    const struct kt_roads *r = &f.st.roads;
    CHECK(r->nnode == 8 && r->nedge == 6);
    size_t oneway = 0, ferries = 0;
    double length = 0;
    for (size_t e = 0; e < r->nedge; e++) {
        oneway += r->open[KT_CAR][e] == KT_FORTH || r->open[KT_CAR][e] == KT_BACK;
        ferries += r->ferry_min[e] == 20;
        if (r->kmh[e] == 30) length += (double)r->length_m[e];
    }
    CHECK(oneway == 2 && ferries == 1);
    CHECK_NEAR(length, 1098, 0.01); /* a fiftieth of a degree at 60.5 N in TM35FIN */
    CHECK(facts_issues(&f, "odd-tag") == 1 && facts_issues(&f, "roads-read") == 1);
    CHECK_STR(r->credit, "© OpenStreetMap contributors, ODbL 1.0");
    facts_close(&f);
}

KT_TEST(broken_files_are_refused)
{
    static char half[sizeof town];
    snprintf(half, sizeof half, "%.*s", (int)sizeof town / 2, town);
    CHECK(read_roads(half, "") == KT_EINPUT);
    facts_close(&f);
    CHECK(read_roads(
              "<?xml version='1.0'?>\n<osm version=\"0.6\">\n<node id=\"1\" lat=\"60.5\" lon=\"26.9\"/>\n"
              "</osm>\n",
              "") == KT_EINPUT);
    CHECK(facts_issues(&f, "no-roads") == 1);
    facts_close(&f);
    CHECK(read_roads("roads, roads, roads\n", "") == KT_EINPUT);
    facts_close(&f);
}

KT_TEST(other_layers_are_sent_to_their_importer)
{
    CHECK(read_roads("{\"type\":\"FeatureCollection\",\"name\":\"lines\",\"features\":[{\"type\":\"Feature\","
                     "\"properties\":{\"highway\":\"service\"},\"geometry\":{\"type\":\"LineString\","
                     "\"coordinates\":[[26.9,60.5],[26.91,60.5]]}}]}\n",
                     "") == KT_EINPUT);
    CHECK(facts_issues(&f, "other-format") == 1 && strstr(f.err.text, "GeoJSON"));
    bool told = false;
    for (size_t i = 0; i < f.st.issues.n; i++)
        told |= strstr(f.st.issues.item[i].remedy, "road_lines") != NULL;
    CHECK(told);
    facts_close(&f);
}

KT_TEST(the_study_names_who_surveyed)
{
    CHECK(read_roads(town, "  credit: our own survey\n  snap_m: 1\n") == KT_OK);
    CHECK_STR(f.st.roads.credit, "our own survey");
    facts_close(&f);
}

KT_TEST(it_says_what_it_reads)
{
    CHECK_STR(kt_osm_roads.reads, "roads");
}

KT_TEST_MAIN
