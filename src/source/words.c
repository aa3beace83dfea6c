/* Words of registers: kinds of support, yes and no, languages, days.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sites_internal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct word {
    const char *met, *own;
};

static const char *look_up(const struct word *w, size_t n, const char *s)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(w[i].met, s) == 0) return w[i].own;
    return NULL;
}
#define LOOK_UP(table, s) look_up(table, sizeof table / sizeof *table, s)

const char *kt_word_form(const char *s)
{
    static const struct word w[] = {
        {"near", "near"},           {"remote", "remote"},      {"training", "training"},
        {"lähituki", "near"},       {"etätuki", "remote"},     {"koulutus", "training"},
        {"närstöd", "near"},        {"distansstöd", "remote"}, {"fjärrstöd", "remote"},
        {"utbildning", "training"}, {"course", "training"},
    };
    return LOOK_UP(w, s);
}

const char *kt_word_provider(const char *s)
{
    static const struct word w[] = {
        {"municipality", "municipality"},
        {"kunta", "municipality"},
        {"kommun", "municipality"},
        {"state", "state"},
        {"valtio", "state"},
        {"stat", "state"},
        {"ngo", "ngo"},
        {"järjestö", "ngo"},
        {"organisation", "ngo"},
        {"education", "education"},
        {"oppilaitos", "education"},
        {"company", "company"},
        {"yritys", "company"},
        {"företag", "company"},
        {"library", "library"},
        {"kirjasto", "library"},
        {"bibliotek", "library"},
        {"other", "other"},
        {"muu", "other"},
        {"annan", "other"},
    };
    return LOOK_UP(w, s);
}

/* The official tree of digital support: near, remote and training, each with its sub-forms. */
const char *kt_word_sub_form(const char *s)
{
    static const struct word w[] = {
        {"service_point", "service_point"},
        {"service point", "service_point"},
        {"point", "service_point"},
        {"asiointipiste", "service_point"},
        {"palvelupiste", "service_point"},
        {"serviceställe", "service_point"},
        {"peer_support", "peer_support"},
        {"peer support", "peer_support"},
        {"peer", "peer_support"},
        {"vertaistuki", "peer_support"},
        {"kamratstöd", "peer_support"},
        {"home_visit", "home_visit"},
        {"home visit", "home_visit"},
        {"home", "home_visit"},
        {"kotikäynti", "home_visit"},
        {"kotiin vietävä tuki", "home_visit"},
        {"hembesök", "home_visit"},
        {"chat", "chat"},
        {"chatt", "chat"},
        {"phone", "phone"},
        {"telephone", "phone"},
        {"puhelin", "phone"},
        {"telefon", "phone"},
        {"video", "video"},
        {"videopuhelu", "video"},
        {"videosamtal", "video"},
        {"course", "course"},
        {"kurssi", "course"},
        {"kurs", "course"},
        {"online_course", "online_course"},
        {"online course", "online_course"},
        {"verkkokurssi", "online_course"},
        {"nätkurs", "online_course"},
        {"college_course", "college_course"},
        {"college course", "college_course"},
        {"kansalaisopisto", "college_course"},
        {"medborgarinstitut", "college_course"},
        {"recording", "recording"},
        {"tallenne", "recording"},
        {"inspelning", "recording"},
    };
    return LOOK_UP(w, s);
}

const char *kt_word_form_of(const char *sub_form)
{
    static const struct word w[] = {
        {"service_point", "near"}, {"peer_support", "near"},      {"home_visit", "near"},
        {"chat", "remote"},        {"phone", "remote"},           {"video", "remote"},
        {"course", "training"},    {"online_course", "training"}, {"college_course", "training"},
        {"recording", "training"},
    };
    return sub_form ? LOOK_UP(w, sub_form) : NULL;
}

const char *kt_word_appointment(const char *s)
{
    static const struct word w[] = {
        {"no", "no"}, {"optional", "optional"}, {"required", "required"}, {"ei", "no"}, {"nej", "no"},
        {"0", "no"}};
    return LOOK_UP(w, s);
}

const char *kt_word_fee(const char *s)
{
    static const struct word w[] = {{"free", "free"},         {"conditional", "conditional"},
                                    {"paid", "paid"},         {"maksuton", "free"},
                                    {"avgiftsfri", "free"},   {"maksullinen", "paid"},
                                    {"avgiftsbelagd", "paid"}};
    return LOOK_UP(w, s);
}

enum kt_tri kt_word_tri(const char *s, bool *known)
{
    static const struct word w[] = {
        {"1", "y"},     {"yes", "y"},     {"true", "y"}, {"y", "y"},           {"t", "y"},
        {"kyllä", "y"}, {"on", "y"},      {"ja", "y"},   {"x", "y"},           {"0", "n"},
        {"no", "n"},    {"false", "n"},   {"n", "n"},    {"f", "n"},           {"ei", "n"},
        {"nej", "n"},   {"unknown", "u"}, {"?", "u"},    {"ei tiedossa", "u"},
    };
    const char *own = s ? LOOK_UP(w, s) : "u";
    *known = own != NULL;
    if (!own || *own == 'u') return KT_UNKNOWN;
    return *own == 'y' ? KT_YES : KT_NO;
}

/* ISO 639-1, and the Sámi and sign languages of Finland that have three letters only. */
static const char iso_639[] = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch "
                              "co cr cs cu cv cy da de dv dz ee el en eo es"
                              " et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia "
                              "id ie ig ii ik io is it iu ja jv ka kg ki kj"
                              " kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
                              "mn mr ms mt my na nb nd ne ng nl nn no nr nv"
                              " ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl "
                              "sm sn so sq sr ss st su sv sw ta te tg th ti"
                              " tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu smn "
                              "sms sme fse fss sgn rom other ";

const char *kt_word_language(const char *s, size_t n)
{
    static const struct word names[] = {
        {"suomi", "fi"},   {"finska", "fi"},   {"finnish", "fi"},  {"ruotsi", "sv"},   {"svenska", "sv"},
        {"swedish", "sv"}, {"englanti", "en"}, {"engelska", "en"}, {"english", "en"},  {"venäjä", "ru"},
        {"ryska", "ru"},   {"russian", "ru"},  {"viro", "et"},     {"estniska", "et"}, {"estonian", "et"},
        {"arabia", "ar"},  {"arabiska", "ar"}, {"arabic", "ar"},   {"saame", "se"},    {"samiska", "se"},
        {"fin", "fi"},     {"swe", "sv"},      {"eng", "en"},      {"rus", "ru"},      {"sme", "se"},
    };
    static _Thread_local char code[8];
    char buf[32], key[40];
    if (n == 0 || n >= sizeof buf) return NULL;
    for (size_t i = 0; i < n; i++) buf[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
    buf[n] = '\0';
    const char *own = LOOK_UP(names, buf);
    if (own) return own;
    if (n > 2 && (buf[2] == '-' || buf[2] == '_')) buf[2] = '\0'; /* fi-FI */
    if (strchr(buf, ' ') || strlen(buf) > 5) return NULL;
    snprintf(key, sizeof key, " %s ", buf);
    if (!strstr(iso_639, key)) return NULL;
    snprintf(code, sizeof code, "%s", buf);
    return code;
}

bool kt_word_day(const char *s, char iso[11])
{
    int y = 0, m = 0, d = 0, used = 0;
    bool ok = (sscanf(s, "%4d-%2d-%2d%n", &y, &m, &d, &used) == 3 &&
               (!s[used] || s[used] == 'T' || s[used] == ' ')) ||
              (sscanf(s, "%4d/%2d/%2d%n", &y, &m, &d, &used) == 3 && (!s[used] || s[used] == ' ')) ||
              (sscanf(s, "%2d.%2d.%4d%n", &d, &m, &y, &used) == 3 && !s[used]);
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!ok || y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 || d > days[m - 1]) return false;
    if (m == 2 && d == 29 && !(y % 4 == 0 && (y % 100 != 0 || y % 400 == 0))) return false;
    snprintf(iso, 11, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
    return true;
}
