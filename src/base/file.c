/* Files and folders: checksums, listing in one order, removal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/base.h>

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void hex_digest(struct sha256_ctx *ctx, char hex[65])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(ctx, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void kt_sha256_bytes(const void *data, size_t n, char hex[65])
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, n, data);
    hex_digest(&ctx, hex);
}

static enum kt_status open_regular(const char *path, FILE **f, struct kt_err *err)
{
    struct stat sb;
    *f = fopen(path, "rb");
    if (!*f) return kt_fail_at(err, KT_EIO, path, 0, "can't be opened: %s", strerror(errno));
    if (fstat(fileno(*f), &sb) == 0 && S_ISDIR(sb.st_mode)) {
        fclose(*f);
        return kt_fail_at(err, KT_EIO, path, 0, "is a folder where a file was expected");
    }
    return KT_OK;
}

enum kt_status kt_sha256_file(const char *path, char hex[65], struct kt_err *err)
{
    FILE *f;
    KT_TRY(open_regular(path, &f, err));
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    uint8_t buf[1 << 16];
    size_t n;
    while ((n = fread(buf, 1, sizeof buf, f)) > 0) sha256_update(&ctx, n, buf);
    bool bad = ferror(f);
    fclose(f);
    if (bad) return kt_fail_at(err, KT_EIO, path, 0, "can't be read");
    hex_digest(&ctx, hex);
    return KT_OK;
}

enum kt_status kt_slurp(const char *path, struct kt_arena *keep, char **text, size_t *n, struct kt_err *err)
{
    FILE *f;
    KT_TRY(open_regular(path, &f, err));
    struct kt_arena grown = *keep; /* commit only a whole read */
    char *whole = kt_alloc(&grown, 1, 1);
    size_t have = 0;
    char buf[1 << 15];
    size_t got;
    while ((got = fread(buf, 1, sizeof buf, f)) > 0) {
        grown.beg = whole + have;
        if ((size_t)(grown.end - grown.beg) <= got + 32) break;
        memcpy(grown.beg, buf, got);
        have += got;
    }
    bool bad = ferror(f) || !feof(f);
    fclose(f);
    if (bad) return kt_fail_at(err, KT_EIO, path, 0, "can't be read");
    whole[have] = '\0';
    keep->beg = whole + have + 1;
    *text = whole;
    *n = have;
    return KT_OK;
}

enum kt_status kt_mkdirs(const char *path, struct kt_err *err)
{
    char part[4096];
    if (snprintf(part, sizeof part, "%s", path) >= (int)sizeof part)
        return kt_fail_at(err, KT_EIO, path, 0, "path is too long");
    for (char *p = part + 1;; p++) {
        if (*p != '/' && *p != '\0') continue;
        char was = *p;
        *p = '\0';
        struct stat sb;
        if (mkdir(part, 0777) != 0 && !(errno == EEXIST && stat(part, &sb) == 0 && S_ISDIR(sb.st_mode)))
            return kt_fail_at(err, KT_EIO, part, 0, "folder can't be made: %s",
                              errno == EEXIST ? "a file of that name is in the way" : strerror(errno));
        *p = was;
        if (!was) return KT_OK;
    }
}

static int remove_one(const char *path, const struct stat *sb, int flag, struct FTW *ftw)
{
    (void)sb, (void)flag, (void)ftw;
    return remove(path);
}

enum kt_status kt_rmtree(const char *path, struct kt_err *err)
{
    struct stat sb;
    if (lstat(path, &sb) != 0 && errno == ENOENT) return KT_OK;
    if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
        return kt_fail_at(err, KT_EIO, path, 0, "folder can't be removed: %s", strerror(errno));
    return KT_OK;
}

struct listing {
    struct kt_arena *keep;
    char **name;
    size_t n, cap;
};

static void listing_add(struct listing *l, char *name)
{
    if (l->n == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : 64;
        char **bigger = KT_NEW(l->keep, char *, cap);
        if (l->n) memcpy(bigger, l->name, l->n * sizeof *bigger);
        l->name = bigger;
        l->cap = cap;
    }
    l->name[l->n++] = name;
}

static enum kt_status list_below(struct listing *l, const char *root, const char *below, struct kt_err *err)
{
    char *dir = kt_path_join(l->keep, root, below);
    DIR *d = opendir(dir);
    if (!d) return kt_fail_at(err, KT_EIO, dir, 0, "folder can't be read: %s", strerror(errno));
    enum kt_status status = KT_OK;
    struct dirent *e;
    while (status == KT_OK && (e = readdir(d))) {
        if (kt_streq(e->d_name, ".") || kt_streq(e->d_name, "..")) continue;
        char *rel = *below ? kt_printf(l->keep, "%s/%s", below, e->d_name) : kt_strdup(l->keep, e->d_name);
        struct stat sb;
        if (lstat(kt_path_join(l->keep, root, rel), &sb) != 0) continue;
        if (S_ISDIR(sb.st_mode))
            status = list_below(l, root, rel, err);
        else if (S_ISREG(sb.st_mode))
            listing_add(l, rel);
    }
    closedir(d);
    return status;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum kt_status kt_list_files(const char *dir, struct kt_arena *keep, char ***names, size_t *n,
                             struct kt_err *err)
{
    struct listing l = {.keep = keep};
    KT_TRY(list_below(&l, dir, "", err));
    if (l.n > 1) qsort(l.name, l.n, sizeof *l.name, by_bytes);
    *names = l.name;
    *n = l.n;
    return KT_OK;
}

char *kt_path_join(struct kt_arena *a, const char *dir, const char *name)
{
    if (name[0] == '/' || !*dir) return kt_strdup(a, name);
    if (!*name) return kt_strdup(a, dir);
    size_t n = strlen(dir);
    return kt_printf(a, dir[n - 1] == '/' ? "%s%s" : "%s/%s", dir, name);
}
