/* Place names bend as people of the place bend them: every municipality of 2020 and every region.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/report/report_internal.h"
#include "../test.h"

/* Kotus, Asutusnimihakemisto: first the places of the inner case, one form each. */
static const char in_ssa[] =
    "Akaassa Alavieskassa Asikkalassa Askolassa Aurassa Brändössä Eckerössä Espoossa Eurassa Finströmissä "
    "Forssassa "
    "Föglössä Getassa Hailuodossa Haminassa Hammarlandissa Hangossa Harjavallassa Hartolassa Hattulassa "
    "Heinolassa "
    "Helsingissä Hollolassa Huittisissa Humppilassa Hämeenkyrössä Hämeenlinnassa Iissä Iisalmessa Iitissä "
    "Ikaalisissa "
    "Ilomantsissa Inarissa Inkoossa Isossakyrössä Janakkalassa Joensuussa Jokioisissa Jomalassa Joroisissa "
    "Joutsassa "
    "Juuassa Jyväskylässä Jämsässä Järvenpäässä Kaarinassa Kajaanissa Kankaanpäässä Kannuksessa Karkkilassa "
    "Karstulassa Karviassa Kaskisissa Kauniaisissa Kemissä Keminmaassa Kempeleessä Kihniössä Kinnulassa "
    "Kittilässä "
    "Kokkolassa Kolarissa Korsnäsissä Kotkassa Kouvolassa Kristiinankaupungissa Kruunupyyssä Kuhmossa "
    "Kuhmoisissa "
    "Kumlingessa Kuopiossa Kurikassa Kustavissa Kuusamossa Kärkölässä Kökarissa Lahdessa Laitilassa "
    "Lappeenrannassa "
    "Laukaassa Lemlandissa Lempäälässä Lieksassa Liedossa Limingassa Liperissä Loviisassa Luhangassa "
    "Lumparlandissa "
    "Luodossa Maalahdessa Maarianhaminassa Marttilassa Maskussa Miehikkälässä Mikkelissä Muoniossa "
    "Mustasaaressa "
    "Muuramessa Myrskylässä Mäntsälässä Mänttä-Vilppulassa Naantalissa Nakkilassa Nivalassa Nousiaisissa "
    "Nurmeksessa "
    "Närpiössä Orimattilassa Oripäässä Oulaisissa Oulussa Outokummussa Paimiossa Paltamossa Parikkalassa "
    "Parkanossa "
    "Pedersöressä Pellossa Perhossa Pietarsaaressa Pirkkalassa Pomarkussa Porissa Pornaisissa Porvoossa "
    "Pukkilassa "
    "Puumalassa Pyhärannassa Raahessa Raaseporissa Raisiossa Rääkkylässä Sallassa Salossa Saltvikissa "
    "Sastamalassa "
    "Sauvossa Savonlinnassa Sievissä Siikaisissa Simossa Sipoossa Siuntiossa Sodankylässä Soinissa "
    "Sotkamossa "
    "Sottungassa Sundissa Sysmässä Säkylässä Taivassalossa Tammelassa Tervossa Tervolassa Toivakassa "
    "Torniossa "
    "Turussa Tuusulassa Ulvilassa Urjalassa Uudessakaarlepyyssä Uudessakaupungissa Vaalassa Vaasassa "
    "Varkaudessa "
    "Vetelissä Vihdissä Vimpelissä Vårdössä Ylivieskassa Ähtärissä";
static const char in_lla[] =
    "Alajärvellä Alavudella Enonkoskella Enontekiöllä Eurajoella Evijärvellä Haapajärvellä Haapavedellä "
    "Halsualla "
    "Hankasalmella Hausjärvellä Heinävedellä Hirvensalmella Honkajoella Hyrynsalmella Hyvinkäällä Ilmajoella "
    "Imatralla Isojoella Juupajoella Juvalla Jämijärvellä Kaavilla Kalajoella Kangasalla Kangasniemellä "
    "Kannonkoskella Karijoella Kauhajoella Kauhavalla Kaustisella Keiteleellä Kemijärvellä Kemiönsaarella "
    "Keravalla "
    "Keuruulla Kirkkonummella Kiteellä Kiuruvedellä Kivijärvellä Kokemäellä Konnevedellä Kontiolahdella "
    "Koskella-Tl "
    "Kuortaneella Kyyjärvellä Kärsämäellä Laihialla Lapinjärvellä Lapinlahdella Lappajärvellä Lapualla "
    "Lemillä "
    "Leppävirralla Lestijärvellä Lohjalla Loimaalla Lopella Lumijoella Luumäellä Merijärvellä Merikarvialla "
    "Muhoksella Multialla Mynämäellä Mäntyharjulla Nokialla Nurmijärvellä Orivedellä Padasjoella Paraisilla "
    "Pelkosenniemellä Pertunmaalla Petäjävedellä Pieksämäellä Pielavedellä Pihtiputaalla Polvijärvellä "
    "Posiolla "
    "Pudasjärvellä Punkalaitumella Puolangalla Pyhtäällä Pyhäjoella Pyhäjärvellä Pyhännällä Pälkäneellä "
    "Pöytyällä "
    "Rantasalmella Ranualla Raumalla Rautalammilla Rautavaaralla Rautjärvellä Reisjärvellä Riihimäellä "
    "Ristijärvellä "
    "Rovaniemellä Ruokolahdella Ruovedellä Ruskolla Saarijärvellä Savitaipaleella Savukoskella Seinäjoella "
    "Siikajoella Siikalatvalla Siilinjärvellä Somerolla Sonkajärvellä Sulkavalla Suomussalmella Suonenjoella "
    "Taipalsaarella Taivalkoskella Tampereella Teuvalla Tohmajärvellä Toholammilla Tuusniemellä Tyrnävällä "
    "Utajärvellä Utsjoella Uuraisilla Valkeakoskella Vantaalla Vehmaalla Vesannolla Vesilahdella Vieremällä "
    "Viitasaarella Virolahdella Virroilla Vöyrillä Ylitorniolla Ylöjärvellä Ypäjällä Äänekoskella";

static bool known(const char *form)
{
    const char *const lists[] = {in_ssa, in_lla};
    char word[128];
    snprintf(word, sizeof word, "%s", form);
    for (char *p = word; *p; p++)
        if (*p == ' ') *p = '-';
    size_t n = strlen(word);
    for (int i = 0; i < 2; i++)
        for (const char *p = lists[i]; (p = strstr(p, word)); p += n)
            if ((p == lists[i] || p[-1] == ' ') && (p[n] == ' ' || !p[n])) return true;
    return false;
}

static size_t words(const char *s)
{
    size_t n = 1;
    for (; *s; s++) n += *s == ' ';
    return n;
}

/* The second field of each line of the demo's table. */
KT_TEST(every_municipality_bends_as_its_people_bend_it)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    FILE *in = fopen("geodata/demo/municipalities.csv", "r");
    char line[1024];
    size_t n = 0;
    CHECK(in && fgets(line, sizeof line, in));
    while (in && fgets(line, sizeof line, in)) {
        strtok(line, ",");
        const char *name = strtok(NULL, ","), *form = kt_finnish_in(&a, name);
        if (!form || !known(form)) printf("  %s: %s\n", name, form ? form : "not bent");
        CHECK(form && known(form));
        n++;
    }
    if (in) fclose(in);
    CHECK(n == 310);
    CHECK(words(in_ssa) + words(in_lla) == n);
    kt_arena_close(whole);
}

KT_TEST(regions_bend_in_every_language)
{
    static const char *const region[][2] = {{"Uusimaa", "Uudellamaalla"},
                                            {"Varsinais-Suomi", "Varsinais-Suomessa"},
                                            {"Satakunta", "Satakunnassa"},
                                            {"Kanta-Häme", "Kanta-Hämeessä"},
                                            {"Pirkanmaa", "Pirkanmaalla"},
                                            {"Päijät-Häme", "Päijät-Hämeessä"},
                                            {"Kymenlaakso", "Kymenlaaksossa"},
                                            {"Etelä-Karjala", "Etelä-Karjalassa"},
                                            {"Etelä-Savo", "Etelä-Savossa"},
                                            {"Pohjois-Savo", "Pohjois-Savossa"},
                                            {"Pohjois-Karjala", "Pohjois-Karjalassa"},
                                            {"Keski-Suomi", "Keski-Suomessa"},
                                            {"Etelä-Pohjanmaa", "Etelä-Pohjanmaalla"},
                                            {"Pohjanmaa", "Pohjanmaalla"},
                                            {"Keski-Pohjanmaa", "Keski-Pohjanmaalla"},
                                            {"Pohjois-Pohjanmaa", "Pohjois-Pohjanmaalla"},
                                            {"Kainuu", "Kainuussa"},
                                            {"Lappi", "Lapissa"},
                                            {"Ahvenanmaa", "Ahvenanmaalla"},
                                            {"Suomi", "Suomessa"}};
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    for (size_t i = 0; i < sizeof region / sizeof *region; i++)
        CHECK_STR(kt_locative(&a, KT_FI, region[i][0], region[i][0], false), region[i][1]);
    CHECK_STR(kt_locative(&a, KT_SV, "Ahvenanmaa", "Åland", true), "På Åland");
    CHECK_STR(kt_locative(&a, KT_SV, "Kemiönsaari", "Kimitoön", false), "på Kimitoön");
    CHECK_STR(kt_locative(&a, KT_SV, "Uusimaa", "Nyland", false), "i Nyland");
    CHECK_STR(kt_locative(&a, KT_EN, "Lappi", "Lapland", true), "In Lapland");
    kt_arena_close(whole);
}

/* Abolished municipalities follow the endings; what no rule knows stays as it is. */
KT_TEST(other_names_bend_by_their_endings_or_not_at_all)
{
    static const char *const other[][2] = {{"Juankoski", "Juankoskella"},
                                           {"Haukivuori", NULL},
                                           {"Nilsiä", NULL},
                                           {"Jalasjärvi", "Jalasjärvellä"},
                                           {"Luopioinen", "Luopioisissa"},
                                           {"Xyzzy", NULL},
                                           {"", NULL},
                                           {"Etu-Töölö Keskusta", NULL},
                                           {"Köyliö", NULL},
                                           {"Nastola", "Nastolassa"}};
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        const char *in = kt_finnish_in(&a, other[i][0]);
        CHECK(other[i][1] ? in != NULL : in == NULL);
        if (in && other[i][1]) CHECK_STR(in, other[i][1]);
    }
    CHECK_STR(kt_locative(&a, KT_FI, "Tuntematon", "Tuntematon", true), "Alueella Tuntematon");
    kt_arena_close(whole);
}

KT_TEST(the_sami_homeland_bears_both_names)
{
    const char *fi[] = {"Utsjoki", "Inari", "Oulu"}, *sv[] = {"Utsjoki", "Enare", NULL},
               *code[] = {"890", "148", "564"};
    struct kt_zones zs = {.level_id = "municipality", .n = 3, .code = code, .name = {fi, sv, NULL}};
    CHECK_STR(kt_zone_name(&zs, KT_FI, 0), "Utsjoki/Ohcejohka");
    CHECK_STR(kt_zone_name(&zs, KT_SV, 1), "Enare/Aanaar");
    CHECK_STR(kt_zone_name(&zs, KT_EN, 2), "Oulu");
    zs.level_id = "region";
    CHECK_STR(kt_zone_name(&zs, KT_FI, 0), "Utsjoki");
}

KT_TEST_MAIN
