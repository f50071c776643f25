// SPDX-License-Identifier: Apache-2.0

/** Tests of address books at servers. Must not know any other connector. */
@NullMarked
package org.oneway.connectors.carddav;

import org.jspecify.annotations.NullMarked;
