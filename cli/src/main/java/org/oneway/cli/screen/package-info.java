// SPDX-License-Identifier: Apache-2.0

/**
 * What people read: plans, runs, status, quarantine. Turns what the engine says into lines; must
 * not open stores or the state.
 */
@NullMarked
package org.oneway.cli.screen;

import org.jspecify.annotations.NullMarked;
