/* Twins: does data.csv hold every number that a page shows of an area, and is every file there that a page names?
 * The words of a page are poppler's.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_PDF_TWINS_H
#define KATVE_TESTS_PDF_TWINS_H

#include "test.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 600, CELLS = 128, PAGE_TEXT = 1 << 16, TWIN_LINE = 1024 };

/* The first number of every line of data.csv, by area. */
struct area {
    char name[3][64]; /* as in the file; the third is empty */
    double value[CELLS],
        old_far; /* old_far: the bands of age from 75 upwards together, as one strip shows them */
    size_t n;
};
static struct area area[ROWS];
static size_t narea;

static void read_areas(const char *run)
{
    char path[2 * TWIN_LINE], line[TWIN_LINE];
    snprintf(path, sizeof path, "%s/data/data.csv", run);
    FILE *in = fopen(path, "r");
    CHECK(in != NULL);
    narea = 0;
    while (in && fgets(line, sizeof line, in)) {
        char *field[11] = {line}, *p = line;
        for (int i = 1; i < 11 && (p = strchr(p, ',')); i++) {
            *p++ = '\0';
            field[i] = p;
        }
        if (!p || !*field[6] || !field[6][0] || !isdigit((unsigned char)*field[6])) continue;
        size_t at = narea;
        while (at > 0 && strcmp(area[at - 1].name[0], field[2]) != 0 && narea - at < 2) at--;
        bool same = at > 0 && strcmp(area[at - 1].name[0], field[2]) == 0;
        if (!same && narea < ROWS) {
            area[narea] = (struct area){0};
            snprintf(area[narea].name[0], 64, "%s", field[2]);
            snprintf(area[narea++].name[1], 64, "%s", field[3]);
            at = narea;
        }
        struct area *a = &area[at - 1];
        int from;
        if (sscanf(field[5], "far_%d", &from) == 1 && from >= 75) a->old_far += strtod(field[6], NULL);
        if (a->n < CELLS) a->value[a->n++] = strtod(field[6], NULL);
    }
    if (in) fclose(in);
}

/* "1 234,5" or "1,234.5" at p; false: no number, or one in per cent. */
static bool number_at(const char *p, double *v, double *half)
{
    char digits[32];
    size_t n = 0;
    int decimals = -1;
    for (; n < 30; p++) {
        if (isdigit((unsigned char)*p)) {
            digits[n++] = *p;
            decimals += decimals >= 0;
        } else if (n && (*p == ',' || *p == '.') && isdigit((unsigned char)p[1])) {
            if (p[0] == ',' && isdigit((unsigned char)p[3]) && isdigit((unsigned char)p[2]) &&
                !isdigit((unsigned char)p[4]))
                continue; /* English thousands */
            digits[n++] = '.';
            decimals = 0;
        } else if (n && n <= 4 && *p == ' ' && isdigit((unsigned char)p[1])) { /* thousands */
            continue;
        } else {
            break;
        }
    }
    digits[n] = '\0';
    if (!n || *p == '%' || strncmp(p, " %", 2) == 0) return false;
    *v = strtod(digits, NULL);
    *half = 0.5 * pow(10, decimals > 0 ? -decimals : 0);
    return true;
}

/* Estimates of persons are printed to two or three figures. */
static bool holds(const struct area *a, double v, double half)
{
    for (size_t i = 0; i < a->n; i++)
        if (fabs(a->value[i] - v) <= fmax(1.001 * half, 0.006 * fabs(a->value[i]))) return true;
    return fabs(a->old_far - v) <= half;
}

/* "Pohjanmaa" may be the second line of "Etelä-Pohjanmaa". */
static bool tail_of_another(const char *name, int l)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < narea; i++) {
        size_t m = strlen(area[i].name[l]);
        if (m > n && strcmp(area[i].name[l] + m - n, name) == 0) return true;
    }
    return false;
}

/* Numbers that stand apart on a line. */
static int figures_of(const char *line)
{
    int n = 0;
    for (const char *p = line; *p && *p != '\n'; p++)
        n += p[0] == ' ' && p[1] == ' ' && isdigit((unsigned char)p[2]);
    return n;
}

/* On the page of circles a name may stand before the figure of the circle beside it. */
static bool has_circles(const char *page)
{
    return strstr(page, "KUINKA MONTA") || strstr(page, "HUR MÅNGA") || strstr(page, "HOW MANY");
}

/* Lines of a page that begin with an area and a number: rows of strips and tables. */
static void check_rows(const char *page, size_t *rows, size_t *wrong)
{
    bool circles = has_circles(page);
    for (const char *line = page; line && *line; line = strchr(line, '\n'), line += line != NULL) {
        while (*line == ' ') line++;
        for (size_t i = 0; i < narea; i++)
            for (int l = 0; l < 2; l++) {
                const char *name = area[i].name[l], *p = line + strlen(name);
                double v, half;
                if (!*name || strncmp(line, name, strlen(name)) != 0 || strncmp(p, "  ", 2) != 0 ||
                    tail_of_another(name, l))
                    continue;
                while (*p == ' ') p++;
                if (!number_at(p, &v, &half) || (circles && figures_of(line) < 2)) continue;
                (*rows)++;
                if (!holds(&area[i], v, half) && !(*wrong)++) printf("  \"%s %g\" is in no file\n", name, v);
                i = narea - 1;
                break;
            }
    }
}

static void check_file(const char *run, const char *folder, const char *name, size_t n)
{
    char path[2 * TWIN_LINE];
    snprintf(path, sizeof path, "%s/%s%.*s", run, folder, (int)(n > 200 ? 200 : n), name);
    if (access(path, R_OK) != 0) printf("  no %s\n", path);
    CHECK(access(path, R_OK) == 0);
}

/* Every file named below the foot is there: "data/tables/a.csv, b.csv". */
static size_t check_files(const char *run, const char *page)
{
    size_t named = 0;
    for (const char *p = page; (p = strstr(p, "data/"));) {
        size_t n = strcspn(p, " ,;\n");
        bool table = strncmp(p, "data/tables/", 12) == 0;
        check_file(run, "", p, n);
        named++;
        for (p += n; table && strncmp(p, ", ", 2) == 0; p += n) {
            p += 2;
            n = strcspn(p, " ,;\n");
            if (n < 5 || strncmp(p + n - 4, ".csv", 4) != 0) break;
            check_file(run, "data/tables/", p, n);
            named++;
        }
    }
    return named;
}

/* The words of a page, "" behind the last one. */
static void page_text(const char *path, int p, char page[PAGE_TEXT])
{
    char line[TWIN_LINE];
    snprintf(line, sizeof line, "pdftotext -q -layout -f %d -l %d %s - 2>/dev/null", p, p, path);
    FILE *in = popen(line, "r");
    size_t n = in ? fread(page, 1, PAGE_TEXT - 1, in) : 0;
    if (in) pclose(in);
    page[n] = '\0';
}

#endif
