// SPDX-License-Identifier: Apache-2.0

/**
 * Where the command runs and what it prints to: streams, environment, clock; text made safe for a
 * terminal. Must not know what is printed.
 */
@NullMarked
package org.oneway.cli.terminal;

import org.jspecify.annotations.NullMarked;
