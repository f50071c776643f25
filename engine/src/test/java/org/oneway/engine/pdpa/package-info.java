// SPDX-License-Identifier: Apache-2.0

/** Tests of the archive codec. Must not know any store. */
@NullMarked
package org.oneway.engine.pdpa;

import org.jspecify.annotations.NullMarked;
