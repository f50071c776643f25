// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Instant;

/**
 * How many items one run deleted from one folder.
 *
 * @param folder number of the folder pairing
 * @param at when
 * @param count how many
 * @param allowed whether a token allowed them; then they no longer count
 */
public record Deletions(int folder, Instant at, int count, boolean allowed) {}
