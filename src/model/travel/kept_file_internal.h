/* kept_file: arrays kept for a later run in one file, named by a key of all they depend on: heading, arrays, SHA-256 of
 * all before it. Nothing of a file is believed before its checksum agrees. Numbers are in the machine's own order of
 * bytes; a file from another kind of machine is taken for damaged.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_KEPT_FILE_INTERNAL_H
#define KATVE_KEPT_FILE_INTERNAL_H

#include <katve/result.h>

#include <stdio.h>

struct kt_kept_kind {
    const char *ending;
    char format[16]; /* another one when the arrays change */
    size_t files;    /* no more of the kind are kept, those used last */
};

/* What every heading begins with; counts follow. */
struct kt_kept_head {
    char format[16], key[64];
};

struct kt_kept_array {
    void *data;
    size_t size;
};

/* The file of that key with its heading read, NULL: none. *there tells whether there is one, damaged or not. */
FILE *kt_kept_open(const struct kt_cache *cache, const struct kt_kept_kind *kind, const char *key,
                   struct kt_kept_head *head, size_t size, bool *there, struct kt_arena tmp);
/* Is the file as long as its heading, its arrays and a checksum together? Before memory is taken for them. */
bool kt_kept_is_long(FILE *f, size_t heading, double arrays);
/* The arrays; false: damaged. O(size). */
bool kt_kept_read(FILE *f, const struct kt_kept_head *head, size_t size, const struct kt_kept_array *array,
                  size_t n);
/* It was used just now: the last to be dropped. */
void kt_kept_touch(const struct kt_cache *cache, const struct kt_kept_kind *kind, const char *key,
                   struct kt_arena tmp);
/* Complete or not at all, and drops the oldest of the kind. Fills the heading's first part. False: the folder can't be
 * written, which is no reason to fail. */
bool kt_kept_write(const struct kt_cache *cache, const struct kt_kept_kind *kind, const char *key,
                   struct kt_kept_head *head, size_t size, const struct kt_kept_array *array, size_t n,
                   struct kt_arena tmp);

#endif
