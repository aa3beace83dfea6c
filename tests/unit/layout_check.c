/* The proof-reader finds what is wrong with a page: every kind of fault, and none on a sound one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/report/report_internal.h"
#include "../paper.h"

#include <unistd.h>

static struct kt_layout_faults faults_of(void (*draw)(struct kt_canvas *cv))
{
    char path[64];
    struct kt_err err = {0};
    struct kt_canvas_spec spec = {.format = KT_PNG, .lang = KT_EN, .title = "x", .probe = true};
    struct kt_arena whole = kt_arena_open(1 << 20), keep = whole;
    struct kt_layout_faults f = {0};
    struct kt_canvas *cv;
    snprintf(path, sizeof path, "/tmp/katve-layout-%d.png", (int)getpid());
    CHECK(kt_canvas_open(&cv, path, &spec, &err) == KT_OK && kt_canvas_page(cv, &err) == KT_OK);
    kt_text_as(cv, "H1", KT_TITLE, KT_LEFT, 18, 20, 0, "Title");
    draw(cv);
    kt_layout_check(cv, &f, &keep);
    CHECK((f.first != NULL) == (f.overlap + f.outside + f.small + f.pale + f.unread > 0));
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    snprintf(path, sizeof path, "/tmp/katve-layout-%d-1.png", (int)getpid());
    remove(path);
    kt_arena_close(whole);
    return f;
}

static void sound(struct kt_canvas *cv)
{
    kt_text_as(cv, "P", KT_BODY, KT_LEFT, 18, 40, 0, "as it should be");
}

static void over(struct kt_canvas *cv)
{
    sound(cv);
    kt_text_as(cv, "P", KT_BODY, KT_LEFT, 20, 40.5, 0, "on top of it");
}

static void off_paper(struct kt_canvas *cv)
{
    kt_text_as(cv, "P", KT_BODY, KT_LEFT, 200, 40, 0, "beyond the edge");
}

static void pale(struct kt_canvas *cv)
{
    kt_tag_open(cv, "P");
    kt_text_ink(cv, KT_BODY, KT_LEFT, 18, 40, 0, 0xb0b8c0, "hardly there");
    kt_tag_close(cv, "P");
}

static void loose(struct kt_canvas *cv)
{
    kt_text(cv, KT_BODY, KT_LEFT, 18, 40, 0, "in no element");
}

KT_TEST(each_fault_is_found_and_no_other)
{
    struct kt_layout_faults f = faults_of(sound);
    CHECK(!f.overlap && !f.outside && !f.small && !f.pale && !f.unread);
    f = faults_of(over);
    CHECK(f.overlap == 1 && !f.outside && !f.unread);
    f = faults_of(off_paper);
    CHECK(f.outside == 1 && !f.overlap);
    f = faults_of(pale);
    CHECK(f.pale == 1 && !f.overlap && !f.outside);
    f = faults_of(loose);
    CHECK(f.unread == 1 && !f.pale);
}

KT_TEST_MAIN
