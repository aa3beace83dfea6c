/* web_page: the file for browsers holds every figure, and no name can break out of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/report/web/web_internal.h"
#include "../report_fixture.h"

#include <katve/web.h>

static char *page_of(struct fixture *f)
{
    char *path = kt_printf(&f->arena, "%s/index.html", f->opt.dir), *text = NULL;
    size_t len;
    CHECK(kt_mkdirs(f->opt.dir, &f->err) == KT_OK);
    CHECK(kt_web_write(&f->rep, path, f->arena, &f->err) == KT_OK);
    CHECK(kt_slurp(path, &f->arena, &text, &len, &f->err) == KT_OK);
    return text;
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, what)); p += strlen(what)) n++;
    return n;
}

KT_TEST(every_area_in_every_language)
{
    struct fixture f;
    fx_open(&f);
    const char *html = page_of(&f);
    CHECK(count(html, "<tr><th scope=\"row\">") == (size_t)(KT_NLANG * FX_MUN));
    CHECK(count(html, "<section class=\"language\"") == KT_NLANG);
    CHECK(count(html, "<th scope=\"row\">Kommunby 7<td>") == 1);
    CHECK(count(html, "<path class=\"c") == FX_MUN); /* the map once, shared by the languages */
    CHECK(count(html, "<use href=\"#m\"/>") == KT_NLANG - 1);
    CHECK(!strstr(html, "{{"));
    CHECK(!strstr(html, ">nan") && !strstr(html, ",nan"));
    CHECK(strstr(html, "need for and supply") || strstr(html, "Need for and supply"));
    fx_close(&f);
}

KT_TEST(the_same_bytes_again)
{
    struct fixture f;
    fx_open(&f);
    CHECK_STR(page_of(&f), page_of(&f));
    fx_close(&f);
}

KT_TEST(hostile_names_stay_text)
{
    static const char evil[] = "</script><script>alert(1)</script>\"'&<!--";
    struct fixture f;
    fx_open(&f);
    for (int l = 0; l < KT_NLANG; l++) f.study.level[0].name[l][3] = evil;
    f.study.level[1].name[KT_FI][0] = "\"><img src=x onerror=alert(1)>";
    f.study.level[0].code[5] = evil;
    const char *html = page_of(&f);
    CHECK(!strstr(html, "<script>alert"));
    CHECK(!strstr(html, "<img"));
    CHECK(!strstr(html, "<!--"));
    CHECK(strstr(html, "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;!--"));
    CHECK(count(html, "</script>") == 2);
    fx_close(&f);
}

KT_TEST(withheld_figures_are_not_in_the_data)
{
    struct fixture f;
    fx_open(&f);
    const struct kt_vcol *need = kt_view_find(&f.view, 0, "need");
    const char *html = page_of(&f);
    for (size_t z = 0; z < need->n; z++) CHECK(need->mark[z] == KT_SHOWN || isnan(need->value[z]));
    const char *data = strstr(html, "\"name\":\"need\",\"value\":[");
    CHECK(data);
    size_t nulls = 0, hidden = 0;
    for (const char *p = data; p && *p && *p != ']'; p++) nulls += strncmp(p, "null", 4) == 0;
    for (size_t z = 0; z < need->n; z++) hidden += need->mark[z] != KT_SHOWN;
    CHECK(nulls == hidden);
    fx_close(&f);
}

KT_TEST(missing_and_withheld_have_a_key)
{
    struct fixture f;
    fx_open(&f);
    const char *html = page_of(&f);
    CHECK(strstr(html, "<rect class=\"cn\"")); /* the fixture has a municipality without distance */
    fx_close(&f);
}

KT_TEST_MAIN
