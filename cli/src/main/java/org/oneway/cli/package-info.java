// SPDX-License-Identifier: Apache-2.0

/**
 * The oneway command and the only composition root: configuration, commands, progress and reports.
 * Nothing but the examples may depend on it.
 */
@NullMarked
package org.oneway.cli;

import org.jspecify.annotations.NullMarked;
