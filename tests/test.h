/* The test harness: tests register themselves; each program ends with one line that run-tests adds up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TEST_H
#define KATVE_TEST_H

#include <katve/base.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct kt_test {
    const char *name;
    void (*run)(void);
    struct kt_test *next;
};
static struct kt_test *kt_tests_, **kt_tests_end_ = &kt_tests_;
static int kt_failed_checks_;
static const char *kt_skipped_;

#define KT_TEST(id)                                               \
    static void id(void);                                         \
    static struct kt_test id##_entry_ = {#id, id, NULL};          \
    __attribute__((constructor)) static void id##_register_(void) \
    {                                                             \
        *kt_tests_end_ = &id##_entry_;                            \
        kt_tests_end_ = &id##_entry_.next;                        \
    }                                                             \
    static void id(void)

#define CHECK(cond)                                                     \
    do {                                                                \
        if (!(cond)) {                                                  \
            printf("  %s:%d: not so: %s\n", __FILE__, __LINE__, #cond); \
            kt_failed_checks_++;                                        \
        }                                                               \
    } while (0)

/* |a - b| <= tol × max(1, |b|); NaN agrees with NaN. */
#define CHECK_NEAR(a, b, tol)                                                                            \
    do {                                                                                                 \
        double a_ = (double)(a), b_ = (double)(b);                                                       \
        bool same_ = (isnan(a_) && isnan(b_)) || a_ == b_ || fabs(a_ - b_) <= (tol)*fmax(1.0, fabs(b_)); \
        if (!same_) {                                                                                    \
            printf("  %s:%d: %s = %.17g, expected %.17g\n", __FILE__, __LINE__, #a, a_, b_);             \
            kt_failed_checks_++;                                                                         \
        }                                                                                                \
    } while (0)

#define CHECK_STR(a, b)                                                                                   \
    do {                                                                                                  \
        const char *a_ = (a), *b_ = (b);                                                                  \
        if (!a_ || strcmp(a_, b_) != 0) {                                                                 \
            printf("  %s:%d: %s = \"%s\", expected \"%s\"\n", __FILE__, __LINE__, #a, a_ ? a_ : "(null)", \
                   b_);                                                                                   \
            kt_failed_checks_++;                                                                          \
        }                                                                                                 \
    } while (0)

#define SKIP(reason)            \
    do {                        \
        kt_skipped_ = (reason); \
        return;                 \
    } while (0)

/* The folder with reference data beside the project, or NULL where it is absent. */
static inline const char *kt_test_shared(void)
{
    const char *dir = getenv("KATVE_SHARED");
    if (!dir) dir = "../shared";
    struct stat sb;
    return stat(dir, &sb) == 0 ? dir : NULL;
}

#define KT_TEST_MAIN                                           \
    int main(void)                                             \
    {                                                          \
        int passed = 0, failed = 0, skipped = 0;               \
        (void)kt_test_shared;                                  \
        for (struct kt_test *t = kt_tests_; t; t = t->next) {  \
            kt_failed_checks_ = 0;                             \
            kt_skipped_ = NULL;                                \
            t->run();                                          \
            if (kt_failed_checks_) {                           \
                failed++;                                      \
                printf("FAIL %s\n", t->name);                  \
            } else if (kt_skipped_) {                          \
                skipped++;                                     \
                printf("skip %s: %s\n", t->name, kt_skipped_); \
            } else {                                           \
                passed++;                                      \
            }                                                  \
        }                                                      \
        printf("#result %d %d %d\n", passed, failed, skipped); \
        return failed ? 1 : 0;                                 \
    }

#endif
