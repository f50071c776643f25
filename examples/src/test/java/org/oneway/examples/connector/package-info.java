// SPDX-License-Identifier: Apache-2.0

/** The example's connector keeps to the contracts, and its guide shows what is in its sources. */
@NullMarked
package org.oneway.examples.connector;

import org.jspecify.annotations.NullMarked;
