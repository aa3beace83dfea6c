/* Runs that fail, are killed or fill the disk leave the former run as it was and nothing half behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../open_files.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static void put(const char *dir, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    CHECK(f != NULL);
    if (!f) return;
    fputs(text, f);
    fclose(f);
}

static size_t entries(const char *dir)
{
    DIR *d = opendir(dir);
    size_t n = 0;
    CHECK(d != NULL);
    for (struct dirent *e; d && (e = readdir(d)) != NULL;)
        n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
    if (d) closedir(d);
    return n;
}

static void make_run(struct open_files *o, const char *text)
{
    struct kt_publish p;
    struct kt_err err = {0};
    CHECK(kt_publish_begin(&p, o->dir, "demo", "2019-abc", &o->m.keep, &err) == KT_OK);
    put(p.temp, "x.txt", text);
    CHECK(kt_publish_commit(&p, &err) == KT_OK);
    CHECK_STR(err.text, "");
    kt_publish_abort(&p); /* after a commit: nothing to do */
}

KT_TEST(a_new_run_takes_the_place_of_the_former)
{
    struct open_files o;
    open_files(&o);
    make_run(&o, "first");
    make_run(&o, "second");
    CHECK_STR(all_of(&o, in_dir(&o, "demo/2019-abc/x.txt")), "second");
    CHECK(entries(in_dir(&o, "demo")) == 1);
    close_files(&o);
}

KT_TEST(an_aborted_run_leaves_nothing)
{
    struct open_files o;
    struct kt_publish p;
    struct kt_err err = {0};
    open_files(&o);
    make_run(&o, "first");
    CHECK(kt_publish_begin(&p, o.dir, "demo", "2019-abc", &o.m.keep, &err) == KT_OK);
    put(p.temp, "x.txt", "half");
    kt_publish_abort(&p);
    kt_publish_abort(&p);
    CHECK(kt_publish_commit(&p, &err) == KT_EFAULT);
    CHECK_STR(all_of(&o, in_dir(&o, "demo/2019-abc/x.txt")), "first");
    CHECK(entries(in_dir(&o, "demo")) == 1);
    close_files(&o);
}

KT_TEST(a_killed_run_is_cleared_by_the_next_and_a_living_one_is_not)
{
    struct open_files o;
    struct kt_publish p;
    struct kt_err err = {0};
    int ready[2];
    char byte;
    open_files(&o);
    make_run(&o, "first");
    CHECK(pipe(ready) == 0);
    pid_t child = fork();
    if (child == 0) {
        bool ok = kt_publish_begin(&p, o.dir, "demo", "2019-abc", &o.m.keep, &err) == KT_OK;
        if (ok) put(p.temp, "x.txt", "half");
        if (write(ready[1], "x", 1) != 1) _exit(1);
        for (;;) pause();
    }
    CHECK(read(ready[0], &byte, 1) == 1);
    make_run(&o, "second");
    CHECK(entries(in_dir(&o, "demo")) == 2); /* the living child's folder is left alone */
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    CHECK_STR(all_of(&o, in_dir(&o, "demo/2019-abc/x.txt")), "second");
    make_run(&o, "third");
    CHECK(entries(in_dir(&o, "demo")) == 1);
    close(ready[0]);
    close(ready[1]);
    close_files(&o);
}

KT_TEST(a_run_killed_between_two_renames_comes_back)
{
    struct open_files o;
    struct kt_publish p;
    struct kt_err err = {0};
    open_files(&o);
    make_run(&o, "first");
    CHECK(rename(in_dir(&o, "demo/2019-abc"), in_dir(&o, "demo/.2019-abc.old-999999")) == 0);
    CHECK(kt_publish_begin(&p, o.dir, "demo", "2019-abc", &o.m.keep, &err) == KT_OK);
    kt_publish_abort(&p);
    CHECK_STR(all_of(&o, in_dir(&o, "demo/2019-abc/x.txt")), "first");
    CHECK(entries(in_dir(&o, "demo")) == 1);
    close_files(&o);
}

KT_TEST(names_that_lead_elsewhere_are_refused)
{
    struct open_files o;
    open_files(&o);
    static const char *const bad[] = {"..", ".x", "a/b", "", "/etc"};
    for (size_t i = 0; i < 5; i++) {
        struct kt_publish p;
        struct kt_err err = {0};
        CHECK(kt_publish_begin(&p, o.dir, bad[i], "r", &o.m.keep, &err) != KT_OK);
        kt_publish_abort(&p);
    }
    CHECK(entries(o.dir) == 0);
    close_files(&o);
}

KT_TEST(a_folder_that_cannot_be_made_is_an_error)
{
    struct open_files o;
    struct kt_publish p;
    struct kt_err err = {0};
    open_files(&o);
    put(o.dir, "file", "");
    CHECK(kt_publish_begin(&p, in_dir(&o, "file"), "demo", "r", &o.m.keep, &err) == KT_EIO);
    CHECK(*err.text != '\0');
    close_files(&o);
}

typedef enum kt_status writer(const struct kt_export *, const char *, struct kt_arena, struct kt_err *);

/* Exit code of a child that may write files of at most `limit` bytes: the status, 99 for no text. */
static int status_when_full(struct open_files *o, writer *write_it, const char *path, rlim_t limit)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct kt_err err = {0};
        struct rlimit r = {limit, limit};
        signal(SIGXFSZ, SIG_IGN);
        if (!freopen("/dev/null", "w", stderr) || setrlimit(RLIMIT_FSIZE, &r) != 0) _exit(98);
        enum kt_status s = write_it(&o->x, path, o->m.tmp, &err);
        _exit(s != KT_OK && !*err.text ? 99 : (int)s);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 97;
}

KT_TEST(every_writer_notices_a_full_disk)
{
    static const struct {
        const char *name;
        writer *f;
    } all[] = {{"data.csv", kt_export_data_csv},
               {"tiedot.csv", kt_export_tiedot_csv},
               {"tables.xlsx", kt_export_xlsx},
               {"x.gpkg", kt_export_gpkg},
               {"summary.json", kt_export_summary}};
    struct open_files o;
    open_files(&o);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *path = in_dir(&o, all[i].name);
        int status = 0;
        CHECK(status_when_full(&o, all[i].f, path, RLIM_INFINITY) == KT_OK);
        struct stat sb;
        CHECK(stat(path, &sb) == 0);
        /* At any point of the file, not only at its start. */
        for (int eighth = 0; eighth < 8; eighth++) {
            status = status_when_full(&o, all[i].f, path, (rlim_t)(sb.st_size * eighth / 8));
            if (status != KT_EIO) printf("  %s at %d/8: status %d\n", all[i].name, eighth, status);
            CHECK(status == KT_EIO);
        }
    }
    close_files(&o);
}

KT_TEST_MAIN
