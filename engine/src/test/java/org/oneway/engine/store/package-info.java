// SPDX-License-Identifier: Apache-2.0

/** Tests of the values that ports exchange. */
@NullMarked
package org.oneway.engine.store;

import org.jspecify.annotations.NullMarked;
