// SPDX-License-Identifier: Apache-2.0

/** Runs every example as its reader would. */
@NullMarked
package org.oneway.examples;

import org.jspecify.annotations.NullMarked;
