/* chart_stats: charts of distributions and of chance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CHART_STATS_H
#define KATVE_CHART_STATS_H

#include <katve/chart.h>

extern const struct kt_chart kt_lorenz_curve, kt_funnel_plot, kt_moran_scatter, kt_fan_chart;

/* ---- lorenz_curve: who has how much, against equality ---- */
struct kt_lorenz_curve {
    enum kt_lang lang;
    const char *title;
    const char *x_title, *y_title;
    const char *equality; /* word on the line of equality */
    size_t n;
    const double *persons, *share; /* 0..1, ascending */
    double side;                   /* of the axes, mm; 60 as a rule */
};
enum { KT_LORENZ_LEFT = 12 };
/* A square of axes, KT_LORENZ_LEFT mm to the left and a row below for their words. Returns the box taken. */
struct kt_box kt_lorenz_draw(struct kt_canvas *cv, const struct kt_lorenz_curve *c, double x, double y,
                             struct kt_arena tmp);

/* ---- funnel_plot: areas against limits that widen as they get smaller ---- */
struct kt_funnel_plot {
    enum kt_lang lang;
    const char *title;
    const char *x_title, *y_title, *target_label;
    double w, h; /* of the axes; 80 × 60 as a rule */
    size_t n;
    const double *persons, *share; /* NaN: no dot */
    const int *cls;                /* −2..2: outside the limits or 0 */
    const char *const *name; /* of areas; only those of class −2 and 2 are printed where there is room */
    size_t ngrid;
    const double *grid, *lower_95, *upper_95, *lower_998, *upper_998; /* the limits, by ascending persons */
    double target;
};
/* Persons on a logarithmic axis. Returns the box taken. */
struct kt_box kt_funnel_draw(struct kt_canvas *cv, const struct kt_funnel_plot *f, double x, double y,
                             struct kt_arena tmp);

/* ---- fan_chart: a figure over years, its bands of 50, 80 and 95 % ---- */
enum { KT_FAN_QUANTILES = 7 };
struct kt_fan {
    enum kt_lang lang;
    const char *title;
    size_t n; /* years, at least 2 */
    const char *const *year;
    const double *quantile; /* n × KT_FAN_QUANTILES: 2.5, 10, 25, 50, 75, 90, 97.5 % */
    const char *band[3];    /* what the bands are called: 95, 80, 50 % */
};
struct kt_box kt_fan_draw(struct kt_canvas *cv, const struct kt_fan *f, struct kt_box box,
                          struct kt_arena tmp);

/* ---- moran_scatter: every area against the mean of its neighbours ---- */
struct kt_moran_scatter {
    enum kt_lang lang;
    const char *title, *x_title, *y_title;
    double size; /* of the square of axes */
    size_t n;
    const double *z, *lag; /* in standard deviations; NaN: no dot */
    const int *cls;        /* class of each area, or KT_CLASS_NONE */
    const uint32_t *fill;  /* colour of each class */
    double slope;          /* Moran's I with row-standardised weights; NaN: no line */
};
/* Returns the box taken. */
struct kt_box kt_moran_draw(struct kt_canvas *cv, const struct kt_moran_scatter *m, double x, double y,
                            struct kt_arena tmp);

#endif
