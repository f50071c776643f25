// SPDX-License-Identifier: Apache-2.0

/** Runs the programs that measure, over less than they usually measure. */
@NullMarked
package org.oneway.examples.bench;

import org.jspecify.annotations.NullMarked;
