/* chart_areas: charts of areas side by side: what they have, how they differ, who lives there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CHART_AREAS_H
#define KATVE_CHART_AREAS_H

#include <katve/chart.h>

extern const struct kt_chart kt_dumbbell, kt_share_bars, kt_spine, kt_tartan, kt_tile_grid, kt_dorling,
    kt_pyramid, kt_reach_curve;

/* ---- dumbbell: two values of each area, ○ and ● ---- */
struct kt_dumbbells {
    enum kt_lang lang;
    enum kt_kind kind;
    const char *title;
    const char *from_label, *to_label; /* what ○ and ● are */
    size_t n;                          /* rows, in the order to print */
    const char *const *name;
    const double *from, *to; /* NaN: no dot */
    const uint32_t *fill;    /* colour of ● per row; NULL: navy */
    bool change;             /* at the right the signed change, else the value of ● */
    double row;              /* row height; 0: 3.4, less (>= 3.0) when that makes it fit */
};
/* An axis from zero below the rows. Returns the box taken. */
struct kt_box kt_dumbbell_draw(struct kt_canvas *cv, const struct kt_dumbbells *d, struct kt_box box,
                               struct kt_arena tmp);

/* ---- share_bars: 100 % bars of at most four parts ---- */
enum { KT_PARTS_MAX = 4 };
struct kt_share_bars {
    enum kt_lang lang;
    const char *title;
    size_t n, npart;
    const char *const *name;
    const double *part; /* n × npart, any unit; a row with NaN has no bar */
    const char *const *part_label;
    const uint32_t *fill; /* per part */
    const char *own;      /* a name printed bold; NULL: none */
};
/* Rows of 4.6 mm; the parts are named above the first bar. Returns the box taken. */
struct kt_box kt_share_bars_draw(struct kt_canvas *cv, const struct kt_share_bars *s, struct kt_box box,
                                 struct kt_arena tmp);

/* ---- spine: one area by many measures, each on a scale of its own ---- */
struct kt_spine_row {
    const char *name;
    const char *value, *nation; /* printed at the right */
    double lo, q1, q3, hi;      /* of all areas: ends and middle half */
    double at, nation_at;       /* of the own area and the nation; NaN: none */
    double lower, upper;        /* interval of the own area's; equal or NaN: none is drawn */
    bool more_is_worse;         /* the bad end of every row lies at the right */
};
struct kt_spine {
    enum kt_lang lang;
    const char *title, *own_head, *nation_head, *axis_left, *axis_right;
    size_t n;
    const struct kt_spine_row *row;
};
/* Rows of 5.2 mm. Returns the box taken. */
struct kt_box kt_spine_draw(struct kt_canvas *cv, const struct kt_spine *s, struct kt_box box,
                            struct kt_arena tmp);

/* ---- tartan: areas by measures, each cell a number on its class's colour ---- */
struct kt_tartan {
    size_t nrow, ncol;
    const char *corner;
    const char *const *row, *const *head; /* heads wrap to two or three lines */
    const char *const *text;              /* nrow × ncol */
    const int *cls;                       /* nrow × ncol: 0..4, or KT_CLASS_NONE / _HIDDEN */
    const uint32_t *const *fill;          /* per column: five colours, pale to dark */
    const uint8_t *worst;                 /* nrow × ncol, 1: outlined */
};
struct kt_box kt_tartan_draw(struct kt_canvas *cv, const struct kt_tartan *t, struct kt_box box,
                             struct kt_arena tmp);

/* ---- tile_grid: the regions of Finland as tiles, each with a line against all others ---- */
struct kt_tiles {
    const char *const
        *code; /* two-digit codes of regions, or the letters of wellbeing services counties (HEL, AX) */
    size_t n, npoint;
    const char *const *name, *const *value;
    const double *x, *y; /* n × npoint, ascending x; NaN: no point. One pair of axes for all tiles */
    double x_max, y_max;
    const char *x_left, *x_right; /* what the ends of the axis are, below the key tile; NULL: none */
    const uint32_t *ink;          /* colour of each own line */
};
/* Can the region be placed? */
bool kt_tile_known(const char *code);
/* Tiles of 28 × 26 mm. Returns the box taken. */
struct kt_box kt_tiles_draw(struct kt_canvas *cv, const struct kt_tiles *t, double x, double y);

/* ---- dorling: areas as circles by people, near where they are ---- */
struct kt_dorling {
    enum kt_lang lang;
    size_t n;
    const double *x, *y; /* metres, north up */
    const double *people;
    const int *cls;
    const uint32_t *fill;
    const char *const *name; /* inside where the circle is large enough, else beside */
    const char *const *value;
};
/* Circles with area by people fill `share` of the box and push each other apart. O(rounds × n²). */
struct kt_box kt_dorling_draw(struct kt_canvas *cv, const struct kt_dorling *d, struct kt_box box,
                              struct kt_arena tmp);

/* ---- pyramid: two groups by age, back to back, each as shares of its own total ---- */
struct kt_pyramid {
    enum kt_lang lang;
    const char *title, *left_title, *right_title;
    size_t n; /* age groups, youngest first */
    const char *const *age;
    const double *left, *right;               /* persons; NaN: withheld, hatched */
    const double *left_nation, *right_nation; /* persons in the nation, drawn as an outline; NULL: none */
    const char *nation_label;
};
struct kt_box kt_pyramid_draw(struct kt_canvas *cv, const struct kt_pyramid *p, struct kt_box box,
                              struct kt_arena tmp);

/* ---- reach_curve: people reached by the number of sites, the elbow marked ---- */
struct kt_reach {
    enum kt_lang lang;
    const char *title, *x_title, *y_title;
    size_t n;                             /* sites opened 1..n */
    const double *people, *lower, *upper; /* reached with so many; lower = upper = NULL without interval */
};
/* The elbow: the point farthest from the chord (Satopää et al. 2011); 0 for n < 3. */
size_t kt_reach_elbow(const double *people, size_t n);
struct kt_box kt_reach_draw(struct kt_canvas *cv, const struct kt_reach *r, struct kt_box box,
                            struct kt_arena tmp);

#endif
