// SPDX-License-Identifier: Apache-2.0

/** Text made safe for a terminal. */
@NullMarked
package org.oneway.cli.terminal;

import org.jspecify.annotations.NullMarked;
