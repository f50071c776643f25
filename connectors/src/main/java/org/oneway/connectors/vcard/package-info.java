// SPDX-License-Identifier: Apache-2.0

/** Address books in vCard files, as source and target. Must not know any other connector. */
@NullMarked
package org.oneway.connectors.vcard;

import org.jspecify.annotations.NullMarked;
