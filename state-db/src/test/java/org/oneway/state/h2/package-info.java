// SPDX-License-Identifier: Apache-2.0

/** Tests of the state in H2, with real processes that are killed. */
@NullMarked
package org.oneway.state.h2;

import org.jspecify.annotations.NullMarked;
