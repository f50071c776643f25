// SPDX-License-Identifier: Apache-2.0

/**
 * Contracts, fakes and scenarios that connectors and state stores are tested with. Must not know
 * any connector.
 */
@NullMarked
package org.oneway.engine.testkit;

import org.jspecify.annotations.NullMarked;
