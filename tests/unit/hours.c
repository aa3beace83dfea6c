/* hours: the ordinary week of OSM opening_hours, rule by rule, and its text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/hours.h>

static struct kt_arena whole, keep, tmp;
static struct kt_hours h;
static struct kt_hours_refusal no;

static bool read_hours(const char *text)
{
    if (!whole.beg) {
        whole = kt_arena_open((size_t)64 << 20);
        keep = whole;
        tmp = kt_arena_open((size_t)8 << 20);
    }
    no = (struct kt_hours_refusal){0};
    return kt_hours_osm(text, &keep, tmp, &h, &no);
}

static double week(const char *text)
{
    if (read_hours(text)) return h.week;
    printf("  \"%s\" refused at %zu: %s\n", text, no.at, no.why);
    return -1;
}

KT_TEST(days_times_and_what_replaces_what)
{
    CHECK_NEAR(week("Mo-Fr 10:00-18:00; Sa 10:00-15:00"), 45, 0);
    CHECK_NEAR(week("Mo-Fr 10:00-18:00; We 12:00-14:00"), 34, 0); /* a later rule replaces its day */
    CHECK_NEAR(week("Mo-Fr 10:00-18:00, We 18:00-20:00"), 42, 0); /* a comma adds */
    CHECK_NEAR(week("Mo-Fr 10:00-18:00; We off"), 32, 0);
    CHECK_NEAR(week("Mo-Fr 10:00-18:00; We 12:00-13:00 off"), 39, 0);
    CHECK_NEAR(week("Mo-Fr 08:00-10:30, 11:00-16:00"), 37.5, 0);
    CHECK_NEAR(week("24/7"), 168, 0);
    CHECK_NEAR(week("24/7; Su off"), 144, 0);
    CHECK_NEAR(week("closed"), 0, 0);
    CHECK_NEAR(week("10:00-12:00"), 14, 0);
    CHECK_NEAR(week("Sa-Mo 10:00-12:00"), 6, 0); /* days wrap over Sunday */
    CHECK_NEAR(week("Mo-Fr 9-17"), 40, 0);
    CHECK_NEAR(week("Mon - Fri 11am - 11pm"), 60, 0);
    CHECK_NEAR(week("mo 12pm-1pm; tu 12am-1am"), 2, 0);
    CHECK_NEAR(week("Mo-Fr 9.30–15.00"), 27.5, 0);
    CHECK_NEAR(week("Mo,Fr 10:00-12:00 We 10:00-11:00"), 5, 0); /* a semicolon is missing */
}

KT_TEST(a_night_belongs_to_the_day_it_begins_on)
{
    CHECK_NEAR(week("Fr 22:00-04:00; Sa 10:00-12:00"), 8, 0);
    CHECK(h.share[4 * 24 + 23] == 1 && h.share[5 * 24 + 3] == 1 && h.share[5 * 24 + 4] == 0);
    CHECK_NEAR(week("Fr 22:00-28:00"), 6, 0);
    CHECK_NEAR(week("Su 22:00-02:00"), 4, 0);
    CHECK(h.share[0] == 1 && h.share[1] == 1 && h.share[167] == 1);
    CHECK_STR(h.text, "Su 22:00-02:00");
    CHECK_NEAR(week("Mo-Su 22:00-23:00, 22:30-01:00"), 21, 0); /* what overlaps counts once */
}

KT_TEST(holidays_seasons_and_dates_are_kept_apart)
{
    CHECK_NEAR(week("Mo-Fr 10:00-18:00; PH off; SH Mo 10:00-12:00; 2017 Jul 1-2017 Aug 8 off"), 40, 0);
    CHECK_STR(h.apart, "PH off; SH Mo 10:00-12:00; 2017 Jul 1-2017 Aug 8 off");
    CHECK_NEAR(week("Su,PH 12:00-16:00"), 4, 0);
    CHECK_STR(h.apart, "PH 12:00-16:00");
    CHECK_NEAR(week("Jun-Aug: Mo-Fr 09:00-11:00; Sep-May: Mo-Fr 08:00-12:00"), 20, 0);
    CHECK_STR(h.apart, "Jun-Aug: Mo-Fr 09:00-11:00");
    CHECK_NEAR(week("Jun 1 - Aug 31 Mo 10:00-12:00"), 0, 0);
    CHECK(h.doubt);
    CHECK_NEAR(week("Dec 24-Jan 6 off; Mo 10:00-12:00"), 2, 0);
    CHECK_NEAR(week("easter -2 days off; Mo 10:00-12:00"), 2, 0);
    CHECK_NEAR(week("Dec 24,25,31 off; Mo 10:00-12:00"), 2, 0);
    CHECK_NEAR(week("2017 Jul 1 off; PH off"), NAN, 0);
    CHECK_STR(h.doubt, "no rule speaks of an ordinary week");
}

KT_TEST(some_weeks_count_by_their_share)
{
    CHECK_NEAR(week("We[1] 10:00-14:00"), 1, 0);
    CHECK_NEAR(h.share[2 * 24 + 10], 0.25, 0);
    CHECK_STR(h.text, "We[1] 10:00-14:00");
    CHECK_NEAR(week("We[-1] 10:00-14:00"), 1, 0);
    CHECK_NEAR(week("We[1,3] 10:00-14:00"), 2, 0);
    CHECK_NEAR(week("We[5] 10:00-14:00"), 0, 0);
    CHECK_NEAR(week("week 1-53/2 We 10:00-14:00"), 2, 0);
    CHECK_NEAR(week("week 45-46,48 We 10:00-14:00"), 3, 0);
}

KT_TEST(unknown_is_never_zero)
{
    CHECK_NEAR(week("Mo 10:00+"), NAN, 0);
    CHECK(isnan(h.share[0]) && isnan(h.share[167]) && !h.text);
    CHECK_NEAR(week("Mo-Fr 10:00-18:00; Sa 10:00+"), NAN, 0);
    CHECK_NEAR(h.at_least, 40, 0);
    CHECK_NEAR(week("Mo 10:00-16:00+"), 6, 0);
    CHECK_NEAR(week("\"by appointment\""), NAN, 0);
    CHECK_NEAR(week("Mo 10:00-12:00 unknown"), NAN, 0);
    CHECK_NEAR(week("Mo 10:00-12:00 open \"ring the bell\""), 2, 0);
    CHECK_NEAR(week("Mo-Fr 08:00-19:00 || \"on appointment\""), 55, 0);
    CHECK_STR(h.apart, "|| \"on appointment\"");
    CHECK_NEAR(week("Mo 10:00-12:00 || 11:00-13:00"), 14 + 1, 0); /* Monday 10-13, the other days 11-13 */
    CHECK_NEAR(week("Mo sunrise-sunset"), 12, 0);
    CHECK(h.doubt);
    CHECK_NEAR(week("Mo (sunrise+01:00)-(sunset-00:30)"), 10.5, 0);
}

static void refused(const char *text, size_t at, const char *why)
{
    CHECK(!read_hours(text));
    if (no.at != at || !strstr(no.why, why)) printf("  \"%s\": %zu %s\n", text, no.at, no.why);
    CHECK(no.at == at && strstr(no.why, why));
}

KT_TEST(a_refusal_says_where_and_why)
{
    refused("", 1, "nothing");
    refused("Mo 10:00", 4, "point in time");
    refused("Mo 10:00-11:00/00:30", 15, "repeated");
    refused("Mo 10:00-18:00; 10:00-15:00", 17, "which days");
    refused("Arkisin 10-12", 1, "\"Arkisin\"");
    refused("Mo 10:00-25:99", 10, "no time of day");
    refused("Mo 10:0-12:00", 6, "two digits");
    refused("Mo- 10:00-12:00", 5, "a day of the week");
    refused("Mo[6] 10:00-12:00", 4, "1 to 5");
    refused("Mo[1] +2 days 10:00-12:00", 6, "shifted");
    refused("Mo 10:00-12:00 \"no end", 16, "comment");
    refused("week 60 Mo 10:00-12:00", 6, "1 to 53");
    refused("Mo 10:00-12:00 week 2-52/2", 16, "belong before it");
    refused("Mo 10:00-12:00 Tu", 16, "belong before it");
    refused("\xC3\xA4\xC3\xB6 10:00", 1, "strange");
    refused("Mo 10:00-12:00 \xC3\xA4", 16, "strange");
    refused("Mo \"\xC3\xA4\xC3\xA4\" x", 9, "\"x\""); /* characters are counted, not bytes */
}

KT_TEST(the_written_week_reads_as_the_same_week)
{
    static const char *const text[] = {"Mo-Fr 10:00-18:00; Sa 10:00-15:00",
                                       "Mo,Tu 08:00-10:00,12:00-14:30; Th 22:00-02:00; Fr 10:00-12:00",
                                       "24/7",
                                       "off",
                                       "Mo-We 00:00-24:00",
                                       "Su 20:00-06:00; Mo 05:00-07:00",
                                       "Mo-Su 12:00-04:00",
                                       "Fr 10:00-12:00; Sa 00:00-24:00; Su 00:00-03:00"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        double w = week(text[i]);
        struct kt_hours first = h;
        CHECK(first.text && week(first.text) == w);
        CHECK(memcmp(first.share, h.share, sizeof h.share) == 0);
        CHECK_STR(h.text, first.text);
        double sum = 0;
        for (size_t k = 0; k < 168; k++) sum += h.share[k];
        CHECK_NEAR(sum, w, 1e-6);
    }
}

KT_TEST(many_rules_and_long_texts_are_refused_not_cut)
{
    char text[6000] = "";
    for (int i = 0; i < 70; i++) strcat(text, "Mo 10:00-11:00; ");
    refused(text, 1025, "too many rules");
    memset(text, ' ', 5000);
    text[5000] = '\0';
    refused(text, 1, "4000");
}

KT_TEST_MAIN
