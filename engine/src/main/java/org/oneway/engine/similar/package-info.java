// SPDX-License-Identifier: Apache-2.0
/**
 * When two items are similar enough, what differs between them, and how a change is carried over to
 * an item that others have changed too. Pure functions over items; must not know stores or state.
 */
@NullMarked
package org.oneway.engine.similar;

import org.jspecify.annotations.NullMarked;
