// SPDX-License-Identifier: Apache-2.0

/**
 * What runs did: told as it happens, kept in a log beside the state, and read back. Must not know
 * how it is shown.
 */
@NullMarked
package org.oneway.cli.history;

import org.jspecify.annotations.NullMarked;
