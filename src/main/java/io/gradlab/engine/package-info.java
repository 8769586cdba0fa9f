/**
 * DJL and libtorch as this program sets them up: threads, offline, devices, versions, native
 * memory.
 */
@NullMarked
package io.gradlab.engine;

import org.jspecify.annotations.NullMarked;
