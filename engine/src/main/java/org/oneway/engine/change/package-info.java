// SPDX-License-Identifier: Apache-2.0

/**
 * Differences between two versions of an item, property by property, and how they are applied.
 * Knows items only, no stores and no state.
 */
@NullMarked
package org.oneway.engine.change;

import org.jspecify.annotations.NullMarked;
