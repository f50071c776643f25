// SPDX-License-Identifier: Apache-2.0

/**
 * What stores of messages share: reading the few header fields that a message is known by, from
 * bytes that may be broken in any way, and the names of flags. Must not know where the bytes come
 * from; never changes them.
 */
@NullMarked
package org.oneway.connectors.shared.mime;

import org.jspecify.annotations.NullMarked;
