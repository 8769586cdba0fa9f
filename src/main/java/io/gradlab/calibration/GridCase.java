package io.gradlab.calibration;

/**
 * One network of the grid.
 *
 * @param index number of the case, from 0
 * @param start what it shares with the other cases of its start
 * @param fault what was put in
 */
record GridCase(int index, Start start, Fault fault) {}
