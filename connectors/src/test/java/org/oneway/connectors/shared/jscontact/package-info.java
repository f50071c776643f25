// SPDX-License-Identifier: Apache-2.0

/** Proves the conversion of contacts on real cards and on the examples of the RFCs. */
@NullMarked
package org.oneway.connectors.shared.jscontact;

import org.jspecify.annotations.NullMarked;
