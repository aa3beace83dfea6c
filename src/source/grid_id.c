/* Ids of grid cells tell where they lie.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <stdlib.h>
#include <string.h>

/* Digits with a leading letter; false when there are none or too many. */
static bool part(const char **p, char letter, size_t *digits, double *value)
{
    if (**p != letter && **p != letter + ('a' - 'A')) return false;
    *digits = strspn(++*p, "0123456789");
    if (*digits < 1 || *digits > 8) return false;
    *value = (double)strtol(*p, NULL, 10); /* not strtod: the E is no exponent */
    *p += *digits;
    return true;
}

/* "1km", "250m", "CRS3067RES1000m" in front of the N; 0 when there is none, -1 when it is something else. */
static double size_of(const char **p)
{
    if (strncmp(*p, "CRS3067RES", 10) == 0) *p += 10;
    size_t n = strspn(*p, "0123456789");
    if (n == 0) return 0.0;
    if (n > 6) return -1.0;
    double size = (double)strtol(*p, NULL, 10);
    *p += n;
    if (strncmp(*p, "km", 2) == 0) {
        *p += 2;
        return size * 1000.0;
    }
    if (**p != 'm') return -1.0;
    ++*p;
    return size;
}

bool kt_grid_cell(const char *id, double *x, double *y, double *size)
{
    static const double unit[] = {1.0, 10.0, 100.0, 1000.0, 10000.0}; /* northings of Finland have 7 digits */
    size_t ndigits, edigits;
    double n, e;
    const char *p = id;
    *size = size_of(&p);
    if (*size < 0.0 || *size > 100000.0 || !part(&p, 'N', &ndigits, &n) || !part(&p, 'E', &edigits, &e) || *p)
        return false;
    if (ndigits > 7 || ndigits < 3 || edigits > ndigits) return false;
    *x = e * unit[7 - ndigits] + *size / 2.0;
    *y = n * unit[7 - ndigits] + *size / 2.0;
    return *y >= 6500000.0 && *y < 7900000.0 && *x >= 0.0 && *x < 1000000.0;
}
