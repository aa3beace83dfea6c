/* kept_file: reading, writing and dropping of kept files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/kept_file_internal.h"

#include <dirent.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *path_of(const struct kt_cache *cache, const struct kt_kept_kind *kind, const char *key,
                           struct kt_arena *a)
{
    return kt_printf(a, "%s/%s%s", cache->dir, key, kind->ending);
}

FILE *kt_kept_open(const struct kt_cache *cache, const struct kt_kept_kind *kind, const char *key,
                   struct kt_kept_head *head, size_t size, bool *there, struct kt_arena tmp)
{
    *there = false;
    if (!cache->dir) return NULL;
    FILE *f = fopen(path_of(cache, kind, key, &tmp), "rb");
    if (!f) return NULL;
    *there = true;
    if (fread(head, size, 1, f) == 1 && memcmp(head->format, kind->format, sizeof head->format) == 0 &&
        memcmp(head->key, key, sizeof head->key) == 0)
        return f;
    fclose(f);
    return NULL;
}

bool kt_kept_is_long(FILE *f, size_t heading, double arrays)
{
    struct stat sb;
    return fstat(fileno(f), &sb) == 0 &&
           (double)sb.st_size == (double)heading + arrays + (double)SHA256_DIGEST_SIZE;
}

bool kt_kept_read(FILE *f, const struct kt_kept_head *head, size_t size, const struct kt_kept_array *array,
                  size_t n)
{
    struct sha256_ctx sha;
    uint8_t digest[SHA256_DIGEST_SIZE], told[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, size, (const uint8_t *)head);
    for (size_t i = 0; i < n; i++) {
        if (!array[i].size) continue;
        if (fread(array[i].data, 1, array[i].size, f) != array[i].size) return false;
        sha256_update(&sha, array[i].size, array[i].data);
    }
    sha256_digest(&sha, sizeof digest, digest);
    return fread(told, 1, sizeof told, f) == sizeof told && memcmp(digest, told, sizeof told) == 0;
}

void kt_kept_touch(const struct kt_cache *cache, const struct kt_kept_kind *kind, const char *key,
                   struct kt_arena tmp)
{
    (void)utimensat(AT_FDCWD, path_of(cache, kind, key, &tmp), NULL, 0);
}

/* ---- writing ---- */

struct old {
    char *path;
    struct timespec used;
};

static int newest_first(const void *a, const void *b)
{
    const struct old *p = a, *q = b;
    if (p->used.tv_sec != q->used.tv_sec) return p->used.tv_sec < q->used.tv_sec ? 1 : -1;
    if (p->used.tv_nsec != q->used.tv_nsec) return p->used.tv_nsec < q->used.tv_nsec ? 1 : -1;
    return strcmp(p->path, q->path);
}

/* Files of this kind, those of runs cut short among them. */
static bool is_ours(const char *name, const char *ending)
{
    return strlen(name) >= 64 + strlen(ending) && strspn(name, "0123456789abcdef") == 64 &&
           strncmp(name + 64, ending, strlen(ending)) == 0;
}

enum { LISTED_MOST = 1000 };

static void drop_old(const char *dir, const struct kt_kept_kind *kind, struct kt_arena tmp)
{
    DIR *d = opendir(dir);
    struct old *old = KT_NEW(&tmp, struct old, LISTED_MOST);
    struct stat sb;
    size_t n = 0;
    for (struct dirent *e; d && n < LISTED_MOST && (e = readdir(d));) {
        if (!is_ours(e->d_name, kind->ending)) continue;
        char *path = kt_path_join(&tmp, dir, e->d_name);
        if (lstat(path, &sb) == 0 && S_ISREG(sb.st_mode)) old[n++] = (struct old){path, sb.st_mtim};
    }
    if (d) closedir(d);
    qsort(old, n, sizeof *old, newest_first);
    for (size_t i = kind->files; i < n; i++) (void)unlink(old[i].path);
}

static bool write_arrays(FILE *f, const struct kt_kept_head *head, size_t size,
                         const struct kt_kept_array *array, size_t n)
{
    struct sha256_ctx sha;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, size, (const uint8_t *)head);
    bool ok = fwrite(head, size, 1, f) == 1;
    for (size_t i = 0; i < n; i++) {
        if (!array[i].size) continue;
        ok = ok && fwrite(array[i].data, 1, array[i].size, f) == array[i].size;
        sha256_update(&sha, array[i].size, array[i].data);
    }
    sha256_digest(&sha, sizeof digest, digest);
    return ok && fwrite(digest, 1, sizeof digest, f) == sizeof digest && fflush(f) == 0;
}

bool kt_kept_write(const struct kt_cache *cache, const struct kt_kept_kind *kind, const char *key,
                   struct kt_kept_head *head, size_t size, const struct kt_kept_array *array, size_t n,
                   struct kt_arena tmp)
{
    struct kt_err ignored = {0};
    if (!cache->dir || kt_mkdirs(cache->dir, &ignored) != KT_OK) return false;
    memcpy(head->format, kind->format, sizeof head->format);
    memcpy(head->key, key, sizeof head->key);
    const char *path = path_of(cache, kind, key, &tmp);
    char *draft = kt_printf(&tmp, "%s.XXXXXX", path);
    int fd = mkstemp(draft);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!f) return false;
    bool ok = write_arrays(f, head, size, array, n);
    ok = fclose(f) == 0 && ok;
    ok = ok && rename(draft, path) == 0;
    if (!ok) (void)unlink(draft);
    drop_old(cache->dir, kind, tmp);
    return ok;
}
