/* ptv: places, boxes and areas of channels; words of support; hours of every kind; what is unknown stays so.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static enum kt_status read_json(const char *json)
{
    facts_open(&f);
    f.sites = &kt_ptv;
    facts_write(&f, "ptv.json", json);
    return facts_read(&f, "study: {date: 2024-06-10}\nsites:\n  source: ptv.json\n");
}

#define STREET(state, north, east)                                                                          \
    "{\"type\":\"Location\",\"subType\":\"Single\",\"streetAddress\":{\"street\":[{\"language\":\"fi\","    \
    "\"value\":\"Katu\"},{\"language\":\"sv\",\"value\":\"Gatan\"}],\"streetNumber\":\"1\","                \
    "\"postalCode\":\"00100\",\"postOffice\":[{\"language\":\"fi\",\"value\":\"KYLÄ\"}],\"municipality\":" \
    "{\"code\":\"091\"},\"latitude\":\"" north "\",\"longitude\":\"" east "\",\"coordinateState\":" state   \
    "},\"otherAddress\":{\"latitude\":\"61.6\",\"longitude\":\"27.2\"}}"
#define BOX "{\"type\":\"Postal\",\"subType\":\"PostOfficeBox\",\"postOfficeBoxAddress\":{}}"
#define CHANNEL(id, rest)                                                                                   \
    "{\"id\":\"" id "\",\"serviceChannelType\":\"ServiceLocation\",\"serviceChannelNames\":[{\"language\":" \
    "\"sv\",\"value\":\"Stället\",\"type\":\"Name\"}]," rest "}"

KT_TEST(each_place_is_a_site_and_a_box_is_none)
{
    CHECK(read_json("{\"itemList\":[" CHANNEL(
              "a", "\"languages\":[\"fi\",\"se\"],\"addresses\":[" STREET(
                       "\"Ok\"", "6715000",
                       "405000.5") "," BOX "," STREET("\"EnteredByUser\"", "6716000",
                                                      "405000") "]") "," CHANNEL("b",
                                                                                 "\"addresses\":[" STREET(
                                                                                     "\"NotReceived\"", "0",
                                                                                     "0") "]") "]}") ==
          KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK(ss->n == 3);
    CHECK_STR(ss->id[0], "a-1");
    CHECK_STR(ss->id[1], "a-2");
    CHECK_STR(ss->id[2], "b");
    CHECK_STR(ss->name[KT_FI][0], "Stället");
    CHECK_STR(ss->address[0], "Katu / Gatan 1");
    CHECK_STR(ss->postal_code[0], "00100");
    CHECK_STR(ss->municipality[0], "091");
    CHECK_STR(ss->languages[0], "fi;se");
    CHECK_NEAR(ss->x[0], 405000.5, 0);
    CHECK_NEAR(ss->y[0], 6715000, 0);
    CHECK(isnan(ss->x[2]) && isnan(ss->hours_week[0]) && !ss->service_area[2]);
    CHECK(facts_issues(&f, "no-coordinates") == 1 && facts_issues(&f, "coordinates-by-hand") == 1);
    CHECK(facts_issues(&f, "unknown-hours") == 1);
    facts_close(&f);
}

KT_TEST(what_is_not_published_or_no_place_is_left_out_and_told)
{
    CHECK(read_json("[" CHANNEL(
              "a",
              "\"publishingStatus\":\"Published\",\"addresses\":[" BOX "],"
              "\"areaType\":"
              "\"Nationwide"
              "\"") "," CHANNEL("b",
                                "\"publishingStatus\":\"Deleted\"") "," CHANNEL("c",
                                                                                "\"publishingStatus\":"
                                                                                "\"Draft\"") ",{\"id\":"
                                                                                             "\"d\","
                                                                                             "\"serviceCha"
                                                                                             "nnelType\":"
                                                                                             "\"WebPage\","
                                                                                             "\"serviceCha"
                                                                                             "nnelNames\":"
                                                                                             "[]},"
                                                                                             "{\"id\":"
                                                                                             "\"e\","
                                                                                             "\"serviceCha"
                                                                                             "nnelType\":"
                                                                                             "\"Phone\","
                                                                                             "\"serviceCha"
                                                                                             "nnelNames\":"
                                                                                             "[],"
                                                                                             "\"areaType\""
                                                                                             ":"
                                                                                             "\"LimitedTyp"
                                                                                             "e\","
                                                                                             "\"areas\":[{"
                                                                                             "\"type\":"
                                                                                             "\"Region\","
                                                                                             "\"code\":"
                                                                                             "\"08\"},{"
                                                                                             "\"type\":"
                                                                                             "\"Municipali"
                                                                                             "ty\","
                                                                                             "\"municipali"
                                                                                             "ties\":[{"
                                                                                             "\"code\":"
                                                                                             "\"285\"},{"
                                                                                             "\"code\":"
                                                                                             "\"075\"}]}]}"
                                                                                             "]") == KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK(ss->n == 2 && facts_issues(&f, "entry-left-out") == 3);
    CHECK_STR(ss->service_area[0], "*");
    CHECK_STR(ss->service_area[1], "08;285;075");
    CHECK_STR(ss->form[1], "remote");
    CHECK_STR(ss->sub_form[1], "phone");
    CHECK_STR(ss->name[KT_FI][1], "e");
    facts_close(&f);
}

#define SERVICE(name) "\"services\":[{\"service\":{\"name\":\"Muu\"}},{\"service\":{\"name\":\"" name "\"}}]"

KT_TEST(services_tell_who_supports)
{
    CHECK(
        read_json(
            "[" CHANNEL("a", SERVICE("DIGITUKI ikäihmisille")) "," CHANNEL("b", SERVICE("Päivähoito")) "," CHANNEL(
                "c", "\"services\":[]") "," CHANNEL("d",
                                                    SERVICE("Stöd: DIGITALT STÖD")) "," CHANNEL("e",
                                                                                                "\"ontologyTe"
                                                                                                "rms\":[{"
                                                                                                "\"name\":"
                                                                                                "\"digituki\""
                                                                                                "}]") "]") ==
        KT_OK);
    const int8_t *s = f.st.sites.supports;
    CHECK(s[0] == KT_YES && s[1] == KT_NO && s[2] == KT_UNKNOWN && s[3] == KT_YES && s[4] == KT_YES);
    facts_close(&f);
}

#define HOURS(type, rest) "{\"serviceHourType\":\"" type "\"," rest "}"
#define AT(day, to, a, b) "{\"dayFrom\":\"" day "\",\"dayTo\":" to ",\"from\":\"" a "\",\"to\":\"" b "\"}"

static const struct kt_sites *with_hours(const char *hours)
{
    static char json[4000];
    snprintf(json, sizeof json, CHANNEL("a", "\"serviceHours\":[%s]"), hours);
    CHECK(read_json(json) == KT_OK && f.st.sites.n == 1);
    return &f.st.sites;
}

KT_TEST(hours_ordinary_exceptional_and_over_midnight)
{
    const struct kt_sites *ss = with_hours(HOURS(
        "DaysOfTheWeek",
        "\"validForNow\":true,\"openingHour\":[" AT("Monday", "\"\"", "10:00:00", "12:00:00") "," AT(
            "Monday", "null", "13:00:00",
            "16:00:00") "]") "," HOURS("DaysOfTheWeek",
                                       "\"validFrom\":\"2024-06-02T21:00:00Z\",\"validTo\":"
                                       "\"2024-08-11T00:00:00Z\",\"openingHour\":[" AT(
                                           "Tuesday", "\"\"", "09:00:00",
                                           "11:00:00") "]") "," HOURS("Exceptional",
                                                                      "\"validFrom\":\"2024-12-06T00:00:"
                                                                      "00Z\",\"isClosed\":true,"
                                                                      "\"openingHour\":[]") "," HOURS("Except"
                                                                                                      "ion",
                                                                                                      "\"vali"
                                                                                                      "dFrom"
                                                                                                      "\":"
                                                                                                      "\"2017"
                                                                                                      "-02-"
                                                                                                      "27T00:"
                                                                                                      "00:00+"
                                                                                                      "02:"
                                                                                                      "00\","
                                                                                                      "\"open"
                                                                                                      "ingHou"
                                                                                                      "r\":[{"
                                                                                                      "\"from"
                                                                                                      "\":"
                                                                                                      "\"06:"
                                                                                                      "00:"
                                                                                                      "00\","
                                                                                                      "\"to\""
                                                                                                      ":\"9:"
                                                                                                      "00:"
                                                                                                      "00\"}"
                                                                                                      "]") "," HOURS("DaysOfTheWeek",
                                                                                                                     "\"validForNow\":true,\"isReservation\":true,\"openingHour\":[]"));
    CHECK_NEAR(ss->hours_week[0], 5, 0);
    CHECK_STR(ss->hours_text[0], "Mo 10:00-12:00,13:00-16:00");
    CHECK_STR(ss->holiday_text[0],
              "2024 Jun 03-2024 Aug 11 Tu 09:00-11:00; 2024 Dec 06 off; 2017 Feb 27 06:00-09:00");
    CHECK_STR(ss->appointment[0], "optional");
    facts_close(&f);
    ss = with_hours(HOURS(
        "OverMidnight",
        "\"validForNow\":true,\"openingHour\":[" AT("Friday", "\"Saturday\"", "20:00:00", "02:00:00") "," AT(
            "Sunday", "\"Monday\"", "23:00:00", "01:30:00") "]"));
    CHECK_NEAR(ss->hours_week[0], 8.5, 0);
    CHECK(ss->staffed_share[0] == 1 && ss->staffed_share[1] == 0.5f && ss->staffed_share[5 * 24 + 1] == 1);
    facts_close(&f);
    ss = with_hours(HOURS("Standard", "\"validForNow\":true,\"openingHour\":[" AT("Monday", "\"Friday\"",
                                                                                  "09:00", "15:00") "]"));
    CHECK_NEAR(ss->hours_week[0], 30, 0);
    CHECK_STR(ss->hours_text[0], "Mo-Fr 09:00-15:00");
    facts_close(&f);
}

KT_TEST(hours_that_are_not_told_are_unknown)
{
    const struct kt_sites *ss = with_hours(HOURS("DaysOfTheWeek", "\"validForNow\":true,\"openingHour\":[]"));
    CHECK(isnan(ss->hours_week[0]));
    facts_close(&f);
    ss = with_hours(HOURS("DaysOfTheWeek", "\"validForNow\":true,\"isClosed\":true,\"openingHour\":[]"));
    CHECK_NEAR(ss->hours_week[0], 0, 0);
    facts_close(&f);
    ss = with_hours(HOURS("DaysOfTheWeek", "\"validForNow\":true,\"isAlwaysOpen\":true"));
    CHECK_NEAR(ss->hours_week[0], 168, 0);
    facts_close(&f);
    ss = with_hours(HOURS("DaysOfTheWeek", "\"validForNow\":true,\"openingHour\":[" AT(
                                               "Monday", "\"\"", "10:00",
                                               "25:00") "," AT("Tuesday", "\"\"", "10:00", "12:00") "]"));
    CHECK(isnan(ss->hours_week[0]) && facts_issues(&f, "hours-not-understood") == 1);
    facts_close(&f);
    ss = with_hours(HOURS(
        "DaysOfTheWeek",
        "\"validFrom\":\"2024-06-01T00:00:00\",\"validTo\":\"2024-08-01T00:00:00\",\"openingHour\":[" AT(
            "Monday", "\"\"", "10:00", "12:00") "]"));
    CHECK_NEAR(ss->hours_week[0], 2, 0); /* the day of the study lies in it, and that is said */
    CHECK(facts_issues(&f, "doubtful-hours") == 1);
    facts_close(&f);
}

KT_TEST(what_is_no_register_is_refused)
{
    static const char *const bad[] = {"",
                                      "{",
                                      "[]",
                                      "{\"itemList\":[]}",
                                      "[1,2,\"x\",null]",
                                      "{\"id\":1}",
                                      "[{\"serviceHourType\":\"Standard\"}]"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK(read_json(bad[i]) == KT_EINPUT && *f.err.text);
        facts_close(&f);
    }
}

KT_TEST_MAIN
