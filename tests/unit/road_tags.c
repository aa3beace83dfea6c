/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"
#include "source/roads_internal.h"

struct told {
    const char *tag[KT_RT_N];
    struct kt_way way;
    int odd;
    enum kt_way_kind kind;
};

/* "highway=residential oneway=yes": blanks part tags. */
static struct told tell(const char *text, bool winter)
{
    static char room[16][80];
    struct told t = {{NULL}, {{0}, 0, 0, 0, false}, -1, KT_WAY_NONE};
    size_t n = 0;
    for (const char *p = text; *p; n++) {
        size_t len = strcspn(p, " ");
        snprintf(room[n], sizeof room[n], "%.*s", (int)len, p);
        p += len + (p[len] == ' ');
        char *equals = strchr(room[n], '=');
        *equals = '\0';
        for (int k = 0; k < KT_RT_N; k++)
            if (strcmp(kt_road_tag_name[k], room[n]) == 0) t.tag[k] = equals + 1;
    }
    struct kt_way_rules rules = {winter};
    t.kind = kt_way_of_tags(t.tag, &rules, &t.way, &t.odd);
    return t;
}

KT_TEST(speeds_are_read_with_their_units)
{
    CHECK_NEAR(kt_maxspeed("50"), 50, 0);
    CHECK_NEAR(kt_maxspeed("80 km/h"), 80, 0);
    CHECK_NEAR(kt_maxspeed("30 mph"), 48.28032, 1e-9);
    CHECK_NEAR(kt_maxspeed("FI:urban"), 50, 0);
    CHECK_NEAR(kt_maxspeed("100;80"), 100, 0);
    CHECK_NEAR(kt_maxspeed("50 mph"), 80.4672, 1e-9);
    CHECK_NEAR(kt_maxspeed("120 @ (Apr-Oct)"), 120, 0);
    CHECK_NEAR(kt_maxspeed("walk"), 6, 0);
    CHECK_NEAR(kt_maxspeed("FI:rural"), 80, 0);
    CHECK_NEAR(kt_maxspeed("FI:motorway"), 120, 0);
    CHECK_NEAR(kt_maxspeed("10 knots"), 18.52, 1e-9);
    CHECK(isnan(kt_maxspeed("none")) && isnan(kt_maxspeed("")) && isnan(kt_maxspeed("nan")) &&
          isnan(kt_maxspeed("inf")) && isnan(kt_maxspeed("0x1F0")) && isnan(kt_maxspeed("80 60")));
    CHECK(isnan(kt_maxspeed("fast")) && isnan(kt_maxspeed("-50")) && isnan(kt_maxspeed("0")) &&
          isnan(kt_maxspeed(NULL)) && isnan(kt_maxspeed("5000")) && isnan(kt_maxspeed("50 bananas")));
}

KT_TEST(what_is_met_in_town_is_walked)
{
    static const char *const way[] = {"highway=elevator", "highway=trail", "highway=steps",
                                      "highway=corridor"};
    for (size_t i = 0; i < 4; i++) {
        struct told t = tell(way[i], false);
        CHECK(t.kind == KT_WAY_ROAD && t.way.open[KT_WALK] == (KT_FORTH | KT_BACK) && !t.way.open[KT_CAR]);
    }
    CHECK(tell("highway=construction", false).kind == KT_WAY_NONE);
}

KT_TEST(no_door_opens_on_motorways_and_tunnels)
{
    CHECK(tell("highway=motorway", false).way.doorless && tell("highway=motorway_link", false).way.doorless);
    CHECK(tell("highway=service tunnel=yes", false).way.doorless);
    CHECK(!tell("highway=service tunnel=building_passage", false).way.doorless);
    CHECK(!tell("highway=residential", false).way.doorless && !tell("route=ferry", false).way.doorless);
}

KT_TEST(durations_are_minutes)
{
    CHECK_NEAR(kt_duration("00:25"), 25, 0);
    CHECK_NEAR(kt_duration("1:05:30"), 65.5, 1e-12);
    CHECK_NEAR(kt_duration("PT1H30M"), 90, 0);
    CHECK_NEAR(kt_duration("7"), 7, 0);
    CHECK(isnan(kt_duration("soon")) && isnan(kt_duration("")) && isnan(kt_duration("-5")) &&
          isnan(kt_duration("PT")) && isnan(kt_duration("PTM")) && isnan(kt_duration("0:00")));
}

KT_TEST(directions_follow_the_tags)
{
    CHECK(tell("highway=residential", false).way.open[KT_CAR] == (KT_FORTH | KT_BACK));
    CHECK(tell("highway=residential oneway=yes", false).way.open[KT_CAR] == KT_FORTH);
    CHECK(tell("highway=residential oneway=-1", false).way.open[KT_CAR] == KT_BACK);
    struct told t = tell("highway=residential oneway=yes oneway_bicycle=no", false);
    CHECK(t.way.open[KT_CYCLE] == (KT_FORTH | KT_BACK) && t.way.open[KT_WALK] == (KT_FORTH | KT_BACK));
    CHECK(tell("highway=tertiary junction=roundabout", false).way.open[KT_CAR] == KT_FORTH);
    CHECK(tell("highway=motorway", false).way.open[KT_CAR] == KT_FORTH);
    CHECK(tell("highway=motorway oneway=no", false).way.open[KT_CAR] == (KT_FORTH | KT_BACK));
}

KT_TEST(access_is_told_by_the_most_particular_tag)
{
    struct told t = tell("highway=service access=private", false);
    CHECK(t.kind == KT_WAY_NONE);
    t = tell("highway=service access=no foot=yes", false);
    CHECK(t.way.open[KT_CAR] == 0 && t.way.open[KT_WALK] && t.way.open[KT_CYCLE] == 0);
    t = tell("highway=track motor_vehicle=no", false);
    CHECK(t.way.open[KT_CAR] == 0 && t.way.open[KT_WALK] && t.way.open[KT_CYCLE]);
    t = tell("highway=residential vehicle=no motorcar=yes", false);
    CHECK(t.way.open[KT_CAR] && !t.way.open[KT_CYCLE]);
    t = tell("highway=footway access=yes", false);
    CHECK(!t.way.open[KT_CAR] && t.way.open[KT_WALK] && !t.way.open[KT_CYCLE]);
    t = tell("highway=footway bicycle=yes", false);
    CHECK(t.way.open[KT_CYCLE]);
    t = tell("highway=motorway", false);
    CHECK(!t.way.open[KT_WALK] && !t.way.open[KT_CYCLE]);
    CHECK(tell("highway=construction", false).kind == KT_WAY_NONE);
    CHECK(tell("highway=pedestrian area=yes", false).kind == KT_WAY_NONE);
    CHECK(tell("junction=roundabout", false).kind == KT_WAY_NONE);
}

KT_TEST(each_direction_has_its_limit)
{
    struct kt_way w = tell("highway=primary maxspeed_forward=60 maxspeed_backward=50", false).way;
    CHECK(w.kmh == 60 && w.kmh_back == 50);
    w = tell("highway=primary maxspeed=70 maxspeed_backward=100", true).way; /* the other from maxspeed */
    CHECK(w.kmh == 70 && w.kmh_back == 80);
    w = tell("highway=tertiary maxspeed_forward=40", false).way; /* the other from the class */
    CHECK(w.kmh == 40 && w.kmh_back == 60);
    w = tell("highway=tertiary maxspeed_forward=100 surface=gravel", false).way;
    CHECK(w.kmh == 60 && w.kmh_back == 60);
    struct told t = tell("highway=tertiary maxspeed=50 maxspeed_backward=slow", false);
    CHECK(t.odd == KT_RT_MAXSPEED_BACKWARD && t.way.kmh == 50 && t.way.kmh_back == 50);
}

KT_TEST(limits_hold_and_winter_lowers_them)
{
    CHECK_NEAR(tell("highway=residential maxspeed=30", false).way.kmh, 30, 0);
    CHECK_NEAR(tell("highway=trunk maxspeed=100", true).way.kmh, 80, 0);
    CHECK_NEAR(tell("highway=motorway maxspeed=120", true).way.kmh, 100, 0);
    CHECK_NEAR(tell("highway=motorway", false).way.kmh, 120, 0);
    CHECK_NEAR(tell("highway=unclassified surface=gravel maxspeed=80", false).way.kmh, 60, 0);
    CHECK_NEAR(tell("highway=motorway maxspeed=none", false).way.kmh, 120, 0);
    CHECK(tell("highway=motorway maxspeed=none", false).odd == -1);
    CHECK_NEAR(tell("highway=trunk maxspeed=FI:trunk", true).way.kmh, 80, 0);
    CHECK_NEAR(tell("highway=primary maxspeed=80", true).way.kmh, 80, 0);
    CHECK_NEAR(tell("highway=track tracktype=grade5", false).way.kmh, 10, 0);
    for (int i = 0; i < 2; i++) { /* zero and negative: told, and the class's speed taken */
        struct told z = tell(i ? "highway=tertiary maxspeed=0" : "highway=tertiary maxspeed=-30", false);
        CHECK(z.odd == KT_RT_MAXSPEED && z.way.kmh == 60);
    }
    struct told t = tell("highway=residential maxspeed=fast", false);
    CHECK(t.odd == KT_RT_MAXSPEED && t.way.kmh == 40);
    CHECK(tell("highway=residential maxspeed=signals", false).odd == -1);
}

KT_TEST(ferries_wait_and_cross)
{
    struct told t = tell("route=ferry duration=00:25", false);
    CHECK(t.kind == KT_WAY_FERRY && t.way.ferry_min == 25 && t.way.open[KT_CAR]);
    t = tell("route=ferry motor_vehicle=no", false);
    CHECK(t.way.ferry_min < 0 && !t.way.open[KT_CAR] && t.way.open[KT_WALK]);
    CHECK(tell("route=ferry access=no", false).kind == KT_WAY_NONE);
}

KT_TEST_MAIN
