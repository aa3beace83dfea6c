/* What the files of the map share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MAP_INTERNAL_H
#define KATVE_MAP_INTERNAL_H

#include <katve/map.h>

/* A stretch of border between two meetings of borders, or a whole island's shore. It is kept once;
 * rings refer to it forwards or backwards, so that simplified neighbours still fit. */
struct kt_arc {
    size_t first, n;     /* vertices */
    int32_t zone, other; /* on its two sides; other = -1: sea or abroad */
    bool shared;         /* the other zone's ring refers to this arc too */
};

struct kt_level_outlines {
    size_t nzone, narc, nring;
    const struct kt_arc *arc;
    const double *x, *y;
    const double *drop;                      /* vertex goes when the tolerance (m) exceeds it */
    const size_t *ring_of;                   /* nzone + 1: rings of a zone */
    const size_t *ref_of;                    /* nring + 1: references of a ring */
    const int32_t *ref;                      /* arc a forwards: a; backwards: -1 - a */
    const double *ring_area;                 /* m², without sign */
    const double *xmin, *ymin, *xmax, *ymax; /* per zone */
};

struct kt_outlines {
    const struct kt_study *study;
    struct kt_level_outlines level[KT_LEVELS_MAX];
    double *water_drop, *water_area; /* per vertex and ring of study->water: as drop; m², without sign */
};

/* Fills the two for the study's water. O(vertices log vertices). */
void kt_water_build(struct kt_outlines *o, struct kt_arena *keep, struct kt_arena tmp);

static inline size_t kt_ref_arc(int32_t ref)
{
    return (size_t)(ref < 0 ? -1 - ref : ref);
}

/* Fills x, y with the arc's vertices that stay at `tolerance`, in its own direction. */
size_t kt_arc_points(const struct kt_level_outlines *o, size_t a, double tolerance, double *x, double *y);
/* Importance of every vertex of an open line or closed ring (Douglas & Peucker 1973): the tolerance
 * up to which it stays. Ends are INFINITY; a closed line keeps three vertices. `stack`: 2n. */
void kt_importance(const double *x, const double *y, size_t n, double *drop, size_t *stack);

/* Metres to paper: X = x0 + (x - east) × k, Y = y0 - (y - north) × k. */
struct kt_frame {
    struct kt_box box; /* what may be drawn on */
    double denominator, k, x0, y0, east, north, tolerance;
    double grid; /* paper vertices lie on this many places a point */
};
static inline double kt_px(const struct kt_frame *f, double x)
{
    return f->x0 + (x - f->east) * f->k;
}
static inline double kt_py(const struct kt_frame *f, double y)
{
    return f->y0 - (y - f->north) * f->k;
}

/* The largest round scale at which the ground rectangle fits into `box`, centred. */
struct kt_frame kt_frame_fit(struct kt_box box, double xmin, double ymin, double xmax, double ymax);
/* A ground point at the middle of `box` at a given scale. */
struct kt_frame kt_frame_at(struct kt_box box, double x, double y, double denominator);

/* Which zone lies under each small square of paper; -1 none. */
struct kt_raster {
    struct kt_box box;
    double step;
    int nx, ny;
    int32_t *zone;
};
struct kt_raster kt_raster_new(struct kt_box box, double step, struct kt_arena *a);
/* Even-odd fill of the zone's outline. */
void kt_raster_zone(struct kt_raster *r, const struct kt_level_outlines *o, size_t z,
                    const struct kt_frame *f, struct kt_arena tmp);

/* A name to be placed. */
struct kt_tag {
    int32_t zone;
    const char *text;
    double w, h;   /* paper, without margins */
    bool triangle; /* room for ▲ before the name is in w */
    double x, y;   /* centre, once placed */
    double ax, ay; /* anchor of the leader line */
    enum { KT_TAG_NONE, KT_TAG_INSIDE, KT_TAG_OVER, KT_TAG_LEADER } how;
};
/* Places names: inside their zone, else mostly over it, else outside all `mine` zones with a leader
 * line when `leaders`. No two names overlap; they keep off the boxes of `avoid` while their zone has
 * other room. O(names × squares). */
void kt_tags_place(struct kt_tag *tag, size_t n, const struct kt_raster *r, const uint8_t *mine, bool leaders,
                   const struct kt_box *avoid, size_t navoid, struct kt_arena tmp);
/* Names of towns beside or over their points (ax, ay), least busy ground first. */
void kt_towns_place(struct kt_tag *tag, size_t n, const struct kt_raster *r, const struct kt_box *taken,
                    size_t ntaken, struct kt_arena tmp);
struct kt_box kt_tag_box(const struct kt_tag *t);
/* Zone under most of a box, -1 where most is none. */
int32_t kt_raster_most(const struct kt_raster *r, struct kt_box b);

/* A lake, or an island in one, on paper. */
struct kt_shore {
    size_t n;
    double *x, *y;
    struct kt_box box;
    bool island;
};

/* One map body being drawn: the main map or its inset. */
struct kt_body {
    struct kt_canvas *cv;
    const struct kt_map *m;
    const struct kt_zones *zones;
    const struct kt_level_outlines *o;
    struct kt_frame f;
    double islet_mm2;  /* islets under it are left out */
    uint8_t *mine;     /* per zone: coloured */
    bool leaders;      /* names without room may stand beside their zone */
    double **px, **py; /* per arc: paper vertices; NULL off the frame */
    size_t *np;
    struct kt_shore *water;
    size_t nwater;
};
struct kt_body kt_body_new(struct kt_canvas *cv, const struct kt_map *m, struct kt_frame f,
                           struct kt_arena *a);
/* Fills, hatches, borders, gap outlines, sites; clipped to the frame. */
void kt_body_paint(const struct kt_body *b, struct kt_arena tmp);
/* Metres to paper in place, rounded; what can't be seen is left out. Returns how many vertices are left. */
size_t kt_to_paper(const struct kt_frame *f, double *x, double *y, size_t n);
/* Puts the study's lakes of 1 mm² and more on paper, or fewer and coarser ones until they have `most` vertices
 * together. Returns how many they have. */
size_t kt_water_to_paper(struct kt_body *b, double most, struct kt_arena *a);
void kt_body_water(const struct kt_body *b);
/* May a lake lie below this box? */
bool kt_body_wet(const struct kt_body *b, struct kt_box at);
/* Boxes of the smaller lakes, which names keep off; `lake` has room for every ring. */
size_t kt_body_lakes(const struct kt_body *b, struct kt_box *lake);
/* Pieces of line that fills, hatches and borders have on paper together. */
size_t kt_body_pieces(const struct kt_body *b);
bool kt_body_unseen(const struct kt_body *b, size_t arc); /* wholly off the frame */
/* Outlines of minutes, within the coloured zones; and crosses over them. */
void kt_body_reach(const struct kt_body *b, struct kt_arena tmp);
void kt_body_crosses(const struct kt_body *b);
/* Path of all zones with group[z] == which together: borders between them are left out. */
void kt_body_path(const struct kt_body *b, const int *group, int which, struct kt_arena tmp);
/* Path of the arcs with left[arc]: as few lines as they make. left is 0 when it is done. */
void kt_body_lines(const struct kt_body *b, uint8_t *left, struct kt_arena tmp);
bool kt_body_islet(const struct kt_body *b, size_t arc); /* too small to draw */
enum { KT_HOLES = 3 };
/* Names; every text lies within the frame. `hole`: parts left to insets, at most KT_HOLES. */
void kt_body_names(const struct kt_body *b, bool all, const struct kt_box *hole, size_t nhole,
                   struct kt_map_info *info, struct kt_arena tmp);
uint32_t kt_body_fill(const struct kt_body *b, size_t z);
bool kt_body_hatched(const struct kt_body *b, size_t z);
bool kt_body_shows(const struct kt_body *b, size_t z);
#define KT_SITE_MM 0.5 /* radius of a site's dot */
/* Boxes of the sites' dots on this body; `dot` has room for all sites. */
size_t kt_body_sites(const struct kt_body *b, struct kt_box *dot);
/* Scale bar and ratio, right-aligned above the bottom of `box`. */
void kt_scale_bar(struct kt_canvas *cv, enum kt_lang lang, double denominator, struct kt_box box,
                  struct kt_arena tmp);

#endif
