// SPDX-License-Identifier: Apache-2.0

/** The model and codec of PDPA archives. Knows JSON and files; must not know stores or plans. */
@NullMarked
package org.oneway.engine.pdpa;

import org.jspecify.annotations.NullMarked;
