// SPDX-License-Identifier: Apache-2.0
/**
 * The ports that every connector implements: source, target, and what can go wrong with them. Says
 * what a caller may count on, never how a protocol does it.
 */
@NullMarked
package org.oneway.engine.store;

import org.jspecify.annotations.NullMarked;
