// SPDX-License-Identifier: Apache-2.0
/**
 * WebDAV as a store needs it (RFC 4918, 6578, 5689, 6764): finding a service, listing collections,
 * telling what changed, reading in batches, writing on conditions. Knows HTTP and XML, and nothing
 * of what the resources mean: that is a {@link org.oneway.connectors.shared.dav.Format}.
 */
@NullMarked
package org.oneway.connectors.shared.dav;

import org.jspecify.annotations.NullMarked;
