// SPDX-License-Identifier: Apache-2.0

/** Looks at the manual pages as a reader of them does. */
@NullMarked
package org.oneway.cli.manual;

import org.jspecify.annotations.NullMarked;
