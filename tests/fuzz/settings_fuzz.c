/* Any bytes at all as a study file: it is read or refused with at least one problem, nothing else.
 * With clang: -fsanitize=fuzzer,address. Without a fuzzer, tests/fault/settings_mutations.c drives it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../study_file.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void touch(void *ctx, const char *path, const char *value, bool given)
{
    *(size_t *)ctx += strlen(path) + strlen(value) + given;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1; /* a file without a name on any disk */
    if (fd < 0) fd = memfd_create("study", 0);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (fd < 0 || ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size) abort();

    struct kt_arena whole = kt_arena_open((size_t)2 << 30), a = whole;
    struct kt_schema schema = sf_schema(&a);
    struct kt_issues is;
    kt_issues_init(&is, &a);
    struct kt_settings *s = NULL;
    struct kt_err err = {0};
    const char *const there[] = {"people.source=/dev/null"}; /* no folder beside a nameless file */
    enum kt_status status = kt_settings_read(path, &schema, there, 1, &a, &is, &s, &err);
    if ((status == KT_OK) != (is.n == 0) || (status == KT_OK) != (s != NULL)) abort();
    for (size_t i = 0; i < is.n; i++)
        if (!*is.item[i].what || !*is.item[i].remedy || !kt_utf8_valid(is.item[i].what)) abort();
    size_t sum = 0;
    if (s) kt_settings_each(s, touch, &sum);
    kt_arena_close(whole);
    return 0;
}
