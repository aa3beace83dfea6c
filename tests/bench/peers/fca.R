# Two-step catchments of a benchmark with what Debian has for R: dbscan's k-d tree finds all pairs, base R sums them.
# Rscript fca.R FILE gauss|steps; FILE has lines `c x y need access` and `s x y hours`. Prints CPU seconds of pairs
# and method, the peak memory, and the largest relative difference to katve's access.
# SPDX-License-Identifier: GPL-3.0-or-later
library(dbscan)
arg <- commandArgs(TRUE)
d <- read.table(arg[1], fill = TRUE, col.names = c("what", "x", "y", "q", "access"))
cells <- d[d$what == "c", ]
sites <- d[d$what == "s", ]
peak <- function() {
  line <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
  as.numeric(gsub("[^0-9]", "", line)) / 1024
}
cpu <- function() sum(proc.time()[1:2])
t0 <- cpu()
near <- frNN(as.matrix(cells[, c("x", "y")]), 30e3, query = as.matrix(sites[, c("x", "y")]), sort = FALSE)
t1 <- cpu()
i <- unlist(near$id)
j <- rep(seq_len(nrow(sites)), lengths(near$id))
cost <- unlist(near$dist)
w <- if (arg[2] == "gauss") exp(cost^2 * (log(0.01) / 30e3^2)) else c(1, 0.68, 0.22)[findInterval(cost, c(10e3, 20e3), left.open = TRUE) + 1]
sums <- function(v, by, n) { s <- rowsum(v, by); out <- numeric(n); out[as.integer(rownames(s))] <- s; out }
demand <- sums(w * cells$q[i], j, nrow(sites))
ratio <- ifelse(demand > 0, sites$q / demand, 0)
access <- sums(w * ratio[j], i, nrow(cells))
t2 <- cpu()
some <- access > 0
cat(sprintf("dbscan %s %s: %.1f s CPU for %d pairs and %.1f s for the method, %.0f MB, relative difference %.1e\n",
            packageVersion("dbscan"), arg[2], t1 - t0, length(cost), t2 - t1, peak(),
            max(abs(access - cells$access)[some] / access[some])))
