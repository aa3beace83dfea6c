/* manifest: what made a run, as RO-Crate 1.1, and the check of a run against it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MANIFEST_H
#define KATVE_MANIFEST_H

#include <katve/export.h>

#define KT_MANIFEST_NAME "ro-crate-metadata.json"

/* What the manifest needs beside the export's texts. */
struct kt_manifest {
    const struct kt_export *export;
    const char *command; /* that makes the run again; without threads and folders, which change no byte */
    const char *study;   /* path of the study file as typed; found again from the current folder or any
                          * folder above the run */
    const char *run;     /* RUN */
};

/* Writes dir/ro-crate-metadata.json over all files that lie in dir by now: version, command, settings,
 * SHA-256 and rows of every input, SHA-256 and bytes of every output, seed, library versions, class
 * breaks, count of issues. Passwords in connection strings are masked. O(bytes of inputs and outputs). */
KT_MUST enum kt_status kt_manifest_write(const struct kt_manifest *m, const char *dir, struct kt_arena tmp,
                                         struct kt_err *err);

/* Names and versions of the libraries in use, ascending; pairs name, version. */
size_t kt_library_versions(struct kt_arena *keep, const char *const (**pairs)[2]);

enum kt_verdict {
    KT_SAME,
    KT_DIFFERENT,
    KT_GONE,      /* in the manifest or the first run, not on the disk or in the second */
    KT_ADDED,     /* the other way round */
    KT_UNCHECKED, /* an input that is no file: a database or an address */
};
extern const char *const kt_verdict_name[5]; /* "same", "different", "missing", "added", "unchecked" */

struct kt_verify_item {
    bool input;
    const char *path; /* as in the manifest, or relative to the run */
    enum kt_verdict verdict;
};

struct kt_verify {
    const char *version, *command; /* of the manifest */
    const char *study;             /* the study file, found */
    const char *run;               /* RUN */
    struct kt_verify_item *item;   /* inputs first, then outputs, each by path */
    size_t n, count[5];            /* count by verdict */
};

/* Recomputes the checksums of what the manifest of `run_dir` names. KT_EINPUT when there is no manifest or it
 * is none of ours. Reads no file outside the run but the inputs. */
KT_MUST enum kt_status kt_verify_checksums(const char *run_dir, struct kt_arena *keep, struct kt_verify *out,
                                           struct kt_err *err);
/* Two run folders byte by byte; the manifests without command line and place of the study file. */
KT_MUST enum kt_status kt_verify_compare(const char *a, const char *b, struct kt_arena *keep,
                                         struct kt_verify *out, struct kt_err *err);

#endif
