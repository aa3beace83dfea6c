/* Checks of what lies on paper, shared by the tests of drawing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_PAPER_H
#define KATVE_TESTS_PAPER_H

#include "test.h"

#include <katve/draw.h>

/* A page to draw on, in a scratch file. */
static inline struct kt_canvas *paper_open(enum kt_format format, const char *path)
{
    struct kt_canvas_spec spec = {.format = format, .lang = KT_FI, .title = "Koe", .date = "2020-06-01"};
    struct kt_err err = {0};
    struct kt_canvas *cv = NULL;
    if (kt_canvas_open(&cv, path, &spec, &err) != KT_OK || kt_canvas_page(cv, &err) != KT_OK) {
        printf("  no canvas: %s\n", err.text);
        exit(1);
    }
    return cv;
}

static inline void paper_close(struct kt_canvas *cv, const char *path)
{
    struct kt_err err = {0};
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    remove(path);
}

/* Pairs of texts whose boxes share ink. */
static inline size_t paper_overlaps(const struct kt_canvas *cv)
{
    size_t n, found = 0;
    const struct kt_placed *t = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && t[j].page == t[i].page; j++) {
            const struct kt_box *a = &t[i].box, *b = &t[j].box;
            double w = fmin(a->x + a->w, b->x + b->w) - fmax(a->x, b->x);
            double h = fmin(a->y + a->h, b->y + b->h) - fmax(a->y, b->y);
            if (w <= 0.01 || h <= 0.01) continue;
            printf("  \"%s\" lies on \"%s\"\n", t[i].text, t[j].text);
            found++;
        }
    return found;
}

/* Texts that leave a box or are smaller than 6.5 pt. */
static inline size_t paper_strays(const struct kt_canvas *cv, struct kt_box in)
{
    size_t n, found = 0;
    const struct kt_placed *t = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++) {
        const struct kt_box *b = &t[i].box;
        bool out = b->x < in.x - 0.3 || b->y < in.y - 0.3 || b->x + b->w > in.x + in.w + 0.3 ||
                   b->y + b->h > in.y + in.h + 0.3;
        if (!out && t[i].pt >= 6.5) continue;
        printf("  \"%s\" strays: %.1f %.1f %.1f %.1f, %.1f pt\n", t[i].text, b->x, b->y, b->w, b->h, t[i].pt);
        found++;
    }
    return found;
}

static inline bool paper_says(const struct kt_canvas *cv, const char *text)
{
    size_t n;
    const struct kt_placed *t = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++)
        if (strstr(t[i].text, text)) return true;
    return false;
}

#endif
