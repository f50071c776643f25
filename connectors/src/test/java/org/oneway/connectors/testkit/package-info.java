// SPDX-License-Identifier: Apache-2.0

/**
 * Servers for the tests of connectors: a scripted one, which behaves well until its fault script
 * says otherwise, and what drives and watches real ones. Must not know any connector.
 */
@NullMarked
package org.oneway.connectors.testkit;

import org.jspecify.annotations.NullMarked;
