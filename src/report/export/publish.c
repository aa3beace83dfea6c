/* publish: a run folder appears whole or not at all.
 *
 * A run writes beside its target, into .RUN.tmp-PID, which it keeps locked while it lives. The lock
 * goes with the process however it ends, so the next run can tell what a dead one left behind, also
 * where process ids mean nothing (containers that share the folder).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/export.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static enum kt_status io_fail(struct kt_err *err, const char *path, const char *what)
{
    return kt_fail_at(err, KT_EIO, path, 0, "%s: %s", what, strerror(errno));
}

static bool plain_name(const char *s)
{
    return s && *s && *s != '.' && !strchr(s, '/') && strlen(s) < 200;
}

static int lock_folder(const char *path, int how)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0 && flock(fd, how) != 0 && errno == EWOULDBLOCK) {
        close(fd);
        return -1;
    }
    return fd; /* where the disk knows no locks, the process id has to do */
}

/* PID of a left-over: ".RUN.tmp-123" or ".RUN.old-123" (kind gets its letter t or o); 0 when it is none. */
static long left_over(const char *name, char *kind)
{
    const char *at = strrchr(name, '.');
    if (name[0] != '.' || !at || at == name) return 0;
    if (strncmp(at, ".tmp-", 5) != 0 && strncmp(at, ".old-", 5) != 0) return 0;
    char *end;
    long pid = strtol(at + 5, &end, 10);
    *kind = at[1];
    return *end == '\0' && pid > 0 ? pid : 0;
}

static bool owner_lives(const char *path, long pid)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    int held = flock(fd, LOCK_EX | LOCK_NB);
    int why = errno;
    close(fd);
    if (held == 0) return false;
    return why == EWOULDBLOCK || (pid != (long)getpid() && (kill((pid_t)pid, 0) == 0 || errno == EPERM));
}

/* A run that died between its two renames has its former run in .old: that one goes back. */
static enum kt_status clear_one(const char *parent, const char *name, long pid, char kind, struct kt_err *err)
{
    char path[4096], target[4096];
    snprintf(path, sizeof path, "%s/%s", parent, name);
    if (owner_lives(path, pid)) return KT_OK;
    if (kind == 'o') {
        int len = (int)(strrchr(name, '.') - name) - 1;
        snprintf(target, sizeof target, "%s/%.*s", parent, len, name + 1);
        if (access(target, F_OK) != 0) {
            if (rename(path, target) != 0) return io_fail(err, target, "the former run can't be put back");
            return KT_OK;
        }
    }
    return kt_rmtree(path, err);
}

static enum kt_status clear_left_overs(const char *parent, struct kt_err *err)
{
    DIR *d = opendir(parent);
    if (!d) return io_fail(err, parent, "can't be read");
    enum kt_status s = KT_OK;
    for (struct dirent *e; s == KT_OK && (e = readdir(d)) != NULL;) {
        char kind = 't';
        long pid = left_over(e->d_name, &kind);
        if (pid > 0) s = clear_one(parent, e->d_name, pid, kind, err);
    }
    closedir(d);
    return s;
}

enum kt_status kt_publish_begin(struct kt_publish *p, const char *out, const char *study, const char *run,
                                struct kt_arena *keep, struct kt_err *err)
{
    *p = (struct kt_publish){.lock = -1};
    if (!plain_name(study) || !plain_name(run))
        return kt_fail(err, KT_EFAULT, "\"%s/%s\" is no place for a run", study ? study : "", run ? run : "");
    p->parent = kt_path_join(keep, out, study);
    p->target = kt_path_join(keep, p->parent, run);
    const char *temp = kt_path_join(keep, p->parent, kt_printf(keep, ".%s.tmp-%ld", run, (long)getpid()));
    KT_TRY(kt_mkdirs(p->parent, err));
    int gate = lock_folder(p->parent, LOCK_EX); /* one at a time begins or commits */
    enum kt_status s = clear_left_overs(p->parent, err);
    if (s == KT_OK && mkdir(temp, 0777) != 0) s = io_fail(err, temp, "can't be made");
    if (s == KT_OK) {
        p->temp = kt_strdup(keep, temp);
        p->lock = lock_folder(p->temp, LOCK_EX | LOCK_NB);
    }
    if (gate >= 0) close(gate);
    return s;
}

static enum kt_status sync_path(const char *path, struct kt_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return io_fail(err, path, "can't be opened again");
    int bad = fsync(fd) != 0 && errno != EINVAL; /* EINVAL: a file system without sync */
    int why = errno;
    close(fd);
    errno = why;
    return bad ? io_fail(err, path, "did not reach the disk") : KT_OK;
}

static enum kt_status sync_tree(const char *dir, struct kt_err *err)
{
    struct kt_arena whole = kt_arena_open((size_t)64 << 20), a = whole;
    char **name;
    size_t n;
    enum kt_status s = kt_list_files(dir, &a, &name, &n, err);
    for (size_t i = 0; s == KT_OK && i < n; i++) {
        struct kt_arena tmp = a;
        char *path = kt_path_join(&tmp, dir, name[i]);
        s = sync_path(path, err);
        char *slash = strrchr(path, '/');
        *slash = '\0'; /* names reach the disk with their folder */
        if (s == KT_OK) s = sync_path(path, err);
    }
    if (s == KT_OK) s = sync_path(dir, err);
    kt_arena_close(whole);
    return s;
}

/* The new folder to the target's place. What stood there stands at p->temp afterwards. */
static enum kt_status swap_in(struct kt_publish *p, struct kt_err *err)
{
    if (access(p->target, F_OK) != 0)
        return rename(p->temp, p->target) == 0 ? KT_OK : io_fail(err, p->target, "can't be put in place");
    if (renameat2(AT_FDCWD, p->temp, AT_FDCWD, p->target, RENAME_EXCHANGE) == 0) return KT_OK;
    char old[4096];
    const char *run = strrchr(p->target, '/') + 1;
    snprintf(old, sizeof old, "%s/.%s.old-%ld", p->parent, run, (long)getpid());
    if (rename(p->target, old) != 0) return io_fail(err, p->target, "the former run can't be moved away");
    if (rename(p->temp, p->target) != 0) {
        int why = errno;
        if (rename(old, p->target) == 0) errno = why;
        return io_fail(err, p->target, "can't be put in place");
    }
    return rename(old, p->temp) == 0 ? KT_OK : io_fail(err, old, "the former run can't be moved away");
}

static void let_go(struct kt_publish *p)
{
    if (p->lock >= 0) close(p->lock);
    p->lock = -1;
    p->temp = NULL;
}

enum kt_status kt_publish_commit(struct kt_publish *p, struct kt_err *err)
{
    enum kt_status s = p->temp ? sync_tree(p->temp, err) : kt_fail(err, KT_EFAULT, "no run is open");
    if (s == KT_OK) {
        int gate = lock_folder(p->parent, LOCK_EX);
        s = swap_in(p, err);
        if (s == KT_OK) s = sync_path(p->parent, err);
        if (gate >= 0) close(gate);
    }
    if (s != KT_OK) {
        kt_publish_abort(p);
        return s;
    }
    struct kt_err ignored = {
        0}; /* the new run stands; what can't be removed now is removed by the next begin */
    if (access(p->temp, F_OK) == 0 && kt_rmtree(p->temp, &ignored) != KT_OK) errno = 0;
    let_go(p);
    return KT_OK;
}

void kt_publish_abort(struct kt_publish *p)
{
    if (!p->temp) return;
    struct kt_err ignored = {0};
    if (kt_rmtree(p->temp, &ignored) != KT_OK) errno = 0;
    let_go(p);
}
