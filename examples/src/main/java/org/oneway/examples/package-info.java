// SPDX-License-Identifier: Apache-2.0

/** Runnable examples and benchmarks. Uses Oneway as anybody could; nothing depends on it. */
@NullMarked
package org.oneway.examples;

import org.jspecify.annotations.NullMarked;
