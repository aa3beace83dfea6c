/* chart: small pictures of numbers, drawn into a box; legends are charts too.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CHART_H
#define KATVE_CHART_H

#include <katve/draw.h>
#include <katve/view.h>

/* A catalogue line of kind chart. */
struct kt_chart {
    const char *name;
    struct kt_tr title;
    const char *summary; /* one English sentence */
    const char *source;  /* where the form comes from */
};
extern const struct kt_chart kt_histogram_legend, kt_bivariate_legend, kt_dot_strip;

/* ---- values as text ----
 * Rounding by kind: persons by size (10s above 1,000, else whole), shares in per cent with one
 * decimal below 10 %, km with one decimal below 100, hours likewise. */
char *kt_value_text(struct kt_arena *a, enum kt_lang lang, enum kt_kind kind, double v);
/* v with the decimals that `like` deserves: ends of an interval alike. */
char *kt_value_like(struct kt_arena *a, enum kt_lang lang, enum kt_kind kind, double v, double like);
/* With its interval where both ends are known, all with the decimals of the largest. */
char *kt_value_range(struct kt_arena *a, enum kt_lang lang, enum kt_kind kind, double v, double lower,
                     double upper);

/* ---- key of the map's hatches: drawn below a legend whenever on the map ---- */
struct kt_key {
    enum kt_lang lang;
    size_t nmissing, nhidden, nuncertain, nvague, ngap; /* zones of the map; 0: not in the key */
    double k;                                           /* suppression limit, for the text */
    double cv_limit;   /* uncertain: coefficient of variation above it; 0: hatched means that the class
                            * may be another */
    uint32_t gap_fill; /* colour of the ▲ row; only with ngap */
};
/* Returns the box taken, h = 0 when nothing is to be told. */
struct kt_box kt_key_draw(struct kt_canvas *cv, const struct kt_key *key, double x, double y, double w,
                          struct kt_arena tmp);

/* ---- histogram_legend: distribution of people on a to-scale bar of the classes ---- */
struct kt_histogram {
    enum kt_lang lang;
    enum kt_kind kind; /* formats the ticks */
    const double *value, *weight;
    size_t n;
    const struct kt_scale *scale;
    const uint32_t *fill;         /* scale->n colours */
    const char *title, *subtitle; /* subtitle: "asukkaita · minuuttia"; NULL: none */
    double nation;                /* dashed line; NaN: none */
    const char *nation_label;     /* "koko maa"; the value is added */
    double own;                   /* solid line; NaN: none */
    const char *own_label;
};
/* Titles, 28 bins 18 mm high, bar 3.2 mm, ticks. Returns the box taken. */
struct kt_box kt_histogram_draw(struct kt_canvas *cv, const struct kt_histogram *h, double x, double y,
                                double w, struct kt_arena tmp);

/* ---- bivariate_legend: the 3 × 3 key ---- */
struct kt_bivariate {
    enum kt_lang lang;
    const char *title;
    const double *people;                /* 9 counts printed inside, [supply * 3 + need]; NULL: none */
    const char *need_word, *supply_word; /* NULL: "tarve kasvaa", "tarjonta kasvaa" */
    const char *edges_note;              /* what the tertiles are, below; NULL: none */
};
struct kt_box kt_bivariate_draw(struct kt_canvas *cv, const struct kt_bivariate *b, double x, double y,
                                double w, struct kt_arena tmp);

/* ---- dot_strip: ranked, with intervals and the national line ---- */
struct kt_dots {
    enum kt_lang lang;
    enum kt_kind kind;
    const char *title;
    size_t n; /* rows, in the order to print */
    const char *const *name;
    const double *value;         /* NaN: no dot */
    const double *lower, *upper; /* NULL: none */
    const uint8_t *mark;         /* enum kt_mark; NULL: all shown */
    const int *cls;              /* class of each row */
    const uint32_t *fill;        /* colour of each class */
    double nation;               /* NaN: no line */
    const char *nation_label;    /* printed at the line's foot; NULL: none */
    const char *own;             /* a name printed bold; NULL: none */
    double row;                  /* row height; 0: 4.6, less (>= 3.0) when that makes it fit */
};
/* Rows that do not fit into box.h are left out from the middle, marked by a "…" row: the worst and
 * the best stay. Returns the box taken. */
struct kt_box kt_dots_draw(struct kt_canvas *cv, const struct kt_dots *d, struct kt_box box,
                           struct kt_arena tmp);

#endif
