/* names: from the name of an area to its row, for data that carry names instead of codes.
 * A name is compared with the Finnish, Swedish and English names of a level, after Unicode NFKC and
 * case folding. What is not the same is tried by rule, in this order: a code in front ("KU049 Espoo"),
 * a word of kind ("Esbo stad"), a genitive ("Pedersören kunta"), parallel names
 * ("Maarianhamina - Mariehamn", "Helsinki/Helsingfors"), text decoded twice ("JÃ¤msÃ¤"). After that it
 * is doubtful: letters without their dots, or one or two letters off and no other name as near.
 * Source: Unicode Standard Annex 15 and chapter 3.13 (NFKC_Casefold); Institute for the Languages of
 * Finland, list of municipal names, for genitives.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_NAMES_H
#define KATVE_NAMES_H

#include <katve/study.h>

enum kt_match_how {
    KT_MATCH_NONE,      /* no such zone; zone = -1 */
    KT_MATCH_AMBIGUOUS, /* several zones fit equally; zone = -1, `other` is one of them */
    KT_MATCH_TOTAL,     /* a word for the whole ("KOKO MAA", "Totalt"); zone = -1 */
    KT_MATCH_DOUBTFUL,  /* used, and to be told with both names */
    KT_MATCH_RULE,      /* certain by a rule */
    KT_MATCH_EXACT      /* the same name but for case, blanks and Unicode form */
};

enum kt_match_rule {
    KT_NAME_SAME,
    KT_NAME_CODE,       /* the text is or begins with a code of the level */
    KT_NAME_KIND,       /* kaupunki, kunta, stad, kommun, maakunta, landskap, city of ... */
    KT_NAME_GENITIVE,   /* Espoon */
    KT_NAME_PARALLEL,   /* several names of one zone */
    KT_NAME_DECODED,    /* UTF-8 that was read as ISO-8859-1 */
    KT_NAME_UNDOTTED,   /* Jamsa for Jämsä */
    KT_NAME_NEAR,       /* a letter or two off */
    KT_NAME_CODE_WINS,  /* code and name tell of different zones: the code was believed */
    KT_NAME_CODE_FAILS, /* the code is none of the level's, the name is */
    KT_NAME_NRULE
};
extern const char *const kt_match_rule_name[KT_NAME_NRULE]; /* in words, for issues */

struct kt_match {
    enum kt_match_how how;
    enum kt_match_rule rule;
    int32_t zone;  /* row of the level as it was when the index was built; -1 none */
    int32_t other; /* the second candidate where there was one, else -1 */
};

struct kt_names; /* opaque */

/* Index over the codes and names of a level, sorted or not; lives in `keep`. O(n log n). Zones may not be
 * re-ordered while it is used: keep codes, not rows, of what is found before kt_study_freeze(). */
struct kt_names *kt_names_build(const struct kt_zones *zones, struct kt_arena *keep);

/* O(log n) where a name or a rule fits; O(n) for a name that is nowhere, which is compared with all. */
struct kt_match kt_names_find(const struct kt_names *names, const char *text);

/* Joining a column of names: every distinct text is matched once, and told once with its first row and
 * the number of its rows. */
struct kt_name_join;
struct kt_name_join *kt_name_join_open(struct kt_study *st, const struct kt_zones *zones, const char *file,
                                       const char *field, struct kt_arena *keep);
/* The zone's row, or -1 (none, ambiguous, a word for the whole). O(log n) amortised. */
int32_t kt_name_join(struct kt_name_join *join, const char *text, long row);
/* The same with how it came about. */
struct kt_match kt_name_join_match(struct kt_name_join *join, const char *text, long row);
/* Tells: name-doubtful and name-ambiguous (warnings), name-without-zone (error), name-total and
 * name-by-rule (notes). No text goes without a line of its own unless it was exact or by rule; of each
 * kind the first hundred are listed and the rest counted. */
void kt_name_join_close(struct kt_name_join *join);

#endif
