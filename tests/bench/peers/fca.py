# Two-step catchments of a benchmark with what Debian has for Python: SciPy's k-d tree builds all pairs, NumPy sums
# them. python3 fca.py FILE gauss|steps; FILE has lines `c x y need access` and `s x y hours`. Prints CPU seconds of
# pairs and method, the peak memory, and the largest relative difference to katve's access.
# SPDX-License-Identifier: GPL-3.0-or-later
import resource, sys, time
import numpy as np
import scipy
from scipy.spatial import cKDTree

rows = [line.split() for line in open(sys.argv[1])]
cells = np.array([[float(v) for v in r[1:]] for r in rows if r[0] == "c"])
sites = np.array([[float(v) for v in r[1:]] for r in rows if r[0] == "s"])
del rows
start = time.process_time()
pairs = cKDTree(cells[:, :2]).sparse_distance_matrix(cKDTree(sites[:, :2]), 30e3, output_type="ndarray")
built = time.process_time()
cost, i, j = pairs["v"], pairs["i"], pairs["j"]
if sys.argv[2] == "gauss":
    weight = np.exp(cost**2 * (np.log(0.01) / 30e3**2))
else:
    weight = np.select([cost <= 10e3, cost <= 20e3], [1.0, 0.68], 0.22)
demand = np.bincount(j, weight * cells[i, 2], len(sites))
ratio = np.divide(sites[:, 2], demand, out=np.zeros(len(sites)), where=demand > 0)
access = np.bincount(i, weight * ratio[j], len(cells))
end = time.process_time()
most = np.max(np.abs(access - cells[:, 3]) / np.maximum(access, 1e-300), where=access > 0, initial=0)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"SciPy {scipy.__version__} {sys.argv[2]}: {built - start:.1f} s CPU for {len(cost)} pairs and "
      f"{end - built:.1f} s for the method, {peak:.0f} MB, relative difference {most:.1e}")
