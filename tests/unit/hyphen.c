/* hyphenation: long words of narrow paragraphs break where their language allows it, and nowhere without a dictionary.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/draw/draw_internal.h"
#include "../paper.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHY "\u00ad"

/* In a process of its own, before any dictionary is loaded, for they stay. */
KT_TEST(without_a_dictionary_words_stay_whole)
{
    pid_t child = fork();
    if (child == 0) {
        int found = 0;
        setenv("KATVE_HYPHEN", "/nonexistent", 1);
        for (enum kt_lang l = 0; l < KT_NLANG; l++)
            found += kt_hyphen_source(l) != NULL || kt_hyphenated(l, "kirjastopalvelut") != NULL;
        _exit(found);
    }
    int status = -1;
    CHECK(child > 0 && waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void check_word(enum kt_lang lang, const char *in, const char *want)
{
    char *out = kt_hyphenated(lang, in);
    if (out) CHECK_STR(out, want);
    g_free(out);
}

KT_TEST(words_break_by_their_language)
{
    if (!kt_hyphen_source(KT_FI) || !kt_hyphen_source(KT_SV) || !kt_hyphen_source(KT_EN))
        SKIP("no dictionaries");
    check_word(KT_FI, "kirjastopalvelut", "kir" SHY "jas" SHY "to" SHY "pal" SHY "ve" SHY "lut");
    check_word(KT_FI, "tuki 12,5 ja työ", "tuki 12,5 ja työ");
    check_word(KT_FI, "Pääkaupunkiseutu", "Pää" SHY "kau" SHY "pun" SHY "ki" SHY "seutu");
    char *sv = kt_hyphenated(KT_SV, "serviceställena"), *en = kt_hyphenated(KT_EN, "municipalities");
    CHECK(sv && strstr(sv, "vice" SHY "st"));
    CHECK(en && strstr(en, SHY));
    g_free(sv);
    g_free(en);
}

/* The least width at which a paragraph takes three lines, without and with its words whole. */
KT_TEST(narrow_paragraphs_get_shorter_and_keep_their_words)
{
    static const char text[] =
        "Tarvitsijoista kolmannes asuu kirjastopalvelujen saavutettavuusrajojen ulkopuolella.";
    const char *path = "/tmp/katve-hyphen.pdf";
    if (!kt_hyphen_source(KT_FI)) SKIP("no dictionary");
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    double narrow = kt_para_height(cv, KT_BODY, 30, text);
    kt_tag_open(cv, "P");
    struct kt_box took = kt_para(cv, KT_BODY, 20, 20, 30, text);
    kt_tag_close(cv, "P");
    CHECK(fabs(took.h - narrow) < 0.01);
    size_t n, broken = 0, bytes = 0;
    const struct kt_placed *t = kt_canvas_placed(cv, &n);
    char joined[512] = "";
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(t[i].text);
        broken += len > 2 && !memcmp(t[i].text + len - 2, SHY, 2);
        CHECK(t[i].box.w <= 30.01);
        strcat(joined, t[i].text);
    }
    for (char *p = joined; *p; p++)
        if (!(p[0] == SHY[0] && p[1] == SHY[1]))
            joined[bytes++] = *p;
        else
            p++;
    joined[bytes] = '\0';
    for (size_t i = 0, k = 0; text[i]; i++) /* every letter is there, in order */
        if (text[i] != ' ') {
            while (joined[k] == ' ') k++;
            CHECK(joined[k] == text[i]);
            k++;
        }
    CHECK(broken >= 1);
    CHECK(kt_para_height(cv, KT_TITLE, 60, text) > 0);
    paper_close(cv, path);
}

KT_TEST_MAIN
