// SPDX-License-Identifier: Apache-2.0

/**
 * A small connector, complete: a file with a JSContact card on each line. {@code
 * docs/guides/write-a-connector.md} is written along it. Knows the engine and nothing else of
 * Oneway.
 */
@NullMarked
package org.oneway.examples.connector;

import org.jspecify.annotations.NullMarked;
