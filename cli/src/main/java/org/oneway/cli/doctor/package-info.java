// SPDX-License-Identifier: Apache-2.0

/**
 * What {@code doctor} looks at: one class for each thing, each telling what it found with a remedy.
 * Changes nothing, but for the test file of a write test that was asked for. Must not know how
 * findings are printed.
 */
@NullMarked
package org.oneway.cli.doctor;

import org.jspecify.annotations.NullMarked;
