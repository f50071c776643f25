// SPDX-License-Identifier: Apache-2.0

/**
 * Programs that measure: each prints what it saw, and fails where a promise is not kept. They start
 * JVMs of their own, so that heap sizes are theirs and nothing is warm.
 */
@NullMarked
package org.oneway.examples.bench;

import org.jspecify.annotations.NullMarked;
