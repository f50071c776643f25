// SPDX-License-Identifier: Apache-2.0

/** Which connectors there are. */
@NullMarked
package org.oneway.connectors;

import org.jspecify.annotations.NullMarked;
