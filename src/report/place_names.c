/* place_names: how the names of Finnish places bend.
 *
 * Finnish says "in" by a case, and which one is custom, place by place (Lahdessa but Kontiolahdella, Laviassa but
 * Laihialla). Names that end like most others follow the endings; the rest are listed. A name that neither knows
 * is not bent at all: a wrong form is worse than a longer sentence.
 * Sources: Kotus, Kielitoimiston ohjepankki (names bend as people of the place bend them) and Asutusnimihakemisto.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct bent {
    const char *name, *in;
};

/* Where more than one form is in use, the first one that Kotus gives. */
static const struct bent listed[] = {
    /* regions and the country */
    {"Uusimaa", "Uudellamaalla"},
    {"Varsinais-Suomi", "Varsinais-Suomessa"},
    {"Satakunta", "Satakunnassa"},
    {"Kanta-Häme", "Kanta-Hämeessä"},
    {"Päijät-Häme", "Päijät-Hämeessä"},
    {"Kymenlaakso", "Kymenlaaksossa"},
    {"Keski-Suomi", "Keski-Suomessa"},
    {"Kainuu", "Kainuussa"},
    {"Lappi", "Lapissa"},
    {"Suomi", "Suomessa"},
    {"Etelä-Savo", "Etelä-Savossa"},
    {"Pohjois-Savo", "Pohjois-Savossa"},
    {"Pääkaupunkiseutu", "pääkaupunkiseudulla"},
    /* against the endings below */
    {"Iisalmi", "Iisalmessa"},
    {"Lahti", "Lahdessa"},
    {"Maalahti", "Maalahdessa"},
    {"Mustasaari", "Mustasaaressa"},
    {"Pietarsaari", "Pietarsaaressa"},
    {"Keminmaa", "Keminmaassa"},
    {"Kangasala", "Kangasalla"},
    {"Kaustinen", "Kaustisella"},
    {"Parainen", "Paraisilla"},
    {"Uurainen", "Uuraisilla"},
    {"Rautalampi", "Rautalammilla"},
    {"Toholampi", "Toholammilla"},
    {"Punkalaidun", "Punkalaitumella"},
    {"Uusikaupunki", "Uudessakaupungissa"},
    {"Uusikaarlepyy", "Uudessakaarlepyyssä"},
    {"Isokyrö", "Isossakyrössä"},
    {"Pedersören kunta", "Pedersöressä"},
    {"Koski Tl", "Koskella Tl"},
    {"Nokia", "Nokialla"},
    {"Karvia", "Karviassa"},
    /* inner cases */
    {"Alavieska", "Alavieskassa"},
    {"Aura", "Aurassa"},
    {"Akaa", "Akaassa"},
    {"Brändö", "Brändössä"},
    {"Eckerö", "Eckerössä"},
    {"Espoo", "Espoossa"},
    {"Eura", "Eurassa"},
    {"Finström", "Finströmissä"},
    {"Forssa", "Forssassa"},
    {"Föglö", "Föglössä"},
    {"Geta", "Getassa"},
    {"Hailuoto", "Hailuodossa"},
    {"Hammarland", "Hammarlandissa"},
    {"Hanko", "Hangossa"},
    {"Harjavalta", "Harjavallassa"},
    {"Helsinki", "Helsingissä"},
    {"Hämeenkyrö", "Hämeenkyrössä"},
    {"Ii", "Iissä"},
    {"Iitti", "Iitissä"},
    {"Ilomantsi", "Ilomantsissa"},
    {"Inari", "Inarissa"},
    {"Inkoo", "Inkoossa"},
    {"Joensuu", "Joensuussa"},
    {"Joutsa", "Joutsassa"},
    {"Juuka", "Juuassa"},
    {"Jämsä", "Jämsässä"},
    {"Kaarina", "Kaarinassa"},
    {"Kajaani", "Kajaanissa"},
    {"Kannus", "Kannuksessa"},
    {"Kemi", "Kemissä"},
    {"Kempele", "Kempeleessä"},
    {"Kihniö", "Kihniössä"},
    {"Kolari", "Kolarissa"},
    {"Korsnäs", "Korsnäsissä"},
    {"Kotka", "Kotkassa"},
    {"Kruunupyy", "Kruunupyyssä"},
    {"Kuhmo", "Kuhmossa"},
    {"Kumlinge", "Kumlingessa"},
    {"Kuopio", "Kuopiossa"},
    {"Kurikka", "Kurikassa"},
    {"Kustavi", "Kustavissa"},
    {"Kuusamo", "Kuusamossa"},
    {"Kökar", "Kökarissa"},
    {"Laukaa", "Laukaassa"},
    {"Lemland", "Lemlandissa"},
    {"Lieksa", "Lieksassa"},
    {"Lieto", "Liedossa"},
    {"Liminka", "Limingassa"},
    {"Liperi", "Liperissä"},
    {"Loviisa", "Loviisassa"},
    {"Luhanka", "Luhangassa"},
    {"Lumparland", "Lumparlandissa"},
    {"Luoto", "Luodossa"},
    {"Masku", "Maskussa"},
    {"Mikkeli", "Mikkelissä"},
    {"Muonio", "Muoniossa"},
    {"Muurame", "Muuramessa"},
    {"Naantali", "Naantalissa"},
    {"Nurmes", "Nurmeksessa"},
    {"Närpiö", "Närpiössä"},
    {"Oulu", "Oulussa"},
    {"Outokumpu", "Outokummussa"},
    {"Paimio", "Paimiossa"},
    {"Paltamo", "Paltamossa"},
    {"Parkano", "Parkanossa"},
    {"Pello", "Pellossa"},
    {"Perho", "Perhossa"},
    {"Pomarkku", "Pomarkussa"},
    {"Pori", "Porissa"},
    {"Porvoo", "Porvoossa"},
    {"Raahe", "Raahessa"},
    {"Raasepori", "Raaseporissa"},
    {"Raisio", "Raisiossa"},
    {"Salo", "Salossa"},
    {"Saltvik", "Saltvikissa"},
    {"Sauvo", "Sauvossa"},
    {"Sievi", "Sievissä"},
    {"Simo", "Simossa"},
    {"Sipoo", "Sipoossa"},
    {"Siuntio", "Siuntiossa"},
    {"Soini", "Soinissa"},
    {"Sotkamo", "Sotkamossa"},
    {"Sottunga", "Sottungassa"},
    {"Sund", "Sundissa"},
    {"Sysmä", "Sysmässä"},
    {"Taivassalo", "Taivassalossa"},
    {"Tervo", "Tervossa"},
    {"Toivakka", "Toivakassa"},
    {"Tornio", "Torniossa"},
    {"Turku", "Turussa"},
    {"Vaasa", "Vaasassa"},
    {"Varkaus", "Varkaudessa"},
    {"Veteli", "Vetelissä"},
    {"Vihti", "Vihdissä"},
    {"Vimpeli", "Vimpelissä"},
    {"Vårdö", "Vårdössä"},
    {"Ylivieska", "Ylivieskassa"},
    {"Ähtäri", "Ähtärissä"},
    /* outer cases */
    {"Alavus", "Alavudella"},
    {"Enontekiö", "Enontekiöllä"},
    {"Halsua", "Halsualla"},
    {"Hyvinkää", "Hyvinkäällä"},
    {"Imatra", "Imatralla"},
    {"Kaavi", "Kaavilla"},
    {"Keitele", "Keiteleellä"},
    {"Keuruu", "Keuruulla"},
    {"Kitee", "Kiteellä"},
    {"Kuortane", "Kuortaneella"},
    {"Laihia", "Laihialla"},
    {"Lapua", "Lapualla"},
    {"Lemi", "Lemillä"},
    {"Lohja", "Lohjalla"},
    {"Loimaa", "Loimaalla"},
    {"Loppi", "Lopella"},
    {"Merikarvia", "Merikarvialla"},
    {"Muhos", "Muhoksella"},
    {"Multia", "Multialla"},
    {"Pihtipudas", "Pihtiputaalla"},
    {"Posio", "Posiolla"},
    {"Puolanka", "Puolangalla"},
    {"Pyhtää", "Pyhtäällä"},
    {"Pyhäntä", "Pyhännällä"},
    {"Pälkäne", "Pälkäneellä"},
    {"Pöytyä", "Pöytyällä"},
    {"Ranua", "Ranualla"},
    {"Rauma", "Raumalla"},
    {"Rusko", "Ruskolla"},
    {"Savitaipale", "Savitaipaleella"},
    {"Somero", "Somerolla"},
    {"Tampere", "Tampereella"},
    {"Vantaa", "Vantaalla"},
    {"Vehmaa", "Vehmaalla"},
    {"Vesanto", "Vesannolla"},
    {"Vieremä", "Vieremällä"},
    {"Virrat", "Virroilla"},
    {"Vöyri", "Vöyrillä"},
    {"Ylitornio", "Ylitorniolla"},
    {"Ypäjä", "Ypäjällä"},
};

/* The last part of a name, and what becomes of it; the first that fits. */
static const struct bent ending[] = {
    {"järvi", "järvellä"}, {"joki", "joella"},      {"koski", "koskella"},   {"salmi", "salmella"},
    {"niemi", "niemellä"}, {"mäki", "mäellä"},      {"vesi", "vedellä"},     {"lahti", "lahdella"},
    {"saari", "saarella"}, {"lampi", "lammella"},   {"nummi", "nummella"},   {"harju", "harjulla"},
    {"vaara", "vaaralla"}, {"virta", "virralla"},   {"ranta", "rannassa"},   {"kaupunki", "kaupungissa"},
    {"maa", "maalla"},     {"linna", "linnassa"},   {"hamina", "haminassa"}, {"karjala", "karjalassa"},
    {"pää", "päässä"},     {"inen", "isissa"},      {"tva", "tvalla"},       {"ava", "avalla"},
    {"uva", "uvalla"},     {"ävä", "ävällä"},       {"kylä", "kylässä"},     {"ala", "alassa"},
    {"ela", "elassa"},     {"ila", "ilassa"},       {"ola", "olassa"},       {"ula", "ulassa"},
    {"älä", "älässä"},     {"ylä", "ylässä"},       {"ölä", "ölässä"},       {"ilä", "ilässä"},
    {"lla", "llassa"},     {"Hamina", "Haminassa"}, {"Koski", "Koskella"},
};

/* "inen" after front vowels only: Äyräpäinen, Säynäinen. */
static bool front(const char *name)
{
    return !strpbrk(name, "aouAOU") && (strstr(name, "ä") || strstr(name, "ö") || strchr(name, 'y'));
}

const char *kt_finnish_in(struct kt_arena *a, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < COUNT(listed); i++)
        if (kt_streq(listed[i].name, name)) return listed[i].in;
    for (size_t i = 0; i < COUNT(ending) && !strchr(name, ' '); i++) {
        size_t n = strlen(ending[i].name);
        if (len < n || strcmp(name + len - n, ending[i].name) != 0) continue;
        const char *in = kt_streq(ending[i].name, "inen") && front(name) ? "isissä" : ending[i].in;
        return kt_printf(a, "%.*s%s", (int)(len - n), name, in);
    }
    return NULL;
}

/* Source: usage of the authorities of Åland and of Swedish-language media in Finland. */
bool kt_swedish_on(const char *name)
{
    static const char *const island[] = {"Åland", "Brändö",   "Föglö", "Kumlinge", "Kökar",
                                         "Vårdö", "Sottunga", "Karlö", "Kimitoön"};
    for (size_t i = 0; i < COUNT(island); i++)
        if (kt_streq(island[i], name)) return true;
    return false;
}

/* Municipalities of the Sámi homeland (Act on the Sámi Parliament 974/1995, section 4; of Sodankylä the reindeer
 * herding district of Lapland) bear their Sámi name beside the other. Inari has three; its own Inari Sámi one is
 * taken. */
static const char *sami_beside(enum kt_lang lang, const char *name_fi)
{
    static const struct {
        const char *fi, *both[KT_NLANG];
    } sami[] = {
        {"Enontekiö", {"Enontekiö/Eanodat", "Enontekis/Eanodat", "Enontekiö/Eanodat"}},
        {"Inari", {"Inari/Aanaar", "Enare/Aanaar", "Inari/Aanaar"}},
        {"Sodankylä", {"Sodankylä/Soađegilli", "Sodankylä/Soađegilli", "Sodankylä/Soađegilli"}},
        {"Utsjoki", {"Utsjoki/Ohcejohka", "Utsjoki/Ohcejohka", "Utsjoki/Ohcejohka"}},
    };
    for (size_t i = 0; i < COUNT(sami); i++)
        if (name_fi && kt_streq(sami[i].fi, name_fi)) return sami[i].both[lang];
    return NULL;
}

const char *kt_zone_name(const struct kt_zones *zs, enum kt_lang lang, size_t z)
{
    const char *fi = zs->name[KT_FI] ? zs->name[KT_FI][z] : NULL;
    const char *s = zs->name[lang] ? zs->name[lang][z] : NULL;
    const char *both = kt_streq(zs->level_id, "municipality") ? sami_beside(lang, fi) : NULL;
    return both ? both : s ? s : fi ? fi : zs->code[z];
}
