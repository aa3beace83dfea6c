/* kirkanta: staffed against self-service time, ordinary against exceptional days, libraries without a place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static const struct kt_sites *read_json(const char *json, const char *more)
{
    facts_open(&f);
    f.sites = &kt_kirkanta;
    facts_write(&f, "libraries.json", json);
    enum kt_status s = facts_read(
        &f, kt_printf(&f.keep, "study: {date: 2024-06-10}\nsites:\n  source: libraries.json\n%s", more));
    if (s != KT_OK) facts_print(&f);
    CHECK(s == KT_OK);
    return &f.st.sites;
}

#define TIMES(a, b, status) "{\"from\":\"" a "\",\"to\":\"" b "\",\"status\":" status "}"
#define DAY(date, period, times) \
    "{\"date\":\"" date "\",\"period\":" period ",\"closed\":false,\"times\":[" times "]}"
#define CLOSED(date, period) "{\"date\":\"" date "\",\"period\":" period ",\"closed\":true,\"times\":[]}"
#define ONE(schedules)                                                                                       \
    "{\"type\":\"library\",\"total\":1,\"refs\":{\"period\":{\"1\":{\"isException\":false},\"2\":{"          \
    "\"isException\":true}}},\"data\":{\"id\":7,\"name\":\"Kirjasto\",\"address\":{\"street\":\"Katu 1\","   \
    "\"city\":\"Kotka\",\"zipcode\":\"48100\"},\"coordinates\":{\"lat\":60.4653363,\"lon\":26.9387061},"     \
    "\"modified\":\"2024-01-02T10:00:00+02:00\",\"services\":[{\"name\":null,\"standardName\":\"Digituki\"}" \
    "],"                                                                                                     \
    "\"schedules\":[" schedules "]}}"
/* 2024-05-06 is a Monday */
#define ORDINARY_REST                                                                                     \
    DAY("2024-05-07", "1", TIMES("10:00", "12:00", "1"))                                                  \
    "," CLOSED("2024-05-08", "1") "," CLOSED("2024-05-09", "1") "," CLOSED("2024-05-10", "1") "," CLOSED( \
        "2024-05-11", "1") "," CLOSED("2024-05-12", "1")

KT_TEST(staffed_and_self_service_hours_are_told_apart)
{
    const struct kt_sites *ss =
        read_json(ONE(DAY("2024-05-06", "1",
                          TIMES("08:00", "10:00", "2") "," TIMES("10:00", "13:00", "1") "," TIMES(
                              "13:00", "14:00", "0") "," TIMES("14:00", "16:30", "1")) "," ORDINARY_REST),
                  "");
    CHECK(ss->n == 1);
    CHECK_STR(ss->id[0], "kirkanta:7");
    CHECK_STR(ss->hours_text[0], "Mo 10:00-13:00,14:00-16:30; Tu 10:00-12:00");
    CHECK_NEAR(ss->hours_week[0], 7.5, 0);
    CHECK_NEAR(ss->self_service_hours[0], 2, 0);
    CHECK(ss->supports[0] == KT_YES);
    CHECK_STR(ss->updated_on[0], "2024-01-02");
    CHECK_STR(ss->address[0], "Katu 1");
    CHECK_NEAR(ss->x[0], 496629.294625793, 1e-9); /* gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:3067 */
    CHECK_NEAR(ss->y[0], 6703238.03647264, 1e-9);
    facts_close(&f);
}

KT_TEST(most_ordinary_days_make_the_week_and_exceptions_stay_apart)
{
    const char *json = ONE(DAY("2024-05-06", "1", TIMES("10:00", "13:00", "1")) "," DAY(
        "2024-05-13", "1",
        TIMES("10:00", "18:00",
              "1")) "," DAY("2024-05-20", "1",
                            TIMES("10:00", "18:00",
                                  "1")) "," DAY("2024-05-27", "2",
                                                TIMES("10:00", "11:00",
                                                      "1")) "," CLOSED("2024-06-03", "2") "," ORDINARY_REST);
    const struct kt_sites *ss = read_json(json, "");
    CHECK_NEAR(ss->hours_week[0], 10, 0);
    CHECK_STR(ss->holiday_text[0], "2024 May 27 10:00-11:00; 2024 Jun 03 off");
    facts_close(&f);
    /* Where periods overlap on a day, the exceptional one holds: Monday has no ordinary day. */
    json = ONE(
        DAY("2024-05-06", "1", TIMES("10:00", "13:00", "1")) "," CLOSED("2024-05-06", "2") "," ORDINARY_REST);
    ss = read_json(json, "");
    CHECK(isnan(ss->hours_week[0]) && isnan(ss->staffed_share[0]) && facts_issues(&f, "doubtful-hours") == 1);
    facts_close(&f);
    ss = read_json(json, "  exceptional_weeks: use\n");
    CHECK_NEAR(ss->hours_week[0], 2, 0);
    facts_close(&f);
}

KT_TEST(what_is_not_told_is_unknown)
{
    const struct kt_sites *ss = read_json(
        "{\"items\":[{\"id\":1,\"name\":{\"fi\":\"Auto\",\"sv\":\"Bussen\"},\"type\":\"mobile\",\"address\":"
        "null,\"coordinates\":null,\"services\":[]},{\"id\":2,\"name\":\"B\",\"address\":{},\"coordinates\":"
        "{\"lat\":60.2,\"lon\":25.0},\"services\":[{\"name\":null,\"standardName\":\"Opastukset\"}],"
        "\"schedules\":[{\"date\":\"2024-05-06\",\"period\":1,\"closed\":false,\"times\":[]}]}]}",
        "");
    CHECK(ss->n == 2 && isnan(ss->x[0]) && isnan(ss->hours_week[0]) && isnan(ss->hours_week[1]));
    CHECK_STR(ss->name[KT_SV][0], "Bussen");
    CHECK(ss->supports[0] == KT_UNKNOWN && ss->supports[1] == KT_NO);
    CHECK(facts_issues(&f, "no-coordinates") == 1);
    facts_close(&f);
}

KT_TEST(own_words_can_tell_who_supports)
{
    const char *json =
        "{\"data\":{\"id\":2,\"name\":\"B\",\"address\":{},\"coordinates\":{\"lat\":60.2,\"lon\":"
        "25.0},\"services\":[{\"name\":\"LÄPPÄRIPAJA\",\"standardName\":\"Opastukset\"}]}}";
    CHECK(read_json(json, "")->supports[0] == KT_NO);
    facts_close(&f);
    CHECK(read_json(json, "  support_words: [läppäripaja]\n")->supports[0] == KT_YES);
    facts_close(&f);
}

KT_TEST(a_library_without_a_place_belongs_to_the_municipality_of_its_town)
{
    facts_open(&f);
    f.sites = &kt_kirkanta;
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(
        &f, "libraries.json",
        "[{\"id\":1,\"name\":\"A\",\"address\":{\"city\":\"GAMMA\"},\"coordinates\":null},{\"id\":2,\"name\":"
        "\"B\",\"address\":{\"city\":\"Muualla\"},\"coordinates\":null}]");
    CHECK(facts_read(&f, FACTS_ZONES_YAML "sites:\n  source: libraries.json\n") == KT_OK);
    CHECK_STR(f.st.sites.municipality[0], "010");
    CHECK(!f.st.sites.municipality[1] && facts_issues(&f, "municipality-by-name") == 1);
    facts_close(&f);
}

KT_TEST_MAIN
