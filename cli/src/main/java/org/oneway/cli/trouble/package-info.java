// SPDX-License-Identifier: Apache-2.0

/**
 * What can go wrong, as a user is told: a code, an exit code, a message and a command. Knows what
 * the ports throw; must not know commands or how anything is printed.
 */
@NullMarked
package org.oneway.cli.trouble;

import org.jspecify.annotations.NullMarked;
