/* roads: from lines with attributes to a network.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_ROADS_INTERNAL_H
#define KATVE_ROADS_INTERNAL_H

#include "vector_internal.h"

/* ---- road_tags.c: what OpenStreetMap's tags mean in Finland ---- */

/* Values of the tags that matter; NULL where a way lacks one. */
enum kt_road_tag {
    KT_RT_HIGHWAY,
    KT_RT_ROUTE,
    KT_RT_ONEWAY,
    KT_RT_ONEWAY_BICYCLE,
    KT_RT_MAXSPEED,
    KT_RT_MAXSPEED_FORWARD,
    KT_RT_MAXSPEED_BACKWARD,
    KT_RT_ACCESS,
    KT_RT_VEHICLE,
    KT_RT_MOTOR_VEHICLE,
    KT_RT_MOTORCAR,
    KT_RT_FOOT,
    KT_RT_BICYCLE,
    KT_RT_JUNCTION,
    KT_RT_SURFACE,
    KT_RT_TRACKTYPE,
    KT_RT_DURATION,
    KT_RT_AREA,
    KT_RT_TUNNEL,
    KT_RT_N
};
extern const char *const kt_road_tag_name[KT_RT_N];

/* How a way may be travelled. */
struct kt_way {
    uint8_t open[KT_ROAD_MODES];
    float kmh;       /* by car */
    float kmh_back;  /* against the way's own direction */
    float ferry_min; /* crossing; NaN on land; negative: unknown */
    bool doorless;   /* nobody lives along it: a motorway, a tunnel */
};

struct kt_way_rules {
    bool winter; /* winter limits: 100 in place of 120, 80 in place of 100 */
};

enum kt_way_kind { KT_WAY_NONE, KT_WAY_ROAD, KT_WAY_FERRY };
/* What tag values make of a way; KT_WAY_NONE: not for travelling. *odd (may be set): the tag whose value
 * could not be read and was taken for absent, or -1. */
enum kt_way_kind kt_way_of_tags(const char *const tag[KT_RT_N], const struct kt_way_rules *rules,
                                struct kt_way *way, int *odd);
/* Is it a class of roads, "ferry" or "none"? */
bool kt_way_class_known(const char *word);
/* Is it a word that lets in or keeps out? */
bool kt_way_access_known(const char *word);
/* "50", "50 km/h", "30 mph", "FI:urban", "walk", "none" -> km/h; NaN when it says nothing. */
double kt_maxspeed(const char *s);
/* "PT25M", "00:25", "1:05:00", "25" -> minutes; NaN when it says nothing. */
double kt_duration(const char *s);

/* ---- road_net.c: topology ---- */

struct kt_road_net; /* lines collected so far */
struct kt_road_net *kt_road_net_open(void);
void kt_road_net_free(struct kt_road_net *net);
/* Adds a line of n >= 2 vertices: places in study.crs, and in the source's own units for telling which
 * vertices are shared. False when it has no length. */
bool kt_road_net_add(struct kt_road_net *net, const double *x, const double *y, const double *sx,
                     const double *sy, size_t n, const struct kt_way *way);
/* How lines meet. */
struct kt_road_joint {
    double unit;    /* the lattice on which source places are the same */
    double snap_m;  /* ends so near to each other are one; 0: none */
    bool ends_only; /* lines meet at their ends only, not at vertices in their middle */
};
/* Splits lines where they meet and merges chains of alike pieces. Returns how many ends lie on a vertex in the
 * middle of another line without meeting it, which `ends_only` alone allows. */
size_t kt_road_net_build(struct kt_road_net *net, const struct kt_road_joint *joint, struct kt_roads *roads,
                         struct kt_arena *keep, struct kt_arena tmp);

/* ---- road_read.c: from rows of a source to st->roads ---- */

struct kt_road_reader {
    struct kt_vector v;
    struct kt_road_net *net;
    struct kt_way_rules rules;
    const char *const *field; /* KT_RT_N: what the source calls each tag, for issues */
    struct kt_tally odd, bare;
    size_t nroad, nferry;
};
/* Opens the source; `r` gives `field`. Close it also after a failure. */
KT_MUST enum kt_status kt_road_reader_open(struct kt_road_reader *r, struct kt_study *st,
                                           const struct kt_vector_source *src, struct kt_arena *tmp,
                                           struct kt_err *err);
/* The current row as tags, known to people as `what` and `name` together. */
void kt_road_reader_add(struct kt_road_reader *r, const char *const tag[KT_RT_N], long row, const char *what,
                        const char *name, struct kt_arena tmp);
/* Builds st->roads when all went well. `credit`: who surveyed, where the study does not say it. */
KT_MUST enum kt_status kt_road_reader_close(struct kt_road_reader *r, enum kt_status status,
                                            const char *section, struct kt_road_joint *joint,
                                            const char *credit, struct kt_arena tmp, struct kt_err *err);

/* Adds every line of the current feature's geometry; false when it has none that can be used. */
bool kt_road_shape_add(struct kt_vector *v, struct kt_road_net *net, const struct kt_way *way,
                       struct kt_arena tmp);
/* The keys that every importer of roads has. */
#define KT_ROAD_PARAMS                                                                                     \
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "File with the roads."},                                   \
        {"credit", KT_T_STR, "", "", 0, 0, NULL, "Who surveyed the roads; printed below maps of travel."}, \
        {"winter", KT_T_BOOL, "",   "false",                                                               \
         0,        0,         NULL, "Winter limits: 100 km/h in place of 120, 80 in place of 100."},       \
    {                                                                                                      \
        "snap_m", KT_T_NUM, "m", "0", 0, 100, NULL,                                                        \
            "Ends of lines so near to each other meet; 0: only where they share a vertex."                 \
    }

#endif
