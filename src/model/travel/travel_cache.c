/* travel_cache: one file for each search, named by its key: heading, arrays, SHA-256 of all before it.
 * Nothing of a file is believed before its checksum agrees. Numbers are in the machine's own order of bytes;
 * a file from another kind of machine is taken for damaged.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/travel_cache_internal.h"

#include <dirent.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char format[16] = KT_TRAVEL_FORMAT;
static const char ending[] = ".travel";

struct heading {
    char format[16], key[64];
    uint64_t ncell, nsite, nnz, npart, nsmall, nlisted;
};

/* Where a door is, without the node, which only the search needs. */
enum state { OFF, ON, ALONE };

/* The arrays of a file in their order; writing and reading go over the same list. */
struct part {
    void *data;
    size_t size;
};
enum { PARTS = 11 };

struct content {
    double *road_m;
    int32_t *at_part;
    uint8_t *state;
    size_t *start;
    int32_t *col;
    float *val;
    double *cost[2];
    int32_t *site[2];
    struct kt_network_part *part;
};

static struct content content_new(const struct heading *h, struct kt_arena *a)
{
    size_t ncell = h->ncell, npoint = ncell + h->nsite, nnz = h->nnz;
    struct content c = {.road_m = KT_NEW(a, double, npoint),
                        .at_part = KT_NEW(a, int32_t, npoint),
                        .state = KT_NEW(a, uint8_t, npoint),
                        .start = KT_NEW(a, size_t, ncell + 1),
                        .col = KT_NEW(a, int32_t, nnz),
                        .val = KT_NEW(a, float, nnz),
                        .part = KT_NEW(a, struct kt_network_part, h->nlisted)};
    for (int k = 0; k < 2; k++) {
        c.cost[k] = KT_NEW(a, double, ncell);
        c.site[k] = KT_NEW(a, int32_t, ncell);
    }
    return c;
}

static void parts_of(const struct content *c, const struct heading *h, struct part part[PARTS])
{
    size_t ncell = h->ncell, npoint = ncell + h->nsite, nnz = h->nnz;
    const struct part all[PARTS] = {
        {c->road_m, npoint * sizeof *c->road_m},  {c->at_part, npoint * sizeof *c->at_part},
        {c->state, npoint * sizeof *c->state},    {c->start, (ncell + 1) * sizeof *c->start},
        {c->col, nnz * sizeof *c->col},           {c->val, nnz * sizeof *c->val},
        {c->cost[0], ncell * sizeof *c->cost[0]}, {c->cost[1], ncell * sizeof *c->cost[1]},
        {c->site[0], ncell * sizeof *c->site[0]}, {c->site[1], ncell * sizeof *c->site[1]},
        {c->part, h->nlisted * sizeof *c->part},
    };
    memcpy(part, all, sizeof all);
}

/* Bytes of a whole file; the counts are checked before, so that no product overflows. */
static double file_size(const struct heading *h)
{
    double point = sizeof(double) + sizeof(int32_t) + sizeof(uint8_t);
    double cell = sizeof(size_t) + 2 * (sizeof(double) + sizeof(int32_t));
    return sizeof *h + point * (double)(h->ncell + h->nsite) + cell * (double)h->ncell + sizeof(size_t) +
           (sizeof(int32_t) + sizeof(float)) * (double)h->nnz +
           sizeof(struct kt_network_part) * (double)h->nlisted + SHA256_DIGEST_SIZE;
}

static bool read_parts(FILE *f, const struct heading *h, const struct part part[PARTS])
{
    struct sha256_ctx sha;
    uint8_t digest[SHA256_DIGEST_SIZE], told[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, sizeof *h, (const uint8_t *)h);
    for (int i = 0; i < PARTS; i++) {
        if (!part[i].size) continue;
        if (fread(part[i].data, 1, part[i].size, f) != part[i].size) return false;
        sha256_update(&sha, part[i].size, part[i].data);
    }
    sha256_digest(&sha, sizeof digest, digest);
    return fread(told, 1, sizeof told, f) == sizeof told && memcmp(digest, told, sizeof told) == 0;
}

static struct content *read_file(FILE *f, const char *key, const struct kt_search *s, struct heading *h,
                                 struct kt_arena *keep)
{
    size_t ncell = s->st->cells.n;
    struct stat sb;
    if (fread(h, sizeof *h, 1, f) != 1 || memcmp(h->format, format, sizeof format) != 0 ||
        memcmp(h->key, key, sizeof h->key) != 0 || h->ncell != ncell || h->nsite != s->st->sites.n ||
        fstat(fileno(f), &sb) != 0 || file_size(h) != (double)sb.st_size)
        return NULL;
    struct kt_arena room = *keep;
    struct content *c = KT_NEW(&room, struct content, 1);
    *c = content_new(h, &room);
    struct part part[PARTS];
    parts_of(c, h, part);
    if (!read_parts(f, h, part)) return NULL;
    *keep = room; /* what a damaged file took is given back */
    return c;
}

static void fill(const struct content *c, const struct heading *h, struct kt_network *n,
                 struct kt_costs *costs, struct kt_arena *keep)
{
    size_t ncell = h->ncell, nsite = h->nsite;
    *n = (struct kt_network){.npart = h->npart,
                             .nsmall = h->nsmall,
                             .part = c->part,
                             .nlisted = h->nlisted,
                             .cell = KT_NEW(keep, struct kt_perch, ncell),
                             .site = KT_NEW(keep, struct kt_perch, nsite)};
    for (size_t i = 0; i < ncell + nsite; i++) {
        struct kt_perch *p = i < ncell ? &n->cell[i] : &n->site[i - ncell];
        p->node = c->state[i] == OFF ? -1 : 0;
        p->alone = c->state[i] == ALONE;
        p->part = c->at_part[i];
        p->road_m = c->road_m[i];
    }
    costs->pairs = (struct kt_csr){
        .nrow = ncell, .ncol = nsite, .nnz = h->nnz, .start = c->start, .col = c->col, .val = c->val};
    costs->nearest = c->cost[0];
    costs->second = c->cost[1];
    costs->nearest_site = c->site[0];
    costs->second_site = c->site[1];
}

static const char *path_of(const struct kt_cache *cache, const char *key, struct kt_arena *a)
{
    return kt_printf(a, "%s/%s%s", cache->dir, key, ending);
}

bool kt_travel_cache_read(struct kt_cache *cache, const char *key, const struct kt_search *s,
                          struct kt_network *n, struct kt_costs *costs, struct kt_arena *keep,
                          struct kt_arena tmp)
{
    if (!cache->dir) return false;
    const char *path = path_of(cache, key, &tmp);
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    struct heading h;
    const struct content *c = read_file(f, key, s, &h, keep);
    fclose(f);
    cache->damaged += !c;
    if (!c || h.nnz > s->most) return false; /* the search itself says that there are too many */
    fill(c, &h, n, costs, keep);
    cache->read++;
    (void)utimensat(AT_FDCWD, path, NULL, 0); /* used just now: the last to be dropped */
    return true;
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
static bool is_ours(const char *name)
{
    return strlen(name) >= 64 + strlen(ending) && strspn(name, "0123456789abcdef") == 64 &&
           strncmp(name + 64, ending, strlen(ending)) == 0;
}

enum { LISTED_MOST = 1000 };

static void drop_old(const char *dir, struct kt_arena tmp)
{
    DIR *d = opendir(dir);
    struct old *old = KT_NEW(&tmp, struct old, LISTED_MOST);
    struct stat sb;
    size_t n = 0;
    for (struct dirent *e; d && n < LISTED_MOST && (e = readdir(d));) {
        if (!is_ours(e->d_name)) continue;
        char *path = kt_path_join(&tmp, dir, e->d_name);
        if (lstat(path, &sb) == 0 && S_ISREG(sb.st_mode)) old[n++] = (struct old){path, sb.st_mtim};
    }
    if (d) closedir(d);
    qsort(old, n, sizeof *old, newest_first);
    for (size_t i = KT_CACHE_FILES; i < n; i++) (void)unlink(old[i].path);
}

static bool write_parts(FILE *f, const struct heading *h, const struct part part[PARTS])
{
    struct sha256_ctx sha;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, sizeof *h, (const uint8_t *)h);
    bool ok = fwrite(h, sizeof *h, 1, f) == 1;
    for (int i = 0; i < PARTS; i++) {
        if (!part[i].size) continue;
        ok = ok && fwrite(part[i].data, 1, part[i].size, f) == part[i].size;
        sha256_update(&sha, part[i].size, part[i].data);
    }
    sha256_digest(&sha, sizeof digest, digest);
    return ok && fwrite(digest, 1, sizeof digest, f) == sizeof digest && fflush(f) == 0;
}

static struct content gather(const struct kt_network *n, const struct kt_costs *costs, size_t nsite,
                             struct kt_arena *a)
{
    const struct kt_csr *p = &costs->pairs;
    struct content c = {
        .road_m = KT_NEW(a, double, p->nrow + nsite),
        .at_part = KT_NEW(a, int32_t, p->nrow + nsite),
        .state = KT_NEW(a, uint8_t, p->nrow + nsite),
        .start = (size_t *)(uintptr_t)p->start,
        .col = (int32_t *)(uintptr_t)p->col,
        .val = (float *)(uintptr_t)p->val,
        .cost = {(double *)(uintptr_t)costs->nearest, (double *)(uintptr_t)costs->second},
        .site = {(int32_t *)(uintptr_t)costs->nearest_site, (int32_t *)(uintptr_t)costs->second_site},
        .part = n->part};
    for (size_t i = 0; i < p->nrow + nsite; i++) {
        const struct kt_perch *door = i < p->nrow ? &n->cell[i] : &n->site[i - p->nrow];
        c.road_m[i] = door->road_m;
        c.at_part[i] = door->part;
        c.state[i] = door->node < 0 ? OFF : door->alone ? ALONE : ON;
    }
    return c;
}

void kt_travel_cache_write(struct kt_cache *cache, const char *key, const struct kt_search *s,
                           const struct kt_network *n, const struct kt_costs *costs, struct kt_arena tmp)
{
    if (!cache->dir) return;
    struct kt_err ignored = {0};
    if (kt_mkdirs(cache->dir, &ignored) != KT_OK) return;
    struct heading h = {.ncell = s->st->cells.n,
                        .nsite = s->st->sites.n,
                        .nnz = costs->pairs.nnz,
                        .npart = n->npart,
                        .nsmall = n->nsmall,
                        .nlisted = n->nlisted};
    memcpy(h.format, format, sizeof format);
    memcpy(h.key, key, sizeof h.key);
    struct content c = gather(n, costs, h.nsite, &tmp);
    struct part part[PARTS];
    parts_of(&c, &h, part);
    const char *path = path_of(cache, key, &tmp);
    char *draft = kt_printf(&tmp, "%s.XXXXXX", path);
    int fd = mkstemp(draft);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!f) return;
    bool ok = write_parts(f, &h, part);
    ok = fclose(f) == 0 && ok;
    if (ok && rename(draft, path) == 0)
        cache->written++;
    else
        (void)unlink(draft);
    drop_old(cache->dir, tmp);
}
