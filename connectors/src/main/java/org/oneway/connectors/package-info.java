// SPDX-License-Identifier: Apache-2.0

/**
 * The list of connectors there are. Knows each connector's entry point and nothing of its inside.
 */
@NullMarked
package org.oneway.connectors;

import org.jspecify.annotations.NullMarked;
