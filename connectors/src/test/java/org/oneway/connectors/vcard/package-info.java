// SPDX-License-Identifier: Apache-2.0

/** Proves files and directories of vCards as source and target. */
@NullMarked
package org.oneway.connectors.vcard;

import org.jspecify.annotations.NullMarked;
