// SPDX-License-Identifier: Apache-2.0

/** Proves the reading and writing of content lines. */
@NullMarked
package org.oneway.connectors.shared.vobject;

import org.jspecify.annotations.NullMarked;
