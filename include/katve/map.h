/* map: zones on paper. North is up, scale is a round number, every label is off every other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MAP_H
#define KATVE_MAP_H

#include <katve/chart.h>

/* Outlines of all levels with shared borders found and every vertex given the tolerance at which it
 * may go, so that a map of any scale takes what it needs. Built once a run; read by any thread. */
struct kt_outlines;
const struct kt_outlines *kt_outlines_build(const struct kt_study *st, struct kt_arena *keep,
                                            struct kt_arena tmp);

/* How far a zone's class can be relied on. A vague zone keeps only a pale shade of its hue: what its interval can't tell
 * the eye shall not read (value-suppressing palettes, Correll, Moritz & Heer 2018). */
enum kt_doubt { KT_FIRM, KT_HATCHED, KT_VAGUE };

/* Ground within minutes of support: rows from .. to - 1 of the isochrones, the largest last. */
struct kt_reach_map {
    const struct kt_isochrones *within;
    size_t from, to;
    const uint32_t *fill;   /* to - from colours */
    const uint8_t *cut_off; /* per cell, 1: a cross; NULL: none */
};

struct kt_map {
    const struct kt_outlines *outlines;
    enum kt_lang lang;
    size_t level;             /* of the zones that are coloured */
    int32_t own;              /* row in level + 1: only its zones are coloured and the map fits it;
                            * neighbours are grey. -1: all zones (national map) */
    const int *cls;           /* per zone of the level: class, KT_CLASS_NONE or KT_CLASS_HIDDEN;
                            * NULL: a locator, `own` filled with fill[0] within all zones */
    const uint32_t *fill;     /* colour per class */
    const uint8_t *uncertain; /* per zone, KT_HATCHED or KT_VAGUE; NULL: none */
    const uint8_t *gap;       /* per zone, 1: thick outline and ▲; NULL: none */
    /* Above the fills; the map fits it where it is much smaller than the zones. NULL: none. */
    const struct kt_reach_map *reach;
    bool sites;          /* supporting sites as points */
    bool labels;         /* names: all zones of a region, 8–12 towns of the nation */
    struct kt_box inset; /* where the capital's enlarged map goes; w = 0: none. With `own` only
                            * in the capital's region, below the map where that leaves room. A national
                            * map then also shows Åland enlarged at its upper left, where that is free */
};

/* What came of it. */
struct kt_map_info {
    struct kt_box box;                                  /* the map body on paper */
    double denominator;                                 /* scale 1 : denominator */
    size_t nmissing, nhidden, nuncertain, nvague, ngap; /* zones drawn so; feed struct kt_key */
    size_t nlabel, nleader, ndropped;                   /* names inside, with a leader line, without room */
    double bottom;                                      /* where the map, its scale and its inset end */
    double x0, y0, mm_per_m; /* ground x, y lie on paper at x0 + mm_per_m x, y0 - mm_per_m y */
};

/* Fits the map into `box` with its scale bar and ratio at the lower right corner. Tagging is the caller's:
 * kt_figure_open() before. */
void kt_map_draw(struct kt_canvas *cv, const struct kt_map *m, struct kt_box box, struct kt_map_info *info,
                 struct kt_arena tmp);

/* Class of every zone through a scale, from a view's column: marks become KT_CLASS_NONE / _HIDDEN. */
void kt_classes_of(const struct kt_vcol *col, const struct kt_scale *sc, int *cls);

#endif
