/* road_tags: access, direction and speed from OpenStreetMap's tags, with the defaults of Finland.
 * Sources: wiki.openstreetmap.org, Key:access, Key:oneway, Key:maxspeed, OSM tags for routing/Access
 * restrictions; general speed limits of Finland, 50 in built-up areas and 80 outside (Road Traffic Act
 * 729/2018, section 93 and 94 and the limits signed under them).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const kt_road_tag_name[KT_RT_N] = {"highway",
                                               "route",
                                               "oneway",
                                               "oneway_bicycle",
                                               "maxspeed",
                                               "maxspeed_forward",
                                               "maxspeed_backward",
                                               "access",
                                               "vehicle",
                                               "motor_vehicle",
                                               "motorcar",
                                               "foot",
                                               "bicycle",
                                               "junction",
                                               "surface",
                                               "tracktype",
                                               "duration",
                                               "area",
                                               "tunnel"};

enum { CAR = 1, WALK = 2, CYCLE = 4 };

/* Customary speed by car where no limit is told, and who may go where nothing else is told. */
static const struct road_class {
    const char *highway;
    float kmh;
    int who;
    bool oneway;
} classes[] = {
    {"motorway", 120, CAR, true},
    {"motorway_link", 80, CAR, true},
    {"trunk", 80, CAR | WALK | CYCLE, false},
    {"trunk_link", 60, CAR | WALK | CYCLE, false},
    {"primary", 80, CAR | WALK | CYCLE, false},
    {"primary_link", 60, CAR | WALK | CYCLE, false},
    {"secondary", 80, CAR | WALK | CYCLE, false},
    {"secondary_link", 60, CAR | WALK | CYCLE, false},
    {"tertiary", 60, CAR | WALK | CYCLE, false},
    {"tertiary_link", 50, CAR | WALK | CYCLE, false},
    {"unclassified", 50, CAR | WALK | CYCLE, false},
    {"residential", 40, CAR | WALK | CYCLE, false},
    {"living_street", 20, CAR | WALK | CYCLE, false},
    {"service", 20, CAR | WALK | CYCLE, false},
    {"road", 40, CAR | WALK | CYCLE, false},
    {"track", 20, CAR | WALK | CYCLE, false},
    {"busway", 0, 0, false},
    {"cycleway", 0, WALK | CYCLE, false},
    {"footway", 0, WALK, false},
    {"pedestrian", 0, WALK | CYCLE, false},
    {"path", 0, WALK | CYCLE, false},
    {"bridleway", 0, WALK, false},
    {"steps", 0, WALK, false},
    {"corridor", 0, WALK, false},
    {"platform", 0, WALK, false},
    {"elevator", 0, WALK, false},
    {"trail", 0, WALK, false}, /* an older word for paths of parks and woods, met in Helsinki all the same */
    {"crossing", 0, WALK, false},
};

static bool is(const char *s, const char *word)
{
    return s && strcmp(s, word) == 0;
}

static bool is_one_of(const char *s, const char *const *words)
{
    for (; *words; words++)
        if (is(s, *words)) return true;
    return false;
}

static const struct road_class *class_named(const char *highway)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (is(highway, classes[i].highway)) return &classes[i];
    return NULL;
}

bool kt_way_class_known(const char *word)
{
    return class_named(word) || is(word, "ferry") || is(word, "none");
}

double kt_maxspeed(const char *s)
{
    static const struct {
        const char *word;
        double kmh;
    } words[] = {{"FI:urban", 50},  {"FI:rural", 80},   {"FI:trunk", 100}, {"FI:motorway", 120},
                 {"FI:zone30", 30}, {"FI:zone:30", 30}, {"FI:zone40", 40}, {"FI:living_street", 20},
                 {"FI:walk", 6},    {"walk", 6}};
    if (!s) return NAN;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is(s, words[i].word)) return words[i].kmh;
    char *end;
    double v = strtod(s, &end);
    if (end == s || !(v > 0) || v > 300) return NAN;
    while (*end == ' ') end++;
    if (strncmp(end, "mph", 3) == 0) return v * 1.609344;
    if (strncmp(end, "knots", 5) == 0) return v * 1.852;
    /* "80;60" and "80 @ (...)": the first holds as a rule. */
    return !*end || *end == ';' || *end == '@' || strncmp(end, "km", 2) == 0 ? v : NAN;
}

double kt_duration(const char *s)
{
    int h = 0, m = 0, sec = 0, n = 0;
    if (!s) return NAN;
    if (s[0] == 'P' && s[1] == 'T') {
        double total = 0;
        for (const char *p = s + 2; *p; p++) {
            char *end;
            double v = strtod(p, &end);
            if (end == p || v < 0) return NAN;
            if (*end == 'H')
                total += 60 * v;
            else if (*end == 'M')
                total += v;
            else if (*end == 'S')
                total += v / 60;
            else
                return NAN;
            p = end;
        }
        return total > 0 && total < 6000 ? total : NAN;
    }
    double v = NAN;
    if (sscanf(s, "%d:%d:%d%n", &h, &m, &sec, &n) == 3 && !s[n])
        v = h * 60 + m + sec / 60.0;
    else if (sscanf(s, "%d:%d%n", &h, &m, &n) == 2 && !s[n])
        v = h * 60 + m;
    else if (sscanf(s, "%d%n", &m, &n) == 1 && !s[n])
        v = m;
    return v > 0 && v < 6000 ? v : NAN;
}

/* Does an access value let one in? 1 yes, 0 no, -1 not told. A customer or a visitor may come. */
static int allows(const char *v)
{
    static const char *const yes[] = {"yes",       "permissive", "designated", "destination",
                                      "customers", "delivery",   "official",   "permit",
                                      "residents", "unknown",    NULL};
    static const char *const no[] = {"no",        "private",      "agricultural", "forestry", "military",
                                     "emergency", "use_sidepath", "discouraged",  NULL};
    return is_one_of(v, yes) ? 1 : is_one_of(v, no) ? 0 : -1;
}

bool kt_way_access_known(const char *word)
{
    return allows(word) >= 0;
}

/* The most particular of several tags that says something. */
static bool may(const char *const tag[KT_RT_N], const enum kt_road_tag *which, size_t n, bool otherwise)
{
    for (size_t i = 0; i < n; i++) {
        int a = allows(tag[which[i]]);
        if (a >= 0) return a;
    }
    return otherwise;
}

static uint8_t direction(const char *oneway, bool implied)
{
    static const char *const forth[] = {"yes", "true", "1", NULL}, *const back[] = {"-1", "reverse", NULL};
    if (is_one_of(oneway, forth)) return KT_FORTH;
    if (is_one_of(oneway, back)) return KT_BACK;
    return implied && !is(oneway, "no") ? KT_FORTH : KT_FORTH | KT_BACK;
}

static void open_modes(const char *const tag[KT_RT_N], int who, bool oneway, struct kt_way *w)
{
    static const enum kt_road_tag car[] = {KT_RT_MOTORCAR, KT_RT_MOTOR_VEHICLE, KT_RT_VEHICLE, KT_RT_ACCESS},
                                  cycle[] = {KT_RT_BICYCLE, KT_RT_VEHICLE, KT_RT_ACCESS},
                                  walk[] = {KT_RT_FOOT, KT_RT_ACCESS};
    bool roundabout = is(tag[KT_RT_JUNCTION], "roundabout") || is(tag[KT_RT_JUNCTION], "circular");
    uint8_t way = direction(tag[KT_RT_ONEWAY], oneway || roundabout);
    /* access=yes opens a road, but does not make a footway one for cars. */
    bool motor = may(tag, car, who & CAR ? 4 : 2, who & CAR);
    w->open[KT_CAR] = motor ? way : 0;
    w->open[KT_WALK] = may(tag, walk, who & WALK ? 2 : 1, who & WALK) ? KT_FORTH | KT_BACK : 0;
    uint8_t ride = is(tag[KT_RT_ONEWAY_BICYCLE], "no") ? KT_FORTH | KT_BACK : way;
    w->open[KT_CYCLE] = may(tag, cycle, who & CYCLE ? 3 : 1, who & CYCLE) ? ride : 0;
}

/* Unpaved roads are driven slower than their limit. */
static double surface_limit(const char *const tag[KT_RT_N])
{
    static const char *const loose[] = {"unpaved", "gravel", "fine_gravel", "compacted", "pebblestone", NULL},
                             *const bad[] = {"dirt", "earth", "ground", "grass", "sand", "mud", "rock", NULL};
    if (is(tag[KT_RT_TRACKTYPE], "grade4") || is(tag[KT_RT_TRACKTYPE], "grade5")) return 10;
    if (is_one_of(tag[KT_RT_SURFACE], bad)) return 20;
    return is_one_of(tag[KT_RT_SURFACE], loose) ? 60 : INFINITY;
}

/* The limit of a tag; `otherwise` where it is absent, has no number or can't be read. */
static double limit(const char *const tag[KT_RT_N], enum kt_road_tag which, double otherwise, int *odd)
{
    static const char *const no_number[] = {"none", "signals", NULL};
    double kmh = kt_maxspeed(tag[which]);
    if (!isnan(kmh)) return kmh;
    if (tag[which] && !is_one_of(tag[which], no_number)) *odd = (int)which;
    return otherwise;
}

static float driven(const char *const tag[KT_RT_N], double kmh, const struct kt_way_rules *rules)
{
    if (rules->winter && kmh >= 120)
        kmh = 100;
    else if (rules->winter && kmh >= 100)
        kmh = 80;
    return (float)fmin(kmh, surface_limit(tag));
}

static enum kt_way_kind ferry(const char *const tag[KT_RT_N], struct kt_way *w, int *odd)
{
    open_modes(tag, CAR | WALK | CYCLE, false, w);
    /* Many boats take no cars; they say so, and those who carry none at all are not for travelling. */
    double crossing = kt_duration(tag[KT_RT_DURATION]);
    if (tag[KT_RT_DURATION] && isnan(crossing)) *odd = KT_RT_DURATION;
    w->kmh = w->kmh_back = NAN;
    w->ferry_min = isnan(crossing) ? -1 : (float)crossing;
    return w->open[KT_CAR] | w->open[KT_WALK] ? KT_WAY_FERRY : KT_WAY_NONE;
}

enum kt_way_kind kt_way_of_tags(const char *const tag[KT_RT_N], const struct kt_way_rules *rules,
                                struct kt_way *w, int *odd)
{
    *odd = -1;
    *w = (struct kt_way){.ferry_min = NAN};
    if (is(tag[KT_RT_ROUTE], "ferry")) return ferry(tag, w, odd);
    if (!tag[KT_RT_HIGHWAY] || is(tag[KT_RT_AREA], "yes")) return KT_WAY_NONE;
    const struct road_class *c = class_named(tag[KT_RT_HIGHWAY]);
    if (!c) return KT_WAY_NONE; /* planned, under construction, a rest area */
    open_modes(tag, c->who, c->oneway, w);
    w->doorless = is(tag[KT_RT_TUNNEL], "yes") || strncmp(c->highway, "motorway", 8) == 0;
    double both = limit(tag, KT_RT_MAXSPEED, c->kmh > 0 ? (double)c->kmh : 20, odd);
    w->kmh = driven(tag, limit(tag, KT_RT_MAXSPEED_FORWARD, both, odd), rules);
    w->kmh_back = driven(tag, limit(tag, KT_RT_MAXSPEED_BACKWARD, both, odd), rules);
    return w->open[KT_CAR] | w->open[KT_WALK] | w->open[KT_CYCLE] ? KT_WAY_ROAD : KT_WAY_NONE;
}
