/* simplify: which vertices a line may lose, for every tolerance at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

static double from_chord(const double *x, const double *y, size_t i, size_t a, size_t b)
{
    double dx = x[b] - x[a], dy = y[b] - y[a], len2 = dx * dx + dy * dy;
    double px = x[i] - x[a], py = y[i] - y[a];
    if (len2 == 0) return hypot(px, py);
    double t = fmin(1, fmax(0, (px * dx + py * dy) / len2));
    return hypot(px - t * dx, py - t * dy);
}

static size_t farthest(const double *x, const double *y, size_t a, size_t b, double *dist)
{
    size_t best = a;
    *dist = -1;
    for (size_t i = a + 1; i < b; i++) {
        double d = from_chord(x, y, i, a, b);
        if (d > *dist) {
            *dist = d;
            best = i;
        }
    }
    return best;
}

void kt_importance(const double *x, const double *y, size_t n, double *drop, size_t *stack)
{
    bool closed = n > 3 && x[0] == x[n - 1] && y[0] == y[n - 1];
    size_t top = 0, kept = 0;
    drop[0] = drop[n - 1] = INFINITY;
    stack[top++] = 0;
    stack[top++] = n - 1;
    while (top > 0) {
        size_t b = stack[--top], a = stack[--top];
        if (b - a < 2) continue;
        double d;
        size_t i = farthest(x, y, a, b, &d);
        /* No vertex outlives the ones that made room for it. */
        drop[i] = fmin(d, fmin(drop[a], drop[b]));
        if (closed && kept < 2) {
            drop[i] = INFINITY;
            kept++;
        }
        stack[top++] = a;
        stack[top++] = i;
        stack[top++] = i;
        stack[top++] = b;
    }
}
