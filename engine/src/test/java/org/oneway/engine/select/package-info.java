// SPDX-License-Identifier: Apache-2.0
/** Tests of what of a source takes part, and in which form. */
@NullMarked
package org.oneway.engine.select;

import org.jspecify.annotations.NullMarked;
