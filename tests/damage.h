/* Harm done to files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_DAMAGE_H
#define KATVE_TESTS_DAMAGE_H

#include <stdio.h>
#include <stdlib.h>

static size_t size_of(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0) abort();
    long n = ftell(f);
    fclose(f);
    return (size_t)n;
}

static void flip(const char *path, size_t at)
{
    FILE *f = fopen(path, "r+b");
    if (!f || fseek(f, (long)at, SEEK_SET) != 0) abort();
    int c = fgetc(f);
    (void)fseek(f, (long)at, SEEK_SET);
    fputc(c ^ 0x10, f);
    fclose(f);
}

#endif
