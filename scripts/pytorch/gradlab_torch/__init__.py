"""The experiments of the laboratory in PyTorch, to compare Gradlab with."""

import torch

# Networks of a few units: handing work to a second thread takes longer than
# the work. Measured on 2 cores, seconds for 1000 epochs of 2-5-1: 0.22 with
# one thread; with two, 0.22 on an idle machine and 0.25 to 0.50 on a busy one.
torch.set_num_threads(1)
