// SPDX-License-Identifier: Apache-2.0
/**
 * What a store says has happened since a checkpoint, as a stream that is pulled. Must not know who
 * reads it or what is decided.
 */
@NullMarked
package org.oneway.engine.change;

import org.jspecify.annotations.NullMarked;
