// SPDX-License-Identifier: Apache-2.0

/** Tests of archives that follow one another. */
@NullMarked
package org.oneway.engine.backup;

import org.jspecify.annotations.NullMarked;
