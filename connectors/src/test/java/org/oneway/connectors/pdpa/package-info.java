// SPDX-License-Identifier: Apache-2.0

/** Tests of archives as source and target. Must not know any other connector. */
@NullMarked
package org.oneway.connectors.pdpa;

import org.jspecify.annotations.NullMarked;
