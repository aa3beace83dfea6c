/* Tables as text: quoting, decimal signs, marks, formulas that must not run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../open_files.h"

KT_TEST(data_csv_is_long_quoted_and_marked)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    const char *path = in_dir(&o, "data.csv");
    CHECK(kt_export_data_csv(&o.x, path, o.m.tmp, &err) == KT_OK);
    const char *text = all_of(&o, path);
    CHECK(strncmp(text, "level,code,name_fi,name_sv,region,variable,value,lower,upper,unit,mark\r\n", 72) ==
          0);
    CHECK(strstr(text, "municipality,k000,\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\",kå 0,mä "
                       "0,unmet,20,12,100,persons,shown\r\n") != NULL);
    CHECK(strstr(text, "k001,\"Rivin\nvaihto; \"\"lainaus\"\", pilkku\",") != NULL);
    CHECK(strstr(text, ",unmet,,,,persons,missing\r\n") != NULL);
    CHECK(strstr(text, ",,,,persons,suppressed\r\n") != NULL);
    CHECK(strstr(text, "country,FI000,FIä 0,FIå 0,,need,") != NULL);
    CHECK(strstr(text, "nan") == NULL && strstr(text, "inf") == NULL);
    /* One line per zone and variable: 8 variables on 16 zones, unmet on 12. */
    size_t lines = 0;
    for (const char *p = text; (p = strstr(p, "\r\n")) != NULL; p += 2) lines++;
    CHECK(lines == 1 + 8 * 16 + 12);
    close_files(&o);
}

KT_TEST(tiedot_csv_opens_in_a_finnish_spreadsheet)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    const char *path = in_dir(&o, "tiedot.csv");
    CHECK(kt_export_tiedot_csv(&o.x, path, o.m.tmp, &err) == KT_OK);
    const char *text = all_of(&o, path);
    CHECK(strncmp(text, "\xEF\xBB\xBFKoodi;Kunta;Maakunta;population suomeksi;", 44) == 0);
    CHECK(strstr(text, "unmet suomeksi;\"unmet suomeksi, alaraja\"") ==
          NULL); /* a comma needs no quotes here */
    CHECK(strstr(text, "unmet suomeksi;unmet suomeksi, alaraja;unmet suomeksi, yläraja\r\n") != NULL);
    CHECK(strstr(text, "k000;\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\";mä 0;") != NULL);
    CHECK(strstr(text, ";..;..;..\r\n") != NULL);
    CHECK(strstr(text, ";...;") != NULL);
    CHECK(strstr(text, ";0,") != NULL && strstr(text, ";0.") == NULL);
    close_files(&o);
}

KT_TEST(issues_csv_lists_them)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    const char *path = in_dir(&o, "issues.csv");
    CHECK(kt_export_issues_csv(&o.x, path, o.m.tmp, &err) == KT_OK);
    CHECK_STR(all_of(&o, path),
              "severity,code,file,row,field,what,remedy\r\n"
              "warning,site-off-map,sites.csv,3,x,'=1+1 is no place,\"move it, or not\"\r\n");
    close_files(&o);
}

KT_TEST(a_full_disk_is_noticed_by_the_text_writers)
{
    struct open_files o;
    struct kt_err a = {0}, b = {0}, c = {0};
    open_files(&o);
    CHECK(kt_export_data_csv(&o.x, "/dev/full", o.m.tmp, &a) == KT_EIO);
    CHECK(kt_export_summary(&o.x, "/dev/full", o.m.tmp, &b) == KT_EIO);
    CHECK(kt_export_data_csv(&o.x, in_dir(&o, "no/such/folder.csv"), o.m.tmp, &c) == KT_EIO);
    CHECK(strstr(a.text, "written whole") != NULL);
    close_files(&o);
}

KT_TEST_MAIN
